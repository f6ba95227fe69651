import type { ConditionFact } from '../../chart/types.ts';
import { type Case, isSpineSurgery, overlap } from '../../guideline/case.ts';
import { criterion, type GuidelineCriterion, met, notMet } from '../../guideline/criterion.ts';
import { ownRegions } from '../../guideline/fact-regions.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { unless } from '../../logic/criterion.ts';
import type { Concept } from '../../terminology/types.ts';
import { levelsOf } from '../red-flags/flag-levels.ts';
import { mriContraindicated } from './mri-contraindicated.ts';

/**
 * ct-2: the bony indications for which CT is appropriate without a contraindication to MRI: trauma or
 * fracture, osseous anatomy for preoperative planning, suspected pseudoarthrosis after fusion, a
 * calcified lesion. Closed world: what nobody recorded is no bony indication. A fracture whose level nothing tells is
 * taken to lie at the level of the complaint, not at whatever level was ordered (reading A52).
 */
export const ctBonyIndication = criterion({
  id: 'ct-bony-indication',
  question:
    'Is there a bony indication for CT (fracture, osseous anatomy for surgery, pseudoarthrosis, calcified lesion)?',
  statements: ['ct-2'],
  decide(orderCase) {
    const fractured = overlap(levelsOf(orderCase, 'acute-spinal-fracture'), orderCase.regions);
    const facts = presentFacts(orderCase, bonyIndications).filter(
      (fact) =>
        (fractured || !fact.concepts.has('acute-spinal-fracture') || ownRegions(fact).length > 0) &&
        !isOfOtherFusion(fact, orderCase),
    );
    if (facts.length > 0) {
      return met(
        'A bony indication is documented',
        facts.map((fact) => fact.evidence),
      );
    }
    return notMet('No bony indication for CT is documented');
  },
});

const bonyIndications: readonly Concept[] = [
  'acute-spinal-fracture',
  'pseudoarthrosis',
  'calcified-lesion',
];

/**
 * A pseudoarthrosis that names no level is that of the fusion: none of the ordered level where all were done
 * elsewhere.
 */
function isOfOtherFusion(fact: ConditionFact, { chart, regions }: Case): boolean {
  if (!fact.concepts.has('pseudoarthrosis') || ownRegions(fact).length > 0) return false;
  const fused = chart.surgeries.filter(isSpineSurgery);
  return (
    fused.length > 0 &&
    fused.every((one) => one.regions.length > 0 && !overlap(one.regions, regions))
  );
}

/** ct-1, ct-2: what allows CT where the section prefers MRI: a bony indication waives the contraindication. */
export const ctInsteadOfMri: GuidelineCriterion = unless(ctBonyIndication, mriContraindicated);
