import { allOf, anyOf } from '../../logic/criterion.ts';
import { preoperativePlanning } from '../criteria/modality.ts';
import { redFlagPresent } from '../criteria/red-flag-present.ts';
import { type Indication, presentBy } from '../indication.ts';
import { evaluated, filmed, trialAndReEvaluation } from '../prerequisites.ts';
import type { GuidelineSection } from '../statement.ts';

/** Spondylolisthesis - Indications for advanced imaging: lines 120 to 122 of the guideline. */
export const section: GuidelineSection = {
  title: 'Spondylolisthesis - Indications for advanced imaging',
  statements: [
    {
      id: 'spondylolisthesis-title',
      text: 'Spondylolisthesis - Indications for advanced imaging',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as spondylolisthesis-stance',
    },
    {
      id: 'spondylolisthesis-stance',
      text: 'Spondylolisthesis - Indications for advanced imaging.',
      disposition: 'informative',
      by: [],
      note: 'section label',
    },
    {
      id: 'spondylolisthesis-1',
      text: 'CT lumbar spine without contrast or MRI lumbar spine without contrast may be considered after plain X-ray for failure of a six-week trial of provider-directed treatment, preoperative evaluation, or presence of red flags.',
      disposition: 'decides',
      by: ['spondylolisthesis'],
    },
  ],
};

/** "after plain X-ray for failure of a six-week trial …, preoperative evaluation, or presence of red flags". */
const spondylolisthesis: Indication = {
  id: 'spondylolisthesis',
  title: 'Spondylolisthesis',
  statements: ['spondylolisthesis-1'],
  levels: ['lumbar'],
  isPain: true,
  presence: presentBy(['spondylolisthesis']),
  names: {
    statement: 'spondylolisthesis-1',
    criteria: ['plain-radiograph', 'trial-of-treatment', 'preoperative-planning'],
  },
  requires: allOf(
    evaluated,
    filmed(() => ['lumbar'], ['spondylolisthesis-1']),
    anyOf('spondylolisthesis.any-of', redFlagPresent, trialAndReEvaluation, preoperativePlanning),
  ),
  studies: [
    { modality: 'MRI', regions: ['lumbar'], contrast: ['without'] },
    { modality: 'CT', regions: ['lumbar'], contrast: ['without'] },
  ],
};

export const indications: readonly Indication[] = [spondylolisthesis];
