import { isBefore, isOnOrAfter } from '../chart/dates.ts';
import type { Chart, ChartDate, ConditionFact } from '../chart/types.ts';
import type { Episode } from '../guideline/case.ts';
import type { Evidence } from '../logic/finding.ts';

/**
 * The current episode for an indication (formal logic, section 0; evidence contract, "episode start"):
 * the latest onset among the conditions that the order names as its reason, else among the patient's
 * active ones for it; an attested onset where none is coded, or where it was recorded later. A recorded
 * date is never taken for an onset.
 */
export function readEpisode(
  presence: readonly ConditionFact[],
  chart: Chart,
  reasons: readonly ConditionFact[],
): Episode {
  const referenced = presence.filter(
    (fact) => fact.origin !== 'order-reason' && reasons.includes(fact),
  );
  const candidates = referenced.length > 0 ? referenced : presence;
  const coded = latestOnset(candidates);
  const attested = attestedDate(chart, 'episode.onset');
  const start = newest(coded, attested);
  const evidence: Evidence[] = [];
  if (start === undefined) return { evidence };
  evidence.push(start.evidence);
  const change = attestedDate(chart, 'episode.change') ?? worsening(chart);
  const counts =
    change !== undefined &&
    isBefore(start.date, change.date) === 'met' &&
    isOnOrAfter(change.authored, start.date) === 'met';
  if (counts) evidence.push(change.evidence);
  return { start: start.date, reference: counts ? change.date : start.date, evidence };
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

function attestedDate(chart: Chart, linkId: string): DatedFact | undefined {
  const attestation = chart.attested(linkId);
  if (attestation === undefined || typeof attestation.value !== 'object') return undefined;
  return {
    date: attestation.value,
    authored: attestation.authored,
    evidence: attestation.evidence,
  };
}

/** Dates are values: the newer statement holds. An attestation older than a coded onset speaks of an earlier episode. */
function newest(
  coded: DatedFact | undefined,
  attested: DatedFact | undefined,
): DatedFact | undefined {
  if (coded === undefined) return attested;
  if (attested === undefined) return coded;
  if (isOnOrAfter(attested.authored, coded.date) !== 'met') return coded;
  return isOnOrAfter(attested.authored, coded.authored) === 'met' ? attested : coded;
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
