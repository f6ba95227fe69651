import type { Resource } from 'fhir/r4.js';
import { assess } from '../../src/assessment/assess.ts';
import { isInScope } from '../../src/assessment/scope.ts';
import type { OrderReview } from '../../src/assessment/types.ts';
import { buildChart } from '../../src/chart/build-chart.ts';
import { readOrders } from '../../src/chart/read-order.ts';
import type { SiteFactReader } from '../../src/chart/site-facts.ts';
import { loadedPolicies } from '../../src/spine-imaging/loaded-policies.ts';
import type { Vignette } from '../../src/vignettes/vignette.ts';
import { resourcesOf } from './vignette-call.ts';

const known = new WeakMap<Vignette, readonly OrderReview[]>();

/**
 * The reviews of a vignette's selected orders, with more on the chart than the vignette itself puts there. Those of its
 * own chart, which many tests ask for, are made once.
 */
export function reviewsOf(
  vignette: Vignette,
  more: readonly Resource[] = [],
  siteFacts?: SiteFactReader,
): readonly OrderReview[] {
  if (more.length > 0 || siteFacts !== undefined) return reviewed(vignette, more, siteFacts);
  const reviews = known.get(vignette) ?? reviewed(vignette, more);
  known.set(vignette, reviews);
  return reviews;
}

function reviewed(
  vignette: Vignette,
  more: readonly Resource[],
  siteFacts?: SiteFactReader,
): readonly OrderReview[] {
  const { patientId, draftOrders, selections } = vignette.request.context;
  const asOf = new Date(vignette.asOf);
  const resources = [...resourcesOf(vignette.request), ...more];
  const chart = buildChart({
    patientId,
    resources,
    asOf,
    ...(siteFacts === undefined ? {} : { siteFacts }),
  });
  const orders = readOrders(draftOrders, chart, { patientId, asOf }).filter((order) =>
    isInScope(order, chart),
  );
  const isSelected = ({ reference }: { readonly reference: string }): boolean =>
    vignette.request.hook === 'order-sign' || (selections ?? []).includes(reference);
  return assess({ orders, isSelected, chart, asOf, policies: loadedPolicies });
}

/** The review of one order of a vignette. */
export function reviewOf(
  vignette: Vignette,
  order: string,
  more: readonly Resource[] = [],
  siteFacts?: SiteFactReader,
): OrderReview {
  const found = reviewsOf(vignette, more, siteFacts).find(
    (review) => review.order.reference === order,
  );
  if (found === undefined) throw new Error(`${vignette.name} has no ${order}`);
  return found;
}
