import type { OrderReview } from '../assessment/types.ts';

/** Data that bear on criteria of one kind only; all other data can matter to any criterion. */
const bearing: Readonly<Record<string, RegExp>> = {
  encounters: /^(in-person-evaluation|clinical-re-evaluation)/,
  medicationRequests: /^(trial-of-treatment|red-flag\.severe-radicular-pain)/,
  medicationStatements: /^(trial-of-treatment|red-flag\.severe-radicular-pain)/,
  carePlans: /^(trial-of-treatment|red-flag\.severe-radicular-pain)/,
  goals: /^(trial-of-treatment|red-flag\.severe-radicular-pain)/,
  devices: /^mri-contraindicated/,
};

/**
 * The prefetch keys whose data could be had neither way and could have settled what an order lacks: then
 * it is a technical matter that coverage cannot be told, not one of documentation.
 */
export function decisiveUnavailable(
  review: OrderReview,
  unavailable: readonly string[],
): readonly string[] {
  const { determination, criteria } = review.assessment;
  if (determination !== 'prerequisites-missing') return [];
  const open = criteria.filter((criterion) => criterion.finding !== 'met');
  return unavailable.filter((key) => {
    const only = bearing[key];
    return only === undefined || open.some((criterion) => only.test(criterion.id));
  });
}
