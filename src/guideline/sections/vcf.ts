import type { GuidelineSection } from '../statement.ts';

/** Vertebral compression fracture imaging: lines 138 to 140 of the guideline. */
export const section: GuidelineSection = {
  title: 'Vertebral compression fracture imaging',
  statements: [
    {
      id: 'vcf-title',
      text: 'Vertebral compression fracture imaging — Covered when ALL of the following are met',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as vcf-stance',
    },
    {
      id: 'vcf-stance',
      text: 'Vertebral compression fracture imaging — Covered when ALL of the following are met.',
      disposition: 'decides',
      by: ['compression-fracture'],
    },
    {
      id: 'vcf-1',
      text: 'Advanced imaging after plain radiographs when location and clinical presentation are concordant and when one or more of the specific indications above (e.g., nondiagnostic X-ray with persistent severe pain, surgical planning) are present.',
      disposition: 'prerequisite',
      by: ['compression-fracture', 'location-concordant'],
    },
  ],
};
