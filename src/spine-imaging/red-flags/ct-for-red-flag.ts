import type { StudyEntry } from '../../guideline/study-entry.ts';
import { anyOf } from '../../logic/criterion.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { mriNondiagnostic } from '../criteria/nondiagnostic-study.ts';
import { ctMyelographyRule } from '../rules/named-rules.ts';

/**
 * ct-1, redflag-2: CT for a deficit where MRI cannot be done, or was done and settled nothing. What ct-2 names shows
 * bone.
 */
export const ctForRedFlag = anyOf('red-flag.ct.any-of', mriContraindicated, mriNondiagnostic);

/** ctmyelo-1, ctmyelo-2: CT myelography never first: after a nondiagnostic MRI, or where MRI cannot be done. */
export const myelogramForRedFlag: StudyEntry = {
  modality: 'CT-myelogram',
  regions: 'ordered',
  contrast: ['with'],
  requires: anyOf('red-flag.ct-myelogram.any-of', mriNondiagnostic, mriContraindicated),
  requiredBy: ctMyelographyRule.id,
  alternative: true,
};
