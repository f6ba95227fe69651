import { bearsOn } from '../assessment/bearing.ts';
import type { OrderReview } from '../assessment/types.ts';

/**
 * The prefetch keys whose data could be had neither way and could have settled what an order lacks: then
 * it is a technical matter that coverage cannot be told, not one of documentation.
 */
export function decisiveUnavailable(
  review: OrderReview,
  unavailable: readonly string[],
): readonly string[] {
  const { determination, criteria } = review.assessment;
  if (determination !== 'prerequisites-missing') return [];
  const open = criteria.filter((criterion) => criterion.finding !== 'met');
  return unavailable.filter((key) => open.some((criterion) => bearsOn(key, criterion.id)));
}
