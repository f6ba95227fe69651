import type { GuidelineSection } from '../statement.ts';

/** MRI indications: lines 43 to 48 of the guideline. */
export const section: GuidelineSection = {
  title: 'MRI indications',
  statements: [
    {
      id: 'mri-title',
      text: 'MRI indications — MRI of the spine is indicated for evaluation when the listed clinical situations are present',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as mri-stance',
    },
    {
      id: 'mri-stance',
      text: 'MRI indications — MRI of the spine is indicated for evaluation when the listed clinical situations are present.',
      disposition: 'informative',
      by: [],
      note: 'label: MRI indicated in listed situations (mri-1)',
    },
    {
      id: 'mri-1',
      text: 'MRI Spine indications include evaluation of disc disease, spinal cord and nerve root disorders, congenital anomalies, suspicion or surveillance of neoplastic disease, suspected or known spinal infection, multiple sclerosis or other myelitis, syringomyelia, cauda equina syndrome, and preoperative evaluation to define variant spinal anatomy that could affect surgical outcome.',
      disposition: 'informative',
      by: ['spine-pain', 'myelopathy'],
      note: 'MRI modality indications; feeds spine-pain, myelopathy reason mapping',
    },
    {
      id: 'mri-2',
      text: 'Magnetic Resonance Spectroscopy (MRS) for all spine uses is considered not medically necessary.',
      disposition: 'decides',
      by: ['study.mr-spectroscopy'],
    },
    {
      id: 'mri-3',
      text: 'Positional/weight-bearing MRI is considered not medically necessary due to inadequate evidence.',
      disposition: 'decides',
      by: ['study.positional-mri'],
    },
    {
      id: 'mri-4',
      text: 'MRI is preferred modality for myelopathy evaluation and is generally indicated in initial work-up; CT/myelography may be considered when MRI is contraindicated or for surgical planning.',
      disposition: 'decides',
      by: ['myelopathy'],
    },
  ],
};
