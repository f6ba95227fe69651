import type { Case } from '../../guideline/case.ts';
import { isAnyPresent } from '../../guideline/indication.ts';

/** PET, alone or with CT. */
export function isPet(subject: Case): boolean {
  const { modality } = subject.order.study;
  return modality === 'PET' || modality === 'PET-CT';
}

/** PET with MRI, by its code or by the order's words. */
export function isPetMri(subject: Case): boolean {
  const { study, techniques } = subject.order;
  return (
    study.modality === 'PET-MRI' ||
    (techniques.has('pet-mri') && (isPet(subject) || study.modality === 'unlisted-MRI'))
  );
}

/** Whole-body MRI: the unlisted code, and the order's words. */
export function isWholeBodyMri(subject: Case): boolean {
  const { study, techniques } = subject.order;
  return study.modality === 'unlisted-MRI' && techniques.has('whole-body');
}

/** Neoplastic disease, of the spine or known elsewhere. */
export function isNeoplastic(subject: Case): boolean {
  return isAnyPresent(subject, ['spinal-neoplasm', 'malignancy'], { anyLevel: true });
}
