import { chartDate } from '../../chart/dates.ts';
import type { Case, FoundRedFlag } from '../../guideline/case.ts';
import { criterion, met, notMet } from '../../guideline/criterion.ts';

/**
 * syrinx-3, repeat-1: new or worsening neurological signs or symptoms. A red flag of the motor kind is
 * one; otherwise it is attested. Closed world: deterioration nobody recorded did not happen.
 */
export const neurologicalDeterioration = criterion({
  id: 'neurological-deterioration',
  question: 'Are there new or worsening neurological signs or symptoms?',
  statements: ['syrinx-3', 'repeat-1'],
  decide(orderCase) {
    const neurological = orderCase.concepts.has('syringomyelia')
      ? sinceLastMri(orderCase)
      : orderCase.redFlags.filter((flag) => flag.isDeficit);
    if (neurological.length > 0) {
      return met(
        'A new or worsening neurological deficit is documented',
        neurological.flatMap((flag) => flag.evidence),
      );
    }
    return notMet('No neurological deterioration is documented');
  },
});

/** A lesion within the cord may show itself at any level below it; a deficit from before the last MRI is not new. */
function sinceLastMri({ deficits, chart }: Case): readonly FoundRedFlag[] {
  const days = chart.imaging.flatMap(({ study, date, resultsAvailable }) =>
    study.modality === 'MRI' && resultsAvailable && date !== undefined ? [date.earliest] : [],
  );
  const last = Math.max(Number.NEGATIVE_INFINITY, ...days);
  return deficits.filter(({ evidence }) =>
    evidence.some(({ date }) => (chartDate(date)?.latest ?? last) >= last),
  );
}
