import type { ServiceRequest } from 'fhir/r4.js';
import { isInScope } from '../src/assessment/scope.ts';
import type { ServiceDefinition } from '../src/cds/service.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { buildChart } from '../src/chart/build-chart.ts';
import { imagingStudyOf } from '../src/chart/ordered-study.ts';
import { readOrders } from '../src/chart/read-order.ts';
import { readCrdRequest } from '../src/coverage/crd-request.ts';
import { notesKey, optionalKeys } from './prefetch.ts';
import { selectedOrders } from './selected-orders.ts';
import { requireFew, serviceRequests } from './service-requests.ts';
import type { ServiceSettings } from './service-settings.ts';
import { requireOwnOrder } from './whose.ts';

/**
 * The prefetch keys that a call's orders need; none where no order that it asks about can be in scope.
 * @throws RequestProblem 400 for orders that are not the patient's, or too many
 */
export function neededKeys(
  request: HookRequest,
  settings: ServiceSettings,
  definition: ServiceDefinition,
): readonly string[] {
  readCrdRequest(request);
  const studies = serviceRequests(request).filter(
    (order) => imagingStudyOf(order, settings.siteEvidence?.translate) !== undefined,
  );
  requireFew(studies);
  const selected = selectedOrders(request, definition.hook);
  const concerned = studies.filter(
    (order) => selected.has(order) && mayConcern(order, request, settings),
  );
  if (concerned.length === 0) return [];
  for (const order of concerned) requireOwnOrder(order, request);
  const isOptional = (key: string): boolean =>
    optionalKeys.has(key) && !settings.siteEvidence?.resourceTypes.has(optionalKeys.get(key) ?? '');
  return chartKeys(definition).filter((key) => {
    if (key === 'coverage') return wantsCoverage(request, definition);
    return (
      !isOptional(key) || request.prefetch?.[key] !== undefined || readsMore(request, definition)
    );
  });
}

/**
 * The coverage matters to callers that speak CRD, and to those that send it. It is also read along with
 * other data that have to be read, so that the answer is the same whichever way the data came; where all
 * else was sent, an order is not held up by a read that nobody asked for.
 */
function wantsCoverage(request: HookRequest, definition: ServiceDefinition): boolean {
  const { prefetch = {} } = request;
  if (prefetch.coverage !== undefined || readCrdRequest(request).isDeclared) return true;
  return definition.hook === 'order-sign' && readsMore(request, definition);
}

/** Whether anything that every order needs has to be read from the FHIR server. */
function readsMore(
  { prefetch = {}, fhirServer }: HookRequest,
  definition: ServiceDefinition,
): boolean {
  return (
    fhirServer !== undefined &&
    chartKeys(definition).some(
      (key) => key !== 'coverage' && !optionalKeys.has(key) && prefetch[key] === undefined,
    )
  );
}

/** The prefetch keys that every order is judged by; notes are read later, and only where something is open. */
export function chartKeys({ prefetch }: ServiceDefinition): readonly string[] {
  return Object.keys(prefetch).filter((key) => key !== notesKey);
}

/**
 * Whether an order can be in scope before anything is read. By its code alone; where the reason decides,
 * by its coded reasons, unless it refers to conditions or surgery that only the chart tells of.
 */
function mayConcern(
  order: ServiceRequest,
  request: HookRequest,
  { siteEvidence }: ServiceSettings,
): boolean {
  const translate = siteEvidence?.translate;
  const study = imagingStudyOf(order, translate);
  if (study === undefined || study.scope === 'never' || order.doNotPerform === true) return false;
  if (study.scope === 'always') return true;
  if ((order.reasonReference ?? []).length > 0) return true;
  if (study.modality === 'MRA' || study.modality === 'CTA') return true;
  const { patientId } = request.context;
  const asOf = new Date(0);
  const chart = buildChart({ patientId, resources: [], asOf });
  const alone = {
    resourceType: 'Bundle' as const,
    type: 'collection' as const,
    entry: [{ resource: order }],
  };
  const given = { patientId, asOf, ...(translate === undefined ? {} : { translate }) };
  return readOrders(alone, chart, given).some((one) => isInScope(one, chart));
}
