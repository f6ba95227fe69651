import { section } from '../../guideline/section.ts';
import { clinicalReEvaluation, inPersonEvaluation } from '../criteria/evaluation.ts';
import { trialOfTreatment } from '../criteria/trial-of-treatment.ts';

export const precond = section(
  'precond',
  'General preconditions for advanced spine imaging',
  [84, 89],
  (says) => {
    says
      .heading('Covered when ALL of the following are met (non-red-flag presentations)')
      .requires(inPersonEvaluation, trialOfTreatment, clinicalReEvaluation);

    says(1, 'In-person clinical evaluation for the current episode is required.').requires(
      inPersonEvaluation,
    );

    says(
      2,
      'Failure of a recent (within 12 weeks) six-week trial of provider-directed treatment, unless a red flag exists.',
    ).requires(trialOfTreatment);

    says(
      3,
      'Clinical re-evaluation after treatment period (may be in-person or other meaningful contact) is required.',
    ).requires(clinicalReEvaluation);

    says(
      4,
      'When indicated by condition-specific sections, results of plain radiographs performed after the current episode must be available.',
    ).requires('plain-radiograph');
  },
);
