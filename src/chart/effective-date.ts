import { chartDate } from './dates.ts';
import { type Fields, fieldsOf } from './fields.ts';
import type { ChartDate } from './types.ts';

/** When something took place: `effective[x]`, never `issued`. */
export function effectiveOf(resource: Fields): ChartDate | undefined {
  const period = fieldsOf(resource.effectivePeriod);
  return (
    chartDate(resource.effectiveDateTime) ??
    chartDate(resource.effectiveInstant) ??
    chartDate(period?.start) ??
    chartDate(period?.end)
  );
}
