import type { GuidelineSection } from '../statement.ts';

/** CT Myelogram lumbar spine: lines 127 to 129 of the guideline. */
export const section: GuidelineSection = {
  title: 'CT Myelogram lumbar spine',
  statements: [
    {
      id: 'ctmyelo-lumbar-title',
      text: 'CT Myelogram lumbar spine — CT myelogram may be considered when listed criteria apply',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as ctmyelo-lumbar-stance',
    },
    {
      id: 'ctmyelo-lumbar-stance',
      text: 'CT Myelogram lumbar spine — CT myelogram may be considered when listed criteria apply.',
      disposition: 'decides',
      by: ['study.ct-myelography'],
    },
    {
      id: 'ctmyelo-lumbar-1',
      text: 'CT myelogram is appropriate to clarify equivocal MRI findings, evaluate prior surgery when MRI is contraindicated or nondiagnostic, and for specific preoperative planning requests from the operating surgeon.',
      disposition: 'decides',
      by: ['study.ct-myelography'],
    },
  ],
};
