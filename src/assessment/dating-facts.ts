import { isBefore } from '../chart/dates.ts';
import type { Chart, ChartDate, ConditionFact, DraftOrder } from '../chart/types.ts';
import { overlap } from '../guideline/case.ts';
import { ownRegions } from '../guideline/fact-regions.ts';
import { accompanying, lasting, spineComplaints } from '../terminology/complaints.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';

/** Something of the spine, or a reason whose code nobody mapped. */
function isComplaint(fact: ConditionFact): boolean {
  if (fact.concepts.size === 0) return true;
  for (const concept of fact.concepts) if (!accompanying.has(concept)) return true;
  return false;
}

/** What may date the episode: the order's reasons, and complaints at its level that are none of them. */
interface DatingFacts {
  /** The order's reasons that are complaints at its level; all its complaints where nothing at that level dates it. */
  readonly reasons: readonly ConditionFact[];
  readonly ofReasons: readonly ConditionFact[];
  readonly beside: readonly ConditionFact[];
}

/**
 * The facts whose onset dates the episode of an order.
 * @param regions the levels that the ordered study shows
 */
export function datingFacts(
  order: DraftOrder,
  chart: Chart,
  regions: readonly BodyRegion[],
): DatingFacts {
  const complaints = order.reasons.filter((one) => isComplaint(one) && one.elsewhere !== true);
  const here = complaints.filter((reason) => isHere(reason, regions) && !isSymptom(reason));
  if (here.length > 0 && !here.every(isLasting)) {
    const ofReasons = datedReasons(here, chart);
    return { reasons: here, ofReasons, beside: here.flatMap((one) => begunAnew(one, chart)) };
  }
  const atLevel = chart.conditions.filter(
    (fact) =>
      fact.current &&
      fact.certainty !== 'refuted' &&
      isComplaint(fact) &&
      overlap(ownRegions(fact), regions),
  );
  const denials = lastDenials(chart);
  const lately = atLevel.filter((fact) => !isLasting(fact) && !isDeniedSince(fact, chart, denials));
  if (here.length > 0) {
    const ofReasons = datedReasons(here, chart);
    return { reasons: here, ofReasons, beside: ofReasons.length === 0 ? [] : lately };
  }
  // A reason at another level, or a mere symptom, dates nothing of this study, where a complaint at its own level can.
  const ofOwnLevel = lately.filter(({ concepts }) =>
    [...concepts].some((one) => ofALevel.has(one)),
  );
  if (complaints.length > 0 && ofOwnLevel.length > 0)
    return { reasons: [], ofReasons: [], beside: ofOwnLevel };
  if (complaints.length > 0) {
    const beside = complaints.every(isLasting)
      ? []
      : complaints.flatMap((one) => begunAnew(one, chart));
    return { reasons: complaints, ofReasons: datedReasons(complaints, chart), beside };
  }
  return { reasons: [], ofReasons: [], beside: lately.length > 0 ? lately : atLevel };
}

/** The reasons with an onset, and for one without the same complaint on the problem list (reading A63). */
function datedReasons(reasons: readonly ConditionFact[], chart: Chart): readonly ConditionFact[] {
  return reasons.flatMap((reason) =>
    reason.onset === undefined ? sameOnList(reason, chart) : [reason],
  );
}

/** Whether a reason is a symptom of some complaint, without a day of its own: the complaint dates the episode. */
function isSymptom({ symptomOf, concepts, onset }: ConditionFact): boolean {
  const isWeakLeg = concepts.size === 1 && concepts.has('leg-weakness');
  return onset === undefined && (symptomOf !== undefined || isWeakLeg);
}

/** Whether a reason is one at the levels of the study: only a complaint of the spine that lies at others is none. */
function isHere(reason: ConditionFact, regions: readonly BodyRegion[]): boolean {
  const own = ownRegions(reason);
  return (
    own.length === 0 ||
    overlap(own, regions) ||
    [...reason.concepts].some((one) => !ofALevel.has(one))
  );
}

/** Complaints that are those of their own level alone. */
const ofALevel: ReadonlySet<Concept> = new Set(spineComplaints);

/** Under which items of the form an emergency can be denied. */
const askedUnder: Readonly<Partial<Record<Concept, string>>> = {
  'cauda-equina-syndrome': 'red-flag.cauda-equina',
  'spinal-infection': 'red-flag.infection',
  'acute-spinal-fracture': 'red-flag.fracture',
  'foot-drop': 'red-flag.foot-drop',
  'bilateral-leg-weakness': 'red-flag.bilateral-leg-weakness',
};

/** Whether the form, or a refuted record, has denied a fact since it was recorded: then it cannot date the episode. */
function isDeniedSince(
  fact: ConditionFact,
  chart: Chart,
  denials: ReadonlyMap<Concept, ChartDate>,
): boolean {
  const date = fact.recorded ?? fact.onset;
  if (date === undefined) return false;
  for (const concept of fact.concepts) {
    const linkId = askedUnder[concept];
    const answer = linkId === undefined ? undefined : chart.attested(linkId);
    if (answer?.value === false && isBefore(answer.authored, date) !== 'met') return true;
    const denied = denials.get(concept);
    if (denied !== undefined && isBefore(denied, date) === 'not-met') return true;
  }
  return false;
}

/** When each concept was last recorded as refuted. */
function lastDenials(chart: Chart): ReadonlyMap<Concept, ChartDate> {
  const last = new Map<Concept, ChartDate>();
  for (const { certainty, recorded, concepts } of chart.conditions) {
    if (certainty !== 'refuted' || recorded === undefined) continue;
    for (const concept of concepts) {
      const known = last.get(concept);
      if (known === undefined || known.earliest < recorded.earliest) last.set(concept, recorded);
    }
  }
  return last;
}

/** A record of the same complaint at the same level that began later: the latest that matches dates the episode. */
function begunAnew(reason: ConditionFact, chart: Chart): readonly ConditionFact[] {
  const { onset } = reason;
  const levels = ownRegions(reason);
  if (onset === undefined || levels.length === 0) return [];
  return sameOnList(reason, chart).filter(
    (fact) =>
      fact.onset !== undefined &&
      isBefore(onset, fact.onset) === 'met' &&
      overlap(ownRegions(fact), levels),
  );
}

/** The same concept at the same level on the problem list (reading A63). */
function sameOnList(reason: ConditionFact, chart: Chart): readonly ConditionFact[] {
  const levels = ownRegions(reason);
  const found: ConditionFact[] = [];
  for (const concept of reason.concepts) {
    for (const fact of accompanying.has(concept) ? [] : chart.conditionsOf(concept)) {
      const own = ownRegions(fact);
      const isThere = levels.length === 0 || own.length === 0 || overlap(own, levels);
      if (fact.current && fact.certainty !== 'refuted' && isThere) found.push(fact);
    }
  }
  return found;
}

/** Whether a fact is of a condition that lasts, and of nothing else. */
export function isLasting(fact: ConditionFact): boolean {
  if (fact.concepts.size === 0) return false;
  for (const concept of fact.concepts) if (!lasting.has(concept)) return false;
  return true;
}
