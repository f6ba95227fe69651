import { attestedCriterion } from '../../guideline/criterion.ts';
import { documented, indication } from '../../guideline/indication.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf } from '../../logic/criterion.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { orderedRegions } from '../criteria/plain-radiograph.ts';
import { preoperativePlanning } from '../criteria/planned-surgery.ts';
import { evaluatedUnlessRedFlag, filmedUnlessRedFlag } from '../prerequisites.ts';
import { surgicalVascularImaging } from '../rules/special-studies.ts';

export const deformity = section(
  'deformity',
  'Spinal deformity imaging and preoperative planning',
  [145, 148],
  (says) => {
    says.heading('Covered when ALL of the following are met').decides('spinal-deformity');

    says(
      1,
      'MRI without contrast or without and with contrast, or CT/myelography if MRI contraindicated, is indicated after plain X-rays (e.g., Cobb films) have been performed and results are available.',
    ).decides(
      // deformity-1, deformity-2. Only as the order's own reason: an incidental scoliosis on the problem list waives
      // no trial.
      indication('spinal-deformity', {
        title: 'Spinal deformity',
        statements: ['deformity-1', 'deformity-2', 'deformity-stance'],
        appliesTo: documented(['spinal-deformity'], { reasonOnly: true }),
        requires: allOf(
          evaluatedUnlessRedFlag,
          filmedUnlessRedFlag(orderedRegions, ['deformity-1']),
        ),
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
            requires: anyOf(
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
            requires: mriContraindicated,
            alternative: true,
          },
        ],
        cardsQuote: { statement: 'deformity-1', for: ['plain-radiograph'] },
      }),
    );

    says(2, 'CT is indicated for complex osseous deformity for preoperative planning.').decides(
      'spinal-deformity',
    );

    says(
      3,
      'CTA or MRA is not medically necessary for initial anterior spinal surgery planning unless abnormal vasculature is known or reasonably anticipated.',
    ).decides(surgicalVascularImaging);

    says(
      4,
      'For revision anterior spinal deformity surgery, CTA or MRA may be indicated when requested by the surgeon.',
    ).decides(surgicalVascularImaging);
  },
);

/** deformity-2: "complex osseous deformity". */
const complexOsseousDeformity = attestedCriterion({
  id: 'complex-osseous-deformity',
  question: 'Is the osseous deformity complex?',
  statements: ['deformity-2'],
  silence: 'not-documented',
});
