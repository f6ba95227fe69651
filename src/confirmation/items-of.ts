import type { OrderReview } from '../assessment/types.ts';
import { neededItems } from '../questionnaire/needed-items.ts';
import { answerableLinkIds } from '../questionnaire/questionnaire.ts';

/**
 * The items of the form that an order needs, or that its notes answer: first those of a mentioned red flag, with the
 * question for the flag itself.
 */
export function itemsOf(review: OrderReview): readonly string[] {
  const needed = neededItems(review);
  const offers = review.fromNotes?.offers ?? [];
  if (offers.length === 0) return needed;
  const answerable = answerableLinkIds();
  const urgent = offers.flatMap(({ linkId, redFlag }) =>
    redFlag === undefined ? [] : [redFlag, linkId].filter((item) => answerable.has(item)),
  );
  return [...new Set([...urgent, ...needed, ...offers.map(({ linkId }) => linkId)])];
}
