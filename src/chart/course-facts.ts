import { spineComplaints } from '../terminology/complaints.ts';
import { conditionInWords } from '../terminology/condition-words.ts';
import { isJointOrOrgan } from '../terminology/elsewhere.ts';
import { isImproving } from '../terminology/observations.ts';
import { ofConcept } from './codeable-concept.ts';
import { wordsOf } from './fields.ts';
import { answerOf, evidenceOf, type Measure, placeOf } from './measures.ts';
import type { ChartDate, OutcomeFact } from './types.ts';

/** What an Observation says of the course of a complaint of the spine: that it gets better, or is over. */
export function courseFact(
  measure: Measure,
  reference: string,
  date: ChartDate | undefined,
): OutcomeFact | undefined {
  const { code, fields } = measure;
  if (!isComplaint(code) || !isImproving(answerOf(fields))) return undefined;
  return {
    outcome: 'improved',
    reasons: [],
    regions: placeOf(measure).regions,
    date,
    evidence: evidenceOf(measure, reference, date),
  };
}

const isComplaint = ofConcept((concept) => namesComplaint(wordsOf(concept)));

/** Whether words name a complaint of the spine. */
export function namesComplaint(words: string): boolean {
  const named = conditionInWords(words)?.concepts ?? [];
  return named.some((one) => spineComplaints.includes(one)) && !isJointOrOrgan(words);
}
