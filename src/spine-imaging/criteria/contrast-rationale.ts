import { isSpineSurgery, overlap, regionsOf } from '../../guideline/case.ts';
import { criterion, met, notMet } from '../../guideline/criterion.ts';
import { regionsForOne } from '../../guideline/fact-regions.ts';
import type { Evidence } from '../../logic/finding.ts';
import type { Concept } from '../../terminology/types.ts';
import { mriNondiagnostic } from './nondiagnostic-study.ts';

const concepts: readonly Concept[] = [
  'spinal-neoplasm',
  'spinal-infection',
  'myelitis',
  'syringomyelia',
  'juvenile-idiopathic-arthritis',
];

/**
 * modalities-1, and the sections that themselves list or prefer contrast: prior surgery at the region,
 * suspected or known neoplasm or infection, myelitis or multiple sclerosis, a prior nondiagnostic MRI
 * without contrast, an identified syrinx, juvenile idiopathic arthritis. Closed world: what nobody
 * recorded is no reason for contrast.
 */
export const contrastRationale = criterion({
  id: 'contrast-rationale',
  question: 'Is there a documented reason for contrast?',
  statements: ['modalities-1'],
  decide(orderCase) {
    const evidence: Evidence[] = [];
    for (const concept of concepts) {
      for (const condition of [
        ...orderCase.chart.conditionsOf(concept),
        ...orderCase.order.reasons,
      ]) {
        if (!condition.concepts.has(concept) || !condition.current) continue;
        if (condition.certainty === 'refuted') continue;
        if (concept === 'syringomyelia' && condition.certainty !== 'known') continue;
        const own = regionsForOne(condition, concept);
        if (own.length === 0 || overlap(own, orderCase.regions)) evidence.push(condition.evidence);
      }
    }
    for (const surgery of orderCase.chart.surgeries) {
      if (!isSpineSurgery(surgery)) continue;
      if (overlap(surgery.regions, orderCase.regions)) evidence.push(surgery.evidence);
    }
    for (const condition of orderCase.chart.conditionsOf('post-operative-status')) {
      if (condition.certainty !== 'known' || !condition.current) continue;
      // Of a status that names no level nobody knows where the operation was, unless it is the order's own reason.
      const isReason = orderCase.order.reasons.includes(condition);
      const levels = isReason ? regionsOf(condition, orderCase) : condition.regions;
      if (overlap(levels, orderCase.regions)) evidence.push(condition.evidence);
    }
    const prior = mriNondiagnostic.decide(orderCase);
    if (prior.value === 'met') evidence.push(...prior.evidence);
    if (evidence.length > 0) return met('A reason for contrast is documented', unique(evidence));
    return notMet('No reason for contrast is documented');
  },
});

function unique(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return evidence.filter((one) => !seen.has(one.reference) && seen.add(one.reference));
}
