import { generalWords } from './general-words.ts';
import { lowerFirst } from './lower-first.ts';
import { specialWords } from './special-words.ts';
import type { CriterionWords, Facts } from './words.ts';

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
  return facts.date === undefined ? lowerFirst(name) : `${lowerFirst(name)} ${facts.date}`;
}
