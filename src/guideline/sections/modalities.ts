import type { GuidelineSection } from '../statement.ts';

/** Permitted advanced imaging modalities: lines 103 to 106 of the guideline. */
export const section: GuidelineSection = {
  title: 'Permitted advanced imaging modalities',
  statements: [
    {
      id: 'modalities-title',
      text: 'Permitted advanced imaging modalities — Advanced diagnostic imaging modalities allowed',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as modalities-stance',
    },
    {
      id: 'modalities-stance',
      text: 'Permitted advanced imaging modalities — Advanced diagnostic imaging modalities allowed.',
      disposition: 'informative',
      by: [],
      note: 'section label',
    },
    {
      id: 'modalities-1',
      text: 'Permitted modalities include MRI (with or without contrast as clinically indicated), CT (with or without IV contrast), CT myelography, nuclear medicine studies (bone scan, SPECT, WBS), PET/CT per oncology criteria, and targeted ultrasound in pediatric indications.',
      disposition: 'informative',
      by: ['study.contrast-choice'],
      note: 'SCOPE modality list; study.contrast-choice; PET per Oncology',
    },
    {
      id: 'modalities-2',
      text: 'Modality selection should be driven by the clinical question, contraindications, and likelihood that imaging results will change management.',
      disposition: 'documentation',
      by: ['documentation.management-impact', 'documented-indication', 'study.region-mismatch'],
    },
  ],
};
