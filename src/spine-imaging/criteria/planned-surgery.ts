import { isBefore, newestDate } from '../../chart/dates.ts';
import type { ChartDate, PlannedProcedureFact } from '../../chart/types.ts';
import { sinceAPlanHolds } from '../../guideline/attestation.ts';
import { type Case, isSpineSurgery, overlap } from '../../guideline/case.ts';
import { attestedCriterion, criterion, met, notDocumented } from '../../guideline/criterion.ts';
import type { Finding } from '../../logic/finding.ts';

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

/** ctmyelo-lumbar-1, stenosis-2, revision-fusion-1, deformity-4. */
export const surgeonRequest = attestedCriterion({
  id: 'surgeon-request',
  question: 'Did the operating surgeon request this study?',
  statements: ['ctmyelo-lumbar-1', 'stenosis-2', 'revision-fusion-1', 'deformity-4'],
  silence: 'not-documented',
});
