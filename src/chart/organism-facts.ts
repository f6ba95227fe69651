import { organismOfSpine } from '../terminology/cultures.ts';
import type { Concept } from '../terminology/types.ts';
import { askedFact } from './asked-fact.ts';
import { cite } from './cite.ts';
import { isFuture } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { shortened } from './fields.ts';
import type { ChartDate, ConditionFact } from './types.ts';

const infection: ReadonlySet<Concept> = new Set<Concept>(['spinal-infection']);

/** An organism that a laboratory found lately in a specimen of the spine: it is asked about, and supports nothing. */
export function organismFact(
  name: string,
  results: readonly string[],
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (date === undefined || isFuture(date, asOf) || isLongAgo(date, asOf)) return undefined;
  for (const result of results) {
    const sentence = organismOfSpine(name, result);
    if (sentence === undefined) continue;
    const found = shortened(name === '' ? sentence : `${name}: ${sentence}`);
    return askedFact(infection, [], date, cite(reference, date, found));
  }
  return undefined;
}
