import type { Case } from '../guideline/case.ts';
import { indications } from '../guideline/sections/index.ts';
import { findStudy } from '../terminology/study-catalogue.ts';
import type { Judgement } from './judgement.ts';

/**
 * scs-3, general-scs-3: the lumbar spine is not imaged for placement or removal of a stimulator, unless
 * another indication is fully satisfied; an unsatisfied one softens nothing (formal logic, section 6).
 * Returns undefined where the rule does not concern the order.
 */
export function stimulatorLumbarImaging(
  subject: Case,
  candidates: readonly Judgement[],
): Judgement | undefined {
  if (subject.order.study.region !== 'lumbar') return undefined;
  const planned = subject.chart.plannedProcedures.filter(
    (procedure) => procedure.kind === 'stimulator',
  );
  const attestation = subject.chart.attested('stimulator-planned');
  const attested = attestation?.value === true;
  if (planned.length === 0 && !attested) return undefined;
  const satisfied = candidates.some(
    (one) => one.determination === 'supported' || one.determination === 'alternative-preferred',
  );
  if (satisfied) return undefined;
  return {
    decidedBy: 'study.stimulator-lumbar-imaging',
    title: 'Lumbar imaging for a spinal cord stimulator',
    statements: ['scs-3', 'general-scs-3'],
    determination: 'not-supported',
    entries: [
      {
        id: 'stimulator-planned',
        question: 'Is placement or removal of a spinal cord stimulator planned?',
        value: 'met',
        statements: ['scs-3', 'general-scs-3'],
        summary: 'A stimulator procedure is planned; the lumbar spine is not imaged for it',
        evidence: [
          ...planned.map((procedure) => procedure.evidence),
          ...(attested && attestation !== undefined ? [attestation.evidence] : []),
        ],
        asks: [],
      },
    ],
    required: [],
    preferred: findStudy('MRI', 'thoracic', 'without'),
    preference: 'recommended',
    indication: indications.find((one) => one.id === 'spinal-cord-stimulator'),
  };
}
