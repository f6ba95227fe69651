import { criterion, notDocumented } from '../../guideline/criterion.ts';

/** general-docs-1: decided by the assessment when nothing on the chart fits the ordered level. */
export const documentedIndication = criterion({
  id: 'documented-indication',
  question: 'Does the order have a reason at the ordered level?',
  statements: ['general-docs-1', 'modalities-2'],
  attestable: false,
  asks: [],
  decide: () =>
    notDocumented('No reason, indication or red flag at the ordered level is documented'),
});
