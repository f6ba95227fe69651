import { organismOfBlood, organismOfSpine } from '../terminology/cultures.ts';
import type { Concept } from '../terminology/types.ts';
import { askedFact } from './asked-fact.ts';
import { cite } from './cite.ts';
import { isFuture } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { shortened } from './fields.ts';
import type { ChartDate, ConditionFact } from './types.ts';

const infection: ReadonlySet<Concept> = new Set<Concept>(['spinal-infection']);
const ofBlood: ReadonlySet<Concept> = new Set<Concept>(['possible-spinal-infection']);

/**
 * An organism that a laboratory found lately in a specimen of the spine, or in the blood: it is asked about, and supports
 * nothing.
 */
export function organismFact(
  name: string,
  results: readonly string[],
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (date === undefined || isFuture(date, asOf) || isLongAgo(date, asOf)) return undefined;
  const told = (sentence: string) =>
    cite(reference, date, shortened(name === '' ? sentence : `${name}: ${sentence}`));
  for (const result of results) {
    const sentence = organismOfSpine(name, result);
    if (sentence !== undefined) return askedFact(infection, [], date, told(sentence));
  }
  for (const result of results) {
    const sentence = organismOfBlood(name, result);
    if (sentence === undefined) continue;
    return { ...askedFact(ofBlood, [], date, told(sentence)), current: true, spokenOn: undefined };
  }
  return undefined;
}
