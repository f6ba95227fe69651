import { regionsOfComplaint } from '../terminology/body-sites.ts';
import { spineComplaints } from '../terminology/complaints.ts';
import { conditionInWords } from '../terminology/condition-words.ts';
import { saysBetter, tellsOfComplaint } from '../terminology/course-words.ts';
import { isElsewhereInWords, isJointOrOrgan } from '../terminology/elsewhere.ts';
import { limbsInText } from '../terminology/limbs.ts';
import { answersWell, asksForCourse, isImproving } from '../terminology/observations.ts';
import type { BodyRegion } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture } from './dates.ts';
import { type Fields, listOf, shortened, textOf, wordsOf } from './fields.ts';
import { answerOf, evidenceOf, type Measure, placeOf } from './measures.ts';
import type { ChartDate, ConditionFact, OutcomeFact } from './types.ts';
import { answerGiven } from './what-it-says.ts';

/** What an Observation says of the course of a complaint of the spine: that it gets better, or is over. */
export function courseFact(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): OutcomeFact | undefined {
  const { code, fields } = measure;
  const said = answerOf(fields);
  const told = betterTold(fields);
  const isBetter = isComplaint(code)
    ? isImproving(said)
    : isCourse(code) && answersWell(said) && !isElsewhereInWords(said);
  if (told === undefined && !isBetter) return undefined;
  const named = told === undefined ? none : regionsOf(told);
  return {
    outcome: 'improved',
    reasons: [],
    regions: named.length > 0 ? named : placeOf(measure).regions,
    date,
    evidence: evidenceOf(measure, reference, date),
  };
}

/**
 * What an Observation of whatever name tells of a complaint of the spine that gets better: by its value in words ("LBP much
 * improved"), or by its name that is answered with yes.
 */
export function betterTold(fields: Fields): string | undefined {
  const said = textOf(fields.valueString);
  const isTold = said !== undefined && saysBetter(said, false);
  if (!isTold && !isCalledBetter(fields.code)) return undefined;
  if (isOfOtherTime(fields.code)) return undefined;
  if (isTold) return said;
  return answerGiven(fields) === 'yes' ? wordsOf(fields.code) : undefined;
}

const isOfOtherTime = ofConcept((code) =>
  /\b(?:goals?|plan|expect\w*|instruct\w*|educat\w*|advice|family|relative|prior|previous|history|hx)\b/i.test(
    wordsOf(code),
  ),
);

const isComplaint = ofConcept((concept) => namesComplaint(wordsOf(concept)));

const isCourse = ofConcept((concept) => asksForCourse(wordsOf(concept)));

/** Whether words name a complaint of the spine, or a pain of a limb that a nerve of the spine may cause: "Leg pain". */
export function namesComplaint(words: string): boolean {
  if (isJointOrOrgan(words)) return false;
  const named = conditionInWords(words)?.concepts ?? none;
  if (named.some((one) => spineComplaints.includes(one))) return true;
  return tellsOfComplaint(words) && limbsInText(words).length > 0 && !isElsewhereInWords(words);
}

/**
 * What words say of the course of a complaint: that it gets better, or is over.
 * @param isOfComplaint they stand with a complaint, and need not name it
 */
export function betterFact(
  text: string,
  reference: string,
  isOfComplaint: boolean,
  date?: ChartDate,
): readonly Pick<OutcomeFact, 'regions' | 'evidence'>[] {
  const said = text.replace(/ \(read from text\)$/, '');
  if (!saysBetter(said, isOfComplaint)) return none;
  return [{ regions: regionsOf(said), evidence: cite(reference, date, shortened(text)) }];
}

/** Whether a Condition is called a complaint that gets better. */
export const isCalledBetter = ofConcept((concept) => saysBetter(wordsOf(concept), false));

/** The levels that words name, by the limb where they name none. */
function regionsOf(text: string): readonly BodyRegion[] {
  const named = regionsOfComplaint(text);
  if (named.length > 0) return named;
  if (/\b(?:leg|thigh|calf|buttock|sciatic)/i.test(text)) return ['lumbar'];
  return /\b(?:arm|hand|brachial)/i.test(text) ? ['cervical'] : none;
}

/**
 * What a Condition says of its course: by its own words ("Sciatica resolved"), and in the notes on a complaint of the
 * spine.
 * @param fact what the Condition means, where it is known here
 */
export function coursesOf(
  condition: Fields,
  fact: ConditionFact | undefined,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): readonly OutcomeFact[] {
  if (date !== undefined && isFuture(date, asOf)) return none;
  const isOfSpine = fact !== undefined && spineComplaints.some((one) => fact.concepts.has(one));
  // A note has a day of its own, or none.
  const told = [
    ...betterFact(wordsOf(condition.code), reference, false, date).map((one) => ({ ...one, date })),
    ...(isOfSpine ? listOf(condition.note) : none).flatMap(({ text, time }) =>
      betterFact(textOf(text) ?? '', reference, true, chartDate(time)).map((one) => ({
        ...one,
        date: chartDate(time),
      })),
    ),
  ];
  return told.map((one) => ({
    ...one,
    outcome: 'improved',
    reasons: fact === undefined ? none : [fact],
  }));
}

const none: readonly never[] = [];
