import { isBefore, isOnOrAfter } from '../../chart/dates.ts';
import type { ImagingFact } from '../../chart/types.ts';
import type { Finding } from '../../logic/finding.ts';
import { type Case, overlap } from '../case.ts';
import { attestedCriterion, criterion, met, notDocumented, notMet } from '../criterion.ts';

/**
 * ct-1: a documented MRI contraindication. Closed world: a contraindication nobody recorded is none,
 * since otherwise every CT would be excused by silence. A device documented as MR-conditional is no
 * contraindication and overrides a code that says only "pacemaker".
 */
export const mriContraindicated = criterion({
  id: 'mri-contraindicated',
  question: 'Is MRI contraindicated?',
  statements: ['ct-1'],
  decide(subject) {
    const unsafe = subject.chart.devices.filter((device) => device.mri === 'unsafe');
    const conditional = subject.chart.devices.filter((device) => device.mri === 'conditional');
    const conditions = subject.chart
      .conditionsOf('mri-contraindication')
      .filter((condition) => condition.current && condition.certainty === 'known');
    if (unsafe.length > 0) {
      return met(
        'An implanted device is documented as not MRI-compatible',
        unsafe.map((device) => device.evidence),
      );
    }
    if (conditional.length > 0) {
      return notMet('The implanted device is documented as MR-conditional', [
        ...conditional.map((device) => device.evidence),
        ...conditions.map((condition) => condition.evidence),
      ]);
    }
    if (conditions.length > 0) {
      return met(
        'An MRI contraindication is documented',
        conditions.map((condition) => condition.evidence),
      );
    }
    return notMet('No MRI contraindication is documented');
  },
});

/** ctmyelo-2, radiculopathy-3: a prior MRI of the region in this episode that settled nothing. Closed world: no prior study, none nondiagnostic. */
export const mriNondiagnostic = criterion({
  id: 'mri-nondiagnostic',
  question: 'Was an MRI of this region in this episode equivocal, indeterminate or nondiagnostic?',
  statements: ['ctmyelo-2', 'radiculopathy-3', 'ctmyelo-lumbar-1'],
  asks: ['mri-nondiagnostic', 'mri.result', 'mri.date', 'mri.region', 'episode.onset'],
  decide: (subject) => decideNondiagnostic(subject, 'MRI'),
});

/** Whether an earlier study of the region settled nothing. A study from before the episode says nothing either way. */
function decideNondiagnostic(subject: Case, modality: 'MRI' | 'CT'): Finding {
  const { start } = subject.episode;
  const studies = subject.chart.imaging.filter(
    (image) =>
      image.study.modality === modality &&
      overlap(image.study.shows, subject.regions) &&
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
  const evidence = current.map((image) => image.evidence);
  const against = contradicting(current, studies);
  if (against.length > 0) {
    return notDocumented(
      `Contradictory documentation: a prior ${modality} is attested as nondiagnostic; the report of one of that day or later is not`,
      [...evidence, ...against.map((image) => image.evidence)],
    );
  }
  if (current.length > 0)
    return met(`A prior ${modality} of this region was nondiagnostic`, evidence);
  if (inconclusive.length > 0) {
    return notDocumented(
      `A nondiagnostic ${modality} of this region is recorded, but not that it fell in this episode`,
      inconclusive.map((image) => image.evidence),
    );
  }
  return notMet(
    studies.length > 0
      ? `The prior ${modality} was diagnostic`
      : `No prior nondiagnostic ${modality} is documented`,
    studies.map((image) => image.evidence),
  );
}

function isInconclusive(image: ImagingFact): boolean {
  return image.conclusions.has('non-diagnostic') || image.conclusions.has('equivocal');
}

/** Reports that say otherwise than what is merely attested, of the same day or later: a date and a value are known by the newer. */
function contradicting(
  inconclusive: readonly ImagingFact[],
  studies: readonly ImagingFact[],
): readonly ImagingFact[] {
  if (inconclusive.some((image) => image.authored === undefined)) return [];
  return studies.filter(
    (report) =>
      report.authored === undefined &&
      report.resultsAvailable &&
      !isInconclusive(report) &&
      inconclusive.some(
        ({ date }) =>
          date !== undefined &&
          report.date !== undefined &&
          isOnOrAfter(report.date, date) !== 'not-met',
      ),
  );
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

/** spondylolisthesis-1, sacroiliac-1, ct-2: surgery is planned, by a planned procedure or by attestation. */
export const preoperativePlanning = criterion({
  id: 'preoperative-planning',
  question: 'Is this study part of preoperative planning?',
  statements: ['spondylolisthesis-1', 'sacroiliac-1', 'ct-2'],
  asks: ['preoperative-planning', 'planned-surgery.kind'],
  decide(subject) {
    const planned = subject.chart.plannedProcedures.filter(
      (procedure) =>
        procedure.kind !== 'epidural-injection' &&
        procedure.kind !== 'urgent-spine-referral' &&
        procedure.kind !== 'stimulator',
    );
    if (planned.length > 0) {
      return met(
        'Spine surgery is planned',
        planned.map((procedure) => procedure.evidence),
      );
    }
    return notDocumented('No planned spine surgery is documented');
  },
});

/** A scheduled surgery, with a date (ct-2; reading A39). */
export const surgeryScheduled = criterion({
  id: 'surgery-scheduled',
  question: 'Is a spine surgery scheduled?',
  statements: ['ct-2'],
  attestable: false,
  asks: ['planned-surgery.kind', 'planned-surgery.date'],
  decide(subject) {
    const scheduled = subject.chart.plannedProcedures.filter(
      (procedure) =>
        procedure.date !== undefined &&
        procedure.date.latest >= subject.today &&
        procedure.kind !== 'epidural-injection' &&
        procedure.kind !== 'urgent-spine-referral' &&
        procedure.kind !== 'stimulator',
    );
    if (scheduled.length > 0) {
      return met(
        'A spine surgery is scheduled',
        scheduled.map((procedure) => procedure.evidence),
      );
    }
    return notDocumented('No scheduled spine surgery is documented');
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
  decide: (subject) => decideNondiagnostic(subject, 'CT'),
});

/** deformity-3, revision-fusion-1: known, suspected or reasonably anticipated, or suggested by prior imaging. */
export const abnormalVasculature = attestedCriterion({
  id: 'abnormal-vasculature',
  question: 'Is abnormal vasculature known, suspected or suggested by prior imaging?',
  statements: ['deformity-3', 'revision-fusion-1'],
  silence: 'not-documented',
});
