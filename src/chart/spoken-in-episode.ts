import { isOnOrAfter } from './dates.ts';
import type { Chart, ChartDate, ConditionFact } from './types.ts';

/**
 * The chart with the encounter diagnoses of the episode current, also those of more than twelve weeks ago
 * (reading A62). Without a documented start only the last twelve weeks count.
 */
export function spokenInEpisode(chart: Chart, start: ChartDate | undefined): Chart {
  if (start === undefined) return chart;
  const current = new Map<ConditionFact, ConditionFact>();
  for (const fact of chart.conditions) {
    if (fact.current || fact.spokenOn === undefined || fact.spokenOn === 'unknown') continue;
    if (isOnOrAfter(fact.spokenOn, start) === 'met') current.set(fact, { ...fact, current: true });
  }
  if (current.size === 0) return chart;
  const revived = (fact: ConditionFact): ConditionFact => current.get(fact) ?? fact;
  return {
    ...chart,
    conditions: chart.conditions.map(revived),
    conditionsOf: (concept) => chart.conditionsOf(concept).map(revived),
  };
}
