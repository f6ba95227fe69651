import { chartDate } from './dates.ts';
import { fieldsOf } from './fields.ts';
import type { ChartDate } from './types.ts';

/** When something was done or given, as far as it is known. */
export interface Period {
  readonly start?: ChartDate | undefined;
  readonly end?: ChartDate | undefined;
}

/** The bounds of a FHIR Period. */
export function periodOf(value: unknown): Period {
  const fields = fieldsOf(value);
  return { start: chartDate(fields?.start), end: chartDate(fields?.end) };
}
