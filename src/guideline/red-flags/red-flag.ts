import { isOnOrAfter } from '../../chart/dates.ts';
import type { ChartDate, ConditionFact } from '../../chart/types.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import type { BodyRegion, Concept } from '../../terminology/types.ts';
import type { Case } from '../case.ts';
import { type GuidelineCriterion, met, notDocumented, notMet } from '../criterion.ts';
import { regionsForConcept, type StudyEntry } from '../indication.ts';

/** An indication for immediate imaging (redflag-1), at an anatomically relevant level. */
export interface RedFlag {
  readonly id: string;
  readonly title: string;
  readonly statements: readonly string[];
  readonly criterion: GuidelineCriterion;
  /** The levels that it concerns on this chart. */
  readonly regions: (subject: Case) => readonly BodyRegion[];
  /** The studies that it selects; none where the guideline names none. The first is the one to suggest. */
  readonly studies: readonly StudyEntry[];
}

/** Whether a red flag without a documented episode still counts as new: within the guideline's own "recent". */
function isRecent(date: ChartDate, subject: Case): boolean {
  return subject.today - date.earliest <= subject.readings.trialRecentDays;
}

/**
 * Whether a dated finding is new in this episode. Without a documented onset of the episode a finding of
 * the last twelve weeks is new, an older one is open.
 */
export function isNew(date: ChartDate, subject: Case): Finding['value'] {
  const { start } = subject.episode;
  const since = start === undefined ? 'not-documented' : isOnOrAfter(date, start);
  // What began lately is not old because nobody wrote the day on which the complaint began (reading A10).
  return since === 'not-documented' && isRecent(date, subject) ? 'met' : since;
}

/** Facts of a concept at any level, from the order's reasons and the chart. */
export function factsOf(subject: Case, concept: Concept): readonly ConditionFact[] {
  const coded = subject.chart.conditionsOf(concept);
  const reasons = subject.order.reasons.filter(
    (fact) => fact.concepts.has(concept) && !coded.includes(fact),
  );
  return reasons.length === 0 ? coded : [...reasons, ...coded];
}

/** The levels of the active facts of a concept; the order's own where nothing places them. */
export function levelsOf(subject: Case, concept: Concept): readonly BodyRegion[] {
  const levels = factsOf(subject, concept)
    .filter((fact) => fact.current && fact.certainty !== 'refuted')
    .flatMap((fact) => regionsForConcept(fact, concept, subject));
  return levels.length > 0 ? levels : subject.regions;
}

/** Suspected or known, active: enough for an emergency whose onset nobody needs to date. */
export function activeFact(subject: Case, concept: Concept, name: string): Finding {
  const facts = factsOf(subject, concept);
  const active = facts.filter((fact) => fact.current && fact.certainty !== 'refuted');
  if (active.length > 0) {
    const certainty = active.some((fact) => fact.certainty === 'known')
      ? 'Documented'
      : 'Suspected';
    return met(`${certainty}: ${name}`, evidenceOf(active));
  }
  const undated = facts.filter(isUndated);
  if (undated.length > 0) {
    return notDocumented(`Recorded, but not since when: ${name}`, evidenceOf(undated));
  }
  if (facts.length > 0)
    return notMet(`No longer present, or ruled out: ${name}`, evidenceOf(facts));
  return notMet(`Not recorded: ${name}`);
}

/**
 * Present now (reading A10): its onset, or its first record, falls in the episode; a reason of this very
 * order is recorded now. Documented as older: not met. Without any date: not documented, with a prompt.
 */
export function currentFact(subject: Case, concept: Concept, name: string): Finding {
  const facts = factsOf(subject, concept);
  const active = facts.filter((fact) => fact.current && fact.certainty !== 'refuted');
  if (active.length === 0) {
    const undated = facts.filter(isUndated);
    return undated.length > 0
      ? notDocumented(`Recorded, but not since when: ${name}`, evidenceOf(undated))
      : notMet(`Not recorded as present: ${name}`, evidenceOf(facts));
  }
  const old: Evidence[] = [];
  const open: Evidence[] = [];
  const now: Evidence[] = [];
  for (const fact of active) {
    const spoken = fact.spokenOn === 'unknown' ? undefined : fact.spokenOn;
    const date = fact.onset ?? fact.recorded ?? spoken;
    if (fact.onset === undefined && fact.origin === 'order-reason') now.push(fact.evidence);
    else if (date === undefined) open.push(fact.evidence);
    else {
      const since = isNew(date, subject);
      if (since === 'met') now.push(fact.evidence);
      else if (since === 'not-met' && fact.onset !== undefined) old.push(fact.evidence);
      else open.push(fact.evidence);
    }
  }
  if (now.length > 0) return met(`Documented in this episode: ${name}`, now);
  if (open.length > 0) return notDocumented(`Recorded, but not since when: ${name}`, open);
  return notMet(`Documented as older than this episode: ${name}`, old);
}

/** A diagnosis of some encounter that nobody dated: it prompts, and supports nothing (reading A62). */
function isUndated({ spokenOn, certainty }: ConditionFact): boolean {
  return spokenOn === 'unknown' && certainty !== 'refuted';
}

function evidenceOf(facts: readonly ConditionFact[]): readonly Evidence[] {
  return facts.map((fact) => fact.evidence);
}
