import { list } from '../json.ts';
import type { Concept } from './codes.ts';
import {
  hasContrastRationale,
  hasFilm,
  isCtJustified,
  isEvaluatedInPerson,
  type Question,
} from './facts.ts';
import { wordsOf } from './record.ts';
import { mayHaveRedFlag } from './red-flags.ts';
import { lacksOfTrial, says } from './treatment.ts';

/**
 * One way to support: the problems that it is about, and what it lacks for an order. Empty: nothing that is seen
 * here.
 */
export interface Indication {
  readonly id: string;
  /** The problems whose onset begins its episode. */
  readonly concepts: readonly Concept[];
  readonly isWithoutProblem?: boolean;
  /** Its studies are not those of the level that its code names alone. */
  readonly isAtAnyLevel?: boolean;
  /** Its complaint is pain, whose improvement ends it (general-improving-1). */
  readonly isOfPain?: boolean;
  readonly lacks: (question: Question) => readonly string[];
}

/** What is lacking, by its name, unless it holds. */
export const need = (holds: boolean, what: string): readonly string[] => (holds ? [] : [what]);

/** general-eval-1, redflag-stance: a red flag waives the visit and the trial of treatment. */
export const visit = (question: Question): readonly string[] =>
  anyOf(need(isEvaluatedInPerson(question), 'in-person-evaluation'), flag(question));

/** The failed trial of treatment and the contact after it. */
export const trial = (question: Question): readonly string[] =>
  anyOf(lacksOfTrial(question.record, question.start), flag(question));

/** A plain film of the ordered level. */
export const film = (question: Question): readonly string[] =>
  need(hasFilm(question, question.study?.level), 'plain-radiograph');

/** Nothing is lacking where one of the groups lacks nothing. */
export function anyOf(...groups: readonly (readonly string[])[]): readonly string[] {
  return groups.some((group) => group.length === 0) ? [] : groups.flat();
}

/** Whether the form answers an item with yes. */
export const isYes = ({ record, start }: Question, id: string): boolean =>
  says(record, id, start) === true;

/** Some red flag at the ordered level. */
export const flag = (question: Question): readonly string[] =>
  need(mayHaveRedFlag(question), 'red flag');

/** Bone scans, gallium scans, SPECT and SPECT/CT. */
export const isNuclear = (cpt: string): boolean => /^(783(06|15)|788(0[234]|30))$/.test(cpt);

/** A study of a list of CPT codes. */
export function isOneOf(cpts: string, { cpt }: Question): readonly string[] {
  return need(cpts.split(' ').includes(cpt), `${cpt} is not listed`);
}

/** MRI without contrast, and with it where there is a reason; CT where something speaks for it. */
export function ordinaryStudy(question: Question): readonly string[] {
  const { study } = question;
  if (study === undefined) return ['no MRI or CT'];
  if (study.kind === 'CT') return need(isCtJustified(question), 'CT instead of MRI');
  if (study.contrast === 'both') return need(hasContrastRationale(question), 'contrast-rationale');
  return [];
}

/** MRI without, or without and with contrast; CT where something speaks for it. */
export function anyMri(question: Question): readonly string[] {
  if (question.study === undefined) return ['no MRI or CT'];
  return question.study.kind === 'MRI' ? [] : need(isCtJustified(question), 'CT instead of MRI');
}

/** A study without contrast. */
export const isWithout = ({ study }: Question): readonly string[] =>
  need(study?.contrast === 'without', 'contrast is not listed');

/** A study of one of the levels. */
export function hasLevel(question: Question, levels: string): readonly string[] {
  return need(levels.split(' ').includes(question.study?.level ?? ''), 'another level');
}

/** What somebody wrote on the order or beside a problem. */
export function wrote({ order, record }: Question, words: RegExp): boolean {
  const written = [order, order.orderDetail, order.reasonCode].map(wordsOf).join(' ');
  return words.test(`${written} ${record.problems.map((problem) => problem.text).join(' ')}`);
}

/** Severe pain for more than a week, as far as codes can say. */
export function hasLongSeverePain({ record, start }: Question): boolean {
  return (
    start !== undefined &&
    record.today - start.first >= 8 &&
    (record.problems.some((problem) => problem.isSevere) ||
      list(record.all).some((one) => one.resourceType === 'Observation'))
  );
}
