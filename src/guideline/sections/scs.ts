import { allOf } from '../../logic/criterion.ts';
import type { Concept } from '../../terminology/types.ts';
import { mriContraindicated } from '../criteria/modality.ts';
import { criterion, met, notDocumented } from '../criterion.ts';
import { type Indication, presentFacts } from '../indication.ts';
import { evaluated } from '../prerequisites.ts';
import type { GuidelineSection } from '../statement.ts';

/** Imaging for SCS Placement/Removal: lines 157 to 161 of the guideline. */
export const section: GuidelineSection = {
  title: 'Imaging for SCS Placement/Removal',
  statements: [
    {
      id: 'scs-title',
      text: 'Imaging for SCS Placement/Removal — Spinal cord stimulator placement imaging requirements',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as scs-stance',
    },
    {
      id: 'scs-stance',
      text: 'Imaging for SCS Placement/Removal — Spinal cord stimulator placement imaging requirements.',
      disposition: 'informative',
      by: [],
      note: 'section label',
    },
    {
      id: 'scs-1',
      text: 'MRI Thoracic Spine without contrast (CPT 72146) is generally the study of choice prior to spinal cord stimulator placement.',
      disposition: 'decides',
      by: ['spinal-cord-stimulator'],
    },
    {
      id: 'scs-2',
      text: 'CT Thoracic Spine without contrast (CPT 72128) or CT Myelography Thoracic Spine (CPT 72129) are acceptable alternatives when MRI is contraindicated.',
      disposition: 'decides',
      by: ['spinal-cord-stimulator'],
    },
    {
      id: 'scs-3',
      text: 'Imaging of the lumbar spine is not indicated for placement or removal of spinal cord stimulators.',
      disposition: 'decides',
      by: ['study.stimulator-lumbar-imaging'],
    },
    {
      id: 'scs-4',
      text: 'Documentation should indicate how imaging will guide lead placement or identify contraindications to SCS placement.',
      disposition: 'documentation',
      by: ['documentation.lead-placement'],
    },
  ],
};

/** scs-1, scs-3: placement or removal, planned by a procedure or attested. */
const stimulatorPlanned = criterion({
  id: 'stimulator-planned',
  question: 'Is placement or removal of a spinal cord stimulator planned?',
  statements: ['scs-1', 'scs-3'],
  decide(subject) {
    const planned = subject.chart.plannedProcedures.filter(
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

const spinalCordStimulator: Indication = {
  id: 'spinal-cord-stimulator',
  title: 'Spinal cord stimulator placement or removal',
  statements: ['scs-1', 'general-scs-1', 'scs-2', 'general-scs-2'],
  presence(subject) {
    if (!subject.regions.includes('thoracic')) return undefined;
    const planned =
      subject.chart.plannedProcedures.some((procedure) => procedure.kind === 'stimulator') ||
      subject.chart.attested('stimulator-planned')?.value === true;
    if (!planned) return undefined;
    // The pain that the stimulator is for lies elsewhere than the leads: its episode is dated at any level.
    const pain = presentFacts(subject, painForStimulators, { anyLevel: true });
    return pain.length > 0 ? pain : subject.order.reasons;
  },
  requires: allOf(stimulatorPlanned, evaluated),
  studies: [
    { modality: 'MRI', regions: ['thoracic'], contrast: ['without'] },
    {
      modality: 'CT',
      regions: ['thoracic'],
      contrast: ['without'],
      gate: mriContraindicated,
      alternative: true,
    },
    {
      modality: 'CT-myelogram',
      regions: ['thoracic'],
      contrast: ['with'],
      gate: mriContraindicated,
      alternative: true,
    },
  ],
};

export const indications: readonly Indication[] = [spinalCordStimulator];
