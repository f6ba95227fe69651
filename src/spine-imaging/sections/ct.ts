import { section } from '../../guideline/section.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { fracture } from '../red-flags/emergencies.ts';
import { ctInsteadOfMriRule, ctMyelographyRule } from '../rules/named-rules.ts';

export const ct = section('ct', 'CT indications', [49, 53], (says) => {
  says
    .heading(
      'CT of the spine allowed when MRI contraindicated or for specific bony/pathology indications',
    )
    .decides(ctInsteadOfMriRule);

  says(
    1,
    'CT may be approved in place of MRI when MRI contraindications are documented (e.g., implanted ferromagnetic materials, non-MRI compatible implanted devices).',
  ).decides(ctInsteadOfMriRule, mriContraindicated);

  says(
    2,
    'CT without contrast (or with contrast as requested) is appropriate for spinal trauma/fractures, evaluation of osseous anatomy for preoperative planning, congenital or acquired spinal deformity, assessment of spinal fusions when pseudoarthrosis is suspected, spondylolysis when X-rays are negative and MRI equivocal, and to evaluate calcified lesions (e.g., osteophytes, OPLL).',
  ).decides(ctInsteadOfMriRule, fracture);

  says(
    3,
    'CT myelography may be used with CT when indicated (see CT myelography section).',
  ).notComputed('it points to the section on CT myelography', ctMyelographyRule);
});
