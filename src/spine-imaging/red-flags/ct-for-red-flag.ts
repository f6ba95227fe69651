import type { StudyEntry } from '../../guideline/indication.ts';
import { anyOf } from '../../logic/criterion.ts';
import { ctInsteadOfMri } from '../criteria/ct-instead-of-mri.ts';
import { mriContraindicated, mriNondiagnostic } from '../criteria/modality.ts';
import { ctMyelographyRule } from '../rules/named-rules.ts';

/** ct-1, ct-2, redflag-2: CT for a deficit where MRI cannot be done, or was done and settled nothing. */
export const ctForRedFlag = anyOf('red-flag.ct.any-of', ctInsteadOfMri, mriNondiagnostic);

/** ctmyelo-1, ctmyelo-2: CT myelography never first: after a nondiagnostic MRI, or where MRI cannot be done. */
export const myelogramForRedFlag: StudyEntry = {
  modality: 'CT-myelogram',
  regions: 'ordered',
  contrast: ['with'],
  requires: anyOf('red-flag.ct-myelogram.any-of', mriNondiagnostic, mriContraindicated),
  requiredBy: ctMyelographyRule.id,
  alternative: true,
};
