import type { ConditionFact, DraftOrder } from '../chart/types.ts';
import { inherentRegions } from '../terminology/inherent-regions.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';
import type { Case } from './case.ts';

/**
 * Where a fact lies by its own record: its regions, else those that its concepts have by themselves; none where
 * nothing says.
 */
export function ownRegions(fact: ConditionFact): readonly BodyRegion[] {
  if (fact.regions.length > 0) return fact.regions;
  return [...fact.concepts].flatMap((concept) => inherentRegions[concept] ?? []);
}

/**
 * Where a record puts one of its concepts: of several complaints each lies at its own level. Empty where nothing
 * says.
 */
export function regionsForOne(
  { places, regions }: ConditionFact,
  concept: Concept,
): readonly BodyRegion[] {
  return places?.get(concept) ?? regions;
}

/** The regions of a fact for one concept: its own, else the concept's, else the order's. */
export function regionsForConcept(
  fact: ConditionFact,
  concept: Concept,
  orderCase: Pick<Case, 'order' | 'draftOrders' | 'regions'>,
): readonly BodyRegion[] {
  const own = regionsForOne(fact, concept);
  return own.length > 0 ? own : (inherentRegions[concept] ?? orderedRegionsOf(fact, orderCase));
}

/**
 * The regions of the orders that a fact is a reason of: of another one's alone those of that order, else this one's.
 */
function orderedRegionsOf(
  { evidence: { reference } }: ConditionFact,
  { order, draftOrders, regions }: Pick<Case, 'order' | 'draftOrders' | 'regions'>,
): readonly BodyRegion[] {
  if (draftOrders.length < 2) return regions;
  const orders = reasonedBy(draftOrders).get(reference);
  if (orders === undefined || orders.includes(order)) return regions;
  return orders.flatMap(({ study }) => study.shows);
}

/** The orders of a call by the references of their reasons. */
function reasonedBy(
  draftOrders: readonly DraftOrder[],
): ReadonlyMap<string, readonly DraftOrder[]> {
  const known = reasoned.get(draftOrders);
  if (known !== undefined) return known;
  const found = new Map<string, DraftOrder[]>();
  for (const order of draftOrders) {
    for (const { evidence } of order.reasons) {
      const orders = found.get(evidence.reference) ?? [];
      orders.push(order);
      found.set(evidence.reference, orders);
    }
  }
  reasoned.set(draftOrders, found);
  return found;
}

const reasoned = new WeakMap<readonly DraftOrder[], ReadonlyMap<string, readonly DraftOrder[]>>();
