import type { ConditionFact } from '../../chart/types.ts';
import { sinceAPlanHolds } from '../../guideline/attestation.ts';
import type { Case } from '../../guideline/case.ts';
import { criterion, met, notDocumented } from '../../guideline/criterion.ts';
import { indication } from '../../guideline/indication.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { section } from '../../guideline/section.ts';
import { allOf } from '../../logic/criterion.ts';
import type { Concept } from '../../terminology/types.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { evaluatedUnlessRedFlag } from '../prerequisites.ts';
import { documentation } from '../rules/documentation.ts';
import { stimulatorLumbarImaging } from '../rules/purpose-exclusions.ts';

export const scs = section('scs', 'Imaging for SCS Placement/Removal', [157, 161], (says) => {
  says
    .heading('Spinal cord stimulator placement imaging requirements')
    .notComputed('a label: the sentences below decide');

  says(
    1,
    'MRI Thoracic Spine without contrast (CPT 72146) is generally the study of choice prior to spinal cord stimulator placement.',
  ).decides(
    indication('spinal-cord-stimulator', {
      title: 'Spinal cord stimulator placement or removal',
      statements: ['scs-1', 'general-scs-1', 'scs-2', 'general-scs-2'],
      appliesTo: painBeforeStimulator,
      requires: allOf(stimulatorPlanned, evaluatedUnlessRedFlag),
      studies: [
        { modality: 'MRI', regions: ['thoracic'], contrast: ['without'] },
        {
          modality: 'CT',
          regions: ['thoracic'],
          contrast: ['without'],
          requires: mriContraindicated,
          alternative: true,
        },
        {
          modality: 'CT-myelogram',
          regions: ['thoracic'],
          contrast: ['with'],
          requires: mriContraindicated,
          alternative: true,
        },
      ],
    }),
  );

  says(
    2,
    'CT Thoracic Spine without contrast (CPT 72128) or CT Myelography Thoracic Spine (CPT 72129) are acceptable alternatives when MRI is contraindicated.',
  ).decides('spinal-cord-stimulator');

  says(
    3,
    'Imaging of the lumbar spine is not indicated for placement or removal of spinal cord stimulators.',
  ).decides(stimulatorLumbarImaging);

  says(
    4,
    'Documentation should indicate how imaging will guide lead placement or identify contraindications to SCS placement.',
  ).asksFor(documentation.leadPlacement);
});

/** The pain that a planned stimulator is for, or else the order's reasons, for a study that shows the thoracic spine. */
function painBeforeStimulator(orderCase: Case): readonly ConditionFact[] | undefined {
  if (!orderCase.regions.includes('thoracic')) return undefined;
  const planned =
    orderCase.chart.plannedProcedures.some((procedure) => procedure.kind === 'stimulator') ||
    orderCase.chart.attested('stimulator-planned')?.value === true;
  if (!planned) return undefined;
  // The pain that the stimulator is for lies elsewhere than the leads: its episode is dated at any level.
  const pain = presentFacts(orderCase, painForStimulators, { anyLevel: true });
  return pain.length > 0 ? pain : orderCase.order.reasons;
}

/** scs-1, scs-3: placement or removal, planned by a procedure or attested. */
const stimulatorPlanned = criterion({
  id: 'stimulator-planned',
  question: 'Is placement or removal of a spinal cord stimulator planned?',
  statements: ['scs-1', 'scs-3'],
  answeredSince: sinceAPlanHolds,
  decide(orderCase) {
    const planned = orderCase.chart.plannedProcedures.filter(
      (procedure) => procedure.kind === 'stimulator',
    );
    if (planned.length > 0) {
      return met(
        'A stimulator procedure is planned',
        planned.map((procedure) => procedure.evidence),
      );
    }
    return notDocumented('No stimulator procedure is planned');
  },
});

const painForStimulators: readonly Concept[] = [
  'post-operative-status',
  'lumbar-radiculopathy',
  'low-back-pain',
  'thoracic-radicular-pain',
  'thoracic-pain',
  'cervical-radicular-pain',
  'neck-pain',
  'disc-disease',
  'spine-disorder',
];
