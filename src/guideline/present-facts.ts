import { isOnOrAfter } from '../chart/dates.ts';
import type { ConditionFact, DraftOrder } from '../chart/types.ts';
import type { Concept } from '../terminology/types.ts';
import { type Case, overlap } from './case.ts';
import { ownRegions, regionsForConcept } from './fact-regions.ts';

/** Where facts are looked for: among the order's reasons alone, and at whatever level. */
export interface Where {
  readonly reasonOnly?: boolean;
  readonly anyLevel?: boolean;
}

/** An order as a case of what its chart holds. */
type OfOrder = Pick<Case, 'order' | 'draftOrders' | 'chart' | 'regions'>;

/**
 * The patient's current, not refuted facts for any of the concepts at a level that the order shows:
 * the order's reasons first, then the problem list.
 */
export function presentFacts(
  orderCase: OfOrder,
  concepts: readonly Concept[],
  where: Where = {},
): readonly ConditionFact[] {
  const { reasons } = orderCase.order;
  let found: ConditionFact[] | undefined;
  // A chart can hold thousands of one concept, and a fact mean two: a set is made only where one may come twice.
  let seen: Set<ConditionFact> | undefined;
  for (let at = 0; at < concepts.length; at += 1) {
    const concept = concepts[at];
    if (concept === undefined) break;
    const standing = onChart(orderCase, concept, where);
    for (let nth = 0; nth < reasons.length + standing.length; nth += 1) {
      const fact = nth < reasons.length ? reasons[nth] : standing[nth - reasons.length];
      if (fact === undefined || !isPresentAs(fact, concept, orderCase, where)) continue;
      if (found === undefined) found = [];
      else if (mayComeAgain(fact, orderCase.order, concepts, at)) {
        seen ??= new Set(found);
        if (seen.has(fact)) continue;
      }
      found.push(fact);
      seen?.add(fact);
    }
  }
  return found ?? none;
}

/** Whether there is any of {@link presentFacts}. */
export function isAnyPresent(
  orderCase: OfOrder,
  concepts: readonly Concept[],
  where: Where = {},
): boolean {
  for (const concept of concepts) {
    for (const fact of orderCase.order.reasons)
      if (isPresentAs(fact, concept, orderCase, where)) return true;
    for (const fact of onChart(orderCase, concept, where))
      if (isPresentAs(fact, concept, orderCase, where)) return true;
  }
  return false;
}

function onChart(
  { chart }: OfOrder,
  concept: Concept,
  { reasonOnly }: Where,
): readonly ConditionFact[] {
  return reasonOnly === true ? none : standing(chart.conditionsOf(concept));
}

/** Whether a fact may have come before: as a reason of the order, or by a concept that was asked before. */
function mayComeAgain(
  fact: ConditionFact,
  { reasons }: DraftOrder,
  concepts: readonly Concept[],
  at: number,
): boolean {
  if (reasons.length > mostReasons || reasons.includes(fact)) return true;
  for (let before = 0; before < at; before += 1) {
    const concept = concepts[before];
    if (concept !== undefined && fact.concepts.has(concept)) return true;
  }
  return false;
}

/** So many reasons are gone through for each fact of a chart. */
const mostReasons = 8;

/**
 * The facts of one concept that are current and were not refuted since: looked through once, whatever number of
 * criteria and orders ask.
 * @param all of one concept
 */
function standing(all: readonly ConditionFact[]): readonly ConditionFact[] {
  if (all.length === 0) return none;
  const known = stood.get(all);
  if (known !== undefined) return known;
  const found = all.filter((fact) => isHeld(fact) && !isRefutedSince(fact, all));
  stood.set(all, found.length === 0 ? none : found);
  return found;
}

const stood = new WeakMap<readonly ConditionFact[], readonly ConditionFact[]>();

/** Whether a record says that something is there now. */
function isHeld({ current, certainty }: ConditionFact): boolean {
  return current && certainty !== 'refuted';
}

/**
 * Whether a record of the chart was refuted on the day that it speaks of, or later: what an older record says holds no
 * longer. The order's own reason is stated anew by the order.
 * @param all of one concept
 */
function isRefutedSince(fact: ConditionFact, all: readonly ConditionFact[]): boolean {
  const date = fact.recorded ?? fact.onset;
  if (all.length < 2 || date === undefined) return false;
  return refutedOf(all).some(
    (denial) =>
      denial.recorded !== undefined &&
      isOnOrAfter(denial.recorded, date) === 'met' &&
      isCalledAlike(denial, fact) &&
      (denial.regions.length === 0 || overlap(denial.regions, ownRegions(fact))),
  );
}

/**
 * Whether a refutation is of the same condition, and not of another of its kind: of one of two cancers, of one of two
 * discs.
 */
function isCalledAlike(denial: ConditionFact, fact: ConditionFact): boolean {
  const [denied, name] = [nameOf(denial), nameOf(fact)];
  return denial.fromText === true || denied === '' || denied === name;
}

/** What it is called, without the value that an observation has behind its name. */
function nameOf({ origin, evidence }: ConditionFact): string {
  const text = evidence.text.toLowerCase();
  return origin === 'observation' ? (text.split(': ')[0] ?? text) : text;
}

/** The refuted facts among those of one concept: of nearly every concept there are none. */
function refutedOf(all: readonly ConditionFact[]): readonly ConditionFact[] {
  const known = refuted.get(all);
  if (known !== undefined) return known;
  const found = all.filter(({ certainty }) => certainty === 'refuted');
  refuted.set(all, found.length === 0 ? none : found);
  return found;
}

const refuted = new WeakMap<readonly ConditionFact[], readonly ConditionFact[]>();

const none: readonly never[] = [];

/** Whether a fact means a concept, and is there now at a level that the order shows. */
function isPresentAs(
  fact: ConditionFact,
  concept: Concept,
  orderCase: Pick<Case, 'order' | 'draftOrders' | 'regions'>,
  { anyLevel }: Where,
): boolean {
  if (!fact.concepts.has(concept) || !isHeld(fact)) return false;
  return (
    anyLevel === true || overlap(regionsForConcept(fact, concept, orderCase), orderCase.regions)
  );
}
