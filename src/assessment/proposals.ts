import type { Day, ImagingFact } from '../chart/types.ts';
import { isInconclusive } from '../guideline/case.ts';
import type { Study } from '../terminology/types.ts';
import type { CaseEvaluator } from './case-evaluator.ts';
import { contrastReaction, mediumNames } from './contrast-safety.ts';
import { rank } from './judgement.ts';
import { isForbidden, mriSafety } from './mri-safety.ts';
import { isRadiationInPregnancy } from './radiation-in-pregnancy.ts';
import { doneLately, isDone, isDrafted } from './studies-there.ts';
import type { Assessment, Proposal, Refusal } from './types.ts';

/** What a proposal is judged with. */
export interface ProposalInput {
  readonly study: Study;
  /** The assessment of the order as it stands. */
  readonly ordered: Standing;
  /** The study assessed as if it had been ordered; absent for plain films. */
  readonly proposed?: Standing;
  readonly evaluator: CaseEvaluator;
  /** The day of the newest red flag that would need the study: images of before it do not show it. */
  readonly neededSince?: Day | undefined;
}

/** An assessment, and whether the study itself is what the guideline objects to. */
export interface Standing {
  readonly assessment: Assessment;
  /** Another study is preferred, or this one has no reason at its level. */
  readonly isOtherStudyWanted: boolean;
  /** A study of its kind was done in the episode, and why it is repeated is not documented. */
  readonly isRepetition: boolean;
  /** In place of this order only a study whose own indication is satisfied may be proposed. */
  readonly isOnlySatisfiedOffered?: boolean;
}

/**
 * Whether a study may be proposed to whoever placed an order (contract, "Nothing is proposed that we would
 * not support ourselves"): no documented contraindication forbids it, it has not just been done, and on the
 * same chart its own determination is `supported`, or better than the ordered one's.
 */
export function judgeProposal(input: ProposalInput): Proposal {
  const { study, proposed, evaluator, neededSince } = input;
  const { orderCase } = evaluator;
  const forbidden = whyForbidden(study, evaluator);
  const done = proposed === undefined ? undefined : doneLately(study, orderCase, neededSince);
  const why = forbidden ?? (done === undefined ? undefined : doneWords(done)) ?? notBetter(input);
  const assessment = proposed === undefined ? {} : { assessment: proposed.assessment };
  if (why === undefined)
    return {
      isOffered: true,
      study,
      ...assessment,
      mayBeRecommended: !isRadiationInPregnancy(study, orderCase),
    };
  return {
    isOffered: false,
    study,
    ...assessment,
    why,
    ...(forbidden === undefined ? {} : { isForbidden: true }),
    ...(done === undefined ? {} : { isDone: true }),
    ...(done === undefined || isInconclusive(done) ? {} : { isAnswered: true }),
  };
}

/** Why the chart forbids a study, or what has to be cleared up first: a device (ct-1), a reaction to contrast. */
function whyForbidden(study: Study, evaluator: CaseEvaluator): string | undefined {
  const safety = mriSafety(study, evaluator);
  if (safety?.finding === 'met') return 'MRI is contraindicated on this chart';
  if (safety !== undefined) return 'whether MRI is safe for this patient is not settled';
  const reaction = contrastReaction(study, evaluator.orderCase);
  return reaction && `a reaction to ${mediumNames[reaction.medium]} is on the chart`;
}

/** Why the study need not be done again, said of the study. */
function doneWords(image: ImagingFact): string {
  return `${isDone(image) ? 'has just been done' : 'is ordered already'} (${image.evidence.date ?? ''})`;
}

/**
 * Why a study is not offered, as a sentence without its full stop.
 * @param name what the study is called in it
 */
export function whyNot({ why, isForbidden }: Refusal, name: string): string {
  return isForbidden === true ? why : `${name} ${why}`;
}

/**
 * Of the studies that a half-documented red flag would need, the first that could be done now (without X-rays in a
 * pregnancy). Undefined where none could, or where one of them is another draft order, or was just done or ordered and
 * nothing says that it settled nothing.
 */
export function firstToDo(
  studies: readonly Study[],
  evaluator: CaseEvaluator,
  neededSince: Day | undefined,
): Study | undefined {
  const { orderCase } = evaluator;
  let first: Study | undefined;
  for (const study of studies) {
    const done = doneLately(study, orderCase, neededSince);
    if (done !== undefined && !isInconclusive(done)) return undefined;
    if (isDrafted(study, orderCase)) return undefined;
    const isHarmful =
      isForbidden(study, evaluator) ||
      contrastReaction(study, orderCase) !== undefined ||
      isRadiationInPregnancy(study, orderCase);
    if (done === undefined && !isHarmful) first ??= study;
  }
  return first;
}

/**
 * Its own determination is `supported`; or it is higher than the ordered one's, or the same where
 * prerequisites are missing either way, and the study itself is no longer what is objected to, nor repeats one that was
 * done.
 */
function notBetter({ ordered, proposed }: ProposalInput): string | undefined {
  if (proposed === undefined) return undefined;
  const { determination } = proposed.assessment;
  if (determination === 'supported') return undefined;
  const difference = rank[determination] - rank[ordered.assessment.determination];
  const isSame = difference === 0 && determination !== 'not-supported';
  const isBetter = difference > 0 || (isSame && ordered.isOtherStudyWanted);
  const isObjectedTo = proposed.isOtherStudyWanted || proposed.isRepetition;
  if (isBetter && !isObjectedTo && ordered.isOnlySatisfiedOffered !== true) return undefined;
  return 'would not be supported on this chart either';
}
