import { section } from '../../guideline/section.ts';
import { mrSpectroscopy, positionalMri } from '../rules/techniques.ts';

export const mri = section('mri', 'MRI indications', [43, 48], (says) => {
  says
    .heading(
      'MRI of the spine is indicated for evaluation when the listed clinical situations are present',
    )
    .notComputed('a label: mri-1 lists the situations');

  says(
    1,
    'MRI Spine indications include evaluation of disc disease, spinal cord and nerve root disorders, congenital anomalies, suspicion or surveillance of neoplastic disease, suspected or known spinal infection, multiple sclerosis or other myelitis, syringomyelia, cauda equina syndrome, and preoperative evaluation to define variant spinal anatomy that could affect surgical outcome.',
  ).notComputed(
    'what MRI is for: each of these reasons has a section or the general one',
    'spine-pain',
    'myelopathy',
  );

  says(
    2,
    'Magnetic Resonance Spectroscopy (MRS) for all spine uses is considered not medically necessary.',
  ).decides(mrSpectroscopy);

  says(
    3,
    'Positional/weight-bearing MRI is considered not medically necessary due to inadequate evidence.',
  ).decides(positionalMri);

  says(
    4,
    'MRI is preferred modality for myelopathy evaluation and is generally indicated in initial work-up; CT/myelography may be considered when MRI is contraindicated or for surgical planning.',
  ).decides('myelopathy');
});
