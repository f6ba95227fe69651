import type { Resource } from 'fhir/r4.js';
import { assessmentsKey } from '../../hooks/order-review.ts';
import { cdsServices } from '../../hooks/services.ts';
import type { Assessment } from '../../src/assessment/types.ts';
import type { Card, HookRequest } from '../../src/cds/types.ts';
import { serviceSettings } from './vignette-call.ts';

const services = cdsServices(serviceSettings);

/** What the service answers, as far as a caller reads it. */
export interface Answered {
  readonly cards: readonly Card[];
  readonly assessments: readonly Assessment[];
}

/** Calls the service of the request's hook in this process, on a chart and at an instant. */
export function answer(request: HookRequest, resources: readonly Resource[], asOf: Date): Answered {
  const service = services.find((one) => one.definition.hook === request.hook);
  if (service === undefined) throw new Error(`no service for ${request.hook}`);
  const { response } = service.answer({ request, resources, unavailable: [], asOf });
  const found = response.extension?.[assessmentsKey];
  return { cards: response.cards, assessments: Array.isArray(found) ? found : [] };
}
