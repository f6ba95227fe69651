import { allOf, anyOf } from '../../logic/criterion.ts';
import { mriContraindicated, preoperativePlanning } from '../criteria/modality.ts';
import { orderedRegions } from '../criteria/plain-radiograph.ts';
import { attestedCriterion } from '../criterion.ts';
import { type Indication, presentBy } from '../indication.ts';
import { evaluated, filmed } from '../prerequisites.ts';
import type { GuidelineSection } from '../statement.ts';

/** Spinal deformity imaging and preoperative planning: lines 145 to 148 of the guideline. */
export const section: GuidelineSection = {
  title: 'Spinal deformity imaging and preoperative planning',
  statements: [
    {
      id: 'deformity-title',
      text: 'Spinal deformity imaging and preoperative planning — Covered when ALL of the following are met',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as deformity-stance',
    },
    {
      id: 'deformity-stance',
      text: 'Spinal deformity imaging and preoperative planning — Covered when ALL of the following are met.',
      disposition: 'decides',
      by: ['spinal-deformity'],
    },
    {
      id: 'deformity-1',
      text: 'MRI without contrast or without and with contrast, or CT/myelography if MRI contraindicated, is indicated after plain X-rays (e.g., Cobb films) have been performed and results are available.',
      disposition: 'decides',
      by: ['spinal-deformity'],
    },
    {
      id: 'deformity-2',
      text: 'CT is indicated for complex osseous deformity for preoperative planning.',
      disposition: 'decides',
      by: ['spinal-deformity'],
    },
    {
      id: 'deformity-3',
      text: 'CTA or MRA is not medically necessary for initial anterior spinal surgery planning unless abnormal vasculature is known or reasonably anticipated.',
      disposition: 'decides',
      by: ['study.surgical-vascular-imaging'],
    },
    {
      id: 'deformity-4',
      text: 'For revision anterior spinal deformity surgery, CTA or MRA may be indicated when requested by the surgeon.',
      disposition: 'decides',
      by: ['study.surgical-vascular-imaging'],
    },
  ],
};

/** deformity-2: "complex osseous deformity". */
const complexOsseousDeformity = attestedCriterion({
  id: 'complex-osseous-deformity',
  question: 'Is the osseous deformity complex?',
  statements: ['deformity-2'],
  silence: 'not-documented',
});

/** deformity-1, deformity-2. Only as the order's own reason: an incidental scoliosis on the problem list waives no trial. */
const spinalDeformity: Indication = {
  id: 'spinal-deformity',
  title: 'Spinal deformity',
  names: { statement: 'deformity-1', criteria: ['plain-radiograph'] },
  statements: ['deformity-1', 'deformity-2', 'deformity-stance'],
  presence: presentBy(['spinal-deformity'], { reasonOnly: true }),
  requires: allOf(evaluated, filmed(orderedRegions, ['deformity-1'])),
  studies: [
    {
      modality: 'MRI',
      regions: ['cervical', 'thoracic', 'lumbar'],
      contrast: ['without', 'without-and-with'],
    },
    {
      modality: 'CT',
      regions: ['cervical', 'thoracic', 'lumbar'],
      contrast: ['without'],
      gate: anyOf(
        'spinal-deformity.ct.any-of',
        mriContraindicated,
        allOf(complexOsseousDeformity, preoperativePlanning),
      ),
      alternative: true,
    },
    {
      modality: 'CT-myelogram',
      regions: ['cervical', 'thoracic', 'lumbar'],
      contrast: ['with'],
      gate: mriContraindicated,
      alternative: true,
    },
  ],
};

export const indications: readonly Indication[] = [spinalDeformity];
