import { documented, indication } from '../../guideline/indication.ts';
import { section } from '../../guideline/section.ts';
import { allOf, anyOf } from '../../logic/criterion.ts';
import { preoperativePlanning } from '../criteria/planned-surgery.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import {
  evaluatedUnlessRedFlag,
  filmedUnlessRedFlag,
  trialAndReEvaluation,
} from '../prerequisites.ts';

export const spondylolisthesis = section(
  'spondylolisthesis',
  'Spondylolisthesis - Indications for advanced imaging',
  [120, 122],
  (says) => {
    says.heading().notComputed('a label: the sentences below decide');

    says(
      1,
      'CT lumbar spine without contrast or MRI lumbar spine without contrast may be considered after plain X-ray for failure of a six-week trial of provider-directed treatment, preoperative evaluation, or presence of red flags.',
    ).decides(
      // "after plain X-ray for failure of a six-week trial …, preoperative evaluation, or presence of red flags".
      indication('spondylolisthesis', {
        title: 'Spondylolisthesis',
        statements: ['spondylolisthesis-1'],
        levels: ['lumbar'],
        isPain: true,
        appliesTo: documented(['spondylolisthesis']),
        requires: allOf(
          evaluatedUnlessRedFlag,
          filmedUnlessRedFlag(['lumbar'], ['spondylolisthesis-1']),
          anyOf(
            'spondylolisthesis.any-of',
            redFlagPresent,
            trialAndReEvaluation,
            preoperativePlanning,
          ),
        ),
        studies: [
          { modality: 'MRI', regions: ['lumbar'], contrast: ['without'] },
          { modality: 'CT', regions: ['lumbar'], contrast: ['without'] },
        ],
        cardsQuote: {
          statement: 'spondylolisthesis-1',
          for: ['plain-radiograph', 'trial-of-treatment', 'preoperative-planning'],
        },
      }),
    );
  },
);
