import type { ConditionFact } from '../../chart/types.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { ownRegions, presentFacts, regionsForOne } from '../../guideline/indication.ts';
import { spineComplaints } from '../../terminology/complaints.ts';
import type { BodyRegion, Concept } from '../../terminology/types.ts';
import { activeFacts, factsOf, isUndated } from './flag-facts.ts';
import { isNew, isRecent } from './newness.ts';

/**
 * The levels of the active facts of a concept (reading A52), or of those that are asked about because nobody dated them.
 * @param attestedAs the items of the form whose yes is a record of it, too: it names no level
 */
export function levelsOf(
  orderCase: Case,
  concept: Concept,
  attestedAs: readonly string[] = [],
): readonly BodyRegion[] {
  return levelsRecorded(recordsOf(orderCase, concept, attestedAs), orderCase);
}

/** The levels of each record of a concept by itself; as {@link levelsOf}. */
export function recordsOf(
  orderCase: Case,
  concept: Concept,
  attestedAs: readonly string[] = [],
): readonly (readonly BodyRegion[])[] {
  const active = activeFacts(orderCase, concept);
  const standing = notDenied(active, factsOf(orderCase, concept));
  const present = standing.length > 0 ? standing : active;
  const facts = present.length > 0 ? present : factsOf(orderCase, concept).filter(isUndated);
  const levels = facts.map((fact) => {
    const own = regionsForOne(fact, concept);
    return own.length > 0 ? own : ownRegions(fact);
  });
  const isAttested = attestedAs.some((id) => attestedFlag(orderCase, id)?.value === true);
  return isAttested ? [...levels, []] : levels;
}

/** Without those of which a code has said since, at their own level, that they are not there (reading A53): another level stands by itself. */
function notDenied(
  active: readonly ConditionFact[],
  all: readonly ConditionFact[],
): readonly ConditionFact[] {
  if (active.length < 2 || active.length === all.length) return active;
  const lastDenied = new Map<BodyRegion, number>();
  for (const { certainty, fromText, regions, recorded, onset } of all) {
    const day = (recorded ?? onset)?.earliest;
    if (certainty !== 'refuted' || fromText === true || day === undefined) continue;
    for (const region of regions)
      lastDenied.set(region, Math.max(day, lastDenied.get(region) ?? day));
  }
  return active.filter((fact) => {
    const day = (fact.recorded ?? fact.onset)?.latest;
    const own = ownRegions(fact);
    const isDenied = (region: BodyRegion): boolean =>
      day !== undefined && (lastDenied.get(region) ?? Number.NEGATIVE_INFINITY) >= day;
    return own.length === 0 || !own.every(isDenied);
  });
}

/**
 * The levels of records (reading A52): each record's own; where one names none, or there is none, those of
 * the order's reasons, else those of the complaints that are active now.
 */
export function levelsRecorded(
  records: readonly (readonly BodyRegion[])[],
  orderCase: Case,
): readonly BodyRegion[] {
  const named = records.flat();
  const isNamed = records.length > 0 && records.every((regions) => regions.length > 0);
  return [...new Set(isNamed ? named : [...named, ...levelsOfComplaint(orderCase)])];
}

function levelsOfComplaint(orderCase: Case): readonly BodyRegion[] {
  const ofReasons = orderCase.order.reasons.flatMap((reason) => placeOf(reason, orderCase));
  return ofReasons.length > 0 ? ofReasons : complaintsNow(orderCase).flatMap(ownRegions);
}

/** Its own regions; of a status after surgery that names none, those of the surgery. */
function placeOf(fact: ConditionFact, orderCase: Case): readonly BodyRegion[] {
  const own = ownRegions(fact);
  return own.length === 0 && fact.concepts.has('post-operative-status')
    ? orderCase.chart.surgeries.flatMap((surgery) => surgery.regions)
    : own;
}

/** The spine complaints that are active now: those of the episode or of the last weeks, else all. */
export function complaintsNow(orderCase: Case): readonly ConditionFact[] {
  const active = presentFacts(orderCase, spineComplaints, { anyLevel: true });
  const afterSurgery = presentFacts(orderCase, ['post-operative-status', 'pseudoarthrosis'], {
    anyLevel: true,
    reasonOnly: true,
  });
  const lately = active.filter(
    ({ onset }) =>
      onset === undefined || isRecent(onset, orderCase) || isNew(onset, orderCase) === 'met',
  );
  if (lately.length > 0) return lately;
  return active.length > 0 ? active : afterSurgery;
}
