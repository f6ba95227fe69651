import { chartDate, isFuture } from './dates.ts';
import { effectiveOf } from './effective-date.ts';
import { type Fields, fieldsOf } from './fields.ts';
import type { ChartDate } from './types.ts';

/** The day of an assessment, an event or an issue. */
export function dayOfStatement(fields: Fields): ChartDate | undefined {
  const { date, identifiedDateTime, period } = fields;
  return (
    effectiveOf(fields) ??
    chartDate(date) ??
    chartDate(identifiedDateTime) ??
    chartDate(fieldsOf(period)?.start)
  );
}

/** The day that a plan begins on, or was made. */
export function beginOfPlan({ period, created }: Fields): ChartDate | undefined {
  return chartDate(fieldsOf(period)?.start) ?? chartDate(created);
}

/** The day that a procedure was begun on. */
export function performedOn({ performedDateTime, performedPeriod }: Fields): ChartDate | undefined {
  return chartDate(performedDateTime) ?? chartDate(fieldsOf(performedPeriod)?.start);
}

/** Whether a period holds an instant, or does not say that it is over or still to come. */
export function isInForce(period: unknown, asOf: Date): boolean {
  const { start, end } = fieldsOf(period) ?? {};
  const [since, until] = [chartDate(start), chartDate(end)];
  const isOver = until !== undefined && !isFuture(until, asOf);
  return !isOver && (since === undefined || !isFuture(since, asOf));
}
