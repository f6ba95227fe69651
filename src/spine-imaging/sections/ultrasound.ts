import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { indication } from '../../guideline/indication.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { section } from '../../guideline/section.ts';
import { unless } from '../../logic/criterion.ts';
import type { Concept } from '../../terminology/types.ts';
import { infant, youngChildOssification } from '../criteria/ossification.ts';
import { adultSpinalUltrasound } from '../rules/special-studies.ts';

/** What the canal of a young child is looked at for: malformations, tumours and injuries of the cord, and its fluid. */
const seenByUltrasound: readonly Concept[] = [
  'tethered-cord',
  'spinal-neoplasm',
  'syringomyelia',
  'myelopathy',
];

export const ultrasound = section(
  'ultrasound',
  'Spinal canal ultrasound indications',
  [74, 77],
  (says) => {
    says
      .heading('Ultrasound (CPT 76800) coverage criteria')
      .notComputed('a label: the sentences below decide');

    says(
      1,
      'Spinal canal ultrasound is generally limited to infants, newborns, and young children due to incomplete vertebral ossification for evaluation of CSF, suspected occult spinal dysraphism, suspected tethered cord when ossification incomplete, evaluation of spinal cord tumors, vascular malformations, or birth-related trauma.',
    ).decides(
      // ultrasound-1. The adult exclusion (ultrasound-2) is `study.adult-spinal-ultrasound`.
      indication('spinal-canal-ultrasound', {
        title: 'Ultrasound of the spinal canal in a young child',
        statements: ['ultrasound-1'],
        appliesTo: childsCanal,
        requires: unless(infant, youngChildOssification),
        studies: [{ modality: 'ultrasound', regions: 'ordered' }],
      }),
    );

    says(
      2,
      'Ultrasound is contraindicated for assessment of adult spine pain, radiculopathy, facet inflammation, nerve root inflammation, disc herniation, and most soft tissue conditions of the adult spine except for superficial masses.',
    ).decides(adultSpinalUltrasound);
  },
);

/** What the canal of a young child is looked at for, where ultrasound is ordered. */
function childsCanal(orderCase: Case): readonly ConditionFact[] | undefined {
  if (orderCase.order.study.modality !== 'ultrasound') return undefined;
  const facts = presentFacts(orderCase, seenByUltrasound, { anyLevel: true });
  return facts.length > 0 ? facts : undefined;
}
