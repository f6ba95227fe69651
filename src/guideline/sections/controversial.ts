import type { GuidelineSection } from '../statement.ts';

/** Not medically necessary / Controversial procedures: lines 62 to 67 of the guideline. */
export const section: GuidelineSection = {
  title: 'Not medically necessary / Controversial procedures',
  statements: [
    {
      id: 'controversial-title',
      text: 'Not medically necessary / Controversial procedures — Procedures considered not medically necessary or controversial',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as controversial-stance',
    },
    {
      id: 'controversial-stance',
      text: 'Not medically necessary / Controversial procedures — Procedures considered not medically necessary or controversial.',
      disposition: 'decides',
      by: ['study.positional-mri', 'study.mr-spectroscopy', 'study.cone-beam-ct', 'study.pet-ct'],
    },
    {
      id: 'controversial-1',
      text: 'Positional MRI (dynamic/weight-bearing/kinetic MRI) is considered not medically necessary.',
      disposition: 'decides',
      by: ['study.positional-mri'],
    },
    {
      id: 'controversial-2',
      text: 'Magnetic Resonance Spectroscopy (MRS) for spine uses is considered not medically necessary.',
      disposition: 'decides',
      by: ['study.mr-spectroscopy'],
    },
    {
      id: 'controversial-3',
      text: 'Cone-beam CT for cervical spine imaging is considered not medically necessary.',
      disposition: 'decides',
      by: ['study.cone-beam-ct'],
    },
    {
      id: 'controversial-4',
      text: 'Spine PET/CT for routine assessment of non-neoplastic spinal disorders is considered not medically necessary.',
      disposition: 'decides',
      by: ['study.pet-ct'],
    },
  ],
};
