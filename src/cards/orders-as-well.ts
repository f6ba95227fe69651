import type { OrderReview } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import type { Study } from '../terminology/types.ts';
import type { CallContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { metOnChart } from './chart-lines.ts';
import { createOrder } from './create-order.ts';
import { type Step, stepsIn } from './next-steps.ts';
import { studyConcept } from './suggestions.ts';
import { isMriUnread, unreadWords } from './unread.ts';
import { listed } from './words/days.ts';
import { fullName, shortName } from './words/study-names.ts';

/** A draft order for a study beside the ordered one, for the same reasons. */
export function orderAsWell(study: Study, review: OrderReview, context: CallContext): Suggestion {
  return createOrder(studyConcept(study), review, context, {
    label: `Order ${fullName(study)} as well`,
    description: `Create a draft order for ${study.label}`,
  });
}

/** Studies of further levels beside the ordered one, each once (myelopathy-2, reading A50). */
export function ordersAsWell(
  studies: readonly Study[],
  review: OrderReview,
  context: CallContext,
): readonly Step[] {
  const offered = [...new Set(studies)].filter((study) => !isMriUnread(study, review, context));
  return offered.map((study) => ({
    suggestion: orderAsWell(study, review, context),
    mayBeRecommended: true,
  }));
}

/** What the reason calls for as well and is not offered, since it lacks what the order lacks. */
export function calledForWords({ alsoCalledFor }: OrderReview): readonly string[] {
  return alsoCalledFor.length === 0
    ? []
    : [`The reason calls for ${listed(alsoCalledFor.map(fullName))} as well.`];
}

/** The card of a supported order whose reason is about further levels too. */
export function asWellCard(review: OrderReview, context: CallContext): CardDraft | undefined {
  const { asWell, statements } = review;
  if (asWell.length === 0) return undefined;
  return {
    kind: 'preferred-study',
    indicator: 'info',
    summary: `${shortName(review.order.study)}: the reason calls for ${listed(asWell.map(shortName))} as well`,
    lines: [],
    alsoOnChart: metOnChart(review, context),
    notes: ['The guideline supports the order as it is.', ...unreadWords(context)],
    statements,
    suggestions: stepsIn(ordersAsWell(asWell, review, context)),
    links: [],
    criteria: ['preferred-study'],
  };
}
