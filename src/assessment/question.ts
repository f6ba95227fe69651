import { answersOfLately, redFlagsOfLately } from '../chart/answers-of-lately.ts';
import { chartOfEpisode } from '../chart/chart-of-episode.ts';
import { dateOfDay, isBefore } from '../chart/dates.ts';
import { newsDays } from '../chart/how-long.ts';
import { spokenInEpisode } from '../chart/spoken-in-episode.ts';
import type {
  Chart,
  ChartDate,
  ConditionFact,
  Day,
  DraftOrder,
  RedFlagMention,
} from '../chart/types.ts';
import type { Case, CaseFacts, Episode } from '../guideline/case.ts';
import { conceptsOf, overlap } from '../guideline/case.ts';
import { ownRegions } from '../guideline/fact-regions.ts';
import type { Indication } from '../guideline/indication.ts';
import type { Policies, Policy } from '../guideline/policy.ts';
import { presentFacts } from '../guideline/present-facts.ts';
import { everyRegion } from '../terminology/body-sites.ts';
import { spineComplaints } from '../terminology/complaints.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';
import { CaseEvaluator } from './case-evaluator.ts';
import { episodeOfRedFlags, readEpisode, shownRegions } from './episode.ts';
import {
  deficitsIn,
  foundRedFlags,
  type RedFlagReview,
  reviewRedFlags,
} from './red-flag-review.ts';

/** What all orders of a call are assessed with. */
export interface AssessmentContext {
  readonly asOf: Date;
  readonly today: Day;
  readonly chart: Chart;
  readonly draftOrders: readonly DraftOrder[];
  /** Each order is judged by the one in force on its day of service. */
  readonly policies: Policies;
  /** By order: the red flags that its own words name. */
  readonly mentions: ReadonlyMap<DraftOrder['resource'], readonly RedFlagMention[]>;
}

/** An indication of the patient, with the order as a case of it. */
export interface IndicationCase {
  readonly indication: Indication;
  readonly evaluator: CaseEvaluator;
}

/** What is to be decided about one order: frozen, and all that `decide` looks at. */
export interface Question {
  /** The order as a case of its own reason, with the red flags that were found. */
  readonly evaluator: CaseEvaluator;
  readonly redFlags: RedFlagReview;
  /** The indications that the ordered study is judged under. */
  readonly indications: readonly IndicationCase[];
  /** Those that the chart documents at this level, whether or not they say anything of this kind of study. */
  readonly documented: readonly IndicationCase[];
}

/** Puts the question about one order: its levels, the episode of its reason, its red flags and its indications. */
export function ask(order: DraftOrder, context: AssessmentContext, policy: Policy): Question {
  const regions = shownRegions(order);
  const chart = context.chart.of({
    reference: order.reference,
    regions,
    levelsOf: (reference) => {
      const other = context.draftOrders.find((one) => one.reference === reference);
      return other === undefined ? undefined : shownRegions(other);
    },
  });
  const probe = { order, draftOrders: context.draftOrders, chart, regions };
  const presence = presentFacts(probe, complaints);
  const lately = recentOf(context.today, policy);
  const episode = upTo(context.today, readEpisode(order, chart, regions));
  const base: CaseFacts = {
    asOf: context.asOf,
    today: context.today,
    episode,
    chart: chartIn(episode, chart, lately, context.today),
    order,
    mentions: context.mentions.get(order.resource) ?? [],
    draftOrders: context.draftOrders,
    regions,
    presence,
    concepts: conceptsOf(presence),
    redFlags: [],
    deficits: [],
    readings: policy.readings,
    indications: policy.indications,
    roles: policy.roles,
  };
  const redFlags = reviewRedFlags(
    new CaseEvaluator(amongRecent(base, chart, lately)),
    policy.redFlags,
  );
  const evaluator = new CaseEvaluator({
    ...base,
    redFlags: foundRedFlags(redFlags),
    deficits: deficitsIn(redFlags),
  });
  const documented: IndicationCase[] = [];
  for (const indication of policy.indications) {
    const one = caseOf(indication, evaluator.orderCase);
    if (one !== undefined) documented.push(one);
  }
  return Object.freeze({
    evaluator,
    redFlags,
    indications: judged(documented, evaluator.orderCase),
    documented,
  });
}

/**
 * The case as the red flags see it: with the episode in which they are new, and the answers of the weeks before it.
 * @param chart what is there of all episodes
 * @param lately the first day of the weeks that are recent by the readings
 */
function amongRecent(base: CaseFacts, chart: Chart, lately: ChartDate): CaseFacts {
  const episode = episodeOfRedFlags(base.episode, lately);
  const own =
    episode === base.episode
      ? base
      : { ...base, episode, chart: chartIn(episode, chart, lately, base.today) };
  if (!chart.isAttested) return own;
  const { start } = episode;
  const isYoung = start !== undefined && isBefore(lately, start) !== 'not-met';
  return { ...own, recent: chartOfEpisode(chart, isYoung ? lately : start, 'perhaps') };
}

/** An episode of which only the year or the month is known has begun by now. */
function upTo(today: Day, episode: Episode): Episode {
  const { start, reference } = episode;
  const until = (date: ChartDate): ChartDate =>
    date.latest > today && date.earliest <= today ? { ...date, latest: today } : date;
  return start === undefined || reference === undefined
    ? episode
    : { ...episode, start: until(start), reference: until(reference) };
}

/** The first day of the weeks that are recent by the readings. */
function recentOf(today: Day, { readings }: Policy): ChartDate {
  return dateOfDay(today - readings.trialRecentDays);
}

/**
 * Whether an answer given in the episode may be of long ago: no start is known, or it is that of a condition that
 * lasts.
 */
function isLong({ start, lasts }: Episode): boolean {
  return start === undefined || lasts === true;
}

/** Whether an episode goes on for years: a red flag that was answered in an early one of them is asked about. */
function isOfYears({ start }: Episode, today: Day): boolean {
  return start !== undefined && today - start.latest > newsDays;
}

/** What the chart says of an episode. */
function chartIn(episode: Episode, chart: Chart, lately: ChartDate, today: Day): Chart {
  const { start } = episode;
  const spoken = spokenInEpisode(chartOfEpisode(chart, start), start);
  if (isLong(episode)) return answersOfLately(spoken, lately);
  return isOfYears(episode, today) ? redFlagsOfLately(spoken, dateOfDay(today - newsDays)) : spoken;
}

/** Complaints that an order at their level is for, where no section's own condition is. */
const complaints: readonly Concept[] = [
  ...spineComplaints,
  'sacrococcygeal-disorder',
  'myelopathy',
];

/**
 * The order as a case of an indication: none where the indication is not the patient's, or not at a level that it
 * covers.
 */
function caseOf(indication: Indication, orderCase: Case): IndicationCase | undefined {
  const { levels, liesAnywhere } = indication;
  if (levels !== undefined && !overlap(levels, orderCase.regions)) return undefined;
  const facts = indication.appliesTo(orderCase);
  if (facts === undefined) return undefined;
  const presence =
    levels === undefined || liesAnywhere === true
      ? facts
      : facts.filter((fact) => isAt(fact, levels));
  if (facts.length > 0 && presence.length === 0) return undefined;
  const ofIndication =
    presence.length > 0
      ? {
          ...orderCase,
          presence,
          concepts: conceptsOf(presence),
          regions: levelsJudged(presence, orderCase),
        }
      : orderCase;
  return { indication, evaluator: new CaseEvaluator(ofIndication) };
}

/**
 * The levels at which an indication is judged: those that the order shows; of a study that shows all of them those of its
 * facts, so that no fact of another level is put together with them (reading A43).
 */
function levelsJudged(presence: readonly ConditionFact[], orderCase: Case): readonly BodyRegion[] {
  const { regions, chart } = orderCase;
  if (regions.length < everyRegion.length) return regions;
  const levels = presence.flatMap((fact) => {
    const own = ownRegions(fact);
    return own.length === 0 && fact.concepts.has('post-operative-status')
      ? chart.surgeries.flatMap((surgery) => surgery.regions)
      : own;
  });
  return levels.length > 0 ? [...new Set(levels)] : regions;
}

/** Whether one of the order's own reasons makes the indication apply. */
export function isForReason({ presence, order }: Case): boolean {
  return presence.some((fact) => order.reasons.includes(fact));
}

function isAt(fact: ConditionFact, levels: readonly BodyRegion[]): boolean {
  return fact.regions.length === 0 || overlap(fact.regions, levels);
}

/**
 * Those under which this kind of study is judged. A recognised specific indication is not escaped into the
 * general one (reading A27): one that is the order's reason, or a painful one of this level. A condition of
 * another kind on the problem list (a syrinx, a plan) takes no complaint away.
 */
function judged(documented: readonly IndicationCase[], orderCase: Case): readonly IndicationCase[] {
  const { modality } = orderCase.order.study;
  const isCrossSectional = modality === 'MRI' || modality === 'CT';
  const concerned = documented.filter(
    ({ indication }) =>
      isCrossSectional || indication.studies.some((entry) => entry.modality === modality),
  );
  const isRecognised = concerned.some(
    ({ indication, evaluator }) =>
      indication.general !== true &&
      indication.isUnplaced?.(orderCase) !== true &&
      (indication.isPain === true || isForReason(evaluator.orderCase)),
  );
  return isRecognised
    ? concerned.filter(({ indication }) => indication.general !== true)
    : concerned;
}
