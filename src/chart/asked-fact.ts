import type { BodyRegion, Concept } from '../terminology/types.ts';
import type { ChartDate, ConditionFact } from './types.ts';

/** What a finding lets suspect: it is asked about, and supports nothing. */
export function askedFact(
  concepts: ReadonlySet<Concept>,
  regions: readonly BodyRegion[],
  date: ChartDate | undefined,
  evidence: ConditionFact['evidence'],
): ConditionFact {
  return {
    concepts,
    regions,
    certainty: 'suspected',
    current: false,
    spokenOn: 'unknown',
    recorded: date,
    severe: false,
    bilateral: false,
    origin: 'observation',
    evidence,
  };
}
