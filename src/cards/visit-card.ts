import type { OrderReview } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import { systems } from '../terminology/systems.ts';
import type { CardContext } from './card-context.ts';
import { createOrder } from './create-order.ts';
import { isCodeDrafted } from './draft-orders.ts';
import type { CardBody } from './prerequisite-cards.ts';
import { defer } from './suggestions.ts';

const inPerson = 'in-person-evaluation';
const again = 'clinical-re-evaluation';

/** The criteria that a visit settles. */
export const visits: ReadonlySet<string> = new Set([inPerson, again]);

/**
 * SNOMED CT has a code for any encounter and one for a follow-up encounter; both are in public value
 * sets of office visits. That the first one is in person stands in the text.
 */
const encounters = {
  [inPerson]: {
    code: '308335008',
    display: 'Patient encounter',
    text: 'Evaluation in person for the current episode',
    label: 'Arrange an evaluation in person',
  },
  [again]: {
    code: '390906007',
    display: 'Follow-up encounter',
    text: 'Clinical re-evaluation after the trial of treatment',
    label: 'Arrange a clinical re-evaluation',
  },
} as const;

/** What is said and offered where the evaluation in person or the re-evaluation is missing. */
export function visitBody(
  criteria: readonly string[],
  review: OrderReview,
  context: CardContext,
): CardBody {
  const { label } = review.order.study;
  // Where both are missing the evaluation comes first: re-evaluation follows treatment.
  const needed = encounters[criteria.includes(inPerson) ? inPerson : again];
  const isDrafted = isCodeDrafted({ system: systems.snomed, code: needed.code }, context);
  return {
    summary: `${label}: ${visitWords(criteria)} not documented in this episode`,
    detail: isDrafted ? ['The visit is among the draft orders.'] : [],
    suggestions: [
      ...(isDrafted ? [] : [visit(needed, review, context)]),
      defer(review, context, `Defer ${label}`),
    ],
  };
}

function visitWords(criteria: readonly string[]): string {
  if (!criteria.includes(inPerson)) return 're-evaluation after treatment';
  return criteria.includes(again)
    ? 'evaluation in person and re-evaluation after treatment'
    : 'evaluation in person';
}

function visit(
  needed: (typeof encounters)[keyof typeof encounters],
  review: OrderReview,
  context: CardContext,
): Suggestion {
  const { code, display, text, label } = needed;
  return createOrder(
    { coding: [{ system: systems.snomed, code, display }], text },
    review,
    context,
    { label, description: `Create a draft order: ${text.toLowerCase()}`, isRecommended: true },
  );
}
