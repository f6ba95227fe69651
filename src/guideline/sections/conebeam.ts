import type { GuidelineSection } from '../statement.ts';

/** Cone-beam CT: lines 81 to 83 of the guideline. */
export const section: GuidelineSection = {
  title: 'Cone-beam CT',
  statements: [
    {
      id: 'conebeam-title',
      text: 'Cone-beam CT — Coverage stance',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as conebeam-stance',
    },
    {
      id: 'conebeam-stance',
      text: 'Cone-beam CT — Coverage stance.',
      disposition: 'informative',
      by: [],
      note: 'section label',
    },
    {
      id: 'conebeam-1',
      text: 'Cone-beam CT for imaging of the cervical spine is considered not medically necessary.',
      disposition: 'decides',
      by: ['study.cone-beam-ct'],
    },
  ],
};
