import type { PlannedProcedureFact, SurgeryFact } from '../../chart/types.ts';
import { type Case, isSpineSurgery, overlap } from '../../guideline/case.ts';
import { attestedCriterion } from '../../guideline/criterion.ts';

/** What an anterior operation that is planned is, as deformity-3, deformity-4 and revision-fusion-1 tell them apart. */
export type AnteriorSurgery =
  | 'anterior-initial'
  | 'anterior-revision-arthrodesis'
  | 'anterior-revision-deformity';

/**
 * The anterior operations of one kind that are planned. The form names the kind; a coded plan is a revision where the
 * spine was operated on before at its level, else the initial surgery.
 */
export function plannedAnterior(
  orderCase: Case,
  kind: AnteriorSurgery,
): readonly PlannedProcedureFact[] {
  return plansOfTrunk(orderCase).filter((plan) => kindOf(plan, orderCase) === kind);
}

/** What is planned at the levels whose anterior approach passes the vessels of chest, abdomen and pelvis. */
export function plansOfTrunk({ chart }: Case): readonly PlannedProcedureFact[] {
  return chart.plannedProcedures.filter(
    ({ regions }) => regions.length === 0 || overlap(regions, ['thoracic', 'lumbar']),
  );
}

function kindOf(plan: PlannedProcedureFact, { chart }: Case): PlannedProcedureFact['kind'] {
  if (plan.kind !== 'anterior-arthrodesis' && plan.kind !== 'anterior-deformity') return plan.kind;
  const isLevelOf = ({ regions }: SurgeryFact): boolean =>
    regions.length === 0 || plan.regions.length === 0 || overlap(regions, plan.regions);
  if (!chart.surgeries.some((one) => isSpineSurgery(one) && isLevelOf(one)))
    return 'anterior-initial';
  return plan.kind === 'anterior-arthrodesis'
    ? 'anterior-revision-arthrodesis'
    : 'anterior-revision-deformity';
}

/** deformity-3, revision-fusion-1: known, suspected or reasonably anticipated, or suggested by prior imaging. */
export const abnormalVasculature = attestedCriterion({
  id: 'abnormal-vasculature',
  question: 'Is abnormal vasculature known, suspected or suggested by prior imaging?',
  statements: ['deformity-3', 'revision-fusion-1'],
  silence: 'not-documented',
});
