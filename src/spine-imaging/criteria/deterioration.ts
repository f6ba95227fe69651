import { criterion, met, notMet } from '../../guideline/criterion.ts';

/**
 * syrinx-3, repeat-1: new or worsening neurological signs or symptoms. A red flag of the motor kind is
 * one; otherwise it is attested. Closed world: deterioration nobody recorded did not happen.
 */
export const neurologicalDeterioration = criterion({
  id: 'neurological-deterioration',
  question: 'Are there new or worsening neurological signs or symptoms?',
  statements: ['syrinx-3', 'repeat-1'],
  decide(subject) {
    const neurological = subject.redFlags.filter((flag) => flag.isDeficit);
    if (neurological.length > 0) {
      return met(
        'A new or worsening neurological deficit is documented',
        neurological.flatMap((flag) => flag.evidence),
      );
    }
    return notMet('No neurological deterioration is documented');
  },
});
