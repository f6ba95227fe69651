import { type IllnessOperated, illnessOperated } from '../terminology/illnesses-operated.ts';
import { askedFact } from './asked-fact.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { isFuture } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { type Fields, firstMeaning, shortened, wordsWithCode } from './fields.ts';
import type { ChartDate, ConditionFact } from './types.ts';

const operatedFor = ofConcept((concept): IllnessOperated | undefined =>
  firstMeaning(concept, illnessOperated),
);

/**
 * What an operation of late was done for, where its code names it: an abscess that was drained. It is asked about, and supports
 * nothing.
 */
export function operatedFact(
  { code, status }: Fields,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  const illness = operatedFor(code);
  if (illness === undefined || status === 'not-done') return undefined;
  if (date !== undefined && (isFuture(date, asOf) || isLongAgo(date, asOf))) return undefined;
  return askedFact(
    new Set([illness.concept]),
    illness.regions,
    date,
    cite(reference, date, shortened(wordsWithCode(code))),
  );
}
