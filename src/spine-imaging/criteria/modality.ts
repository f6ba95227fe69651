import { isBefore, isOnOrAfter, newestDate } from '../../chart/dates.ts';
import type {
  ChartDate,
  DeviceFact,
  ImagingFact,
  PlannedProcedureFact,
} from '../../chart/types.ts';
import { type Case, isSpineSurgery, levelsInQuestion, overlap } from '../../guideline/case.ts';
import {
  askedAgain,
  attestedCriterion,
  criterion,
  met,
  notDocumented,
  notMet,
  sinceAPlanHolds,
} from '../../guideline/criterion.ts';
import type { Finding } from '../../logic/finding.ts';
import type { ImplantKind } from '../../terminology/implants.ts';

/**
 * ct-1: a documented MRI contraindication, device by device: the clearance of one says nothing of another. The
 * criterion asks for documentation, so that silence is `not-documented`; a device that is documented as
 * MR-conditional, and no other, is none (reading A51).
 */
export const mriContraindicated = criterion({
  id: 'mri-contraindicated',
  question: 'Is MRI contraindicated?',
  statements: ['ct-1'],
  decide(orderCase) {
    const { devices, removedImplants } = orderCase.chart;
    const { mriUnsafe, mriDoubted } = orderCase.order;
    const isRemoved = (kind: ImplantKind | undefined): boolean =>
      removedImplants.some((removed) => removed.kind === kind);
    if (mriUnsafe !== undefined)
      return met('The order says that MRI is contraindicated', [mriUnsafe]);
    const unsafe = devices.filter(({ mri, kind }) => mri === 'unsafe' && !isRemoved(kind));
    if (unsafe.length > 0) {
      return met(
        'An implanted device is documented as not MRI-compatible',
        unsafe.map((device) => device.evidence),
      );
    }
    const conditions = orderCase.chart
      .conditionsOf('mri-contraindication')
      .filter((condition) => condition.current && condition.certainty !== 'refuted');
    const standing = conditions.filter(({ implant }) => !isCleared(implant, devices));
    const known = standing.filter(
      ({ certainty, implant }) => certainty === 'known' && !isRemoved(implant),
    );
    if (known.length > 0) {
      return met(
        'An MRI contraindication is documented',
        known.map((condition) => condition.evidence),
      );
    }
    const gone = [
      ...standing.map(({ implant, evidence }) => ({ kind: implant, evidence })),
      ...devices,
    ].filter(({ kind }) => isRemoved(kind));
    if (gone.length > 0) {
      return notDocumented(
        'An implanted device was taken out; whether a part of it is left is not documented',
        [...removedImplants, ...gone].map(({ evidence }) => evidence),
      );
    }
    if (standing.length > 0) {
      return notDocumented(
        'An MRI contraindication is suspected; whether MRI is safe is not documented',
        standing.map((condition) => condition.evidence),
      );
    }
    const unknown = devices.filter((device) => device.mri === 'unknown');
    if (unknown.length > 0) {
      return notDocumented(
        'An implanted device is recorded; whether it is MRI-compatible is not documented',
        unknown.map((device) => device.evidence),
      );
    }
    const parts = devices.filter((device) => !isWhole(device, devices));
    if (parts.length > 0) {
      return notDocumented(
        'A part of an implanted device is recorded; whether the device is MRI-compatible is not documented',
        parts.map((device) => device.evidence),
      );
    }
    if (mriDoubted !== undefined) {
      return notDocumented(
        'The order says that MRI cannot be done; whether it is unsafe is not documented',
        [mriDoubted],
      );
    }
    const { chart } = orderCase;
    const answer = chart.attested('mri-contraindicated');
    // Whoever says that MRI is contraindicated speaks of something else than a prosthesis that is cleared.
    if (answer?.value === true && devices.length > 0 && devices.every(({ kind }) => !kind)) {
      return notDocumented(
        'An implant that is documented as MR-conditional says nothing of another',
        devices.map((device) => device.evidence),
      );
    }
    if (devices.length > 0) {
      return notMet('The implanted device is documented as MR-conditional', [
        ...devices.map((device) => device.evidence),
        ...conditions.map((condition) => condition.evidence),
      ]);
    }
    // What is implanted stays: an answer of an earlier episode proves nothing now, and is not to be overlooked.
    const before = answer !== undefined ? undefined : chart.attestedEver('mri-contraindicated');
    return before?.value === true
      ? askedAgain('MRI is contraindicated', before)
      : notDocumented('Whether MRI is contraindicated is not documented');
  },
});

/** Every device of the kind is documented as MR-conditional, and one of them is the whole device. */
function isCleared(kind: ImplantKind | undefined, devices: readonly DeviceFact[]): boolean {
  if (kind === undefined) return false;
  const same = devices.filter((device) => device.kind === kind);
  return (
    same.some(({ isPart }) => isPart !== true) && same.every(({ mri }) => mri === 'conditional')
  );
}

/** Whether a device, or the whole one of which it is a part, is recorded. */
function isWhole({ kind, isPart }: DeviceFact, devices: readonly DeviceFact[]): boolean {
  return isPart !== true || devices.some((other) => other.kind === kind && other.isPart !== true);
}

/** ctmyelo-2, radiculopathy-3: a prior MRI of the region in this episode that settled nothing. Closed world: no prior study, none nondiagnostic. */
export const mriNondiagnostic = criterion({
  id: 'mri-nondiagnostic',
  question: 'Was an MRI of this region in this episode equivocal, indeterminate or nondiagnostic?',
  statements: ['ctmyelo-2', 'radiculopathy-3', 'ctmyelo-lumbar-1'],
  asks: ['mri-nondiagnostic', 'mri.result', 'mri.date', 'mri.region', 'episode.onset'],
  decide: (orderCase) => decideNondiagnostic(orderCase, 'MRI'),
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

/** Whether the report of a study says that it settled nothing. */
export function isInconclusive(image: ImagingFact): boolean {
  return image.conclusions.has('non-diagnostic') || image.conclusions.has('equivocal');
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

/** Whether a later study settled what a report left open: the newest of the region decides. What is attested against a report is disputed. */
function answers(other: ImagingFact, inconclusive: ImagingFact): boolean {
  if (other.date === undefined || inconclusive.date === undefined) return false;
  if (inconclusive.authored !== undefined && other.authored === undefined) return false;
  const isLater = isBefore(inconclusive.date, other.date) === 'met';
  return isLater && mayAnswer(other, inconclusive) && other.conclusions.size > 0;
}

/** ctmyelo-2: MRI was not enough for planning the operation. */
export const mriInsufficientForPlanning = attestedCriterion({
  id: 'mri-insufficient-for-planning',
  question: 'Is MRI insufficient for planning the operation?',
  statements: ['ctmyelo-2'],
  silence: 'not-documented',
});

/** ctmyelo-lumbar-1, stenosis-2, revision-fusion-1, deformity-4. */
export const surgeonRequest = attestedCriterion({
  id: 'surgeon-request',
  question: 'Did the operating surgeon request this study?',
  statements: ['ctmyelo-lumbar-1', 'stenosis-2', 'revision-fusion-1', 'deformity-4'],
  silence: 'not-documented',
});

/** Spine surgery that is planned at the level of the order; `unplaced` where nothing says at which. */
function plannedSurgery(orderCase: Case): {
  readonly here: readonly PlannedProcedureFact[];
  readonly unplaced: readonly PlannedProcedureFact[];
} {
  const planned = orderCase.chart.plannedProcedures.filter(
    ({ kind }) =>
      kind !== 'epidural-injection' && kind !== 'urgent-spine-referral' && kind !== 'stimulator',
  );
  // The form asks about the order that it is filled in for.
  const isHere = ({ regions, authored }: PlannedProcedureFact): boolean =>
    overlap(regions, orderCase.regions) || (regions.length === 0 && authored !== undefined);
  return {
    here: planned.filter(isHere),
    unplaced: planned.filter((one) => one.regions.length === 0 && !isHere(one)),
  };
}

function notPlannedHere(unplaced: readonly PlannedProcedureFact[], otherwise: string): Finding {
  return unplaced.length > 0
    ? notDocumented(
        'A spine surgery is planned; at which level is not documented',
        unplaced.map((procedure) => procedure.evidence),
      )
    : notDocumented(otherwise);
}

/** What was planned before the last operation at a level of the order is carried out; before that a year counts. */
function sinceOperation(orderCase: Case): ChartDate {
  const year = sinceAPlanHolds(orderCase);
  const operated = newestDate(
    orderCase.chart.surgeries.filter(
      (one) => isSpineSurgery(one) && overlap(one.regions, orderCase.regions),
    ),
  );
  return operated !== undefined && isBefore(year, operated) === 'met' ? operated : year;
}

/** spondylolisthesis-1, sacroiliac-1, ct-2: surgery is planned, by a planned procedure or by attestation. */
export const preoperativePlanning = criterion({
  id: 'preoperative-planning',
  question: 'Is this study part of preoperative planning?',
  statements: ['spondylolisthesis-1', 'sacroiliac-1', 'ct-2'],
  asks: ['preoperative-planning', 'planned-surgery.kind'],
  answeredSince: sinceOperation,
  decide(orderCase) {
    const { here: planned, unplaced } = plannedSurgery(orderCase);
    if (planned.length > 0) {
      return met(
        'Spine surgery is planned',
        planned.map((procedure) => procedure.evidence),
      );
    }
    return notPlannedHere(unplaced, 'No planned spine surgery is documented');
  },
});

/** A scheduled surgery, with a date (ct-2; reading A39). */
export const surgeryScheduled = criterion({
  id: 'surgery-scheduled',
  question: 'Is a spine surgery scheduled?',
  statements: ['ct-2'],
  attestable: false,
  asks: ['planned-surgery.kind', 'planned-surgery.date'],
  decide(orderCase) {
    const { here, unplaced } = plannedSurgery(orderCase);
    const scheduled = here.filter(({ date }) => date !== undefined);
    if (scheduled.length > 0) {
      return met(
        'A spine surgery is scheduled',
        scheduled.map((procedure) => procedure.evidence),
      );
    }
    return notPlannedHere(
      unplaced.filter(({ date }) => date !== undefined),
      'No scheduled spine surgery is documented',
    );
  },
});

/** nuclear-2, general-postop-3. */
export const mriLimitedByHardware = attestedCriterion({
  id: 'mri-limited-by-hardware',
  question: 'Is MRI limited by metal artifact from hardware?',
  statements: ['nuclear-2', 'general-postop-3'],
  silence: 'not-documented',
});

/** ctmyelo-2 and nuclear-2 also ask for CT that settled nothing; closed world like the MRI. */
export const ctNondiagnostic = criterion({
  id: 'ct-nondiagnostic',
  question: 'Was a CT of this region in this episode nondiagnostic?',
  statements: ['nuclear-2', 'general-postop-3', 'postop6-2'],
  decide: (orderCase) => decideNondiagnostic(orderCase, 'CT'),
});

/** deformity-3, revision-fusion-1: known, suspected or reasonably anticipated, or suggested by prior imaging. */
export const abnormalVasculature = attestedCriterion({
  id: 'abnormal-vasculature',
  question: 'Is abnormal vasculature known, suspected or suggested by prior imaging?',
  statements: ['deformity-3', 'revision-fusion-1'],
  silence: 'not-documented',
});
