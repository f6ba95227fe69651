import { section } from '../../guideline/section.ts';
import { petCt } from '../rules/pet.ts';
import { coneBeamCt, mrSpectroscopy, positionalMri } from '../rules/techniques.ts';

export const controversial = section(
  'controversial',
  'Not medically necessary / Controversial procedures',
  [62, 67],
  (says) => {
    says
      .heading('Procedures considered not medically necessary or controversial')
      .decides(positionalMri, mrSpectroscopy, coneBeamCt, petCt);

    says(
      1,
      'Positional MRI (dynamic/weight-bearing/kinetic MRI) is considered not medically necessary.',
    ).decides(positionalMri);

    says(
      2,
      'Magnetic Resonance Spectroscopy (MRS) for spine uses is considered not medically necessary.',
    ).decides(mrSpectroscopy);

    says(
      3,
      'Cone-beam CT for cervical spine imaging is considered not medically necessary.',
    ).decides(coneBeamCt);

    says(
      4,
      'Spine PET/CT for routine assessment of non-neoplastic spinal disorders is considered not medically necessary.',
    ).decides(petCt);
  },
);
