import { isOnOrAfter } from '../chart/dates.ts';
import type { Day, ImagingFact } from '../chart/types.ts';
import type { Case } from '../guideline/case.ts';
import type { ContrastMedium } from '../terminology/contrast-reactions.ts';
import type { Study } from '../terminology/types.ts';
import type { CaseEvaluator } from './case-evaluator.ts';
import { rank } from './judgement.ts';
import type { Assessment, ContrastReaction, CriterionResult, Place, Proposal } from './types.ts';

/** What a proposal is judged with. */
export interface ProposalInput {
  readonly study: Study;
  readonly place: Place;
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
  const { study, proposed } = input;
  const forbidden =
    forbiddenWhy(study, input.evaluator) ?? contrastRefused(study, input.evaluator.orderCase);
  const done =
    proposed === undefined
      ? undefined
      : doneLately(study, input.evaluator.orderCase, input.neededSince);
  const why =
    forbidden ?? (done === undefined ? undefined : doneWords(study, done)) ?? notBetter(input);
  const assessment = proposed === undefined ? {} : { assessment: proposed.assessment };
  if (why !== undefined)
    return {
      isOffered: false,
      study,
      ...assessment,
      why,
      ...(forbidden === undefined ? {} : { isForbidden: true }),
      ...(done === undefined ? {} : { isDone: true }),
      ...(done !== undefined && isAnswer(done) ? { isAnswered: true } : {}),
    };
  const mayBeRecommended = !(usesRadiation(study) && isPregnant(input.evaluator));
  return { isOffered: true, study, ...assessment, mayBeRecommended };
}

const magnetic: ReadonlySet<Study['modality']> = new Set([
  'MRI',
  'MRA',
  'PET-MRI',
  'unlisted-MRI',
  'MR-spectroscopy',
  'quantitative-MRI',
]);

/** Whether a study puts the patient into a magnet. */
export function isMagnetic(study: Study): boolean {
  return magnetic.has(study.modality);
}

/** Whether the chart documents that a study must not be done on this patient (ct-1). */
export function isForbidden(study: Study, evaluator: CaseEvaluator): boolean {
  if (!isMagnetic(study)) return false;
  return evaluator.evaluate(evaluator.orderCase.roles.mriContraindicated).value === 'met';
}

/**
 * The finding on the safety of MRI for an order of one, where the chart raises the question: an implant, or a
 * contraindication, or answers that contradict each other. It decides nothing of the guideline.
 */
export function mriSafety(study: Study, evaluator: CaseEvaluator): CriterionResult | undefined {
  if (forbiddenWhy(study, evaluator) === undefined) return undefined;
  const { value, summary, evidence } = evaluator.evaluate(
    evaluator.orderCase.roles.mriContraindicated,
  );
  const { id, statements } = evaluator.orderCase.roles.mriContraindicated;
  return { id, finding: value, statements, summary, evidence };
}

/**
 * Why the chart forbids a study, in words (ct-1): a documented contraindication forbids MRI; one that is documented both
 * ways is cleared up first. Undefined where nothing does.
 */
export function forbiddenWhy(study: Study, evaluator: CaseEvaluator): string | undefined {
  if (!isMagnetic(study)) return undefined;
  const { value, summary, evidence } = evaluator.evaluate(
    evaluator.orderCase.roles.mriContraindicated,
  );
  if (value === 'met') return `MRI is contraindicated on this chart: ${summary}`;
  if (value === 'not-documented' && evidence.length > 0)
    return `Whether MRI is safe for this patient is not settled: ${summary}`;
  return undefined;
}

/** The medium that a study with contrast is done with; undefined for a study without. */
function mediumOf(study: Study): ContrastMedium | undefined {
  const isWith = study.contrast === 'with' || study.contrast === 'without-and-with';
  if (!isWith && !injected.has(study.modality)) return undefined;
  return isMagnetic(study) ? 'gadolinium' : 'iodinated';
}

const injected: ReadonlySet<Study['modality']> = new Set(['CTA', 'myelography']);

/** What the chart says of a reaction to the contrast medium of a study; undefined where it says nothing of it. */
export function contrastReaction(study: Study, { chart }: Case): ContrastReaction | undefined {
  const medium = mediumOf(study);
  if (medium === undefined) return undefined;
  const told = chart.contrastReactions().filter(({ media }) => media.has(medium));
  return told.length === 0 ? undefined : { medium, evidence: told.map(({ evidence }) => evidence) };
}

/** Why a study with contrast is not offered: whether the patient may be given it is cleared up first. */
function contrastRefused(study: Study, orderCase: Case): string | undefined {
  const reaction = contrastReaction(study, orderCase);
  if (reaction === undefined) return undefined;
  const [first] = reaction.evidence;
  return `a reaction to ${mediumNames[reaction.medium]} is on the chart: ${first?.text ?? ''}`;
}

/** What the media are called. */
export const mediumNames: Readonly<Record<ContrastMedium, string>> = {
  gadolinium: 'gadolinium contrast',
  iodinated: 'iodinated contrast',
};

const radiating: ReadonlySet<Study['modality']> = new Set([
  'CT',
  'CTA',
  'radiograph',
  'myelography',
  'unlisted-CT',
  'bone-scan',
  'gallium-scan',
  'SPECT',
  'SPECT-CT',
  'PET',
  'PET-CT',
]);

function usesRadiation(study: Study): boolean {
  return radiating.has(study.modality);
}

/** A pregnancy that is coded as present, or told of in a note. */
function isPregnant(evaluator: CaseEvaluator): boolean {
  const { chart, today } = evaluator.orderCase;
  return chart
    .conditionsOf('pregnancy')
    .some(
      (fact) =>
        fact.current &&
        fact.certainty !== 'refuted' &&
        today - (fact.onset ?? fact.recorded ?? { latest: today }).latest <= longestPregnancyDays,
    );
}

const longestPregnancyDays = 310;

/** Why the study need not be done again: one of this kind and level was done, or ordered, so recently that its images can be read, or will be. */
function doneWords({ label }: Study, image: ImagingFact): string {
  return `${label} ${isDone(image) ? 'has just been done' : 'is ordered already'} (${image.evidence.date ?? ''})`;
}

function isDone({ resultsAvailable, done }: ImagingFact): boolean {
  return resultsAvailable || done === true;
}

function doneLately(
  study: Study,
  { chart, today, readings }: Case,
  neededSince: Day | undefined,
): ImagingFact | undefined {
  return chart.imaging.find(
    (image) =>
      image.study.modality === study.modality &&
      image.authored === undefined &&
      image.date !== undefined &&
      today - image.date.latest <= readings.freshImagesDays &&
      !(neededSince !== undefined && isDone(image) && image.date.latest < neededSince) &&
      // Images without contrast don't take the place of a study without and with contrast.
      !(study.contrast === 'without-and-with' && image.study.contrast === 'without') &&
      study.shows.some((region) => image.study.shows.includes(region)),
  );
}

/** Whether a study of this kind and level was done on a day or since, and settled something. */
export function wasDoneSince(study: Study, { chart }: Case, day: Day): boolean {
  return chart.imaging.some(
    (image) =>
      image.study.modality === study.modality &&
      isDone(image) &&
      isAnswer(image) &&
      image.date !== undefined &&
      image.date.latest >= day &&
      !(study.contrast === 'without-and-with' && image.study.contrast === 'without') &&
      study.shows.some((region) => image.study.shows.includes(region)),
  );
}

/** Whether a study that was done or ordered lately answers what it was for, or will: one that settled nothing does not. */
function isAnswer({ conclusions }: ImagingFact): boolean {
  return !conclusions.has('non-diagnostic') && !conclusions.has('equivocal');
}

/** Whether a study of this kind and level was done in this episode and settled nothing. */
export function settledNothing(study: Study, { chart, episode }: Case): boolean {
  const { start } = episode;
  return chart.imaging.some(
    (image) =>
      image.study.modality === study.modality &&
      image.authored === undefined &&
      image.resultsAvailable &&
      !isAnswer(image) &&
      image.date !== undefined &&
      start !== undefined &&
      isOnOrAfter(image.date, start) === 'met' &&
      !(study.contrast === 'without-and-with' && image.study.contrast === 'without') &&
      study.shows.some((region) => image.study.shows.includes(region)),
  );
}

/** Whether another draft order is for a study of this kind and level. */
function isDrafted(study: Study, { order, draftOrders }: Case): boolean {
  return draftOrders.some(
    (other) =>
      other.reference !== order.reference &&
      other.study.modality === study.modality &&
      !(study.contrast === 'without-and-with' && other.study.contrast === 'without') &&
      study.shows.some((region) => other.study.shows.includes(region)),
  );
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
  let first: Study | undefined;
  for (const study of studies) {
    const done = doneLately(study, evaluator.orderCase, neededSince);
    if (done !== undefined && isAnswer(done)) return undefined;
    if (isDrafted(study, evaluator.orderCase)) return undefined;
    const isHarmful =
      isForbidden(study, evaluator) ||
      contrastReaction(study, evaluator.orderCase) !== undefined ||
      (usesRadiation(study) && isPregnant(evaluator));
    if (done === undefined && !isHarmful) first ??= study;
  }
  return first;
}

/**
 * Its own determination is `supported`; or it is higher than the ordered one's, or the same where
 * prerequisites are missing either way, and the study itself is no longer what is objected to, nor repeats one that was
 * done.
 */
function notBetter({ study, ordered, proposed }: ProposalInput): string | undefined {
  if (proposed === undefined) return undefined;
  const { determination } = proposed.assessment;
  if (determination === 'supported') return undefined;
  const difference = rank[determination] - rank[ordered.assessment.determination];
  const isSame = difference === 0 && determination !== 'not-supported';
  const isBetter = difference > 0 || (isSame && ordered.isOtherStudyWanted);
  const isObjectedTo = proposed.isOtherStudyWanted || proposed.isRepetition;
  if (isBetter && !isObjectedTo && ordered.isOnlySatisfiedOffered !== true) return undefined;
  return `${study.label} would not be supported on this chart either`;
}
