import { isOlderThan, sinceAPlanHolds } from '../../guideline/attestation.ts';
import { attestedFlag } from '../../guideline/case.ts';
import { criterion, type GuidelineCriterion, met, notMet } from '../../guideline/criterion.ts';
import type { PurposeExclusion } from '../../guideline/rules.ts';
import { findStudy } from '../../terminology/study-catalogue.ts';
import type { Study } from '../../terminology/types.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';

function listed(study: Study | undefined, when?: GuidelineCriterion): PurposeExclusion['instead'] {
  if (study === undefined) return [];
  return [when === undefined ? { study } : { study, when }];
}

/** scs-3, general-scs-3: the lumbar spine is not imaged for placement or removal of a stimulator. */
export const stimulatorLumbarImaging: PurposeExclusion = {
  id: 'study.stimulator-lumbar-imaging',
  title: 'Lumbar imaging for a spinal cord stimulator',
  statements: ['scs-3', 'general-scs-3'],
  concerns: criterion({
    id: 'stimulator-planned',
    question: 'Is placement or removal of a spinal cord stimulator planned?',
    statements: ['scs-3', 'general-scs-3'],
    attestable: false,
    asks: [],
    decide(orderCase) {
      if (orderCase.order.study.region !== 'lumbar')
        return notMet('The lumbar spine is not what is ordered');
      const planned = orderCase.chart.plannedProcedures.filter(({ kind }) => kind === 'stimulator');
      const answer = attestedFlag(orderCase, 'stimulator-planned');
      const isPlan =
        answer?.value === true && !isOlderThan(answer.attestation, sinceAPlanHolds(orderCase));
      const attested = isPlan ? [answer.attestation] : [];
      const evidence = [...planned, ...attested].map((one) => one.evidence);
      return evidence.length > 0
        ? met('A stimulator procedure is planned; the lumbar spine is not imaged for it', evidence)
        : notMet('No stimulator procedure is planned');
    },
  }),
  instead: [
    ...listed(findStudy('MRI', 'thoracic', 'without')),
    ...listed(findStudy('CT', 'thoracic', 'without'), mriContraindicated),
  ],
  indication: 'spinal-cord-stimulator',
};
