import type { ServiceRequest } from 'fhir/r4.js';
import { chartDate } from './dates.ts';
import { fieldsOf } from './fields.ts';
import type { ChartDate } from './types.ts';

/** When an order is to be carried out, by its `occurrence[x]`: the instant, the period's start, or a timing's first event. */
export function dateOfService(order: ServiceRequest): ChartDate | undefined {
  const timing = fieldsOf(order.occurrenceTiming);
  const [event] = Array.isArray(timing?.event) ? timing.event : [];
  const bounds = fieldsOf(fieldsOf(timing?.repeat)?.boundsPeriod);
  return (
    chartDate(order.occurrenceDateTime) ??
    chartDate(fieldsOf(order.occurrencePeriod)?.start) ??
    chartDate(event) ??
    chartDate(bounds?.start)
  );
}
