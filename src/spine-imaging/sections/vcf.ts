import { section } from '../../guideline/section.ts';

export const vcf = section('vcf', 'Vertebral compression fracture imaging', [138, 140], (says) => {
  says.heading('Covered when ALL of the following are met').decides('compression-fracture');

  says(
    1,
    'Advanced imaging after plain radiographs when location and clinical presentation are concordant and when one or more of the specific indications above (e.g., nondiagnostic X-ray with persistent severe pain, surgical planning) are present.',
  ).requires('compression-fracture');
});
