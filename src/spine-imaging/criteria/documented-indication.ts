import { criterion, met, notDocumented } from '../../guideline/criterion.ts';
import { isSpineReason } from '../../terminology/complaints.ts';

const named = {
  id: 'documented-indication',
  question: 'Does the order have a reason at the ordered level?',
  statements: ['general-docs-1', 'modalities-2'],
  attestable: false,
  asks: [],
} as const;

/** general-docs-1: decided by the assessment when nothing on the chart fits the ordered level. */
export const documentedIndication = criterion({
  ...named,
  decide: () =>
    notDocumented('No reason, indication or red flag at the ordered level is documented'),
});

/** general-docs-1, of what is judged under no indication: the order itself names a reason of the spine. */
export const documentedReason = criterion({
  ...named,
  decide: ({ order }) => {
    const reasons = order.reasons.filter(({ concepts }) => isSpineReason(concepts));
    return reasons.length === 0
      ? notDocumented('The order names no reason of the spine')
      : met(
          'The order names its reason',
          reasons.map(({ evidence }) => evidence),
        );
  },
});
