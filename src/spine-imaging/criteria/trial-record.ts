import { isoDay } from '../../chart/dates.ts';
import type { ConditionFact, Day, TreatmentFact } from '../../chart/types.ts';
import { type Case, overlap } from '../../guideline/case.ts';
import type { Bound, TreatmentRun, TrialRecord } from '../../guideline/trial.ts';
import {
  isElsewhereInWords,
  namesInjuryElsewhere,
  namesOtherPart,
  namesUnsteadiness,
} from '../../terminology/elsewhere.ts';
import type { Concept } from '../../terminology/types.ts';
import { wordsOf } from '../../terminology/words.ts';

/** An ISO day for a sentence. */
export function dayFrom(day: Day): string {
  return isoDay(day);
}

/** Least and most days that a run lasted. */
export function duration(run: TreatmentRun): { readonly least: number; readonly most: number } {
  return { least: run.end.earliest - run.start.latest, most: run.end.latest - run.start.earliest };
}

/** Reads what the chart says of treatment for the case's condition; criteria ask the case for it (`trial`). */
export function readTrial(orderCase: Case): TrialRecord {
  const onset = orderCase.episode.start;
  const treatments: TreatmentFact[] = [];
  const forAnother: TreatmentFact[] = [];
  for (const treatment of orderCase.chart.treatments) {
    if (isOfLongBefore(treatment, orderCase)) continue;
    if (isForThis(treatment, orderCase) && !isForUnsteadiness(treatment, orderCase)) {
      treatments.push(treatment);
    } else if (treatment.providerDirected && mayLieIn(treatment, onset)) {
      forAnother.push(treatment);
    }
  }
  const providerDirected = treatments.filter((treatment) => treatment.providerDirected);
  const undated: TreatmentFact[] = [];
  const before: TreatmentFact[] = [];
  const all: Span[] = [];
  const today = { earliest: orderCase.today, latest: orderCase.today };
  for (const treatment of treatments) {
    const span = spanOf(treatment, onset, today);
    if (span === undefined) {
      if (treatment.providerDirected) undated.push(treatment);
      continue;
    }
    if (onset !== undefined && span.end.latest < onset.earliest) {
      if (treatment.providerDirected) before.push(treatment);
      continue;
    }
    all.push(span);
  }
  const spans = withCourses(all, orderCase.readings.therapySessionGapDays);
  const directed = spans.filter((span) => span.treatment.providerDirected);
  const gap = orderCase.readings.adjacentTreatmentGapDays;
  const runs = merge(directed, gap);
  return {
    treatments,
    providerDirected,
    forAnother,
    undated,
    before,
    run: best(runs, orderCase),
    longest: longestOf(directed.length === spans.length ? runs : merge(spans, gap)),
  };
}

/** It does not end before the episode began, as far as its dates are known. */
function mayLieIn({ start, end, ongoing }: TreatmentFact, onset: Bound | undefined): boolean {
  const last = end ?? (ongoing ? undefined : start);
  return onset === undefined || last === undefined || last.latest >= onset.earliest;
}

/**
 * For this condition, or for no stated reason (readings A43, A59): a reason elsewhere in the body, or of another
 * complaint, excludes; one that is only unknown excludes nothing.
 */
export function isForThis(
  { reasons }: { readonly reasons: readonly ConditionFact[] },
  orderCase: Case,
): boolean {
  let isOther = false;
  for (const reason of reasons) {
    // "Frozen shoulder, LBP previously treated": what words tell of the spine only to set it aside is no reason.
    const isAside = reason.fromText === true && isElsewhereInWords(reason.evidence.text);
    if (!isAside && isAlike(reason, orderCase)) return true;
    if (
      isAside ||
      reason.elsewhere === true ||
      isInjuryElsewhere(reason) ||
      hasOtherComplaint(reason, orderCase)
    )
      isOther = true;
    else if (isOfOtherLimb(reason, orderCase)) isOther = true;
  }
  return !isOther;
}

/**
 * A complaint that is another one; a weak leg may be so by any complaint of the low back, unless another cause is
 * named.
 */
function hasOtherComplaint(reason: ConditionFact, orderCase: Case): boolean {
  const { regions } = orderCase;
  const { concepts, evidence } = reason;
  if (concepts.size === 0) return false;
  // That the spine was operated on, or how somebody came to harm, is no complaint: it says nothing of what the visit
  // was for.
  const isHere = reason.regions.length === 0 || overlap(reason.regions, regions);
  const others = [...concepts].filter((concept) => !weakLegs.has(concept));
  if (others.length > 0) return !(others.every((concept) => noComplaints.has(concept)) && isHere);
  const isBelow = regions.includes('lumbar') || isOfCord(orderCase);
  return !isBelow || namesOtherPart(wordsOf(evidence.text));
}

/** What a failing cord does is felt in the legs as well. */
function isOfCord({ order }: Case): boolean {
  return order.reasons.some(({ concepts }) => concepts.has('myelopathy'));
}

const noComplaints: ReadonlySet<Concept> = new Set<Concept>([
  'post-operative-status',
  'high-risk-mechanism',
]);

const weakLegs: ReadonlySet<Concept> = new Set<Concept>([
  'leg-weakness',
  'bilateral-leg-weakness',
  'foot-drop',
]);

function isInjuryElsewhere({ concepts, evidence: { text } }: ConditionFact): boolean {
  return concepts.size === 0 && namesInjuryElsewhere(text);
}

/** Balance, falls and frailty are treated for themselves, unless it is the cord that makes unsteady. */
function isForUnsteadiness({ reasons }: TreatmentFact, orderCase: Case): boolean {
  if (reasons.length === 0 || isOfCord(orderCase)) return false;
  return reasons.every(
    ({ concepts, evidence }) => concepts.size === 0 && namesUnsteadiness(evidence.text),
  );
}

/** Pain of an arm is none of the low back's, and pain of a leg none of the neck's. */
function isOfOtherLimb({ symptomOf }: ConditionFact, orderCase: Case): boolean {
  if (symptomOf === undefined || overlap(symptomOf, orderCase.regions)) return false;
  return !(symptomOf.includes('lumbar') && isOfCord(orderCase));
}

/**
 * A plan of care that was active long before the episode began, and that does not say that it addresses it (reading
 * A59).
 */
function isOfLongBefore({ start, reasons, evidence }: TreatmentFact, orderCase: Case): boolean {
  const onset = orderCase.episode.start;
  if (onset === undefined || start === undefined) return false;
  return (
    start.latest < onset.earliest - orderCase.readings.planBeforeEpisodeDays &&
    evidence.reference.startsWith('CarePlan/') &&
    !reasons.some((reason) => isAlike(reason, orderCase))
  );
}

/** It shares a concept with the condition, or is a complaint of the spine at a level of the order or at none. */
function isAlike(reason: ConditionFact, orderCase: Case): boolean {
  if (reason.concepts.size === 0) return false;
  const ofCase = orderCase.concepts;
  for (const concept of reason.concepts) {
    // What may lie at any level is the same only where its level is.
    const isPlaced = ofNoLevel.has(concept) && reason.regions.length > 0;
    if (ofCase.has(concept) && !isPlaced) return true;
  }
  // A nerve of the leg that is hurt on its way is no root, though it lies at the same level.
  if (reason.concepts.size === 1 && reason.concepts.has('focal-neuropathy')) return false;
  if (reason.regions.length > 0) return overlap(reason.regions, orderCase.regions);
  for (const concept of reason.concepts) if (ofNoLevel.has(concept)) return true;
  return false;
}

/** Complaints of the spine whose code may leave the level open. */
const ofNoLevel: ReadonlySet<Concept> = new Set<Concept>(['spine-disorder', 'disc-disease']);

/** When one treatment took place, as far as it lies in the episode. */
interface Span {
  readonly start: Bound;
  readonly end: Bound;
  readonly ongoing: boolean;
  readonly treatment: TreatmentFact;
}

function spanOf(
  treatment: TreatmentFact,
  onset: Bound | undefined,
  today: Bound,
): Span | undefined {
  const { start, end, ongoing } = treatment;
  if (start === undefined) return undefined;
  if (end === undefined && !ongoing) return undefined;
  const last = end ?? today;
  return {
    start: onset === undefined ? start : later(start, onset),
    end: earlier(last, today),
    ongoing: end === undefined || last.earliest >= today.earliest,
    treatment,
  };
}

/**
 * Sessions of one kind of therapy that follow each other closely reach until the next one: together they are a
 * course from the first to the last (reading A57). A single session is a day.
 */
function withCourses(spans: readonly Span[], gap: number): readonly Span[] {
  const lastByKind = new Map<string, { position: number; day: Day }>();
  const sessions = spans
    .filter(({ treatment }) => treatment.isSession === true && treatment.providerDirected)
    .toSorted((one, other) => one.start.earliest - other.start.earliest);
  if (sessions.length < 2) return spans;
  const joined: Span[] = [];
  for (const session of sessions) {
    const { kind } = session.treatment;
    const day = session.start.earliest;
    const last = lastByKind.get(kind);
    const before = last === undefined ? undefined : joined[last.position];
    if (last !== undefined && before !== undefined && day - last.day <= gap) {
      const { start, ongoing, treatment } = before;
      joined[last.position] = { start, end: session.start, ongoing, treatment };
    }
    lastByKind.set(kind, { position: joined.length, day });
    joined.push(session);
  }
  return [
    ...spans.filter(({ treatment }) => !treatment.isSession || !treatment.providerDirected),
    ...joined,
  ];
}

function later(one: Bound, other: Bound): Bound {
  if (one.earliest >= other.earliest && one.latest >= other.latest) return one;
  return {
    earliest: Math.max(one.earliest, other.earliest),
    latest: Math.max(one.latest, other.latest),
  };
}

function earlier(one: Bound, other: Bound): Bound {
  if (one.earliest <= other.earliest && one.latest <= other.latest) return one;
  return {
    earliest: Math.min(one.earliest, other.earliest),
    latest: Math.min(one.latest, other.latest),
  };
}

function merge(spans: readonly Span[], gap: number): readonly TreatmentRun[] {
  const ordered = spans.toSorted(
    (a, b) =>
      a.start.latest - b.start.latest ||
      a.end.earliest - b.end.earliest ||
      compareText(a.treatment.evidence.reference, b.treatment.evidence.reference),
  );
  const runs: GrowingRun[] = [];
  let last: GrowingRun | undefined;
  for (const { start, end, ongoing, treatment } of ordered) {
    if (last !== undefined && start.latest <= last.end.earliest + gap) {
      last.treatments.push(treatment);
      last.start = earlier(last.start, start);
      last.end = later(last.end, end);
      last.ongoing ||= ongoing;
    } else {
      last = { start, end, ongoing, treatments: [treatment] };
      runs.push(last);
    }
  }
  return runs;
}

/** Gathered in place: copying a run for each of its treatments would cost the square of their number. */
interface GrowingRun extends TreatmentRun {
  start: Bound;
  end: Bound;
  ongoing: boolean;
  readonly treatments: TreatmentFact[];
}

function compareText(one = '', other = ''): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Complete and recent first, then complete, then the longest, then the latest. */
function best(runs: readonly TreatmentRun[], orderCase: Case): TreatmentRun | undefined {
  const { trialDays, trialRecentDays } = orderCase.readings;
  const rank = (run: TreatmentRun): number => {
    const complete = duration(run).least >= trialDays;
    const recent = orderCase.today - run.end.earliest <= trialRecentDays;
    return (complete ? 2 : 0) + (recent ? 1 : 0);
  };
  let chosen: TreatmentRun | undefined;
  for (const run of runs) {
    if (chosen === undefined) {
      chosen = run;
      continue;
    }
    const difference = rank(run) - rank(chosen);
    const longer = duration(run).least - duration(chosen).least;
    if (difference > 0 || (difference === 0 && longer >= 0)) chosen = run;
  }
  return chosen;
}

function longestOf(runs: readonly TreatmentRun[]): TreatmentRun | undefined {
  let chosen: TreatmentRun | undefined;
  for (const run of runs) {
    if (chosen === undefined || duration(run).least >= duration(chosen).least) chosen = run;
  }
  return chosen;
}
