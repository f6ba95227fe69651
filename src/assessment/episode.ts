import { isBefore, isOnOrAfter } from '../chart/dates.ts';
import type { Chart, ChartDate, ConditionFact, DraftOrder } from '../chart/types.ts';
import type { Episode } from '../guideline/case.ts';
import type { Evidence } from '../logic/finding.ts';
import { everyRegion } from '../terminology/body-sites.ts';
import type { BodyRegion } from '../terminology/types.ts';
import { datingFacts, isLasting } from './dating-facts.ts';

/** The regions that the ordered study shows; where its code leaves that open, the order's body site, else all. */
export function shownRegions(order: DraftOrder): readonly BodyRegion[] {
  if (order.study.shows.length > 0) return order.study.shows;
  return order.bodyRegions.length > 0 ? order.bodyRegions : everyRegion;
}

/**
 * The current episode (formal logic, section 0). It began with the order's reason, whatever section judges the order, so
 * that a problem of long standing does not date a new complaint:
 *
 * - of several reasons the latest onset counts; a reason without one is dated by the same concept at the same level
 * on the
 *   problem list (reading A63);
 * - beside a reason that lasts (ankylosing spondylitis), that of a later complaint at this level;
 * - without a reason, or with one at another level or a mere symptom, the latest complaint at the order's level;
 * - an attested onset where none is coded, or where it was recorded later.
 *
 * A recorded date is never taken for an onset.
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
    ...(start === reason && reasons.every(isLasting) && reasons.length > 0
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

/**
 * The newer of a coded and an attested onset. An attestation that is older than the coded onset is of an earlier
 * episode.
 */
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
