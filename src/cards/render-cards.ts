import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import type { Card, Suggestion } from '../cds/types.ts';
import type { CallContext, CardContext, RenderedCard } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { appendix, checklist, Quotations, shortChecklist } from './detail.ts';
import { escapeMarkdown, oneLine } from './escape-markdown.ts';
import { withForm } from './form-completion.ts';
import { overrideReasons } from './override-reasons.ts';
import { prerequisiteCards } from './prerequisite-cards.ts';
import { redFlagCard } from './red-flag-card.ts';
import { asResponseType } from './response-types.ts';
import { notSupportedCard, preferredCard, referralCard } from './study-cards.ts';
import { topicOf } from './topics.ts';

export type { CardContext, RenderedCard } from './card-context.ts';

const longestSummary = 139;

/**
 * Writes the cards of a call: one for an order and kind, the most important first, all red flags before
 * anything else (contract, "Cards"). The checklist of the criteria stands once, in the first card of an
 * order. Supported with nothing to say gives no card.
 */
export function renderCards(
  reviews: readonly OrderReview[],
  context: CardContext,
): readonly RenderedCard[] {
  const call = { ...context, reviews };
  return reviews
    .flatMap((review) => cardsOf(review, call))
    .toSorted((one, other) => rank(one) - rank(other));
}

/** Within an order the cards stand in this sequence already, so its first card stays its first. */
function rank({ kind, card }: RenderedCard): number {
  if (kind === 'red-flag') return card.indicator === 'critical' ? 0 : 1;
  return card.indicator === 'info' ? 3 : 2;
}

function cardsOf(review: OrderReview, context: CallContext): readonly RenderedCard[] {
  const drafts = draftsOf(review, context);
  const quotations = new Quotations(context);
  // A card's own statements come first: the checklist of another card must not take them away.
  const owned = drafts.map((draft) => draft.statements.flatMap((id) => quotations.quote([id])));
  const prompted = new Set(drafts.flatMap((draft) => draft.prompts ?? []));
  const listed = review.assessment.criteria.filter((criterion) => !prompted.has(criterion));
  return drafts.map((draft, position) => {
    const own = [...draft.detail, ...(owned[position] ?? [])];
    const paragraphs = ownParagraphs(draft, own, review, context, quotations);
    const below =
      position === 0
        ? [...criteriaBlock(listed, quotations), ...appendix(review, context)]
        : pointsBlock(draft.points ?? []);
    return finish(draft, [...paragraphs, ...below].join('\n\n'), review, context);
  });
}

function draftsOf(review: OrderReview, context: CallContext): readonly CardDraft[] {
  const { assessment } = review;
  const drafts: (CardDraft | undefined)[] = [redFlagCard(review, context)];
  if (assessment.determination === 'not-supported') drafts.push(notSupportedCard(review, context));
  else {
    if (assessment.determination === 'prerequisites-missing') {
      drafts.push(...prerequisiteCards(review, context));
    }
    drafts.push(preferredCard(review, context));
  }
  drafts.push(referralCard(review));
  const written = drafts.filter((draft) => draft !== undefined);
  const shaped =
    context.speaksCrd === true ? written.map((draft) => asResponseType(draft, context)) : written;
  return withForm(shaped, review, context);
}

function criteriaBlock(
  criteria: readonly CriterionResult[],
  quotations: Quotations,
): readonly string[] {
  return criteria.length === 0 ? [] : [`**Criteria**\n\n${checklist(criteria, quotations)}`];
}

function pointsBlock(points: readonly CriterionResult[]): readonly string[] {
  return points.length === 0 ? [] : [shortChecklist(points)];
}

/** A card's own paragraphs under what it is about. Red flags stand above everything, even the order's name. */
function ownParagraphs(
  draft: CardDraft,
  own: readonly string[],
  review: OrderReview,
  context: CardContext,
  quotations: Quotations,
): readonly string[] {
  const about = aboutOrder(review, context);
  if (draft.isUrgent === true) return [...own, ...about];
  return [...promptBlock(draft.prompts ?? [], quotations), ...about, ...own];
}

function promptBlock(
  prompts: readonly CriterionResult[],
  quotations: Quotations,
): readonly string[] {
  if (prompts.length === 0) return [];
  return [
    '**Possible red flag. If present, this order needs no prerequisites.** Document it:',
    checklist(prompts, quotations),
  ];
}

/** A card about some of the orders names them (Da Vinci CRD, cards). */
function aboutOrder({ order }: OrderReview, context: CardContext): readonly string[] {
  if (context.draftOrders.length < 2) return [];
  return [
    `About ${escapeMarkdown(order.study.label)} (${order.study.cpt}), ${escapeMarkdown(order.reference)}.`,
  ];
}

function finish(
  draft: CardDraft,
  detail: string,
  review: OrderReview,
  context: CardContext,
): RenderedCard {
  const { assessment, order } = review;
  const suggestions = draft.suggestions.filter((suggestion) => canBeDone(suggestion, review));
  const card: Card = {
    uuid: context.newId(),
    summary: oneLine(draft.summary, longestSummary),
    indicator: draft.indicator,
    ...(detail === '' ? {} : { detail }),
    source: {
      label: context.source.label,
      url: context.source.url,
      topic: topicOf(draft.kind, context.topicVersion),
    },
    ...(suggestions.length === 0 ? {} : { suggestions, selectionBehavior: 'at-most-one' as const }),
    ...(draft.links === undefined ? {} : { links: draft.links }),
    overrideReasons: overrideReasons(draft.kind, context.canonicalBase),
    extension: { 'davinci-crd.associated-resource': [{ reference: order.reference }] },
  };
  return {
    card,
    kind: draft.kind,
    order: order.reference,
    criteria: draft.criteria,
    determination: assessment.determination,
  };
}

/** An order without an id can't be updated or removed by reference. */
function canBeDone(suggestion: Suggestion, { order }: OrderReview): boolean {
  if (typeof order.resource.id === 'string' && order.resource.id !== '') return true;
  return (suggestion.actions ?? []).every((action) => action.type === 'create');
}
