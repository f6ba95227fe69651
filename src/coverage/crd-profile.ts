import type { ServiceRequest } from 'fhir/r4.js';
import { RequestProblem } from '../cds/request-problem.ts';

/**
 * What CRD's ServiceRequest profile demands of a signed order beyond a code: without it the order that goes
 * back could not conform either. Its status is left alone: an order that is signed again is no draft any more.
 *
 * @throws RequestProblem 400 where FHIR itself demands it, 422 where only the profile does
 */
export function requireCrdProfile(order: ServiceRequest, reference: string): void {
  for (const [field, status] of required) {
    const value: unknown = order[field];
    if (value !== undefined && value !== null && value !== '') continue;
    throw new RequestProblem(
      status,
      'context.draftOrders',
      `${reference} has no ${field}; send the order with it`,
    );
  }
}

const required = [
  ['subject', 400],
  ['authoredOn', 422],
  ['requester', 422],
] as const;
