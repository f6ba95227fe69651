import { byConcept } from '../../chart/chart-conditions.ts';
import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import type { Concept } from '../../terminology/types.ts';

/** Facts of a concept at any level, from the order and the chart. */
export function factsOf(orderCase: Case, concept: Concept): readonly ConditionFact[] {
  const coded = orderCase.chart.conditionsOf(concept);
  const { reasons, denied } = orderCase.order;
  const isAlone = orderCase.draftOrders.length < 2;
  if (isAlone && !isMeant(reasons, concept) && !isMeant(denied, concept)) return coded;
  const ofOrder = [...reasons, ...denied].filter(
    (fact) => fact.concepts.has(concept) && !holds(coded, fact),
  );
  const beside = reasonsBeside(orderCase, concept).filter((fact) => !holds(coded, fact));
  if (ofOrder.length === 0 && beside.length === 0) return coded;
  return [...ofOrder, ...beside.map(asked), ...coded];
}

function isMeant(facts: readonly ConditionFact[], concept: Concept): boolean {
  for (const { concepts } of facts) if (concepts.has(concept)) return true;
  return false;
}

/** More than anybody can be asked about. */
const mostBeside = 200;

/** What the other draft orders of the call are for. */
function reasonsBeside({ order, draftOrders }: Case, concept: Concept): readonly ConditionFact[] {
  const beside: ConditionFact[] = [];
  if (draftOrders.length < 2) return beside;
  for (const { reference, reasons } of draftOrders) {
    if (reference === order.reference) continue;
    for (const fact of meaning(reasons)(concept)) {
      if (beside.length < mostBeside && !holds(order.reasons, fact)) beside.push(fact);
    }
  }
  return beside;
}

/** The reasons of an order by what they mean, as each other order asks for them. */
const meanings = new WeakMap<readonly ConditionFact[], ReturnType<typeof byConcept>>();

function meaning(reasons: readonly ConditionFact[]): ReturnType<typeof byConcept> {
  const known = meanings.get(reasons) ?? byConcept(reasons);
  meanings.set(reasons, known);
  return known;
}

/** Shorter lists are gone through faster than a set of them is made. */
const shortList = 32;
const sets = new WeakMap<readonly ConditionFact[], ReadonlySet<ConditionFact>>();

function holds(facts: readonly ConditionFact[], fact: ConditionFact): boolean {
  if (facts.length <= shortList) return facts.includes(fact);
  const known = sets.get(facts) ?? new Set(facts);
  sets.set(facts, known);
  return known.has(fact);
}

const askedFacts = new WeakMap<ConditionFact, ConditionFact>();

/** What only another order names is asked about for this one. */
function asked(fact: ConditionFact): ConditionFact {
  const known = askedFacts.get(fact) ?? { ...fact, current: false, spokenOn: 'unknown' };
  askedFacts.set(fact, known);
  return known;
}

/** The active, not refuted facts of a concept. */
export function activeFacts(orderCase: Case, concept: Concept): readonly ConditionFact[] {
  const facts = factsOf(orderCase, concept);
  // Of nearly every concept there are none.
  return facts.length === 0
    ? facts
    : facts.filter((fact) => fact.current && fact.certainty !== 'refuted');
}

/** A diagnosis of some encounter that nobody dated: it prompts, and supports nothing (reading A62). */
export function isUndated({ spokenOn, certainty }: ConditionFact): boolean {
  return spokenOn === 'unknown' && certainty !== 'refuted';
}
