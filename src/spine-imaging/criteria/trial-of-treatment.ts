import type { ChartDate, TreatmentFact, TreatmentOutcome } from '../../chart/types.ts';
import { attestedFlag, type Case, overlap } from '../../guideline/case.ts';
import { composite, criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { TrialRecord } from '../../guideline/trial.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import { dayFrom, duration, isForThis } from './trial-record.ts';

/** Since when, and until when: days before the episode began do not count. */
const dates = [
  'trial-of-treatment.start',
  'trial-of-treatment.end',
  'trial-of-treatment.ongoing',
  'episode.onset',
];
/** Where every treatment has a start, only the end is asked for. */
function asksOf(undated: readonly TreatmentFact[]): readonly string[] | undefined {
  const haveStart = undated.length > 0 && undated.every(({ start }) => start !== undefined);
  return haveStart ? ['trial-of-treatment.end', 'trial-of-treatment.ongoing'] : undefined;
}

const directed = ['trial-of-treatment.provider-directed', 'trial-of-treatment.start'];
const outcome = ['trial-of-treatment.outcome'];

/** standard-4: what counts as provider-directed, and that a provider directed it. */
const providerDirected = criterion({
  id: 'trial-of-treatment.provider-directed',
  question: 'Was the treatment directed by a provider and of an accepted type?',
  statements: ['standard-4'],
  attestable: false,
  asks: directed,
  decide(orderCase) {
    const record = orderCase.trial();
    const coded = record.providerDirected.filter(({ authored }) => authored === undefined);
    const answer = attestedFlag(orderCase, 'trial-of-treatment.provider-directed');
    if (answer?.value === false && coded.length > 0) {
      return notDocumented(
        'Contradictory documentation: provider-directed treatment is recorded; attested as not directed by a provider',
        [...coded.slice(0, 8).map(({ evidence }) => evidence), answer.attestation.evidence],
      );
    }
    if (record.providerDirected.length > 0) {
      return met(
        'Provider-directed treatment is documented',
        citable(record)
          .slice(0, 8)
          .map((treatment) => treatment.evidence),
      );
    }
    if (record.treatments.length > 0) {
      return notMet(
        'Only self-treatment reported by the patient is documented',
        record.treatments.slice(0, 8).map((treatment) => treatment.evidence),
      );
    }
    return notDocumented('No treatment for this condition is documented');
  },
});

/** What counts towards the trial first; what lay before the episode only where there is nothing else. */
function citable({ run, providerDirected, before }: TrialRecord): readonly TreatmentFact[] {
  const counting = run?.treatments.filter((treatment) => treatment.providerDirected) ?? [];
  if (counting.length > 0) return counting;
  const since = providerDirected.filter((treatment) => !before.includes(treatment));
  return since.length > 0 ? since : providerDirected;
}

/** standard-3: six weeks. The days before the episode began do not count. */
const lasting = criterion({
  id: 'trial-of-treatment.duration',
  question: 'Did it last {trialDays|duration}?',
  statements: ['standard-3', 'precond-2', 'prereq-2'],
  asks: dates,
  decide(orderCase) {
    const { run, undated, before } = orderCase.trial();
    const { trialDays } = orderCase.readings;
    if (run === undefined) {
      if (undated.length > 0) {
        return notDocumented(
          'The start or the end of the treatment is not documented',
          undated.map((treatment) => treatment.evidence),
          asksOf(undated),
        );
      }
      if (before.length > 0) {
        return notMet(
          `0 of ${trialDays / 7} weeks: the documented treatment ended before the current episode began`,
          before.map((treatment) => treatment.evidence),
        );
      }
      return notDocumented('No period of treatment is documented');
    }
    const { least, most } = duration(run);
    const evidence = run.treatments.map((treatment) => treatment.evidence);
    const span = `${dayFrom(run.start.latest)} to ${dayFrom(run.end.earliest)}`;
    if (most < trialDays && undated.length === 0) return notMet(shortTrial(orderCase), evidence);
    if (least < trialDays) {
      return notDocumented(
        `The documented dates do not show whether the treatment lasted ${trialDays / 7} weeks`,
        [...evidence, ...undated.map((treatment) => treatment.evidence)],
      );
    }
    if (orderCase.episode.start === undefined) {
      return notDocumented(
        `${least} days of treatment (${span}), but the onset of the episode is not documented, so it is open how much of it counts`,
        evidence,
        ['episode.onset'],
      );
    }
    return met(`${least} days of provider-directed treatment (${span})`, evidence);
  },
});

/** "4 of 6 weeks of provider-directed treatment documented (2026-10-20 to 2026-11-17); complete on 2026-12-01". */
function shortTrial(orderCase: Case): string {
  const { run } = orderCase.trial();
  const { trialDays } = orderCase.readings;
  if (run === undefined) return '';
  const days = Math.max(0, duration(run).least);
  const weeks =
    days % 7 === 0 ? `${days / 7} of ${trialDays / 7} weeks` : `${days} of ${trialDays} days`;
  const span = `${dayFrom(run.start.latest)} to ${dayFrom(run.end.earliest)}`;
  const complete = run.ongoing ? `; complete on ${dayFrom(run.start.latest + trialDays)}` : '';
  return `${weeks} of provider-directed treatment documented (${span})${complete}`;
}

/** standard-3: "recent (within 12 weeks)". */
const recent = criterion({
  id: 'trial-of-treatment.recent',
  question: 'Did it end within the last {trialRecentDays|duration}, or is it under way?',
  statements: ['standard-3', 'precond-2', 'prereq-2'],
  asks: dates,
  decide(orderCase) {
    const { run, undated } = orderCase.trial();
    if (run === undefined) {
      return notDocumented(
        'The end of the treatment is not documented',
        undated.map((treatment) => treatment.evidence),
        asksOf(undated),
      );
    }
    const evidence = run.treatments.map((treatment) => treatment.evidence);
    const { trialRecentDays } = orderCase.readings;
    const leastAgo = orderCase.today - run.end.latest;
    const mostAgo = orderCase.today - run.end.earliest;
    if (run.ongoing) return met('The treatment is under way', evidence);
    const ended = dayFrom(run.end.earliest);
    if (mostAgo <= trialRecentDays) return met(`The treatment ended on ${ended}`, evidence);
    if (leastAgo > trialRecentDays) {
      return notMet(
        `The treatment ended on ${ended}, more than ${trialRecentDays / 7} weeks ago`,
        evidence,
      );
    }
    return notDocumented(
      'The date on which the treatment ended is not documented to the day',
      evidence,
    );
  },
});

/** standard-3: "failure". The newest documented outcome since the trial began decides. */
const failed = criterion({
  id: 'trial-of-treatment.failed',
  question: 'Did it fail to bring significant improvement?',
  statements: ['standard-3', 'precond-2', 'prereq-2', 'postop6-1'],
  asks: outcome,
  decide: decideOutcome,
});

interface DatedOutcome {
  readonly outcome: TreatmentOutcome;
  readonly day: number | undefined;
  /** Of another course of treatment than the trial. */
  readonly isOfAnother?: boolean;
  readonly evidence: Evidence;
}

/** The documented outcomes since the trial began, of whichever course of treatment. */
function outcomesSinceTrial(orderCase: Case): readonly DatedOutcome[] {
  const { run, treatments } = orderCase.trial();
  const outcomes: DatedOutcome[] = [];
  for (const treatment of treatments) {
    if (treatment.outcome === undefined || endedBefore(treatment, orderCase)) continue;
    const date: ChartDate | undefined = treatment.authored ?? treatment.end;
    const day = date?.latest ?? (treatment.ongoing ? orderCase.today : undefined);
    // An attested outcome stands beside coded treatment that it may not overlap.
    const isOfTrial = run === undefined || run.treatments.includes(treatment);
    const isLater = run !== undefined && day !== undefined && day >= run.start.earliest;
    if (!isOfTrial && !isLater && treatment.authored === undefined) continue;
    const isOfAnother = !isOfTrial && treatment.authored === undefined;
    const { outcome: said, evidence } = treatment;
    outcomes.push({ outcome: said, day, evidence, ...(isOfAnother ? { isOfAnother } : {}) });
  }
  for (const fact of orderCase.chart.outcomes) {
    const since = run?.start.earliest ?? orderCase.episode.start?.latest;
    if (fact.date !== undefined && since !== undefined && fact.date.earliest < since) continue;
    const isElsewhere = fact.regions.length > 0 && !overlap(fact.regions, orderCase.regions);
    if (isElsewhere || !isForThis(fact, orderCase)) continue;
    outcomes.push({ outcome: fact.outcome, day: fact.date?.latest, evidence: fact.evidence });
  }
  return outcomes;
}

/** The newest outcomes, with those of no day, which may be newer. */
function newestOf(outcomes: readonly DatedOutcome[]): readonly DatedOutcome[] {
  const newest = Math.max(...outcomes.map((one) => one.day ?? Number.NEGATIVE_INFINITY));
  return outcomes.filter((one) => one.day === undefined || one.day === newest);
}

/** That another course failed since does not make the trial itself a failed one. */
function sinceAnotherFailed(
  outcomes: readonly DatedOutcome[],
  since: readonly Evidence[],
): Finding {
  const ofTrial = newestOf(outcomes.filter(({ isOfAnother }) => isOfAnother !== true));
  if (ofTrial.length === 0) return notDocumented('The outcome of the treatment is not documented');
  const evidence = [...ofTrial.map((one) => one.evidence), ...since];
  return ofTrial.every((one) => one.outcome === 'failed')
    ? met('No significant improvement is documented', evidence)
    : notDocumented('The trial helped, and another course of treatment failed since', evidence);
}

function decideOutcome(orderCase: Case): Finding {
  const outcomes = outcomesSinceTrial(orderCase);
  const telling = newestOf(outcomes);
  if (telling.length === 0) return notDocumented('The outcome of the treatment is not documented');
  const evidence = telling.map((one) => one.evidence);
  const failures = telling.filter((one) => one.outcome === 'failed').length;
  if (failures === telling.length) {
    if (telling.every(({ isOfAnother }) => isOfAnother === true))
      return sinceAnotherFailed(outcomes, evidence);
    return met('No significant improvement is documented', evidence);
  }
  if (failures === 0) return notMet('Improvement after treatment is documented', evidence);
  return notDocumented('Contradictory outcomes of the treatment are documented', evidence);
}

/**
 * What documents that the treatment helps now (general-improving-1, "current"): of weeks as recent as a trial's have to
 * be, or of no day. Empty where the newest outcome is a failure, contradictory or of long ago.
 */
export function currentImprovement(orderCase: Case): readonly Evidence[] {
  const telling = newestOf(outcomesSinceTrial(orderCase));
  // What helped before the complaint changed says nothing of now.
  const since = Math.max(
    orderCase.today - orderCase.readings.trialRecentDays,
    orderCase.episode.reference?.earliest ?? Number.NEGATIVE_INFINITY,
  );
  const isImproved = telling.every(({ outcome }) => outcome !== 'failed');
  const isCurrent = telling.some(({ day }) => day === undefined || day >= since);
  return isImproved && isCurrent ? telling.map((one) => one.evidence) : [];
}

/** Whether the newest documented outcome of treatment in this episode is a failure. */
export function hasTreatmentFailed(orderCase: Case): boolean {
  return orderCase.trial().treatments.length > 0 && decideOutcome(orderCase).value === 'met';
}

/** What ended before the episode says nothing of how this pain responds (reading A43). */
function endedBefore({ end, ongoing }: TreatmentFact, orderCase: Case): boolean {
  const { start } = orderCase.episode;
  return !ongoing && end !== undefined && start !== undefined && end.latest < start.earliest;
}

/**
 * standard-3, precond-2, prereq-2: failure of a recent six-week trial of provider-directed treatment.
 * Without any record the composite alone is `not-documented`: there is nothing to ask its parts of.
 */
export const trialOfTreatment = composite({
  id: 'trial-of-treatment',
  question: 'Has a recent {trialDays|trial} trial of provider-directed treatment failed?',
  statements: ['standard-3', 'precond-2', 'prereq-2'],
  asks: [...new Set([...directed, ...dates, ...outcome])],
  of: [providerDirected, lasting, recent, failed],
  partsOnlyWhenMissing: true,
  shortcut(orderCase) {
    const { treatments, forAnother } = orderCase.trial();
    if (treatments.length > 0) return undefined;
    return notDocumented(
      forAnother.length > 0
        ? `The treatment in this episode was for another complaint: ${namesOf(forAnother)}`
        : 'No trial of provider-directed treatment is documented',
    );
  },
});

/** What treatments are called, with what they were for. */
function namesOf(treatments: readonly TreatmentFact[]): string {
  const names = treatments.map(({ evidence, reasons }) => {
    const reason = reasons[0]?.evidence.text;
    return reason === undefined ? evidence.text : `${evidence.text} (${reason})`;
  });
  return [...new Set(names)].slice(0, 3).join('; ');
}
