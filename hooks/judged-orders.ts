import type { FhirResource, Resource } from 'fhir/r4.js';
import { assessing } from '../src/assessment/assess.ts';
import {
  countStudies,
  requireBounded,
  requireFewFindings,
  requireReadable,
} from '../src/assessment/comparisons.ts';
import { isInScope } from '../src/assessment/scope.ts';
import type { OrderReview } from '../src/assessment/types.ts';
import { RequestProblem } from '../src/cds/request-problem.ts';
import type { ServiceDefinition, ServiceInput } from '../src/cds/service.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { withHeldEvidence } from '../src/chart/held-evidence.ts';
import { readingOrders } from '../src/chart/read-order.ts';
import { buildingChartAt, translating } from '../src/chart/site-reading.ts';
import type { Chart } from '../src/chart/types.ts';
import type { Work } from '../src/turns.ts';
import { chartKeys } from './needed-keys.ts';
import { optionalKeys } from './prefetch.ts';
import { replacedDrafts, withoutReplaced } from './replaced-orders.ts';
import { selectedOrders } from './selected-orders.ts';
import { serviceRequests } from './service-requests.ts';
import type { ReadySettings } from './service-settings.ts';
import { requireOwnChart } from './whose.ts';

const noUrns: ReadonlyMap<string, string> = new Map();

/** The orders of a call, judged on the coded chart. */
export interface Judged {
  /** The chart: what was sent or read, and the evidence that orders, reports and panels hold themselves. */
  readonly resources: readonly Resource[];
  /** Those in scope that the call asks about. */
  readonly reviews: readonly OrderReview[];
  /** The reviews of the same orders with more on the chart. */
  readonly judge: (further: readonly Resource[]) => Work<readonly OrderReview[]>;
}

/** Judges the orders of a call. @throws RequestProblem where the chart is not the patient's, or could not be read */
export function* reviewed(
  input: ServiceInput,
  settings: ReadySettings,
  definition: ServiceDefinition,
): Work<Judged> {
  const { request } = input;
  requireOwnChart(request, input.resources);
  requireChart(input, definition);
  const resources = withHeldEvidence(input.resources, request.context.draftOrders);
  const selected = selectedOrders(request, definition.hook);
  const on = (chart: readonly Resource[]) => reviewsOn(chart, input, settings, selected);
  // Notes that say the same of several orders are confirmed once.
  const known = new Map<string, readonly OrderReview[]>();
  return {
    resources,
    reviews: yield* on(resources),
    judge: function* (further) {
      const key = JSON.stringify(further);
      const reviews = known.get(key) ?? (yield* on([...resources, ...further]));
      known.set(key, reviews);
      return reviews;
    },
  };
}

/** How many resources may be facts by their words. */
function countWorded(resources: readonly Resource[]): number {
  let count = 0;
  for (const { resourceType } of resources) {
    if (resourceType === 'Condition' || resourceType === 'Observation') count += 1;
  }
  return count;
}

const ordersField = 'context.draftOrders.entry';

/** The reviews of a call's selected orders on a chart. */
function* reviewsOn(
  resources: readonly Resource[],
  { request, urns = noUrns, asOf }: ServiceInput,
  settings: ReadySettings,
  selected: ReadonlySet<FhirResource>,
): Work<readonly OrderReview[]> {
  const { patientId, draftOrders } = request.context;
  const drafts = ordersIn(draftOrders);
  const studies = countStudies(drafts);
  requireReadable(studies, countWorded(resources), ordersField);
  // An order may name its reason, or the order that it replaces, by the address in the prefetched Bundle alone.
  const built = yield* buildingChartAt(settings, {
    patientId,
    resources: withoutReplaced(resources, serviceRequests(request), urns),
    asOf,
    draftOrders: drafts,
    whileReading: (findings) => requireFewFindings(studies, findings, ordersField),
  });
  const chart: Chart =
    urns.size === 0
      ? built
      : {
          ...built,
          conditionByReference: (one) => built.conditionByReference(urns.get(one) ?? one),
        };
  const reading = { patientId, asOf, ...translating(settings) };
  const read = yield* readingOrders(draftOrders, chart, reading);
  const replaced = replacedDrafts(serviceRequests(request), urns);
  const orders = read.filter(
    (order) =>
      order.resource.doNotPerform !== true &&
      !replaced.has(order.resource) &&
      isInScope(order, chart, read),
  );
  requireBounded(orders, chart, ordersField);
  return yield* assessing({
    orders,
    isSelected: (order) => selected.has(order.resource),
    chart,
    asOf,
    policies: settings.policies,
  });
}

function ordersIn({ entry }: HookRequest['context']['draftOrders']): readonly unknown[] {
  return Array.isArray(entry) ? entry.map((one) => one?.resource) : [];
}

/** Resource types that hold nothing about the patient's health. */
const withoutHealth: ReadonlySet<string> = new Set(['Patient', 'Coverage', 'Organization']);

/**
 * Refuses a call where, for a technical reason, nothing could be read but who the patient is and who pays. Judged all
 * the same, it would look like a chart on which nothing is documented.
 * @throws RequestProblem 412 (CDS Hooks 2.0, "Prefetch Template")
 */
function requireChart(
  { resources, unavailable, unread = [] }: ServiceInput,
  definition: ServiceDefinition,
): void {
  if (unread.length === 0) return;
  const clinical = chartKeys(definition).filter(
    (key) => key !== 'patient' && key !== 'coverage' && !optionalKeys.has(key),
  );
  if (!clinical.every((key) => unavailable.includes(key))) return;
  if (resources.some(({ resourceType }) => !withoutHealth.has(resourceType))) return;
  throw new RequestProblem(
    412,
    'prefetch',
    `the chart could not be read from the FHIR server; send the prefetch keys ${clinical.join(', ')}, or a token that it accepts`,
  );
}
