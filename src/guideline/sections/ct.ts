import type { GuidelineSection } from '../statement.ts';

/** CT indications: lines 49 to 53 of the guideline. */
export const section: GuidelineSection = {
  title: 'CT indications',
  statements: [
    {
      id: 'ct-title',
      text: 'CT indications — CT of the spine allowed when MRI contraindicated or for specific bony/pathology indications',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as ct-stance',
    },
    {
      id: 'ct-stance',
      text: 'CT indications — CT of the spine allowed when MRI contraindicated or for specific bony/pathology indications.',
      disposition: 'decides',
      by: ['study.ct-instead-of-mri'],
    },
    {
      id: 'ct-1',
      text: 'CT may be approved in place of MRI when MRI contraindications are documented (e.g., implanted ferromagnetic materials, non-MRI compatible implanted devices).',
      disposition: 'decides',
      by: ['study.ct-instead-of-mri', 'mri-contraindicated'],
    },
    {
      id: 'ct-2',
      text: 'CT without contrast (or with contrast as requested) is appropriate for spinal trauma/fractures, evaluation of osseous anatomy for preoperative planning, congenital or acquired spinal deformity, assessment of spinal fusions when pseudoarthrosis is suspected, spondylolysis when X-rays are negative and MRI equivocal, and to evaluate calcified lesions (e.g., osteophytes, OPLL).',
      disposition: 'decides',
      by: ['study.ct-instead-of-mri', 'red-flag.fracture'],
    },
    {
      id: 'ct-3',
      text: 'CT myelography may be used with CT when indicated (see CT myelography section).',
      disposition: 'informative',
      by: ['study.ct-myelography'],
      note: 'study.ct-myelography pointer',
    },
  ],
};
