import { isBefore, isOnOrAfter } from '../chart/dates.ts';
import type { Chart, ChartDate, ConditionFact, DraftOrder } from '../chart/types.ts';
import { type Episode, overlap } from '../guideline/case.ts';
import { ownRegions } from '../guideline/fact-regions.ts';
import type { Evidence } from '../logic/finding.ts';
import { everyRegion } from '../terminology/body-sites.ts';
import { spineComplaints } from '../terminology/complaints.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';

/** The regions that the ordered study shows; where its code leaves that open, the order's body site, else all. */
export function shownRegions(order: DraftOrder): readonly BodyRegion[] {
  if (order.study.shows.length > 0) return order.study.shows;
  return order.bodyRegions.length > 0 ? order.bodyRegions : everyRegion;
}

/**
 * The current episode (formal logic, section 0): it began with the order's reason, whatever section judges
 * the order, so that a problem of long standing does not date a new complaint. Of several reasons the latest
 * onset counts; beside a reason that lasts (ankylosing spondylitis), that of a later complaint at this level;
 * a reason without one is dated by the same concept at the same level on the problem list (reading A63); an
 * order without a reason, or with one at another level or a mere symptom, by the latest complaint at its level. An attested onset counts where none is coded,
 * or where it was recorded later. A recorded date is never taken for an onset.
 * @param regions the levels that the ordered study shows
 */
export function readEpisode(
  order: DraftOrder,
  chart: Chart,
  regions: readonly BodyRegion[],
): Episode {
  const { reasons, ofReasons, beside } = datingFacts(order, chart, regions);
  const reason = latestOnset(ofReasons);
  const complaint = latestOnset(beside);
  const coded = later(reason, complaint);
  const attested = attestedDate(chart, 'episode.onset');
  const start = newest(coded, attested);
  const evidence: Evidence[] = [];
  if (start === undefined) return { evidence };
  evidence.push(start.evidence);
  const isBeside = start === complaint && ofReasons.length > 0;
  const change = attestedDate(chart, 'episode.change') ?? worsening(chart);
  const counts =
    change !== undefined &&
    isBefore(start.date, change.date) !== 'not-met' &&
    change.date.latest > start.date.latest &&
    isOnOrAfter(change.authored, start.date) === 'met';
  if (counts) evidence.push(change.evidence);
  return {
    start: start.date,
    reference: counts ? notBefore(start.date, change.date) : start.date,
    ...(start === reason && reasons.every(isStanding) && reasons.length > 0
      ? { lasts: true as const }
      : {}),
    ...(isBeside ? { reasonSince: reason?.date ?? ('unknown' as const) } : {}),
    evidence,
  };
}

/** A change of which only the year or the month is known is none of before the start (reading A2). */
function notBefore(start: ChartDate, change: ChartDate): ChartDate {
  return change.earliest >= start.earliest ? change : { ...change, earliest: start.earliest };
}

/**
 * The episode in which a red flag is new. Where a complaint beside the order's reason dates the episode, this one
 * begins earlier: with the reason, but no earlier than the recent weeks. A red flag that was found shortly before that
 * complaint would be taken for an old one otherwise.
 * @param lately the first day of the weeks that are recent by the readings
 */
export function episodeOfRedFlags(episode: Episode, lately: ChartDate): Episode {
  const { start, reasonSince } = episode;
  if (start === undefined || reasonSince === undefined) return episode;
  const from =
    reasonSince === 'unknown' || isBefore(reasonSince, lately) === 'met' ? lately : reasonSince;
  return isBefore(from, start) === 'met' ? { ...episode, start: from } : episode;
}

/** Concepts that often accompany a complaint of the spine without being one; the episode is never dated by their onset. */
export const companions: ReadonlySet<Concept> = new Set<Concept>([
  'malignancy',
  'history-of-malignancy',
  'abnormal-weight-loss',
  'fever',
  'mri-contraindication',
  'contrast-allergy',
  'iodinated-contrast-allergy',
  'pregnancy',
  'insufficiency-fracture-predisposition',
  'high-risk-mechanism',
  'aortic-emergency',
  'focal-neuropathy',
]);

/** Something of the spine, or a reason whose code nobody mapped. */
function isComplaint(fact: ConditionFact): boolean {
  if (fact.concepts.size === 0) return true;
  for (const concept of fact.concepts) if (!companions.has(concept)) return true;
  return false;
}

/** What may date the episode: the order's reasons, and complaints at its level that are none of them. */
interface DatingFacts {
  /** The order's reasons that are complaints at its level; all its complaints where nothing at that level dates it. */
  readonly reasons: readonly ConditionFact[];
  readonly ofReasons: readonly ConditionFact[];
  readonly beside: readonly ConditionFact[];
}

function datingFacts(order: DraftOrder, chart: Chart, regions: readonly BodyRegion[]): DatingFacts {
  const complaints = order.reasons.filter((one) => isComplaint(one) && one.elsewhere !== true);
  const here = complaints.filter((reason) => isHere(reason, regions) && !isSymptom(reason));
  if (here.length > 0 && !here.every(isStanding)) {
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
  const lately = atLevel.filter(
    (fact) => !isStanding(fact) && !isDeniedSince(fact, chart, denials),
  );
  if (here.length > 0) {
    const ofReasons = datedReasons(here, chart);
    return { reasons: here, ofReasons, beside: ofReasons.length === 0 ? [] : lately };
  }
  // A reason at another level, or a mere symptom, dates nothing of this study, where a complaint at its own level can.
  const ofOwnLevel = lately.filter(({ concepts }) => [...concepts].some((one) => bound.has(one)));
  if (complaints.length > 0 && ofOwnLevel.length > 0)
    return { reasons: [], ofReasons: [], beside: ofOwnLevel };
  if (complaints.length > 0) {
    const beside = complaints.every(isStanding)
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
    own.length === 0 || overlap(own, regions) || [...reason.concepts].some((one) => !bound.has(one))
  );
}

/** Complaints that are those of their own level alone. */
const bound: ReadonlySet<Concept> = new Set(spineComplaints);

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
    for (const fact of companions.has(concept) ? [] : chart.conditionsOf(concept)) {
      const own = ownRegions(fact);
      const isThere = levels.length === 0 || own.length === 0 || overlap(own, levels);
      if (fact.current && fact.certainty !== 'refuted' && isThere) found.push(fact);
    }
  }
  return found;
}

/** Conditions that last: a complaint beside them dates the episode. */
export const standing: ReadonlySet<Concept> = new Set<Concept>([
  'ankylosing-spondylitis-or-dish',
  'juvenile-idiopathic-arthritis',
  'spinal-deformity',
  'spondylolisthesis',
  'post-operative-status',
  'syringomyelia',
  'tethered-cord',
  'spinal-neoplasm',
]);

function isStanding(fact: ConditionFact): boolean {
  if (fact.concepts.size === 0) return false;
  for (const concept of fact.concepts) if (!standing.has(concept)) return false;
  return true;
}

interface DatedFact {
  readonly date: ChartDate;
  readonly authored: ChartDate;
  readonly evidence: Evidence;
}

function latestOnset(facts: readonly ConditionFact[]): DatedFact | undefined {
  let latest: DatedFact | undefined;
  for (const fact of facts) {
    const { onset } = fact;
    if (onset === undefined) continue;
    if (latest === undefined || onset.latest > latest.date.latest) {
      latest = { date: onset, authored: fact.recorded ?? onset, evidence: fact.evidence };
    }
  }
  return latest;
}

function later(one: DatedFact | undefined, other: DatedFact | undefined): DatedFact | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.date.latest > one.date.latest ? other : one;
}

function attestedDate(chart: Chart, linkId: string): DatedFact | undefined {
  const attestation = chart.attested(linkId);
  if (attestation === undefined || typeof attestation.value !== 'object') return undefined;
  return {
    date: attestation.value,
    authored: attestation.authored,
    evidence: attestation.evidence,
  };
}

/** The newer of a coded and an attested onset. An attestation that is older than the coded onset is of an earlier episode. */
function newest(
  coded: DatedFact | undefined,
  attested: DatedFact | undefined,
): DatedFact | undefined {
  if (coded === undefined) return attested;
  if (attested === undefined) return coded;
  if (isWithin(attested.date, coded.date)) return attested;
  if (isOnOrAfter(attested.authored, coded.date) !== 'met') return coded;
  return isOnOrAfter(attested.authored, coded.authored) === 'met' ? attested : coded;
}

/** Whether a date names more exactly what another leaves open: a day of its year or month. */
function isWithin(one: ChartDate, other: ChartDate): boolean {
  const isExacter = one.latest - one.earliest < other.latest - other.earliest;
  return isExacter && one.earliest >= other.earliest && one.latest <= other.latest;
}

/** A dated worsening of the patient's strength changes the episode too. */
function worsening(chart: Chart): DatedFact | undefined {
  let latest: DatedFact | undefined;
  for (const grade of chart.motorGrades) {
    const date = grade.onset;
    if (date === undefined || grade.grade >= 5) continue;
    if (latest === undefined || date.latest > latest.date.latest) {
      latest = { date, authored: grade.authored ?? date, evidence: grade.evidence };
    }
  }
  return latest;
}
