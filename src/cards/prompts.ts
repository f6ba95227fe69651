import type { CriterionResult, OrderReview } from '../assessment/types.ts';

/** A red flag that is half documented: if it is present, the order waits for nothing. */
export function isPrompt({ id, finding }: Pick<CriterionResult, 'id' | 'finding'>): boolean {
  return finding === 'not-documented' && id.startsWith('red-flag.');
}

/** The half-documented red flags of an order, each once. */
export function promptsOf(review: OrderReview): readonly CriterionResult[] {
  return review.assessment.criteria.filter(isPrompt);
}
