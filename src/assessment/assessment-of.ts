import type { ReferredGuideline } from '../guideline/referred-guideline.ts';
import type { AssessedOrder } from './assess-order.ts';
import { criteriaOf } from './criteria-of.ts';
import type { Assessment } from './types.ts';

/** The assessment of an order, with the study that the guideline prefers whether or not it can be proposed here. */
export function assessmentOf(one: AssessedOrder): Assessment {
  const { order, judgement, indication } = one;
  const { cpt, modality, region, contrast } = order.study;
  return {
    order: order.reference,
    study: { cpt, modality, region, contrast },
    indication: indication?.id ?? null,
    determination: judgement.determination,
    preferredStudy: judgement.alternatives[0]?.cpt ?? null,
    preference: judgement.alternatives.length === 0 ? null : (judgement.preference ?? null),
    refersTo: referralsOf(one),
    decidedBy: judgement.decidedBy,
    criteria: criteriaOf(one),
    guideline: { name: one.policy.name, version: one.policy.version },
  };
}

/** Other guidelines that govern part of the order: information, never a denial (general-cancer-3, radiculopathy-2). */
function referralsOf(one: AssessedOrder): readonly ReferredGuideline[] {
  const { orderCase } = one.evaluator;
  const referrals = new Set<ReferredGuideline>(one.indication?.refersTo?.(orderCase) ?? []);
  for (const guideline of one.referrals) referrals.add(guideline);
  for (const guideline of orderCase.roles.referrals(orderCase)) referrals.add(guideline);
  return [...referrals];
}
