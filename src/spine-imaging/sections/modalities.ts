import { section } from '../../guideline/section.ts';
import { documentation } from '../rules/documentation.ts';
import { regionMismatchRule } from '../rules/named-rules.ts';

export const modalities = section(
  'modalities',
  'Permitted advanced imaging modalities',
  [103, 106],
  (says) => {
    says
      .heading('Advanced diagnostic imaging modalities allowed')
      .notComputed('a label: the sentences below decide');

    says(
      1,
      'Permitted modalities include MRI (with or without contrast as clinically indicated), CT (with or without IV contrast), CT myelography, nuclear medicine studies (bone scan, SPECT, WBS), PET/CT per oncology criteria, and targeted ultrasound in pediatric indications.',
    ).notComputed('it lists what exists: which study, and with which contrast, each section says');

    says(
      2,
      'Modality selection should be driven by the clinical question, contraindications, and likelihood that imaging results will change management.',
    ).asksFor(documentation.managementImpact, regionMismatchRule);
  },
);
