import type { GuidelineSection } from '../statement.ts';

/** Repeat imaging: lines 38 to 42 of the guideline. */
export const section: GuidelineSection = {
  title: 'Repeat imaging',
  statements: [
    {
      id: 'repeat-title',
      text: 'Repeat imaging — Repeat imaging coverage considerations',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as repeat-stance',
    },
    {
      id: 'repeat-stance',
      text: 'Repeat imaging — Repeat imaging coverage considerations.',
      disposition: 'informative',
      by: [],
      note: 'section label',
    },
    {
      id: 'repeat-1',
      text: 'Repeat advanced imaging is not routinely supported unless there is clinical evidence of progression, recurrence, new or worsening neurological signs/symptoms, concern for delayed union/non-union, pseudoarthrosis, or when repeat imaging will change management.',
      disposition: 'decides',
      by: ['study.repeat-imaging', 'repeat-imaging-need'],
    },
    {
      id: 'repeat-2',
      text: 'Requests for simultaneous similar studies (e.g., spinal MRI and CT) require documentation that both studies are necessary for preoperative planning or evaluation of complex failed fusion cases where both soft tissue and bony anatomy determination is required.',
      disposition: 'documentation',
      by: [
        'study.simultaneous-studies',
        'simultaneous-studies-need',
        'documentation.simultaneous-studies',
      ],
    },
    {
      id: 'repeat-3',
      text: 'Serial advanced imaging for surveillance of healing or recovery is not supported for the majority of spinal disorders.',
      disposition: 'decides',
      by: ['study.surveillance-imaging'],
    },
  ],
};
