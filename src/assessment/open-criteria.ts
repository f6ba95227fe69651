import type { Assessment, CriterionResult } from './types.ts';

/** The criteria that are not met. Where a composite is among them, its parts are left out. */
export function openCriteria({ criteria }: Assessment): readonly CriterionResult[] {
  const ids = new Set(criteria.map(({ id }) => id));
  return criteria.filter(
    ({ finding, partOf }) => finding !== 'met' && (partOf === undefined || !ids.has(partOf)),
  );
}
