import { section } from '../../guideline/section.ts';
import { documentation } from '../rules/documentation.ts';
import { petCt, petCtOncology, petMri } from '../rules/pet.ts';
import { coneBeamCt, wholeBodyByParts } from '../rules/techniques.ts';
import { wholeBodyMri } from '../rules/whole-body-mri.ts';

export const necessity = section(
  'necessity',
  'Medical necessity criteria for advanced spine and whole-body imaging',
  [20, 25],
  (says) => {
    says
      .heading('Covered when criteria and documentation requirements are met')
      .notComputed('a label: the sentences below decide');

    says(
      1,
      'Whole-body MRI (WBMRI) is generally not supported due to lack of standardization and insufficient evidence of improved outcomes, except for select cancer predisposition syndromes and certain autoimmune conditions (see condition-specific sections).',
    ).decides(wholeBodyMri);

    says(
      2,
      'When supported, WBMRI should be reported using CPT 76498; other reporting methods are inappropriate.',
    ).decides(wholeBodyMri, wholeBodyByParts);

    says(
      3,
      'PET-MRI is generally not supported for most oncologic and neurologic conditions due to lack of standardization.',
    ).decides(petMri);

    says(
      4,
      'PET-MRI may be appropriate when the individual meets condition-specific PET-MRI or PET-CT criteria AND PET-CT is unavailable at the treating institution.',
    ).decides(petMri);

    says(
      5,
      'When approved, PET-MRI should be reported using PET Whole-Body (CPT 78813) plus MRI unlisted code with documentation; diagnostic MRI codes may be indicated concurrently when clinically appropriate.',
    ).asksFor(petMri, documentation.petMri);

    says(
      6,
      'PET/CT for spine: Spine PET/CT is considered not medically necessary for routine spine disorders other than neoplastic disease.',
    ).decides(petCt);

    says(7, 'Use per Oncology Imaging Guidelines.').refersTo(petCtOncology);

    says(
      8,
      'Cone-beam CT for cervical spine imaging is considered not medically necessary.',
    ).decides(coneBeamCt);
  },
);
