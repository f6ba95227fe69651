import type { GuidelineSection } from '../statement.ts';

/** Myelopathy - CT / CT Myelogram: lines 112 to 115 of the guideline. */
export const section: GuidelineSection = {
  title: 'Myelopathy - CT / CT Myelogram',
  statements: [
    {
      id: 'myelopathy-ct-title',
      text: 'Myelopathy - CT / CT Myelogram — CT considerations for myelopathy',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as myelopathy-ct-stance',
    },
    {
      id: 'myelopathy-ct-stance',
      text: 'Myelopathy - CT / CT Myelogram — CT considerations for myelopathy.',
      disposition: 'informative',
      by: [],
      note: 'section label',
    },
    {
      id: 'myelopathy-ct-1',
      text: 'CT without contrast or CT with myelography may be considered as an alternative when MRI is contraindicated or in addition to MRI for surgical planning.',
      disposition: 'decides',
      by: ['myelopathy'],
    },
    {
      id: 'myelopathy-ct-2',
      text: 'CT can demonstrate bony encroachment; CT myelogram may better demonstrate bony neuroforaminal narrowing when MRI is ambiguous.',
      disposition: 'informative',
      by: ['myelopathy'],
      note: 'myelopathy CT detail; CT myelogram when MRI ambiguous',
    },
  ],
};
