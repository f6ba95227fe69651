import type { Resource } from 'fhir/r4.js';
import { otherLevelsTold } from '../assessment/levels-told.ts';
import { wasDoneSince } from '../assessment/studies-there.ts';
import type {
  CriterionResult,
  NoteOffer,
  OrderReview,
  PossibleRedFlag,
} from '../assessment/types.ts';
import { chartDate } from '../chart/dates.ts';
import { overlap } from '../guideline/case.ts';
import type { Policy } from '../guideline/policy.ts';
import { inWords } from '../logic/in-words.ts';
import { questionnaireUrl } from '../questionnaire/questionnaire.ts';
import { confirmedDraft, draftOfNotes } from './note-answers.ts';

/** A red flag that notes mention and the coded chart doesn't show. */
export interface MentionedRedFlag extends PossibleRedFlag {
  readonly title: string;
  readonly statements: readonly string[];
  /** The answers that would make it one. */
  readonly offers: readonly NoteOffer[];
}

/** What a confirmation is made with. */
export interface Confirmation {
  readonly patientId: string;
  readonly asOf: Date;
  readonly canonicalBase: string;
}

/** An answer that can speak for a red flag, and not against it. */
export function isPositive({ value }: NoteOffer): boolean {
  return value !== false;
}

/** What would be on the chart if somebody confirmed all answers. */
export function allConfirmed(
  offers: readonly NoteOffer[],
  { patientId, asOf, canonicalBase }: Confirmation,
): Resource {
  const questionnaire = questionnaireUrl(canonicalBase);
  const draft = draftOfNotes(offers, { patientId, asOf, canonicalBase, questionnaire });
  return { ...confirmedDraft(draft), id: 'confirmed-from-notes' };
}

/**
 * The red flags that would be present, or half documented, if all answers were confirmed, and that an answer bears on;
 * and those that an answer to another question points to. What the coded chart shows already is none.
 * @param flags the red flags that each item bears on
 * @param confirmed the review of the same order with all answers confirmed
 */
export function mentionedIn(
  offers: readonly NoteOffer[],
  review: OrderReview,
  policy: Policy,
  flags: ReadonlyMap<string, ReadonlySet<string>>,
  confirmed: OrderReview | undefined,
): readonly MentionedRedFlag[] {
  if (confirmed === undefined) return [];
  const found: readonly PossibleRedFlag[] = [...confirmed.redFlags, ...confirmed.possible];
  const isSupported = confirmed.assessment.determination === 'supported';
  return policy.redFlags.flatMap(({ id, title, statements, mentionedBy = {} }) => {
    if (review.redFlags.some((one) => one.id === id)) return [];
    const positive = offers.filter(isPositive);
    const own = positive.filter(({ linkId }) => flags.get(linkId)?.has(id) === true);
    const completes =
      review.possible.some((one) => one.id === id) &&
      confirmed.redFlags.some((one) => one.id === id);
    // What completes a flag that is half documented may be any fact: a week of treatment.
    const speaking = own.length === 0 && completes ? positive : own;
    const isNamed = speaking.some(({ linkId }) => mentionedBy[linkId] !== undefined);
    const flag =
      found.find((one) => one.id === id) ?? (isNamed ? { id, fits: isSupported } : undefined);
    if (flag === undefined || speaking.length === 0) return [];
    const { fits, indicated } = asTold(flag, speaking, review);
    return [
      {
        ...{ id, fits, statements, offers: speaking, title: inWords(title, review.readings) },
        ...(indicated === undefined ? {} : { indicated }),
      },
    ];
  });
}

/**
 * What a flag means for the order, as far as its sentences tell of the ordered level, and nothing has been done
 * since.
 */
function asTold(
  { id, fits, indicated }: PossibleRedFlag,
  offers: readonly NoteOffer[],
  { orderCase }: OrderReview,
): PossibleRedFlag {
  const others = otherLevelsTold(
    offers.map(({ quote }) => quote),
    orderCase.regions,
  );
  if (others.length > 0)
    return indicated !== undefined && overlap(indicated.shows, others)
      ? { id, fits: false, indicated }
      : { id, fits: false };
  const since = offers.flatMap(({ date }) => chartDate(date)?.earliest ?? []);
  const isDone =
    indicated !== undefined &&
    since.length > 0 &&
    wasDoneSince(indicated, orderCase, Math.min(...since) - dayBefore);
  return indicated === undefined || isDone ? { id, fits } : { id, fits, indicated };
}

/** Whoever writes a note has often seen the images of the day before. */
const dayBefore = 1;

/** The review with the mentioned red flags as half documented ones, each with its sentences as evidence. */
export function withMentions(
  review: OrderReview,
  mentioned: readonly MentionedRedFlag[],
): OrderReview {
  if (mentioned.length === 0) return review;
  const { assessment, possible, orderCase } = review;
  const results = mentioned.map((flag) => resultOf(flag, assessment.criteria));
  const ids = new Set(mentioned.map(({ id }) => id));
  return {
    ...review,
    assessment: {
      ...assessment,
      criteria: [...assessment.criteria.filter(({ id }) => !ids.has(id)), ...results],
    },
    possible: [
      ...possible.filter(({ id }) => !ids.has(id)),
      ...mentioned.map(({ id, fits, indicated }) => ({
        ...{ id, fits },
        ...(indicated === undefined ? {} : { indicated }),
      })),
    ],
    unsettled: review.unsettled ?? { orderCase, required: [], redFlags: [] },
  };
}

function resultOf(flag: MentionedRedFlag, criteria: readonly CriterionResult[]): CriterionResult {
  const known = criteria.find(({ id }) => id === flag.id);
  const evidence = flag.offers.map(({ reference, date, quote }) => ({
    ...{ reference, date },
    text: `Note: "${quote}"`,
  }));
  return {
    id: flag.id,
    finding: 'not-documented',
    statements: known?.statements ?? flag.statements,
    summary: `${flag.title}: a note mentions it, and nobody has confirmed it`,
    evidence: [...(known?.evidence ?? []), ...evidence],
  };
}
