import { emergencyOfRow, namesRow } from '../terminology/nursing-rows.ts';
import { askedFact } from './asked-fact.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { isFuture } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { type Fields, shortened, wordsOf } from './fields.ts';
import { answerOf } from './measures.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { isUnanswered } from './what-it-says.ts';

const isRow = ofConcept((code) => namesRow(wordsOf(code)));

/** What a row of a flowsheet tells by its name and its value together ("Moves all extremities: no"): it is asked about. */
export function rowFact(
  observation: Fields,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  const { code, valueBoolean } = observation;
  if (!isRow(code) || isUnanswered(observation)) return undefined;
  if (date !== undefined && (isFuture(date, asOf) || isLongAgo(date, asOf))) return undefined;
  const name = wordsOf(code);
  const said = valueBoolean === false ? 'no' : answerOf(observation);
  const concept = emergencyOfRow(name, said);
  if (concept === undefined) return undefined;
  const evidence = cite(reference, date, shortened(`${name}: ${said}`));
  return askedFact(new Set([concept]), [], date, evidence);
}
