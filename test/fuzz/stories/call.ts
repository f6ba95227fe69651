import type { Resource } from 'fhir/r4.js';
import type { HookRequest } from '../../../src/cds/types.ts';
import { type Answered, answer } from '../../support/answer.ts';
import type { Fields } from '../json.ts';
import { storyTime } from './resources.ts';

/** The hook call of drafted orders. */
export function callWith(orders: readonly Fields[]): HookRequest {
  return JSON.parse(
    JSON.stringify({
      hook: 'order-sign',
      hookInstance: '3073ae9f-f9be-4c0f-ae5b-3ed3255bfc70',
      context: {
        userId: 'Practitioner/orderer',
        patientId: 'p1',
        draftOrders: {
          resourceType: 'Bundle',
          type: 'collection',
          entry: orders.map((resource) => ({ resource })),
        },
      },
    }),
  );
}

/** The service's answer to drafted orders on a chart. */
export function ask(orders: readonly Fields[], chart: readonly Fields[]): Answered {
  const resources: readonly Resource[] = JSON.parse(JSON.stringify(chart));
  return answer(callWith(orders), resources, storyTime);
}
