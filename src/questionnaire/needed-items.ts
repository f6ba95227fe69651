import type { OrderReview } from '../assessment/types.ts';
import { answerKind } from '../chart/answer-kinds.ts';
import { attestedFlag, type Case } from '../guideline/case.ts';
import type { Evaluation } from '../logic/evaluate.ts';
import { itemsToSettle } from '../logic/settle.ts';

/**
 * The items of the documentation Questionnaire that an order still needs, in the order of its criteria:
 * first those that complete a red flag, then those that complete what is required. None that the chart
 * settles, and none at all where answers could not change the determination: a trial that has not had
 * its time, or evidence that an answer would only contradict.
 */
export function neededItems(review: OrderReview): readonly string[] {
  if (review.unsettled === undefined) return [];
  const { orderCase, required, redFlags } = review.unsettled;
  const itemsOf = (evaluation: Evaluation<Case>): readonly string[] | undefined =>
    openItems(evaluation, orderCase, review);
  const prompts = redFlags.flatMap((flag) => itemsToSettle(flag, itemsOf) ?? []);
  const needed = required.map((evaluation) => itemsToSettle(evaluation, itemsOf));
  // Half of what is required settles nothing.
  const settling = needed.includes(undefined) ? [] : needed.flatMap((items) => items ?? []);
  return [...new Set([...prompts, ...settling])];
}

/** The items that settle one criterion: its own question where an answer to that is enough, else the facts behind it. */
function openItems(
  evaluation: Evaluation<Case>,
  orderCase: Case,
  review: OrderReview,
): readonly string[] | undefined {
  const { criterion } = evaluation;
  if (criterion.kind === 'unless' || criterion.id === undefined) return undefined;
  const { id } = criterion;
  if (id.startsWith('trial-of-treatment') && !review.trialCanBeComplete) return undefined;
  const asks = evaluation.asks ?? criterion.asks;
  const isFlag = asks.includes(id) && answerKind(id).type === 'boolean';
  const answer = attestedFlag(orderCase, id)?.value;
  // A "no" stands, unless the chart says otherwise: then it is the "no" that is in question.
  if (answer === false) return isFlag && evaluation.value === 'not-documented' ? [id] : undefined;
  const saysNo = evaluation.value === 'not-met' && evaluation.evidence.length > 0;
  if (isFlag && answer === undefined && !saysNo) return [id];
  const facts = asks.filter(
    (linkId) =>
      !(isFlag && linkId === id) && !(linkId === 'episode.onset' && review.onsetDocumented),
  );
  return facts.length > 0 ? facts : undefined;
}
