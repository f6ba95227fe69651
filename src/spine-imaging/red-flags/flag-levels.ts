import type { ChartDate, ConditionFact } from '../../chart/types.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { ownRegions, regionsForOne } from '../../guideline/fact-regions.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { everyRegion } from '../../terminology/body-sites.ts';
import { spineComplaints } from '../../terminology/complaints.ts';
import type { BodyRegion, Concept } from '../../terminology/types.ts';
import { activeFacts, factsOf, isUndated } from './flag-facts.ts';
import { isOfEpisode, isRecent } from './newness.ts';

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

/** The levels of each record. */
type Records = readonly (readonly BodyRegion[])[];

const recordsOfCases = new WeakMap<Case, Map<Concept, Records>>();

/** The levels of each record of a concept by itself; as {@link levelsOf}. They are found once for a case. */
export function recordsOf(
  orderCase: Case,
  concept: Concept,
  attestedAs: readonly string[] = [],
): Records {
  const ofCase = recordsOfCases.get(orderCase) ?? new Map<Concept, Records>();
  recordsOfCases.set(orderCase, ofCase);
  const records = ofCase.get(concept) ?? findRecords(orderCase, concept, attestedAs);
  ofCase.set(concept, records);
  return records;
}

function findRecords(orderCase: Case, concept: Concept, attestedAs: readonly string[]): Records {
  const active = activeFacts(orderCase, concept);
  const all = factsOf(orderCase, concept);
  const yes = attestedAs.flatMap((id) => {
    const answer = attestedFlag(orderCase, id);
    return answer?.value === true ? [answer.attestation.authored] : [];
  });
  const denials = active.length + yes.length < 2 ? none : denialsOf(orderCase, all, attestedAs);
  const standing =
    denials.size === 0
      ? active
      : active.filter((fact) => !isDenied(dayOf(fact), ownRegions(fact), denials));
  const present = standing.length > 0 ? standing : active;
  const facts = present.length > 0 ? present : all.filter(isUndated);
  const levels = facts.map((fact) => {
    const own = regionsForOne(fact, concept);
    return own.length > 0 ? own : ownRegions(fact);
  });
  const isAttested = yes.some(
    (authored) => !isDenied(authored, levelsOfComplaint(orderCase), denials),
  );
  return isAttested || (yes.length > 0 && standing.length === 0) ? [...levels, []] : levels;
}

/**
 * On which day each level was last denied: by a code that was refuted, or at all levels by a no of the form (reading
 * A53).
 */
type Denials = ReadonlyMap<BodyRegion, number>;

const none: Denials = new Map();

function denialsOf(
  orderCase: Case,
  all: readonly ConditionFact[],
  attestedAs: readonly string[],
): Denials {
  const last = new Map<BodyRegion, number>();
  const deny = (region: BodyRegion, day: number): void => {
    last.set(region, Math.max(day, last.get(region) ?? day));
  };
  for (const fact of all) {
    const day = dayOf(fact)?.earliest;
    if (fact.certainty !== 'refuted' || fact.fromText === true || day === undefined) continue;
    for (const region of fact.regions) deny(region, day);
  }
  for (const id of attestedAs) {
    const answer = attestedFlag(orderCase, id);
    if (answer?.value !== false) continue;
    for (const region of everyRegion) deny(region, answer.attestation.authored.earliest);
  }
  return last;
}

/** Whether a record of a day was denied since at each of its levels: another level stands by itself. */
function isDenied(
  date: ChartDate | undefined,
  regions: readonly BodyRegion[],
  denials: Denials,
): boolean {
  if (date === undefined || regions.length === 0) return false;
  return regions.every(
    (region) => (denials.get(region) ?? Number.NEGATIVE_INFINITY) >= date.latest,
  );
}

function dayOf({ recorded, onset }: ConditionFact): ChartDate | undefined {
  return recorded ?? onset;
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
  // The level of the reason is the first whose study is named.
  return [...new Set(isNamed ? named : [...levelsOfComplaint(orderCase), ...named])];
}

/**
 * The levels at which a weakness may lie: a leg fails from the cord above it as well (reading A52). Where the order's
 * reason is of the cord or the bone, its levels are levels of it too, and any where it names none; so is the chest,
 * whose roots serve no limb. Where the neck alone is the reason, and no study of the low back is ordered, nobody
 * knows where it lies: empty.
 */
export function withCordAbove(
  levels: readonly BodyRegion[],
  { order, regions }: Case,
): readonly BodyRegion[] {
  if (!levels.includes('lumbar')) return levels;
  const above = order.reasons.flatMap((reason) => {
    const own = ownRegions(reason);
    const isOfCord = ofCordOrBone.some((concept) => reason.concepts.has(concept));
    if (isOfCord && own.length === 0) return ofCord;
    return own.filter((level) => (isOfCord ? ofCord.includes(level) : level === 'thoracic'));
  });
  const ofReasons = order.reasons.flatMap(ownRegions);
  const isOfNeckAlone = ofReasons.length > 0 && ofReasons.every((level) => level === 'cervical');
  const isUnknown = above.length === 0 && isOfNeckAlone && !regions.includes('lumbar');
  return isUnknown ? [] : [...new Set([...above, ...levels])];
}

const ofCord: readonly BodyRegion[] = ['cervical', 'thoracic'];
const ofCordOrBone: readonly Concept[] = [
  'myelopathy',
  'myelitis',
  'spinal-neoplasm',
  'spinal-infection',
];

/**
 * The levels at which the cord and its roots lie: those of the sacrum lie in the lumbar canal, and no study of the
 * pelvis shows them.
 */
export function levelsOfNerves(levels: readonly BodyRegion[]): readonly BodyRegion[] {
  const ofNerves = levels.map((level) =>
    level === 'sacrum-coccyx' || level === 'sacroiliac' ? 'lumbar' : level,
  );
  return [...new Set(ofNerves)];
}

function levelsOfComplaint(orderCase: Case): readonly BodyRegion[] {
  const ofReasons = orderCase.order.reasons.flatMap((reason) => placeOf(reason, orderCase));
  if (ofReasons.length > 0) return ofReasons;
  const ofComplaints = complaintsNow(orderCase).flatMap(ownRegions);
  return ofComplaints.length > 0
    ? ofComplaints
    : presentFacts(orderCase, deficitsOfALevel, { anyLevel: true }).flatMap(ownRegions);
}

/** What fails at one level alone: beside an abscess of no level it says where to look. */
const deficitsOfALevel: readonly Concept[] = ['cauda-equina-syndrome', 'foot-drop'];

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
      onset === undefined || isRecent(onset, orderCase) || isOfEpisode(onset, orderCase) === 'met',
  );
  if (lately.length > 0) return lately;
  return active.length > 0 ? active : afterSurgery;
}
