import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { documented, indication } from '../../guideline/indication.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf } from '../../logic/criterion.ts';
import { factsOfCord } from '../criteria/cord-beside.ts';
import { ctBonyIndication } from '../criteria/ct-instead-of-mri.ts';
import { ctMyelographyOrContraindication } from '../criteria/ct-myelography.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { infant, youngChildOssification } from '../criteria/ossification.ts';
import { preoperativePlanning } from '../criteria/planned-surgery.ts';
import { evaluatedUnlessRedFlag } from '../prerequisites.ts';
import { ctInsteadOfMriRule } from '../rules/named-rules.ts';

export const myelopathy = section(
  'myelopathy',
  'Myelopathy - Indications for Advanced Imaging',
  [107, 111],
  (says) => {
    says
      .heading('Advanced imaging indicated for documented or suspected myelopathy')
      .decides('myelopathy');

    says(
      1,
      'Advanced imaging is generally indicated in the initial evaluation of documented or reasonably suspected myelopathy; conservative treatment is not required prior to imaging.',
    ).decides('myelopathy');

    says(
      2,
      'MRI Cervical and Thoracic Spine without contrast or without and with contrast are indicated for evaluation of suspected myelopathy and associated long-tract signs (e.g., unexplained Babinski/Hoffmann, hyperreflexia, bilateral motor weakness).',
    ).decides(
      // myelopathy-1, -2: documented or reasonably suspected; conservative treatment is not required. Multiple
      // sclerosis and myelitis are cord disorders (reading A14).
      indication('myelopathy', {
        title: 'Myelopathy',
        statements: ['myelopathy-2', 'myelopathy-1', 'myelopathy-stance', 'mri-4'],
        appliesTo: cordDisorder,
        requires: evaluatedUnlessRedFlag,
        studies: [
          { modality: 'MRI', regions: cordLevels, contrast: ['without', 'without-and-with'] },
          {
            modality: 'CT',
            regions: cordLevels,
            contrast: ['without'],
            requires: ctForMyelopathy,
            alternative: true,
          },
          {
            modality: 'CT-myelogram',
            regions: cordLevels,
            contrast: ['with'],
            requires: anyOf(
              'myelopathy.ct-myelogram.any-of',
              ctMyelographyOrContraindication,
              preoperativePlanning,
            ),
            alternative: true,
          },
        ],
        notices: () => [
          'The guideline lists MRI of the cervical and of the thoracic spine for suspected myelopathy; one level alone may be ordered (myelopathy-2).',
        ],
      }),
    );

    says(
      3,
      'MRI of cervical, thoracic, and lumbar spine without or without and with contrast is indicated for suspected tethered cord or low-lying conus medullaris.',
    ).decides(
      // myelopathy-3: suspected tethered cord or low-lying conus medullaris.
      indication('tethered-cord', {
        title: 'Suspected tethered cord or low-lying conus',
        statements: ['myelopathy-3', 'ultrasound-1'],
        levels: ['cervical', 'thoracic', 'lumbar'],
        liesAnywhere: true,
        appliesTo: documented(['tethered-cord'], { anyLevel: true }),
        requires: allOf(evaluatedUnlessRedFlag),
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
            requires: mriContraindicated,
            requiredBy: ctInsteadOfMriRule.id,
            alternative: true,
          },
          {
            modality: 'ultrasound',
            regions: 'ordered',
            requires: anyOf('tethered-cord.ultrasound.any-of', infant, youngChildOssification),
            alternative: true,
          },
        ],
      }),
    );
  },
);

/**
 * A disorder of the cord, or a long-tract sign, at any level, for a study of neck or chest; no condition where the
 * signs are attested.
 */
function cordDisorder(orderCase: Case): readonly ConditionFact[] | undefined {
  if (!orderCase.regions.some((region) => region === 'cervical' || region === 'thoracic'))
    return undefined;
  const facts = factsOfCord(orderCase);
  if (facts.length > 0) return facts;
  return orderCase.chart.attested('long-tract-signs')?.value === true ? [] : undefined;
}

/** myelopathy-ct-1: CT "when MRI is contraindicated or in addition to MRI for surgical planning". */
const ctForMyelopathy = anyOf(
  'myelopathy.ct.any-of',
  mriContraindicated,
  preoperativePlanning,
  ctBonyIndication,
);

const cordLevels = ['cervical', 'thoracic'] as const;
