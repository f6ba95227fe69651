import { attestedFlag, type Case } from '../../guideline/case.ts';
import { isAnyPresent } from '../../guideline/present-facts.ts';

/** PET, alone or with CT. */
export function isPet(orderCase: Case): boolean {
  const { modality } = orderCase.order.study;
  return modality === 'PET' || modality === 'PET-CT';
}

/** PET with MRI, by its code or by the order's words. */
export function isPetMri(orderCase: Case): boolean {
  const { study, techniques } = orderCase.order;
  return (
    study.modality === 'PET-MRI' ||
    (techniques.has('pet-mri') &&
      (isPet(orderCase) || study.modality === 'MRI' || study.modality === 'unlisted-MRI'))
  );
}

/** Whole-body MRI: the unlisted code, and the order's words. */
export function isWholeBodyMri(orderCase: Case): boolean {
  const { study, techniques } = orderCase.order;
  return study.modality === 'unlisted-MRI' && techniques.has('whole-body');
}

/** Neoplastic disease, of the spine or known elsewhere; a suspicion that a form states is one. */
export function isNeoplastic(orderCase: Case): boolean {
  return (
    isAnyPresent(orderCase, ['spinal-neoplasm', 'malignancy'], { anyLevel: true }) ||
    ['cancer-suspicion', 'red-flag.cancer'].some(
      (item) => attestedFlag(orderCase, item)?.value === true,
    )
  );
}
