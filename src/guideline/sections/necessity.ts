import type { GuidelineSection } from '../statement.ts';

/** Medical necessity criteria for advanced spine and whole-body imaging: lines 20 to 25 of the guideline. */
export const section: GuidelineSection = {
  title: 'Medical necessity criteria for advanced spine and whole-body imaging',
  statements: [
    {
      id: 'necessity-title',
      text: 'Medical necessity criteria for advanced spine and whole-body imaging — Covered when criteria and documentation requirements are met',
      disposition: 'informative',
      by: [],
      note: 'heading; repeated as necessity-stance',
    },
    {
      id: 'necessity-stance',
      text: 'Medical necessity criteria for advanced spine and whole-body imaging — Covered when criteria and documentation requirements are met.',
      disposition: 'informative',
      by: [],
      note: 'label',
    },
    {
      id: 'necessity-1',
      text: 'Whole-body MRI (WBMRI) is generally not supported due to lack of standardization and insufficient evidence of improved outcomes, except for select cancer predisposition syndromes and certain autoimmune conditions (see condition-specific sections).',
      disposition: 'decides',
      by: ['study.whole-body-mri'],
    },
    {
      id: 'necessity-2',
      text: 'When supported, WBMRI should be reported using CPT 76498; other reporting methods are inappropriate.',
      disposition: 'decides',
      by: ['study.whole-body-mri', 'study.whole-body-by-parts'],
    },
    {
      id: 'necessity-3',
      text: 'PET-MRI is generally not supported for most oncologic and neurologic conditions due to lack of standardization.',
      disposition: 'decides',
      by: ['study.pet-mri'],
    },
    {
      id: 'necessity-4',
      text: 'PET-MRI may be appropriate when the individual meets condition-specific PET-MRI or PET-CT criteria AND PET-CT is unavailable at the treating institution.',
      disposition: 'decides',
      by: ['study.pet-mri'],
    },
    {
      id: 'necessity-5',
      text: 'When approved, PET-MRI should be reported using PET Whole-Body (CPT 78813) plus MRI unlisted code with documentation; diagnostic MRI codes may be indicated concurrently when clinically appropriate.',
      disposition: 'documentation',
      by: ['study.pet-mri', 'documentation.pet-mri'],
    },
    {
      id: 'necessity-6',
      text: 'PET/CT for spine: Spine PET/CT is considered not medically necessary for routine spine disorders other than neoplastic disease.',
      disposition: 'decides',
      by: ['study.pet-ct'],
    },
    {
      id: 'necessity-7',
      text: 'Use per Oncology Imaging Guidelines.',
      disposition: 'refers-out',
      by: ['study.pet-ct-oncology'],
    },
    {
      id: 'necessity-8',
      text: 'Cone-beam CT for cervical spine imaging is considered not medically necessary.',
      disposition: 'decides',
      by: ['study.cone-beam-ct'],
    },
  ],
};
