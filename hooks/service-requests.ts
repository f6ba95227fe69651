import type { ServiceRequest } from 'fhir/r4.js';
import { RequestProblem } from '../src/cds/request-problem.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { listOf } from '../src/chart/fields.ts';

/** The draft orders; whatever else the Bundle holds is left aside. */
export function serviceRequests(request: HookRequest): readonly ServiceRequest[] {
  const orders: ServiceRequest[] = [];
  for (const entry of request.context.draftOrders.entry ?? []) {
    if (entry?.resource?.resourceType === 'ServiceRequest') orders.push(entry.resource);
  }
  return orders;
}

/** More studies than anybody signs at once, each of which is judged beside all the others. */
const mostStudies = 50;

/** Each is read word by word and held against the chart: many times what anybody gives. */
const mostReasons = 1000;

/** How many reasons orders give in all. */
function reasonsOf(orders: readonly ServiceRequest[]): number {
  return orders.reduce(
    (sum, { reasonCode, reasonReference }) =>
      sum + listOf(reasonCode).length + listOf(reasonReference).length,
    0,
  );
}

/**
 * Refuses more imaging orders, or more reasons of theirs, than anybody signs at once.
 * @throws RequestProblem 400
 */
export function requireFew(studies: readonly ServiceRequest[]): void {
  const field = 'context.draftOrders.entry';
  if (studies.length > mostStudies)
    throw new RequestProblem(400, field, `expected at most ${mostStudies} imaging orders`);
  if (reasonsOf(studies) > mostReasons)
    throw new RequestProblem(
      400,
      field,
      `expected at most ${mostReasons} reasons of all imaging orders`,
    );
}
