import type { OrderReview } from '../assessment/types.ts';
import type { CardDraft } from './card-draft.ts';
import { listed } from './words/days.ts';
import { shortName } from './words/study-names.ts';

const guidelines = {
  oncology: {
    name: 'oncology imaging guideline',
    why: 'Known or suspected malignancy: the oncology imaging guideline governs the pathway.',
  },
  'peripheral-nerve': {
    name: 'peripheral nerve imaging guideline',
    why: 'A focal neuropathy: the peripheral nerve imaging guideline may apply.',
  },
} as const;

/** Other guidelines that govern part of an order, a sentence each: information, never a denial. */
export function referralWords({ assessment }: OrderReview): readonly string[] {
  return assessment.refersTo.map((id) => guidelines[id].why);
}

/** The card of an order about which nothing else is to be said. */
export function referralCard(review: OrderReview): CardDraft | undefined {
  const { refersTo } = review.assessment;
  if (refersTo.length === 0) return undefined;
  const names = listed(refersTo.map((id) => guidelines[id].name));
  return {
    kind: 'referral',
    indicator: 'info',
    summary: `${shortName(review.order.study)}: see also the ${names}`,
    lines: [],
    notes: referralWords(review),
    statements: [],
    suggestions: [],
    links: [],
    criteria: [],
  };
}
