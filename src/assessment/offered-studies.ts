import type { AssessedOrder } from './assess-order.ts';
import type { Judgement } from './judgement.ts';
import { isForbidden } from './mri-safety.ts';
import { whyNot } from './proposals.ts';
import type { Proposals } from './proposed-orders.ts';
import type { ReviewedRedFlag } from './red-flag-review.ts';
import { settledNothing } from './studies-there.ts';
import type { Assessment, Offer, PresentRedFlag, Proposal } from './types.ts';

/** The first offer; one that may be the recommended step before one that may not (a pregnancy). */
export function bestOffer(proposals: readonly Proposal[]): Offer | undefined {
  const offers = proposals.filter((proposal) => proposal.isOffered);
  return offers.find((offer) => offer.mayBeRecommended) ?? offers[0];
}

/**
 * Of the studies that are preferred to the ordered one, the first that may be proposed is named. Where none
 * may be, an advisory preference falls away: nothing better than the ordered study is left.
 */
export function withPreference(
  assessment: Assessment,
  { determination, preference }: Judgement,
  offer: Proposal | undefined,
): Assessment {
  if (offer !== undefined)
    return {
      ...assessment,
      preferredStudy: offer.study.cpt,
      preference: preference ?? 'recommended',
    };
  const isLeft = determination === 'alternative-preferred' && preference === 'advisory';
  return {
    ...assessment,
    ...(isLeft ? { determination: 'supported' } : {}),
    preferredStudy: null,
    preference: null,
  };
}

/**
 * The studies that a red flag indicates, named only where they may be proposed; otherwise the reason is.
 * Where none may be, or the first was done in this episode and settled nothing, and the order is supported, the ordered
 * study is what there is to do for the flag.
 */
export function withOfferableStudies(
  flag: PresentRedFlag,
  reviewed: ReviewedRedFlag | undefined,
  { order, evaluator }: AssessedOrder,
  { determination }: Assessment,
  { propose }: Proposals,
): PresentRedFlag {
  if (reviewed === undefined) return flag;
  const { indicated, alsoIndicated } = reviewed;
  // A device that nobody has looked at yet is asked about; it does not make the study the wrong one.
  const isOrderForbidden = isForbidden(order.study, evaluator);
  const beside = alsoIndicated.filter((one) => propose(one, 'beside').isOffered);
  const also = beside.length === 0 ? flag : { ...flag, alsoIndicated: beside };
  if ((flag.fits && !isOrderForbidden) || indicated.length === 0)
    return indicated[0] === undefined ? also : { ...also, indicated: indicated[0] };
  const proposals = indicated.map((one) => propose(one, 'instead'));
  const isFirstDone = proposals[0]?.isOffered === false && proposals[0].isDone === true;
  const isLeft = reviewed.isAtOrderedLevel && determination === 'supported' && !isOrderForbidden;
  const [first] = indicated;
  const isTried = first !== undefined && settledNothing(first, evaluator.orderCase);
  if (isLeft && (isTried || proposals[0]?.isOffered === false)) return { ...also, fits: true };
  // What was done or ordered for it is read, and no other study is proposed in its place.
  const there = proposals.find((one) => !one.isOffered && one.isAnswered === true);
  if (there?.isOffered === false)
    return {
      ...also,
      fits: false,
      whyNotIndicated: [whyNot(there, there.study.label)],
      isImaged: true,
    };
  const offer = bestOffer(proposals);
  if (offer !== undefined) return { ...also, fits: false, indicated: offer.study };
  const refused = proposals.filter((proposal) => !proposal.isOffered);
  // What the chart forbids is said of each study, and else why the first is not offered.
  const whys = refused.filter((one, at) => at === 0 || one.isForbidden === true);
  return {
    ...also,
    fits: false,
    ...(whys.length === 0
      ? {}
      : { whyNotIndicated: whys.map((one) => whyNot(one, one.study.label)) }),
    ...(isFirstDone ? { isImaged: true } : {}),
  };
}
