import type { TrialProgress } from '../../assessment/types.ts';
import type { FindingValue } from '../../logic/finding.ts';
import { generalWords } from './general-words.ts';
import { specialWords } from './special-words.ts';

/** What the sentence about one criterion can speak of. Days are written as a clinician writes them. */
export interface Facts {
  readonly finding: FindingValue;
  /** "Lumbar MRI". */
  readonly study: string;
  /** When the episode began, and when it last began or changed. */
  readonly onset: string | undefined;
  readonly since: string | undefined;
  /** "lumbar spine". */
  readonly region: string | undefined;
  /** Of the newest evidence. */
  readonly date: string | undefined;
  readonly hasEvidence: boolean;
  /** A form was filled in about it. */
  readonly isAnswered: boolean;
  /** The linkIds of what is still to be said of it. */
  readonly asks: readonly string[];
  /** The ids of its parts that are not met. */
  readonly openParts: ReadonlySet<string>;
  readonly trial: TrialProgress | undefined;
  readonly day: (iso: string | undefined) => string | undefined;
}

/**
 * The reviewed sentences about one criterion. All are plain text of ours: nothing of the chart but its dates.
 * `need` stands in a headline after "needs", `open` and `no` after the name and a colon.
 */
export interface CriterionWords {
  readonly name: string;
  readonly need: string | ((facts: Facts) => string);
  /** Not documented: what is known, what is missing, until when. */
  readonly open?: (facts: Facts) => string;
  /** Not met: what stands against it. */
  readonly no?: (facts: Facts) => string;
  /** Met, in a list of what is on the chart. */
  readonly met?: (facts: Facts) => string;
  /** After the study's name, where it is the only point. */
  readonly headline?: (facts: Facts) => string | undefined;
}

const table: Readonly<Record<string, CriterionWords>> = { ...generalWords, ...specialWords };

/** The words of a criterion; of one that has none yet (a payer's own), its id read as words. */
export function wordsOf(id: string): CriterionWords {
  const known = Object.hasOwn(table, id) ? table[id] : undefined;
  if (known !== undefined) return known;
  const name = id.slice(id.lastIndexOf('.') + 1).replaceAll('-', ' ');
  return { name: name.slice(0, 1).toUpperCase() + name.slice(1), need: name };
}

/** What a headline says is needed. */
export function needOf({ need }: CriterionWords, facts: Facts): string {
  return typeof need === 'string' ? need : need(facts);
}

/** What is known of a criterion that is not met. */
export function stateOf({ open, no }: CriterionWords, facts: Facts): string {
  if (facts.finding === 'not-met') return no?.(facts) ?? denied(facts);
  return open?.(facts) ?? undocumented(facts);
}

function denied({ isAnswered, date }: Facts): string {
  if (!isAnswered) return 'not on the chart';
  return date === undefined ? 'answered no' : `answered no on ${date}`;
}

function undocumented({ hasEvidence, isAnswered }: Facts): string {
  if (!hasEvidence) return 'not on the chart';
  return isAnswered ? 'the chart and the form disagree' : 'on the chart, but not clear';
}

/** What is met, with its date: "visit Nov 3". */
export function metWords({ met, name }: CriterionWords, facts: Facts): string {
  if (met !== undefined) return met(facts);
  const lower = /^[A-Z][a-z]/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name;
  return facts.date === undefined ? lower : `${lower} ${facts.date}`;
}
