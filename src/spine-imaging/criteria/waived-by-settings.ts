import type { Case } from '../../guideline/case.ts';
import { criterion, met, notMet } from '../../guideline/criterion.ts';
import type { LeafCriterion } from '../../logic/criterion.ts';
import type { Readings } from '../readings.ts';

/** Whether a payer's settings waive a requirement on which the section itself is silent or circular. */
export function waivedBySettings(definition: {
  readonly id: string;
  readonly question: string;
  readonly statement: string;
  readonly isRequired: (readings: Readings) => boolean;
}): LeafCriterion<Case> {
  return criterion({
    id: definition.id,
    question: definition.question,
    statements: [definition.statement],
    attestable: false,
    asks: [],
    decide: (orderCase) =>
      definition.isRequired(orderCase.readings)
        ? notMet('The payer requires it')
        : met('The payer does not require it'),
  });
}
