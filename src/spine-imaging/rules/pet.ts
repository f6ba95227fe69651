import { attestedCriterion } from '../../guideline/criterion.ts';
import type { StudyRule } from '../../guideline/rules.ts';
import { allOf } from '../../logic/criterion.ts';
import { isNeoplastic, isPet, isPetMri } from './study-kinds.ts';
import { concerning } from './study-rule.ts';

const petCtCriteria = attestedCriterion({
  id: 'pet-ct-criteria',
  question: 'Are the PET criteria of the oncology guideline met?',
  statements: ['necessity-4', 'necessity-7', 'petct-2'],
  silence: 'not-documented',
});

const petCtUnavailable = attestedCriterion({
  id: 'pet-ct-unavailable',
  question: 'Is PET/CT unavailable at the treating institution?',
  statements: ['necessity-4'],
  silence: 'not-documented',
});

/** necessity-3, necessity-4, necessity-5: not supported unless PET criteria are met and PET/CT is unavailable. */
export const petMri: StudyRule = {
  id: 'study.pet-mri',
  title: 'PET/MRI',
  statements: ['necessity-3', 'necessity-4', 'nuclear-4', 'general-nuclear-3'],
  concerns: concerning(
    'study.pet-mri',
    'Is PET/MRI ordered?',
    ['necessity-3', 'nuclear-4'],
    isPetMri,
  ),
  exception: allOf(petCtCriteria, petCtUnavailable),
  otherwise: 'not-supported',
  lifted: 'supported',
  indication: (orderCase) => (isNeoplastic(orderCase) ? 'oncology-referral' : undefined),
  notices: () => [
    'When approved, PET/MRI is reported as 78813 with the unlisted MRI code 76498 and documentation (necessity-5).',
  ],
};

/** necessity-6, petct-1, controversial-4, nuclear-3: for anything but neoplastic disease. */
export const petCt: StudyRule = {
  id: 'study.pet-ct',
  title: 'PET/CT for a non-neoplastic spinal disorder',
  statements: ['necessity-6', 'petct-1', 'controversial-4', 'nuclear-3'],
  concerns: concerning(
    'study.pet-ct',
    'Is PET ordered for a spinal disorder other than neoplastic disease?',
    ['necessity-6', 'petct-1'],
    (orderCase) => isPet(orderCase) && !isPetMri(orderCase) && !isNeoplastic(orderCase),
  ),
  otherwise: 'not-supported',
  lifted: 'judged',
};

/** necessity-7, petct-2: the oncology guideline decides; never denied here (reading A36). */
export const petCtOncology: StudyRule = {
  id: 'study.pet-ct-oncology',
  title: 'PET/CT for spinal neoplasm',
  statements: ['necessity-7', 'petct-2', 'nuclear-3'],
  concerns: concerning(
    'study.pet-ct-oncology',
    'Is PET ordered for neoplastic disease of the spine?',
    ['necessity-7', 'petct-2'],
    (orderCase) => isPet(orderCase) && !isPetMri(orderCase) && isNeoplastic(orderCase),
  ),
  exception: petCtCriteria,
  otherwise: 'prerequisites-missing',
  lifted: 'supported',
  indication: () => 'oncology-referral',
  refersTo: ['oncology'],
};

/** PET/MRI before PET: it is the narrower of the two. */
export const petRules: readonly StudyRule[] = [petMri, petCt, petCtOncology];
