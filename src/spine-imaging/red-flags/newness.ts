import { isOnOrAfter } from '../../chart/dates.ts';
import { newsDays } from '../../chart/how-long.ts';
import type { ChartDate, ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import type { Finding } from '../../logic/finding.ts';
import type { Concept } from '../../terminology/types.ts';

/** Within the guideline's own "recent" of the order. */
export function isRecent(date: ChartDate, orderCase: Case): boolean {
  return orderCase.today - date.earliest <= orderCase.readings.trialRecentDays;
}

/** So long ago that it is nothing new, however long the episode lasts. */
export function isOfYearsAgo(date: ChartDate, { today }: Case): boolean {
  return today - date.latest > newsDays;
}

/**
 * Whether a dated finding was made in this episode. Without a documented onset of the episode a finding of
 * the last twelve weeks was, of an older one it is open.
 */
export function isOfEpisode(date: ChartDate, orderCase: Case): Finding['value'] {
  const { start, lasts } = orderCase.episode;
  const since = start === undefined ? 'not-documented' : isOnOrAfter(date, start);
  // Whatever happened in the years of a condition that lasts is not new for that.
  if (lasts === true && since === 'met' && !isRecent(date, orderCase)) return 'not-documented';
  // What began lately is not old because nobody wrote the day on which the complaint began (reading A10).
  return since === 'not-documented' && isRecent(date, orderCase) ? 'met' : since;
}

/** Whether a dated finding is new: made in this episode, and not years ago in one that lasts for years, which is open. */
export function isNew(date: ChartDate, orderCase: Case): Finding['value'] {
  const since = isOfEpisode(date, orderCase);
  return since === 'met' && isOfYearsAgo(date, orderCase) ? 'not-documented' : since;
}

/** A tumour stays until somebody says that it is gone. */
const staying: ReadonlySet<Concept> = new Set<Concept>(['spinal-neoplasm']);

/**
 * Whether an active record is of long before by all its dates: not certainly of the episode, or of years ago
 * (readings A3, A53). An emergency that nobody closed is asked about. The order's own reason is present.
 */
export function isOfLongBefore(fact: ConditionFact, orderCase: Case): boolean {
  if (orderCase.order.reasons.includes(fact)) return false;
  const stays = [...fact.concepts].some((concept) => staying.has(concept));
  const dates = datesOf(fact);
  return (
    dates.length > 0 &&
    dates.every(
      (date) =>
        !isRecent(date, orderCase) &&
        (stays ? isOfEpisode(date, orderCase) === 'not-met' : isNew(date, orderCase) !== 'met'),
    )
  );
}

function datesOf({ onset, recorded, spokenOn }: ConditionFact): readonly ChartDate[] {
  const spoken = spokenOn === 'unknown' ? undefined : spokenOn;
  return [onset, recorded, spoken].flatMap((date) => date ?? []);
}

/** Whether an active fact is one of the episode or of the last twelve weeks, or the undated reason of this very order. */
export function isNow(fact: ConditionFact, orderCase: Case): boolean {
  if (fact.onset === undefined && fact.origin === 'order-reason') return true;
  const [date] = datesOf(fact);
  if (date === undefined) return false;
  const since = isNew(date, orderCase);
  const isOfLately = fact.onset !== undefined && isRecent(fact.onset, orderCase);
  return (
    since === 'met' ||
    (since === 'not-met' && isOfLately && !orderCase.order.reasons.includes(fact))
  );
}

/** The same, or it was found earlier in the episode, or may have been in the last twelve weeks: it is asked about. */
export function mayBeNow(fact: ConditionFact, orderCase: Case): boolean {
  const [date] = datesOf(fact);
  return (
    isNow(fact, orderCase) ||
    (date !== undefined && (mayBeRecent(date, orderCase) || isOfEpisode(date, orderCase) === 'met'))
  );
}

/** Some day that a date can denote is within the guideline's own "recent" of the order. */
export function mayBeRecent(date: ChartDate, { today, readings }: Case): boolean {
  return today - date.latest <= readings.trialRecentDays;
}
