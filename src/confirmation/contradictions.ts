import type { QuestionnaireResponseItemAnswer } from 'fhir/r4.js';
import { answerKind } from '../chart/answer-kinds.ts';
import type { Candidate } from '../notes/types.ts';
import type { ChartAnswer } from '../questionnaire/answers.ts';

/** What the coded chart answers, by item. */
export type CodedAnswers = ReadonlyMap<string, ChartAnswer>;

type Said = Pick<Candidate, 'linkId' | 'value'>;

/** Of two films or two operations, which are told apart by these, both may have been. */
const ofAnother = /\.(?:region|kind|ongoing)$/;

/**
 * Whether a candidate says otherwise than the coded chart does about the same item: another yes or no, another outcome
 * or result. Days and numbers differ from one visit to the next and contradict nothing.
 */
export function contradicts({ linkId, value }: Said, coded: CodedAnswers): boolean {
  const { type } = answerKind(linkId);
  if ((type !== 'boolean' && type !== 'choice') || ofAnother.test(linkId)) return false;
  return differs({ linkId, value }, coded);
}

/** Whether the coded chart says the same already: whatever is still open, a note adds nothing to it. */
export function repeats({ linkId, value }: Said, coded: CodedAnswers): boolean {
  return saidBy(coded.get(linkId)?.answer) === value;
}

/** Whether the coded chart says something else about the same item. */
export function differs({ linkId, value }: Said, coded: CodedAnswers): boolean {
  const known = saidBy(coded.get(linkId)?.answer);
  return known !== undefined && known !== value;
}

function saidBy(
  answer: QuestionnaireResponseItemAnswer | undefined,
): boolean | number | string | undefined {
  return (
    answer?.valueBoolean ??
    answer?.valueCoding?.code ??
    answer?.valueInteger ??
    answer?.valueDecimal ??
    answer?.valueDate
  );
}
