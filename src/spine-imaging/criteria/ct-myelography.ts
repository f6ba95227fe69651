import { isSpineSurgery, overlap, regionsOf } from '../../guideline/case.ts';
import { criterion, type GuidelineCriterion, met, notMet } from '../../guideline/criterion.ts';
import { allOf, anyOf } from '../../logic/criterion.ts';
import { mriContraindicated } from './mri-contraindicated.ts';
import { mriInsufficientForPlanning, mriNondiagnostic } from './nondiagnostic-study.ts';
import { surgeonRequest } from './planned-surgery.ts';

/**
 * ctmyelo-2, ctmyelo-lumbar-1: earlier spinal surgery of the region. Closed world: surgery nobody recorded was not
 * done.
 */
export const priorSurgery = criterion({
  id: 'prior-spine-surgery',
  question: 'Was the region operated on before?',
  statements: ['ctmyelo-2', 'ctmyelo-lumbar-1'],
  asks: ['prior-spine-surgery', 'spine-surgery.date', 'spine-surgery.region'],
  decide(orderCase) {
    const surgeries = orderCase.chart.surgeries.filter(
      (surgery) => isSpineSurgery(surgery) && overlap(surgery.regions, orderCase.regions),
    );
    const status = orderCase.chart
      .conditionsOf('post-operative-status')
      .filter(
        (fact) =>
          fact.certainty === 'known' && overlap(regionsOf(fact, orderCase), orderCase.regions),
      );
    const evidence = [...surgeries, ...status].map((fact) => fact.evidence);
    if (evidence.length > 0) return met('Earlier surgery of the region is documented', evidence);
    return notMet('No earlier surgery of the region is documented');
  },
});

/**
 * ctmyelo-2, ctmyelo-lumbar-1: after a nondiagnostic MRI; for planning when MRI is insufficient; after
 * surgery when MRI is contraindicated; on a specific request of the operating surgeon (lumbar).
 */
export const ctMyelography: GuidelineCriterion = anyOf(
  'study.ct-myelography.any-of',
  mriNondiagnostic,
  mriInsufficientForPlanning,
  allOf(priorSurgery, mriContraindicated),
  surgeonRequest,
);

/** The same where the section lists CT myelography for a contraindication to MRI. */
export const ctMyelographyOrContraindication: GuidelineCriterion = anyOf(
  'study.ct-myelography.any-of',
  mriContraindicated,
  mriNondiagnostic,
  mriInsufficientForPlanning,
  surgeonRequest,
);
