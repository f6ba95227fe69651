import { section } from '../../guideline/section.ts';
import { clinicalReEvaluation, inPersonEvaluation } from '../criteria/evaluation.ts';
import { trialOfTreatment } from '../criteria/trial-of-treatment.ts';

export const prereq = section(
  'prereq',
  'Prerequisites for advanced spinal imaging (general)',
  [68, 73],
  (says) => {
    says
      .heading('Covered when ALL listed preconditions are met')
      .requires(inPersonEvaluation, trialOfTreatment, clinicalReEvaluation);

    says(
      1,
      'An in-person clinical evaluation for the current episode of the condition is required prior to advanced imaging (initial evaluation or re-evaluation).',
    ).requires(inPersonEvaluation);

    says(
      2,
      'Clinical re-evaluation after a recent (within 12 weeks) six-week trial of provider-directed treatment is required prior to imaging unless a red flag is present.',
    ).requires(trialOfTreatment, clinicalReEvaluation);

    says(
      3,
      'When specified, results of plain X-rays performed after the current episode of symptoms started or changed must be available to the requesting provider.',
    ).requires('plain-radiograph');

    says(
      4,
      'For individuals with ankylosing spondylitis or DISH, whole-spine MRI and CT may be approved and plain X-rays and a 6-week trial of conservative treatment may not be required.',
    ).decides('ankylosing-spondylitis-dish');
  },
);
