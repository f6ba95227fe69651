import { section } from '../../guideline/section.ts';
import { ctMyelographyRule } from '../rules/named-rules.ts';

export const ctmyeloLumbar = section(
  'ctmyelo-lumbar',
  'CT Myelogram lumbar spine',
  [127, 129],
  (says) => {
    says
      .heading('CT myelogram may be considered when listed criteria apply')
      .decides(ctMyelographyRule);

    says(
      1,
      'CT myelogram is appropriate to clarify equivocal MRI findings, evaluate prior surgery when MRI is contraindicated or nondiagnostic, and for specific preoperative planning requests from the operating surgeon.',
    ).decides(ctMyelographyRule);
  },
);
