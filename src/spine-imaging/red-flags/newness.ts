import { isOnOrAfter } from '../../chart/dates.ts';
import type { ChartDate, ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import type { Finding } from '../../logic/finding.ts';

/** Within the guideline's own "recent" of the order. */
export function isRecent(date: ChartDate, orderCase: Case): boolean {
  return orderCase.today - date.earliest <= orderCase.readings.trialRecentDays;
}

/**
 * Whether a dated finding is new in this episode. Without a documented onset of the episode a finding of
 * the last twelve weeks is new, an older one is open.
 */
export function isNew(date: ChartDate, orderCase: Case): Finding['value'] {
  const { start, lasts } = orderCase.episode;
  const since = start === undefined ? 'not-documented' : isOnOrAfter(date, start);
  // Whatever happened in the years of a condition that lasts is not new for that.
  if (lasts === true && since === 'met' && !isRecent(date, orderCase)) return 'not-documented';
  // What began lately is not old because nobody wrote the day on which the complaint began (reading A10).
  return since === 'not-documented' && isRecent(date, orderCase) ? 'met' : since;
}

/**
 * Whether an active record is of long before the episode by all its dates (reading A53): an emergency of years ago that
 * nobody closed is asked about. The order's own reason is present.
 */
export function isOfLongBefore(fact: ConditionFact, orderCase: Case): boolean {
  if (orderCase.order.reasons.includes(fact)) return false;
  const spoken = fact.spokenOn === 'unknown' ? undefined : fact.spokenOn;
  const dates = [fact.onset, fact.recorded, spoken].flatMap((date) => date ?? []);
  return (
    dates.length > 0 &&
    dates.every((date) => !isRecent(date, orderCase) && isNew(date, orderCase) === 'not-met')
  );
}

/** Whether an active fact is one of the episode or of the last twelve weeks, or the undated reason of this very order. */
export function isNow(fact: ConditionFact, orderCase: Case): boolean {
  if (fact.onset === undefined && fact.origin === 'order-reason') return true;
  const spoken = fact.spokenOn === 'unknown' ? undefined : fact.spokenOn;
  const date = fact.onset ?? fact.recorded ?? spoken;
  if (date === undefined) return false;
  const since = isNew(date, orderCase);
  const isOfLately = fact.onset !== undefined && isRecent(fact.onset, orderCase);
  return (
    since === 'met' ||
    (since === 'not-met' && isOfLately && !orderCase.order.reasons.includes(fact))
  );
}
