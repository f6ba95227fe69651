import { readEpisode, shownRegions } from '../../assessment/episode.ts';
import type { Assessment } from '../../assessment/types.ts';
import type { Chart, DraftOrder } from '../../chart/types.ts';
import type { FindingValue } from '../../logic/finding.ts';
import { defaultReadings } from '../../spine-imaging/readings.ts';
import { dayLength } from '../shared/days.ts';

type Lane = 'visits' | 'treatment' | 'imaging' | 'other';

/** Something that happened, on the time line. Instants in milliseconds. */
export interface TimelineEvent {
  readonly lane: Lane;
  readonly from: number;
  /** Equal to `from` for a moment. */
  readonly to: number;
  readonly text: string;
  /** A remote visit, a film without results, treatment without a provider: drawn hollow. */
  readonly hollow: boolean;
  /** What the criterion found that rests on it; absent where nothing does. */
  readonly finding?: FindingValue;
  readonly ongoing?: boolean;
}

export interface Timeline {
  readonly today: number;
  /** The days before today within which a trial of treatment counts (standard-3, a reading). */
  readonly recentDays: number;
  readonly onset?: number;
  readonly events: readonly TimelineEvent[];
  /** How many days a trial of treatment takes (standard-3, a reading), and the day on which they are complete. */
  readonly trial?: { readonly from: number; readonly complete: number; readonly days: number };
}

/** What the timeline shows of a chart, and which of it the decision rests on. */
export function timelineOf(
  chart: Chart,
  order: DraftOrder | undefined,
  assessment: Assessment | undefined,
  day: string,
): Timeline {
  const today = Date.parse(day);
  const findings = findingsByReference(assessment);
  const events: TimelineEvent[] = [];
  const add = (
    lane: Lane,
    fact: { readonly evidence: { readonly reference: string } },
    span: { readonly from: number | undefined; readonly to?: number | undefined },
    rest: { readonly text: string; readonly hollow: boolean; readonly ongoing?: boolean },
  ) => {
    if (span.from === undefined) return;
    const finding = findings.get(fact.evidence.reference);
    const to = Math.max(span.from, span.to ?? span.from);
    const found = finding === undefined ? {} : { finding };
    events.push({ lane, from: span.from, to, ...rest, ...found });
  };
  const at = (date: { readonly earliest: number } | undefined) =>
    date === undefined ? undefined : date.earliest * dayLength;
  for (const visit of chart.encounters) {
    const text = visit.inPerson ? 'Visit in person' : visit.evidence.text;
    add('visits', visit, { from: at(visit.date) }, { text, hollow: !visit.inPerson });
  }
  for (const one of chart.treatments) {
    const from = at(one.start);
    const to = one.ongoing ? today : at(one.end);
    const text = one.evidence.text;
    add(
      'treatment',
      one,
      { from, to },
      { text, hollow: !one.providerDirected, ongoing: one.ongoing },
    );
  }
  for (const one of chart.imaging) {
    const text = one.study.label;
    add('imaging', one, { from: at(one.date) }, { text, hollow: !one.resultsAvailable });
  }
  for (const one of chart.surgeries) {
    add('other', one, { from: at(one.date) }, { text: one.evidence.text, hollow: false });
  }
  const onset = episodeOnset(chart, order);
  const starts = chart.treatments
    .filter((one) => one.providerDirected && one.start !== undefined)
    .map((one) => Math.max(at(one.start) ?? 0, onset ?? 0));
  const from = starts.length === 0 ? undefined : Math.min(...starts);
  const { trialDays: days, trialRecentDays: recentDays } = defaultReadings;
  return {
    today,
    recentDays,
    ...(onset === undefined ? {} : { onset }),
    events,
    ...(from === undefined ? {} : { trial: { from, complete: from + days * dayLength, days } }),
  };
}

/** Where a criterion is not met by what it rests on, that is what is worth showing. */
function findingsByReference(
  assessment: Assessment | undefined,
): ReadonlyMap<string, FindingValue> {
  const rank = { met: 0, 'not-documented': 1, 'not-met': 2 } as const;
  const found = new Map<string, FindingValue>();
  const excluded =
    assessment?.determination === 'not-supported' && assessment.decidedBy.startsWith('study.');
  for (const { finding, evidence } of assessment?.criteria ?? []) {
    // What meets an exclusion speaks against the order.
    const shown = excluded && finding === 'met' ? 'not-met' : finding;
    for (const { reference } of evidence) {
      const known = found.get(reference);
      if (known === undefined || rank[shown] > rank[known]) found.set(reference, shown);
    }
  }
  return found;
}

/** The episode as the service dates it; none without an order. */
function episodeOnset(chart: Chart, order: DraftOrder | undefined): number | undefined {
  if (order === undefined) return undefined;
  const { start } = readEpisode(order, chart, shownRegions(order));
  return start === undefined ? undefined : start.earliest * dayLength;
}
