import type { GuidelineSection } from '../statement.ts';

/** CT myelography indications: lines 54 to 58 of the guideline. */
export const section: GuidelineSection = {
  title: 'CT myelography indications',
  statements: [
    {
      id: 'ctmyelo-title',
      text: 'CT myelography indications — CT myelography permitted for specific indications when MRI is nondiagnostic or contraindicated',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as ctmyelo-stance',
    },
    {
      id: 'ctmyelo-stance',
      text: 'CT myelography indications — CT myelography permitted for specific indications when MRI is nondiagnostic or contraindicated.',
      disposition: 'decides',
      by: ['study.ct-myelography'],
    },
    {
      id: 'ctmyelo-1',
      text: 'CT myelography is generally unnecessary as an initial study when diagnostic quality MRI is available.',
      disposition: 'decides',
      by: ['study.ct-myelography'],
    },
    {
      id: 'ctmyelo-2',
      text: 'Indications include: clarification of equivocal/indeterminate/non-diagnostic MRI findings; preoperative planning when MRI is insufficient; evaluation after prior spinal surgery when MRI with and without contrast is contraindicated or nondiagnostic.',
      disposition: 'decides',
      by: ['study.ct-myelography'],
    },
    {
      id: 'ctmyelo-3',
      text: 'Only post-myelogram CT procedure codes (e.g., CPT 72126, 72129, 72132) are allowed for authorization; myelogram catheterization codes themselves (e.g., CPT 72265, 62284) are not authorized separately under these guidelines.',
      disposition: 'decides',
      by: ['study.myelography-injection', 'study.ct-myelography'],
    },
  ],
};
