import type { NoteOffer, OrderReview } from '../assessment/types.ts';
import type { Case } from '../guideline/case.ts';
import type { Policy } from '../guideline/policy.ts';
import type { AfterRule } from '../guideline/rules.ts';
import type { Evaluation } from '../logic/evaluate.ts';
import { inWords } from '../logic/in-words.ts';
import type { Candidate } from '../notes/types.ts';

/** By the item that would make it one: what would exclude an order that is supported, if a note is right. */
export type Exclusions = ReadonlyMap<string, AfterRule>;

const none: Exclusions = new Map();

/** The rules that would exclude a supported order, by the items of the form that ask for them; none beside a red flag. */
export function exclusionsOf(
  { assessment, orderCase, redFlags, possible }: OrderReview,
  { afterwards, indications }: Policy,
): Exclusions {
  if (assessment.determination !== 'supported' || redFlags.length + possible.length > 0)
    return none;
  const indication = indications.find(({ id }) => id === assessment.indication);
  if (indication?.ownInterval === true) return none;
  return new Map(
    afterwards.flatMap((rule) =>
      rule.excludes?.kind === 'leaf' && rule.follows(indication, orderCase)
        ? [[rule.excludes.id, rule]]
        : [],
    ),
  );
}

/**
 * What a note says that would exclude the order: the newest word on it, after whatever tells that treatment failed.
 * @param candidates of the same notes
 */
export function toldExclusion(
  offers: readonly NoteOffer[],
  exclusions: Exclusions,
  candidates: readonly Candidate[],
  { assessment }: OrderReview,
): NoteOffer | undefined {
  if (exclusions.size === 0) return undefined;
  const toldBefore = candidates.flatMap(({ linkId, value, date }) =>
    linkId === 'trial-of-treatment.outcome' && value === 'failed' ? [date] : [],
  );
  // Of one day nobody knows which was written last: the two are asked about.
  const codedUpTo = assessment.criteria.flatMap(({ id, evidence }) =>
    id.startsWith('trial-of-treatment')
      ? evidence.flatMap(({ date }) => date?.slice(0, 10) ?? [])
      : [],
  );
  return offers.find(
    ({ linkId, value, date }) =>
      exclusions.has(linkId) &&
      value === true &&
      toldBefore.every((day) => day < date) &&
      codedUpTo.every((day) => day <= date),
  );
}

/** The review with what a note says would exclude the order: it stays supported, and is asked about. */
export function withExclusion(
  review: OrderReview,
  { linkId, reference, date, quote }: NoteOffer,
  exclusions: Exclusions,
): OrderReview {
  const criterion = exclusions.get(linkId)?.excludes;
  if (criterion?.kind !== 'leaf') return review;
  const asked: Evaluation<Case> = {
    criterion,
    value: 'not-documented',
    summary: `A note says so, and nobody has confirmed it: ${inWords(criterion.question, review.readings)}`,
    evidence: [{ reference, date, text: `Note: "${quote}"` }],
    asks: [linkId],
    members: [],
  };
  const { assessment, orderCase } = review;
  const { value: finding, summary, evidence } = asked;
  const { id, statements } = criterion;
  return {
    ...review,
    assessment: {
      ...assessment,
      criteria: [
        ...assessment.criteria.filter((one) => one.id !== id),
        { id, finding, statements, summary, evidence },
      ],
    },
    unsettled: { orderCase, required: [asked], redFlags: [] },
  };
}
