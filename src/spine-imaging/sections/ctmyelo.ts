import { section } from '../../guideline/section.ts';
import { ctMyelographyRule } from '../rules/named-rules.ts';
import { myelographyInjection } from '../rules/techniques.ts';

export const ctmyelo = section('ctmyelo', 'CT myelography indications', [54, 58], (says) => {
  says
    .heading(
      'CT myelography permitted for specific indications when MRI is nondiagnostic or contraindicated',
    )
    .decides(ctMyelographyRule);

  says(
    1,
    'CT myelography is generally unnecessary as an initial study when diagnostic quality MRI is available.',
  ).decides(ctMyelographyRule);

  says(
    2,
    'Indications include: clarification of equivocal/indeterminate/non-diagnostic MRI findings; preoperative planning when MRI is insufficient; evaluation after prior spinal surgery when MRI with and without contrast is contraindicated or nondiagnostic.',
  ).decides(ctMyelographyRule);

  says(
    3,
    'Only post-myelogram CT procedure codes (e.g., CPT 72126, 72129, 72132) are allowed for authorization; myelogram catheterization codes themselves (e.g., CPT 72265, 62284) are not authorized separately under these guidelines.',
  ).decides(myelographyInjection, ctMyelographyRule);
});
