import type { FindingValue } from './finding.ts';

/** not-met < not-documented < met: ALL is the least, ANY the greatest (formal logic, section 0). */
const rank: Readonly<Record<FindingValue, number>> = {
  'not-met': 0,
  'not-documented': 1,
  met: 2,
};

/** The least of the values; `met` for none, since nothing is asked. */
export function all(values: readonly FindingValue[]): FindingValue {
  let least: FindingValue = 'met';
  for (const value of values) if (rank[value] < rank[least]) least = value;
  return least;
}

/** The greatest of the values; `not-met` for none, since nothing can satisfy it. */
export function any(values: readonly FindingValue[]): FindingValue {
  let greatest: FindingValue = 'not-met';
  for (const value of values) if (rank[value] > rank[greatest]) greatest = value;
  return greatest;
}

/** met and not-met change places; what is not documented stays so. */
export function not(value: FindingValue): FindingValue {
  if (value === 'met') return 'not-met';
  return value === 'not-met' ? 'met' : 'not-documented';
}

/** An exception that is met waives the requirement; otherwise the requirement alone decides. */
export function unless(exception: FindingValue, requirement: FindingValue): FindingValue {
  return exception === 'met' ? 'met' : requirement;
}
