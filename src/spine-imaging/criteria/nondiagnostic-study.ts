import { isBefore, isOnOrAfter } from '../../chart/dates.ts';
import type { ImagingFact } from '../../chart/types.ts';
import { type Case, isInconclusive, levelsInQuestion, overlap } from '../../guideline/case.ts';
import {
  attestedCriterion,
  criterion,
  met,
  notDocumented,
  notMet,
} from '../../guideline/criterion.ts';
import type { Finding } from '../../logic/finding.ts';

/**
 * ctmyelo-2, radiculopathy-3: a prior MRI of the region in this episode that settled nothing. Closed world: no prior
 * study, none nondiagnostic.
 */
export const mriNondiagnostic = criterion({
  id: 'mri-nondiagnostic',
  question: 'Was an MRI of this region in this episode equivocal, indeterminate or nondiagnostic?',
  statements: ['ctmyelo-2', 'radiculopathy-3', 'ctmyelo-lumbar-1'],
  asks: ['mri-nondiagnostic', 'mri.result', 'mri.date', 'mri.region', 'episode.onset'],
  decide: (orderCase) => decideNondiagnostic(orderCase, 'MRI'),
});

/** ctmyelo-2 and nuclear-2 also ask for CT that settled nothing; closed world like the MRI. */
export const ctNondiagnostic = criterion({
  id: 'ct-nondiagnostic',
  question: 'Was a CT of this region in this episode nondiagnostic?',
  statements: ['nuclear-2', 'general-postop-3', 'postop6-2'],
  decide: (orderCase) => decideNondiagnostic(orderCase, 'CT'),
});

/** ctmyelo-2: MRI was not enough for planning the operation. */
export const mriInsufficientForPlanning = attestedCriterion({
  id: 'mri-insufficient-for-planning',
  question: 'Is MRI insufficient for planning the operation?',
  statements: ['ctmyelo-2'],
  silence: 'not-documented',
});

/** nuclear-2, general-postop-3. */
export const mriLimitedByHardware = attestedCriterion({
  id: 'mri-limited-by-hardware',
  question: 'Is MRI limited by metal artifact from hardware?',
  statements: ['nuclear-2', 'general-postop-3'],
  silence: 'not-documented',
});

/** Whether an earlier study of the region settled nothing. A study from before the episode says nothing either way. */
function decideNondiagnostic(orderCase: Case, modality: 'MRI' | 'CT'): Finding {
  const { start } = orderCase.episode;
  const levels = levelsInQuestion(orderCase);
  const studies = orderCase.chart.imaging.filter(
    (image) =>
      image.study.modality === modality &&
      overlap(image.study.shows, levels) &&
      !(image.date !== undefined && start !== undefined && isBefore(image.date, start) === 'met'),
  );
  const inconclusive = studies.filter(isInconclusive);
  const current = inconclusive.filter(
    (image) =>
      image.resultsAvailable &&
      image.date !== undefined &&
      start !== undefined &&
      isOnOrAfter(image.date, start) === 'met',
  );
  const standing = current.filter((one) => !studies.some((other) => mayAnswer(other, one)));
  if (standing.length > 0) {
    return met(
      `A prior ${modality} of this region was nondiagnostic`,
      standing.map((image) => image.evidence),
    );
  }
  const reported = current.filter(({ authored }) => authored === undefined);
  const told = reported.length > 0 ? reported : current;
  const disputed = told.filter((one) => !studies.some((other) => answers(other, one)));
  if (disputed.length > 0) {
    const others = studies.filter((other) => disputed.some((one) => mayAnswer(other, one)));
    return notDocumented(
      `Contradictory documentation: a prior ${modality} is documented as nondiagnostic, and one of that day or later otherwise`,
      [...disputed, ...others].map((image) => image.evidence),
    );
  }
  if (current.length > 0) {
    return notMet(
      `The ${modality} after the nondiagnostic one was diagnostic`,
      studies
        .filter((other) => told.some((one) => answers(other, one)))
        .map((image) => image.evidence),
    );
  }
  if (inconclusive.length > 0) {
    return notDocumented(
      `A nondiagnostic ${modality} of this region is recorded, but not that it fell in this episode`,
      inconclusive.map((image) => image.evidence),
    );
  }
  const unclear = studies.filter(
    (one) =>
      one.conclusions.has('perhaps-limited') && !studies.some((other) => answers(other, one)),
  );
  if (unclear.length > 0) {
    return notDocumented(
      `Whether the prior ${modality} was diagnostic is not clear from its report`,
      unclear.map((image) => image.evidence),
    );
  }
  return notMet(
    studies.length > 0
      ? `The prior ${modality} was diagnostic`
      : `No prior nondiagnostic ${modality} is documented`,
    studies.map((image) => image.evidence),
  );
}

/**
 * Whether a study with a result, of that day or later as far as the dates tell, leaves open that another settled
 * nothing. Of the same day a result whose words are not read may be that of the very study.
 */
function mayAnswer(other: ImagingFact, inconclusive: ImagingFact): boolean {
  if (!other.resultsAvailable || isInconclusive(other)) return false;
  if (other.date === undefined || inconclusive.date === undefined) return false;
  if (isBefore(inconclusive.date, other.date) === 'met') return true;
  return other.conclusions.size > 0 && isOnOrAfter(other.date, inconclusive.date) !== 'not-met';
}

/**
 * Whether a later study settled what a report left open: the newest of the region decides. What is attested against a
 * report is disputed.
 */
function answers(other: ImagingFact, inconclusive: ImagingFact): boolean {
  if (other.date === undefined || inconclusive.date === undefined) return false;
  if (inconclusive.authored !== undefined && other.authored === undefined) return false;
  const isLater = isBefore(inconclusive.date, other.date) === 'met';
  return isLater && mayAnswer(other, inconclusive) && other.conclusions.size > 0;
}
