import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4.js';
import { assess } from '../assessment/assess.ts';
import { isInScope } from '../assessment/scope.ts';
import { buildChart } from '../chart/build-chart.ts';
import { listOf, localReference, textOf } from '../chart/fields.ts';
import { readOrders } from '../chart/read-order.ts';
import type { Policies } from '../guideline/policy.ts';
import { neededItems } from '../questionnaire/needed-items.ts';
import { coverageInformation } from '../terminology/da-vinci.ts';

/** What an order carries from the call at which it was signed (CRD, "Coverage Information"). */
export interface OrderCoverageInformation {
  readonly questionnaires: readonly string[];
  /** withpa, withclaim, withorder, retain-doc, OTH. */
  readonly purposes: readonly string[];
  readonly assertions: readonly string[];
}

/** The coverage information on an order, of all its coverages together; undefined where it carries none. */
export function coverageInformationOf(order: ServiceRequest): OrderCoverageInformation | undefined {
  const carried = listOf(order.extension).filter(({ url }) => url === coverageInformation);
  if (carried.length === 0) return undefined;
  const parts = carried.flatMap((one) => listOf(one.extension));
  const valuesOf = (url: string, value: string): readonly string[] =>
    parts.flatMap((part) => (part.url === url ? (textOf(part[value]) ?? []) : []));
  return {
    questionnaires: valuesOf('questionnaire', 'valueCanonical'),
    purposes: valuesOf('doc-purpose', 'valueCode'),
    assertions: valuesOf('coverage-assertion-id', 'valueString'),
  };
}

/** What an order needs documented, by the version of the guideline that judges it. */
export interface OrderItems {
  readonly linkIds: readonly string[];
  readonly version: string;
}

/**
 * The items that an order needs when nothing is known but the order itself, with its own reason: for callers that ask
 * for a form without having asked for a decision. Undefined where it is no order that the guideline speaks of.
 */
export function itemsOfOrderAlone(
  order: ServiceRequest,
  asOf: Date,
  policies: Policies,
): OrderItems | undefined {
  const patientId = localReference(order.subject?.reference ?? '').replace(/^Patient\//, '');
  const chart = buildChart({ patientId, resources: [], asOf });
  const draftOrders: Bundle<FhirResource> = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: order }],
  };
  const orders = readOrders(draftOrders, chart, { patientId, asOf }).filter((one) =>
    isInScope(one, chart),
  );
  const [review] = assess({ orders, isSelected: () => true, chart, asOf, policies });
  if (review === undefined) return undefined;
  return { linkIds: neededItems(review), version: review.assessment.guideline.version };
}
