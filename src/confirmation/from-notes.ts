import type { Resource } from 'fhir/r4.js';
import type { NoteOffer, OrderReview } from '../assessment/types.ts';
import { chartDate } from '../chart/dates.ts';
import { type Policies, type Policy, policyOfVersion } from '../guideline/policy.ts';
import type { Candidate } from '../notes/types.ts';
import { chartAnswers } from '../questionnaire/chart-answers.ts';
import type { Work } from '../turns.ts';
import { chosen } from './choose.ts';
import { type CodedAnswers, contradicts, differs, repeats } from './contradictions.ts';
import { excerptOf } from './excerpt.ts';
import {
  allConfirmed,
  type Confirmation,
  isPositive,
  type MentionedRedFlag,
  mentionedIn,
  withMentions,
} from './mentions.ts';
import { deniedItems, openItems, redFlagsByItem } from './open-items.ts';
import { episodeOf, type NotesOfCall } from './read-for-order.ts';
import { type Exclusions, exclusionsOf, toldExclusion, withExclusion } from './told-exclusions.ts';

/** What a call's orders are looked at with. */
export interface NotesInput extends Confirmation {
  readonly notes: NotesOfCall;
  readonly policies: Policies;
  /** The reviews of the same orders on the same chart with more on it. Several orders may ask for the same ones. */
  readonly judge: (further: readonly Resource[]) => Work<readonly OrderReview[]>;
}

/**
 * Reviews with what notes say of what the coded chart leaves open. No determination changes: a finding stays as it is
 * until somebody confirms the sentence. A mention of a red flag, which the coded chart doesn't show, becomes a red
 * flag that is half documented, and so the first thing that is asked about.
 */
export function* withNotes(
  reviews: readonly OrderReview[],
  input: NotesInput,
): Work<readonly OrderReview[]> {
  const read: OrderReview[] = [];
  const lately = { ...input, notes: input.notes.ofLately(input.asOf) };
  for (const [at, review] of reviews.entries()) {
    // Beside what supports an order another red flag may be told, which may need another study: only that is asked about.
    read.push(yield* reviewWithNotes(review, at, isOpen(review) ? input : lately));
    yield;
  }
  return read;
}

/** Whether an answer could change anything about an order. */
export function isOpen({ assessment }: OrderReview): boolean {
  return assessment.determination !== 'supported';
}

/** One order, with what its notes are asked about. */
interface Asked {
  readonly review: OrderReview;
  readonly policy: Policy;
  /** The items of the form that the coded chart leaves open. */
  readonly open: ReadonlySet<string>;
  /** The red flags that each item bears on. */
  readonly flags: ReadonlyMap<string, ReadonlySet<string>>;
  readonly exclusions: Exclusions;
}

/** @param at which of the reviews it is */
function* reviewWithNotes(review: OrderReview, at: number, input: NotesInput): Work<OrderReview> {
  const policy = policyOfVersion(input.policies, review.assessment.guideline.version);
  const candidates = yield* input.notes.candidatesFor(review);
  if (policy === undefined || candidates.length === 0) return review;
  const flags = redFlagsByItem(policy);
  const open = openItems(review);
  const exclusions = exclusionsOf(review, policy);
  const asked: Asked = { review, policy, open, flags, exclusions };
  const known = withFlagsThemselves(candidates, policy, open);
  const answers = chosen(known, (linkId) => flags.has(linkId), input.asOf);
  const said = new Set(answers.keys());
  const coded = chartAnswers(review.orderCase, policy, input.canonicalBase, said);
  const offers = offersIn([...answers.values()], coded, asked, input);
  const mentioned = yield* redFlagsIn(offers, at, asked, input);
  // What is a red flag comes before what is over.
  const excluding =
    mentioned.length > 0 ? undefined : toldExclusion(offers, exclusions, candidates, review);
  const kept = keptOf(offers, mentioned, excluding, asked);
  const beside = contradicting([...answers.values()], kept, coded, review);
  if (kept.length + beside.length === 0) return review;
  const told = { ...review, fromNotes: { offers: kept, beside } };
  return excluding === undefined
    ? withMentions(told, mentioned)
    : withExclusion(told, excluding, exclusions);
}

/**
 * The answers of notes that the chart does not give itself, and that bear on the order: newer than any attestation of
 * them.
 */
function offersIn(
  answers: readonly Candidate[],
  coded: CodedAnswers,
  { review, open, flags, exclusions }: Asked,
  { notes }: NotesInput,
): readonly NoteOffer[] {
  const offered = answers
    .filter((one) => !repeats(one, coded))
    .filter(({ linkId }) => open.has(linkId) || flags.has(linkId) || exclusions.has(linkId))
    .filter((one) => !isAnsweredSince(one, notes.instantOf(one.resource), review))
    .map((one) => offerOf(one, review));
  return withExaminationDay(offered, open);
}

/**
 * The red flags that notes mention. Where an answer may speak for one, the order is judged with all of them confirmed.
 * @param at which of the reviews it is
 */
function* redFlagsIn(
  offers: readonly NoteOffer[],
  at: number,
  { review, policy, flags }: Asked,
  input: NotesInput,
): Work<readonly MentionedRedFlag[]> {
  const maySpeak = (one: NoteOffer): boolean => {
    const ids = flags.get(one.linkId);
    if (!isPositive(one)) return false;
    if (!isOpen(review)) return isNewTo(review, ids);
    const isAsked = ids !== undefined || review.possible.length > 0;
    return isAsked && !isToldByDraft(one, review, ids);
  };
  if (!offers.some(maySpeak)) return [];
  const confirmed = yield* input.judge([allConfirmed(offers, input)]);
  return mentionedIn(offers, review, policy, flags, confirmed[at]).filter(
    ({ id }) => !isToldAlready(id, review),
  );
}

/** The answers that are offered: those that speak for a red flag, the one that would exclude the order, what is open. */
function keptOf(
  offers: readonly NoteOffer[],
  mentioned: readonly MentionedRedFlag[],
  excluding: NoteOffer | undefined,
  { review, open }: Asked,
): readonly NoteOffer[] {
  return offers.flatMap((offer) => {
    if (offer === excluding) return [offer];
    const flag = mentioned.find((one) => one.offers.includes(offer));
    if (flag !== undefined) return [{ ...offer, redFlag: flag.id }];
    return isOpen(review) && open.has(offer.linkId) ? [offer] : [];
  });
}

/** What notes say otherwise than the coded chart, of items for which nothing is offered. */
function contradicting(
  answers: readonly Candidate[],
  kept: readonly NoteOffer[],
  coded: CodedAnswers,
  review: OrderReview,
): readonly NoteOffer[] {
  if (!isOpen(review)) return [];
  const taken = new Set(kept.map(({ linkId }) => linkId));
  const denied = deniedItems(review);
  return answers
    .filter(({ linkId }) => !taken.has(linkId))
    .filter((one) => contradicts(one, coded) || (denied.has(one.linkId) && differs(one, coded)))
    .map((one) => offerOf(one, review));
}

/** What a draft says in its own words of red flags that are there, or asked about, already: the chart has read it. */
function isToldByDraft(
  { reference }: NoteOffer,
  review: OrderReview,
  ids: ReadonlySet<string> | undefined,
): boolean {
  if (ids === undefined || isNewTo(review, ids)) return false;
  return review.orderCase.draftOrders.some((draft) => draft.reference === reference);
}

/** Whether one of some red flags is neither there nor asked about. */
function isNewTo(review: OrderReview, ids: ReadonlySet<string> = new Set()): boolean {
  const known = new Set([...review.redFlags, ...review.possible].map(({ id }) => id));
  return Array.from(ids).some((id) => !known.has(id) && !isToldAlready(id, review));
}

/** Another sign of a weakness beside a known one, or a severe pain, changes nothing of an order that is supported. */
function isToldAlready(id: string, review: OrderReview): boolean {
  if (isOpen(review)) return false;
  const isKnown = review.redFlags.some((known) => deficits.has(known.id));
  return id === 'red-flag.severe-radicular-pain' || (deficits.has(id) && isKnown);
}

const deficits: ReadonlySet<string> = new Set([
  'red-flag.motor-grade',
  'red-flag.foot-drop',
  'red-flag.bilateral-leg-weakness',
  'red-flag.progressive-deficit',
]);

function offerOf(candidate: Candidate, review: OrderReview): NoteOffer {
  const { linkId, value, quote, resource, date } = candidate;
  const excerpt = excerptOf(candidate, episodeOf(review), review.orderCase.readings.trialDays);
  return { linkId, value, quote, excerpt, reference: resource, date };
}

/** A yes to an item that asks for the same as a red flag is a yes to the flag; and to the item, where that is open. */
function withFlagsThemselves(
  candidates: readonly Candidate[],
  { redFlags }: Policy,
  open: ReadonlySet<string>,
): readonly Candidate[] {
  return candidates.flatMap((one) => {
    const same = redFlags.filter(({ mentionedBy = {} }) => mentionedBy[one.linkId] === 'same');
    if (one.value !== true || same.length === 0) return [one];
    const own = open.has(one.linkId) ? [one] : [];
    return [...own, ...same.map(({ id }) => ({ ...one, linkId: id }))];
  });
}

/** Somebody answered the item since the note was written: of one day later in it, where the times of both are known. */
function isAnsweredSince(
  { linkId, date }: Candidate,
  instant: number | undefined,
  { orderCase }: OrderReview,
): boolean {
  const answered = orderCase.chart.attested(linkId)?.authored;
  const written = chartDate(date);
  if (answered === undefined || written === undefined) return false;
  if (
    answered.latest === written.earliest &&
    answered.instant !== undefined &&
    instant !== undefined
  )
    return answered.instant >= instant;
  return answered.latest >= written.earliest;
}

const examination = 'neurological-examination.';
const examined = `${examination}date`;

/** What a note says was examined was examined on its day: of several the earliest. */
function withExaminationDay(
  offers: readonly NoteOffer[],
  open: ReadonlySet<string>,
): readonly NoteOffer[] {
  const parts = offers.filter(({ linkId }) => linkId.startsWith(examination) && open.has(linkId));
  const [first] = parts.toSorted((one, other) => (one.date < other.date ? -1 : 1));
  if (first === undefined || offers.some(({ linkId }) => linkId === examined)) return offers;
  return [...offers, { ...first, linkId: examined, value: first.date }];
}
