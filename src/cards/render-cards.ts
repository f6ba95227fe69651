import type { QuestionnaireResponse } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import type { Card, Suggestion } from '../cds/types.ts';
import { type Amounts, inWords } from '../logic/in-words.ts';
import type { CallContext, CardContext, RenderedCard } from './card-context.ts';
import { type CardDraft, longestSummary } from './card-draft.ts';
import { draftsOf } from './drafts-of.ts';
import { oneLine } from './escape-markdown.ts';
import { exclusionCard } from './exclusion-card.ts';
import { formDraft } from './form-completion.ts';
import { isRemoval, mainCard } from './main-card.ts';
import { asWellCard, calledForWords } from './orders-as-well.ts';
import { overrideReasons } from './override-reasons.ts';
import { promptCard } from './prompt-card.ts';
import { promptsOf } from './prompts.ts';
import { quoted } from './quotation.ts';
import { redFlagCard } from './red-flag-card.ts';
import { referralCard, referralWords } from './referral.ts';
import { asResponseTypes } from './response-types.ts';
import { safetyCard, safetyWords } from './study-safety.ts';
import { topicOf } from './topics.ts';
import { listed } from './words/days.ts';
import { redFlagWords } from './words/red-flag-words.ts';
import { fullName, shortName } from './words/study-names.ts';

export type { CardContext, RenderedCard } from './card-context.ts';

/**
 * Writes the cards of a call: at most one an order, the most important first, all red flags before anything else
 * (contract, "Cards"); for callers of CRD it is split by their response types. A supported order with nothing to be
 * said of it gets no card.
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

/** Whether there is anything to say of an order; only where it is supported has that to be looked for. */
export function hasCard(review: OrderReview, contextOf: () => CallContext): boolean {
  return (
    review.assessment.determination !== 'supported' || draftOf(review, contextOf()) !== undefined
  );
}

/** The forms that notes have filled in, in the tasks of an order's card: without the words of the card. */
export function formDrafts(
  review: OrderReview,
  context: CallContext,
): readonly QuestionnaireResponse[] {
  const { redFlags, assessment } = review;
  const isOfNeeds =
    assessment.determination === 'prerequisites-missing' &&
    redFlags.length === 0 &&
    promptsOf(review).length === 0;
  if (!isOfNeeds) return draftsOf(draftOf(review, context)?.suggestions ?? []);
  const draft = formDraft(review, context);
  return draft === undefined ? [] : [draft];
}

/** Within an order the cards stand in this sequence already, so its first card stays its first. */
function rank({ kind, card }: RenderedCard): number {
  const { indicator } = card;
  if (kind !== 'red-flag') return indicator === 'info' ? 4 : 3;
  if (indicator === 'critical') return 0;
  return indicator === 'info' ? 2 : 1;
}

/** The numbers in a card's words are the policy's. */
function withNumbers(draft: CardDraft, readings: Amounts): CardDraft {
  const worded = (text: string): string => inWords(text, readings);
  return {
    ...draft,
    summary: worded(draft.summary),
    lines: draft.lines.map(worded),
    ...(draft.alsoOnChart === undefined ? {} : { alsoOnChart: draft.alsoOnChart.map(worded) }),
    notes: draft.notes.map(worded),
  };
}

function cardsOf(review: OrderReview, context: CallContext): readonly RenderedCard[] {
  const written = draftOf(review, context);
  if (written === undefined) return [];
  const draft = withNumbers(written, review.readings);
  const { version } = review.assessment.guideline;
  const quote = quoted(draft.statements, (id) => context.statementText(id, version));
  const trace = context.traceUrl?.(review);
  const isShown = draft.kind !== 'referral' && trace !== undefined;
  // No order is taken out while data could not be read (contract, "Cards").
  const isRead = context.unavailable.length === 0;
  const linked: CardDraft = {
    ...draft,
    suggestions: draft.suggestions.filter((suggestion) => isRead || !isRemoval(suggestion)),
    links: [
      ...draft.links,
      ...(isShown ? [{ label: 'All criteria', url: trace, type: 'absolute' as const }] : []),
    ],
  };
  const shownQuote = draft.quotesNote === true ? undefined : quote?.text;
  const drafts =
    context.speaksCrd === true
      ? asResponseTypes(linked, quote?.id, shortName(review.order.study), context)
      : [linked];
  return drafts.map((one, position) =>
    finish(
      one,
      detailOf(one, position === 0 ? shownQuote : undefined, review, context),
      review,
      context,
    ),
  );
}

/** The one card of an order: its red flag, the red flag that it may have, what it lacks, or who else governs it. */
function draftOf(review: OrderReview, context: CallContext): CardDraft | undefined {
  const urgent = redFlagCard(review, context) ?? promptCard(review, context);
  const main = urgent ?? mainCard(review, context) ?? exclusionCard(review, context);
  if (main === undefined)
    return safetyCard(review, context) ?? asWellCard(review, context) ?? referralCard(review);
  const asked = urgent === undefined ? withoutDeferral(main, review) : main;
  return {
    ...asked,
    notes: [
      ...safetyWords(review, context),
      ...calledForWords(review),
      ...asked.notes,
      ...referralWords(review),
    ],
  };
}

/** The card without suggestions that remove the order, where a red flag is half documented: that is settled first. */
function withoutDeferral(main: CardDraft, review: OrderReview): CardDraft {
  const prompts = promptsOf(review);
  if (prompts.length === 0) return main;
  const names = listed(
    prompts.map(({ id }) => redFlagWords(id).name),
    'or',
  );
  return {
    ...main,
    notes: [`Possible red flag (${names}): settle that first.`, ...main.notes],
    suggestions: main.suggestions.filter(({ actions = [] }) =>
      actions.every((action) => action.type !== 'delete'),
    ),
  };
}

function detailOf(
  draft: CardDraft,
  quote: string | undefined,
  review: OrderReview,
  context: CardContext,
): string {
  const { lines, alsoOnChart = [], notes } = draft;
  return [
    // A card about some of the orders names them (Da Vinci CRD, cards).
    ...(context.draftOrders.length < 2 ? [] : [`About ${fullName(review.order.study)}.`]),
    ...(lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')]),
    ...(alsoOnChart.length === 0 ? [] : [`Also on the chart: ${alsoOnChart.join(', ')}.`]),
    ...notes,
    ...(quote === undefined ? [] : [quote]),
  ].join('\n\n');
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
    ...(draft.links.length === 0 ? {} : { links: draft.links }),
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
