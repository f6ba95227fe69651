import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import type { Concept } from '../../terminology/types.ts';

/** Facts of a concept at any level, from the order and the chart. */
export function factsOf(subject: Case, concept: Concept): readonly ConditionFact[] {
  const coded = subject.chart.conditionsOf(concept);
  const { reasons, denied } = subject.order;
  const ofOrder = [...reasons, ...denied].filter(
    (fact) => fact.concepts.has(concept) && !coded.includes(fact),
  );
  const beside = reasonsBeside(subject, concept).filter((fact) => !coded.includes(fact));
  if (ofOrder.length === 0 && beside.length === 0) return coded;
  return [...ofOrder, ...beside.map(asked), ...coded];
}

/** What the other draft orders of the call are for. */
function reasonsBeside({ order, draftOrders }: Case, concept: Concept): readonly ConditionFact[] {
  if (draftOrders.length < 2) return [];
  return draftOrders
    .filter((other) => other.reference !== order.reference)
    .flatMap(({ reasons }) => reasons)
    .filter((fact) => fact.concepts.has(concept) && !order.reasons.includes(fact));
}

/** What only another order names is asked about for this one. */
function asked(fact: ConditionFact): ConditionFact {
  return { ...fact, current: false, spokenOn: 'unknown' };
}

/** The active, not refuted facts of a concept. */
export function activeFacts(subject: Case, concept: Concept): readonly ConditionFact[] {
  return factsOf(subject, concept).filter((fact) => fact.current && fact.certainty !== 'refuted');
}

/** A diagnosis of some encounter that nobody dated: it prompts, and supports nothing (reading A62). */
export function isUndated({ spokenOn, certainty }: ConditionFact): boolean {
  return spokenOn === 'unknown' && certainty !== 'refuted';
}
