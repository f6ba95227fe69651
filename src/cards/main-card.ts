import type { OrderReview } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import { studyByCpt } from '../terminology/study-catalogue.ts';
import type { Study } from '../terminology/types.ts';
import type { CallContext } from './card-context.ts';
import { type CardDraft, longestSummary } from './card-draft.ts';
import { metOnChart } from './chart-lines.ts';
import { isStudyDrafted } from './draft-orders.ts';
import { formStep } from './form-completion.ts';
import { hold, mostSteps, ordersTowards, type Step, stepsIn } from './next-steps.ts';
import { noteName, noteWords, unreadDocumentWords } from './note-words.ts';
import { ordersAsWell } from './orders-as-well.ts';
import { type Point, pointsOf } from './points.ts';
import { refusalWords } from './refusals.ts';
import { changeTo, removal } from './suggestions.ts';
import { isMriUnread, unreadAnswers, unreadWords } from './unread.ts';
import { fromTextWords, notUnderstoodWords, unusedWords } from './unused.ts';
import { listed, shownDay } from './words/days.ts';
import { lowerFirst } from './words/lower-first.ts';
import { ruleWords } from './words/rule-words.ts';
import { fullName, shortName } from './words/study-names.ts';

/** The card of an order that no red flag decides; none where it is supported. */
export function mainCard(review: OrderReview, context: CallContext): CardDraft | undefined {
  switch (review.assessment.determination) {
    case 'supported':
      return undefined;
    case 'alternative-preferred':
      return preferredCard(review, context);
    case 'prerequisites-missing':
      return prerequisitesCard(review, context);
    case 'not-supported':
      return notSupportedCard(review, context);
  }
}

/** The study that the guideline prefers and that may be proposed here, and the way to it. */
interface Change {
  readonly study: Study;
  readonly step: Step;
  /** It would be supported as the chart stands. */
  readonly isSupported: boolean;
}

/** The preferred study in place of the ordered one; undefined where it is not offered. */
export function changeOf(review: OrderReview, context: CallContext): Change | undefined {
  const { preferredStudy } = review.assessment;
  const study = preferredStudy === null ? undefined : studyByCpt(preferredStudy);
  if (study === undefined) return undefined;
  const proposal = review.propose(study, 'instead');
  if (!proposal.isOffered || isMriUnread(study, review, context)) return undefined;
  const { mayBeRecommended, assessment } = proposal;
  return {
    study,
    step: { suggestion: changeTo(study, review, context), mayBeRecommended },
    isSupported: assessment?.determination === 'supported',
  };
}

function prerequisitesCard(review: OrderReview, context: CallContext): CardDraft {
  const points = pointsOf(review, context);
  const change = changeOf(review, context);
  const form = formStep(review, context);
  const [first] = points;
  const asked = points.find(({ fromNotes }) => fromNotes.length > 0)?.fromNotes;
  const said = noteWords(review, context, asked);
  return {
    kind: first?.kind ?? 'documentation-missing',
    indicator: isSettled(points) ? 'info' : 'warning',
    summary: headline(points, review, context),
    lines: points.map(({ line }) => line),
    alsoOnChart: metOnChart(review, context),
    notes: [
      ...said,
      ...notUnderstoodWords(review),
      ...refusalWords(review.declined, context.asOf),
      ...unreadAnswers(review),
      ...unreadDocumentWords(review, context),
      ...unusedWords(review, points, context),
      ...fromTextWords(review),
      ...unreadWords(context),
    ],
    statements: [...points.flatMap(({ statements }) => statements), ...review.statements],
    ...(said.length === 0 ? {} : { quotesNote: true }),
    suggestions: steps(points, change, form, review, context),
    links: form === undefined ? [] : [form.link],
    criteria: points.flatMap(({ criteria }) => criteria),
  };
}

/**
 * Whether every point is settled within days by an order of this call, or could not be checked since data could not be
 * read. Drafted treatment is no such order: a trial takes weeks.
 */
function isSettled(points: readonly Point[]): boolean {
  return points.every(
    ({ standing, kind }) =>
      standing === 'unread' || (standing === 'drafted' && kind !== 'treatment-missing'),
  );
}

/** The remedy, or the fact, after the name of the study. */
export function headline(
  points: readonly Point[],
  review: OrderReview,
  context: CallContext,
): string {
  const study = shortName(review.order.study);
  const all = points.filter(({ standing }) => standing === 'open');
  const open = all.filter(({ fromNotes }) => fromNotes.length === 0);
  const [answered] = all.filter(({ fromNotes }) => fromNotes.length > 0);
  if (answered !== undefined && open.length === 0)
    return confirmHeadline(study, all, review, context);
  const drafted = points.filter(({ asked }) => asked !== undefined);
  const [first] = open;
  if (first === undefined) {
    const [draft] = drafted;
    return draft === undefined
      ? `${study}: the chart could not be read, so this order was not checked`
      : `${study}: ${draftedHeadline(draft, review, context)}`;
  }
  const said = first.headline ?? `needs ${first.need}`;
  if (open.length === 1) return sentenceOf(study, said);
  if (first.headline !== undefined && !isTreatment(first)) return sentenceOf(study, said);
  for (let shown = open.length; shown > 1; shown -= 1) {
    const needs = open.slice(0, shown).map(({ need }) => need);
    const more = open.length - shown;
    const all = more === 0 ? needs : [...needs, `${more} more`];
    const text = `${study}: needs ${listed(all)}`;
    if (text.length <= longestSummary) return text;
  }
  return sentenceOf(study, said);
}

/** The headline where notes have an answer for every open point, so that somebody only has to confirm them. */
function confirmHeadline(
  study: string,
  points: readonly Point[],
  review: OrderReview,
  { asOf }: CallContext,
): string {
  const offers = review.fromNotes?.offers ?? [];
  const sources = new Set(offers.map((offer) => noteName(offer, asOf)));
  const [source = 'notes'] = sources;
  const from = sources.size === 1 ? `the ${lowerFirst(source)}` : 'notes';
  const names = points.map(({ name }) => lowerFirst(name));
  const text = `${study}: confirm ${listed(names)} from ${from}`;
  return text.length <= longestSummary
    ? text
    : `${study}: confirm what ${from} ${sources.size === 1 ? 'says' : 'say'}`;
}

function isTreatment({ kind }: Point): boolean {
  return kind === 'treatment-missing';
}

/** Joins the study's name and what is said of it by a colon, unless that has one of its own ("CT needs a reason: …"). */
function sentenceOf(study: string, said: string): string {
  return said.startsWith('needs ') && said.includes(':') ? `${study} ${said}` : `${study}: ${said}`;
}

function draftedHeadline(
  { kind, asked = '' }: Point,
  { trial }: OrderReview,
  { asOf }: CallContext,
): string {
  switch (kind) {
    case 'radiograph-missing':
      return `X-ray ${asked}; send this order once it is read`;
    case 'treatment-missing': {
      const day = shownDay(trial?.completeOn, asOf);
      return `therapy ${asked}${day === undefined ? '' : `; {trialDays|duration} are complete on ${day}`}`;
    }
    default:
      return `visit ${asked}; send this order after it`;
  }
}

/** The suggestions, the longest wait first. One of them is the form, for everything that answers can settle. */
function steps(
  points: readonly Point[],
  change: Change | undefined,
  form: ReturnType<typeof formStep>,
  review: OrderReview,
  context: CallContext,
): CardDraft['suggestions'] {
  const isUnread = context.unavailable.length > 0;
  // While a red flag is on the chart, or the cord is to be shown as well, no suggestion makes the order wait.
  const isUrgent = review.redFlags.length > 0 || review.asWell.length > 0;
  const mayWait = !isUrgent && !review.mustNotWait;
  const treated = review.mustNotWait ? points.filter((point) => !isTreatment(point)) : points;
  const towards = isUrgent ? [] : ordersTowards(treated, review, context);
  // Data that could not be read may hold what speaks against another kind of study, so none is suggested.
  const changes =
    change === undefined || (isUnread && isOtherKind(change, review))
      ? []
      : [change.step, ...furtherLevels(review, context)];
  const beside = isUnread ? [] : ordersAsWell(review.asWell, review, context);
  const orders =
    change?.isSupported === false
      ? [...beside, ...towards, ...changes]
      : [...changes, ...beside, ...towards];
  const answers: readonly Step[] =
    form === undefined ? [] : [{ suggestion: form.suggestion, mayBeRecommended: true }];
  const isRemoved = change !== undefined && isRemoval(change.step.suggestion);
  const later = isUnread || !mayWait || isRemoved ? [] : [hold(points, review, context)];
  const room = mostSteps - answers.length;
  return stepsIn([...orders.slice(0, room), ...answers, ...later]);
}

/** Changes to the further levels that the reason may be at: of a cord both the neck and the chest (myelopathy-2). */
function furtherLevels(review: OrderReview, context: CallContext): readonly Step[] {
  return review.furtherLevels.map((study) => ({
    suggestion: changeTo(study, review, context),
    mayBeRecommended: false,
  }));
}

function isOtherKind({ study }: Change, { order }: OrderReview): boolean {
  return study.modality !== order.study.modality;
}

/** Whether a suggestion takes an order away and puts nothing in its place. */
export function isRemoval({ actions = [] }: Suggestion): boolean {
  return actions.every(({ type }) => type === 'delete');
}

function preferredCard(review: OrderReview, context: CallContext): CardDraft {
  const change = changeOf(review, context);
  const { assessment, order, declined } = review;
  const isAdvisory = assessment.preference === 'advisory';
  const said = noteWords(review, context);
  const drafted =
    change !== undefined && isStudyDrafted(change.study, review, context)
      ? [`${fullName(change.study)} is among today’s orders.`]
      : [];
  return {
    kind: 'preferred-study',
    indicator: isAdvisory ? 'info' : 'warning',
    summary:
      change === undefined
        ? `${shortName(order.study)} (${order.study.cpt}): not the study for this reason`
        : preferredHeadline(change.study, review),
    lines: [
      isAdvisory
        ? `? Reason for ${askedOf(order.study, change?.study)}: not on the chart`
        : `✗ ${fullName(order.study)}: not the study for this reason`,
    ],
    alsoOnChart: metOnChart(review, context),
    notes: [
      ...said,
      ...drafted,
      ...refusalWords(declined, context.asOf),
      ...(change === undefined ? unreadWords(context) : []),
    ],
    ...(said.length === 0 ? {} : { quotesNote: true }),
    statements: review.statements,
    suggestions: change === undefined ? [] : stepsIn([change.step]),
    links: [],
    criteria: ['preferred-study'],
  };
}

/**
 * What a reason is missing for: contrast, where the preferred study gives it up; another kind of study; else this
 * one.
 */
function askedOf({ contrast, modality }: Study, preferred: Study | undefined): string {
  const hasContrast = contrast === 'with' || contrast === 'without-and-with';
  if (hasContrast && (preferred === undefined || preferred.contrast === 'without'))
    return 'contrast';
  return preferred === undefined || preferred.modality === modality
    ? 'this study'
    : `${modality} rather than ${preferred.modality}`;
}

function preferredHeadline(study: Study, { assessment, order }: OrderReview): string {
  const name = fullName(study);
  switch (assessment.preference) {
    case 'advisory':
      return study.contrast === 'without' && study.modality === order.study.modality
        ? `${name} is enough here; ordered: ${contrastWords(order.study)} (${order.study.cpt})`
        : `${name} is preferred here; ordered: ${order.study.cpt}`;
    case 'mandated':
      return `${shortName(order.study)} (${order.study.cpt}): must be ${name}`;
    default:
      return `${shortName(order.study)} (${order.study.cpt}): change to ${name}`;
  }
}

function contrastWords({ contrast }: Study): string {
  return contrast === 'not-applicable' ? 'another study' : contrast.replaceAll('-', ' ');
}

function notSupportedCard(review: OrderReview, context: CallContext): CardDraft {
  const { assessment, order, statements } = review;
  const change = changeOf(review, context);
  const name = shortName(order.study);
  const why = ruleWords(assessment.decidedBy, review.decidedByTitle);
  const said = noteWords(review, context);
  const remedy = change === undefined ? '' : `; ${remedyWords(change.study, order.study)}`;
  const full = `${name}: ${why}${remedy}`;
  const mayRemove =
    context.unavailable.length === 0 && review.redFlags.length === 0 && !review.mustNotWait;
  const remove: readonly Step[] = !mayRemove
    ? []
    : [
        {
          suggestion: removal(review, context, `Remove ${name}`),
          mayBeRecommended: true,
        },
      ];
  return {
    kind: 'not-supported',
    indicator: 'warning',
    summary: full.length <= longestSummary ? full : `${name}: ${why}`,
    lines: metOnChart(review, context).map((line) => `✓ On the chart: ${line}`),
    notes: [
      ...said,
      ...notUnderstoodWords(review),
      ...refusalWords(review.declined, context.asOf),
      ...unreadDocumentWords(review, context),
      ...unreadWords(context),
    ],
    ...(said.length === 0 ? {} : { quotesNote: true }),
    statements,
    // The change or the removal, never both: whoever changes to the other study has nothing left to remove.
    suggestions: stepsIn(change === undefined ? remove : [change.step]),
    links: [],
    criteria: assessment.criteria.map((criterion) => criterion.id),
  };
}

function remedyWords(study: Study, ordered: Study): string {
  return study.cpt === ordered.cpt
    ? `the conventional ${shortName(study)} is`
    : `${fullName(study)} is`;
}
