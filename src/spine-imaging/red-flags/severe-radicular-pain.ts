import { isAsNew, isNewer, isOnOrAfter } from '../../chart/dates.ts';
import type { ChartDate, ConditionFact, PainScoreFact, PainSite } from '../../chart/types.ts';
import { sinceAPlanHolds } from '../../guideline/attestation.ts';
import { type Case, overlap } from '../../guideline/case.ts';
import {
  attestedCriterion,
  composite,
  criterion,
  met,
  notDocumented,
  notMet,
} from '../../guideline/criterion.ts';
import { ownRegions } from '../../guideline/fact-regions.ts';
import { isAnyPresent, presentFacts } from '../../guideline/present-facts.ts';
import type { RedFlag } from '../../guideline/red-flag.ts';
import { anyOf } from '../../logic/criterion.ts';
import type { BodyRegion, Concept } from '../../terminology/types.ts';
import { mriContraindicated } from '../criteria/mri-contraindicated.ts';
import { mriNondiagnostic } from '../criteria/nondiagnostic-study.ts';
import { currentImprovement } from '../criteria/trial-of-treatment.ts';
import { dayFrom, duration } from '../criteria/trial-record.ts';
import { levelsRecorded } from './flag-levels.ts';
import { isOfYearsAgo } from './newness.ts';

const statements = ['general-radiculopathy-2', 'redflag-1'];

/** "minimum 9/10 VAS": the newest score of the episode; a 100-mm scale counts as tenths (reading A38). */
const painScore = criterion({
  id: 'severe-radicular.pain-score',
  question: 'Is the radicular pain at least {severeRadicularPainScore} of 10?',
  statements,
  attestable: false,
  asks: ['severe-radicular.pain-score'],
  decide(orderCase) {
    const latest = latestOf(orderCase);
    if (latest.length === 0) return notDocumented('No pain score of this episode is documented');
    const least = Math.min(...latest.map((score) => score.score));
    const evidence = latest.map((score) => score.evidence);
    const isHigh = least >= orderCase.readings.severeRadicularPainScore;
    const leavesItOpen = isHigh ? 'at-most' : 'at-least';
    if (latest.some(({ score, bound }) => score === least && bound === leavesItOpen))
      return notDocumented('Only a bound of the pain score is documented', evidence);
    if (!isHigh) return notMet(`Pain score ${least} of 10`, evidence);
    if (latest.every(isOfBack))
      return notDocumented(`Pain score ${least} of 10, of the back and not of a limb`, evidence);
    return latest.some(({ site }) => site === 'unknown')
      ? notDocumented(`Pain score ${least} of 10, of a site that is not known here`, evidence)
      : met(`Pain score ${least} of 10`, evidence);
  },
});

/** So many pain scores are gone through again for each study. */
const fewScores = 50;

/**
 * What was found among many pain scores of a chart, by episode and levels. It lives on until all of the heap is
 * collected.
 */
const latestOfScores = new WeakMap<
  readonly PainScoreFact[],
  Map<string, readonly PainScoreFact[]>
>();

/** The newest scores of the episode that may be those of the radicular pain. */
function latestOf(orderCase: Case): readonly PainScoreFact[] {
  const { painScores } = orderCase.chart;
  if (painScores.length === 0) return painScores;
  const { start } = orderCase.episode;
  const levels = painScores.some(({ site }) => Array.isArray(site))
    ? new Set(radicularPain(orderCase).flatMap(ownRegions))
    : new Set<BodyRegion>();
  if (painScores.length <= fewScores) return newestOfLimb(scoresOf(orderCase, [...levels]));
  const key = [orderCase.today, start?.earliest, start?.latest, start?.instant, ...levels].join(
    ' ',
  );
  const known = latestOfScores.get(painScores) ?? new Map<string, readonly PainScoreFact[]>();
  latestOfScores.set(painScores, known);
  const latest = known.get(key) ?? newestOfLimb(scoresOf(orderCase, [...levels]));
  known.set(key, latest);
  return latest;
}

/**
 * The scores of the episode at some levels. A site that is not known here says nothing where another score names the
 * limb, or none.
 */
function scoresOf(orderCase: Case, levels: readonly BodyRegion[]): readonly PainScoreFact[] {
  const { start } = orderCase.episode;
  const scores = orderCase.chart.painScores.filter(
    ({ date, site }) =>
      date !== undefined &&
      !isOfYearsAgo(date, orderCase) &&
      (start === undefined || isOnOrAfter(date, start) === 'met') &&
      mayBeAt(site, levels),
  );
  const placed = scores.filter(({ site }) => site !== 'unknown');
  return placed.length > 0 ? placed : scores;
}

/**
 * The newest scores of the limb that hurts most, where any names a limb: what the back hurts, or the other leg, says
 * nothing of it. Where one names no side, all are of one limb.
 */
function newestOfLimb(scores: readonly PainScoreFact[]): readonly PainScoreFact[] {
  const ofLimbs = scores.filter(({ limbSide }) => limbSide !== undefined);
  const named = ofLimbs.length > 0 ? ofLimbs : scores;
  const isSided = named.every(({ limbSide }) => limbSide === 'left' || limbSide === 'right');
  if (!isSided) return newestOf(named);
  const leastOf = (some: readonly PainScoreFact[]): number =>
    Math.min(...some.map(({ score }) => score));
  return ['left', 'right']
    .map((side) => newestOf(named.filter(({ limbSide }) => limbSide === side)))
    .reduce((one, other) =>
      one.length === 0 || (other.length > 0 && leastOf(other) > leastOf(one)) ? other : one,
    );
}

/** Whether a score names a place of the spine, and no limb that its nerves serve. */
function isOfBack({ site, limbSide }: PainScoreFact): boolean {
  return Array.isArray(site) && limbSide === undefined;
}

/** The scores that are as new as any: of one day the last one, where their times are known. */
function newestOf(scores: readonly PainScoreFact[]): readonly PainScoreFact[] {
  let newest: ChartDate | undefined;
  for (const { date } of scores) {
    if (date !== undefined && (newest === undefined || isNewer(date, newest))) newest = date;
  }
  const last = newest;
  return scores.filter(
    ({ date }) => date !== undefined && last !== undefined && isAsNew(date, last),
  );
}

/** A score that names no site, or one that is not known here, may be of the radicular pain. */
function mayBeAt(site: PainSite | undefined, levels: readonly BodyRegion[]): boolean {
  if (site === undefined || site === 'unknown') return true;
  return site !== 'elsewhere' && (levels.length === 0 || overlap(site, levels));
}

const functionalLoss = attestedCriterion({
  id: 'severe-radicular.functional-loss',
  question: 'Is there significant functional loss?',
  statements,
  silence: 'not-documented',
});

const sevenDays = criterion({
  id: 'severe-radicular.seven-days-of-treatment',
  question:
    'Did at least {severeRadicularTreatmentDays} days of provider-directed treatment bring no relief?',
  statements,
  decide(orderCase) {
    const { run } = orderCase.trial();
    if (run === undefined)
      return notDocumented('No dated provider-directed treatment is documented');
    const evidence = run.treatments.map((treatment) => treatment.evidence);
    const { least, most } = duration(run);
    const needed = orderCase.readings.severeRadicularTreatmentDays;
    if (run.treatments.some((one) => one.outcome === 'improved' || one.outcome === 'resolved')) {
      return notMet('The treatment brought relief', evidence);
    }
    const relief = currentImprovement(orderCase);
    if (relief.length > 0) return notMet('The treatment brought relief', relief);
    const span = `${dayFrom(run.start.latest)} to ${dayFrom(run.end.earliest)}`;
    if (least >= needed) return met(`${least} days of treatment (${span})`, evidence);
    if (most < needed) return notMet(`${most} of ${needed} days of treatment (${span})`, evidence);
    return notDocumented('The dates of the treatment are not precise enough', evidence);
  },
});

/** An epidural injection or urgent surgery at the order's level, or an urgent referral; an elective operation is none. */
const plannedIntervention = criterion({
  id: 'severe-radicular.planned-intervention',
  question:
    'Is an intervention planned (epidural injection, urgent surgery, urgent referral to a spine specialist)?',
  statements,
  answeredSince: sinceAPlanHolds,
  decide(orderCase) {
    const planned = orderCase.chart.plannedProcedures.filter(
      ({ kind, regions, authored }) =>
        kind !== 'stimulator' &&
        (overlap(regions, orderCase.regions) ||
          (regions.length === 0 && (authored !== undefined || kind === 'urgent-spine-referral'))),
    );
    const pressing = planned.filter(
      ({ kind, urgency }) => kind === 'epidural-injection' || urgency === 'urgent',
    );
    if (pressing.length > 0) {
      return met(
        'An intervention is planned',
        pressing.map((procedure) => procedure.evidence),
      );
    }
    const open = planned.filter(({ urgency }) => urgency === undefined);
    return open.length > 0
      ? notDocumented(
          'An operation is planned; whether it is urgent is not documented',
          open.map((procedure) => procedure.evidence),
        )
      : notDocumented('No planned intervention is documented');
  },
});

const whenMriCannot = anyOf('lumbar-radiculopathy.ct.any-of', mriContraindicated, mriNondiagnostic);

const radicular: readonly Concept[] = [
  'lumbar-radiculopathy',
  'cervical-radicular-pain',
  'thoracic-radicular-pain',
];

/** That of the order's reason, where it is one (reading A52); else all that is there now. */
function radicularPain(orderCase: Case): readonly ConditionFact[] {
  const ofReason = presentFacts(orderCase, radicular, { anyLevel: true, reasonOnly: true });
  return ofReason.length > 0 ? ofReason : presentFacts(orderCase, radicular, { anyLevel: true });
}

/**
 * general-radiculopathy-2: severe radicular pain, at any level (reading A37), with the radiculopathy section's
 * studies.
 */
export const severeRadicularPain: RedFlag = {
  id: 'red-flag.severe-radicular-pain',
  title: 'Severe radicular pain',
  statements,
  criterion: composite({
    id: 'red-flag.severe-radicular-pain',
    question:
      'Is there severe radicular pain with functional loss, unrelieved by treatment, and an intervention planned?',
    statements,
    of: [painScore, functionalLoss, sevenDays, plannedIntervention],
    shortcut(orderCase) {
      if (!isAnyPresent(orderCase, radicular, { anyLevel: true }))
        return notMet('No radicular pain is documented');
      // Radicular pain whose severity nobody documented is not a half-documented red flag.
      const score = painScore.decide(orderCase);
      const isContradicted = orderCase.chart.contradicted('severe-radicular.pain-score');
      if (score.value !== 'not-documented' || isContradicted !== undefined) return undefined;
      // Where all else is documented only the number is missing.
      const isHalf = [functionalLoss, plannedIntervention].every(
        (one) => one.decide(orderCase).value === 'met',
      );
      return isHalf ? undefined : notMet('No severe radicular pain is documented');
    },
  }),
  regions: (orderCase) => levelsRecorded(radicularPain(orderCase).map(ownRegions), orderCase),
  studies: [
    { modality: 'MRI', regions: 'ordered', contrast: ['without', 'without-and-with'] },
    {
      modality: 'CT',
      regions: 'ordered',
      contrast: ['without'],
      requires: whenMriCannot,
      alternative: true,
    },
    {
      modality: 'CT-myelogram',
      regions: 'ordered',
      contrast: ['with'],
      requires: whenMriCannot,
      alternative: true,
    },
  ],
};
