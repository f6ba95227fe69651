import type { Study } from '../terminology/types.ts';
import type { CaseEvaluator } from './case-evaluator.ts';
import type { CriterionResult } from './types.ts';

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
  return mriSafety(study, evaluator)?.finding === 'met';
}

/**
 * The finding on the safety of a study in a magnet, where the chart raises the question: an implant, or a
 * contraindication, or answers that contradict each other. It decides nothing of the guideline, and nothing in a
 * magnet is offered before it is cleared up.
 */
export function mriSafety(study: Study, evaluator: CaseEvaluator): CriterionResult | undefined {
  if (!isMagnetic(study)) return undefined;
  const criterion = evaluator.orderCase.roles.mriContraindicated;
  const { value, summary, evidence } = evaluator.evaluate(criterion);
  const isAsked = value === 'met' || (value === 'not-documented' && evidence.length > 0);
  const { id, statements } = criterion;
  return isAsked ? { id, finding: value, statements, summary, evidence } : undefined;
}
