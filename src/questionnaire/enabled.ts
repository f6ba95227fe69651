import type { QuestionnaireItem, QuestionnaireResponseItemAnswer } from 'fhir/r4.js';

/** What is known of the answer to a question: a yes or a no, another answer, none; or that it doesn't matter here. */
export type Answered = boolean | 'answered' | 'any' | undefined;

/** What an answer of a response says, as far as `enableWhen` asks. */
export function answeredBy(answer: QuestionnaireResponseItemAnswer | undefined): Answered {
  return answer === undefined ? undefined : (answer.valueBoolean ?? 'answered');
}

/** Whether `enableWhen` shows an item (FHIR R4, Questionnaire); the forms use `exists` and `=` with yes and no alone. */
export function isEnabled(
  { enableWhen = [], enableBehavior }: QuestionnaireItem,
  answerTo: (linkId: string) => Answered,
): boolean {
  const holds = enableWhen.map(({ question, operator, answerBoolean }) => {
    const answer = answerTo(question);
    if (answer === 'any') return true;
    return operator === 'exists'
      ? (answer !== undefined) === answerBoolean
      : answer === answerBoolean;
  });
  return enableBehavior === 'any' && holds.length > 0
    ? holds.includes(true)
    : !holds.includes(false);
}
