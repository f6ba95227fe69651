import { cite } from './cite.ts';
import { chartDate, isFuture, today } from './dates.ts';
import type { Dropped } from './dropped.ts';
import { codeOf, codingsOf, type Fields, fieldsOf, listOf, textOf, wordsOf } from './fields.ts';
import type { ChartDate, EncounterFact } from './types.ts';

/** Encounters that are no visit in person, whatever their class says. */
const remote = /\b(telephone|phone|virtual|video|telehealth|telemedicine|e-?visit)\b/i;
const inPersonClasses = new Set([
  'AMB',
  'EMER',
  'IMP',
  'ACUTE',
  'NONAC',
  'OBSENC',
  'SS',
  'HH',
  'FLD',
]);

/** An Encounter that took place, or is under way today; else why it does not count. */
export function encounterFact(
  encounter: Fields,
  reference: string,
  asOf: Date,
): EncounterFact | Dropped {
  const date = chartDate(fieldsOf(encounter.period)?.start);
  if (encounter.status !== 'finished' && !isUnderWay(encounter, date, asOf)) return 'not-done';
  if (date !== undefined && isFuture(date, asOf)) return 'future';
  const code = textOf(fieldsOf(encounter.class)?.code) ?? codeOf(encounter.class) ?? '';
  const types = listOf(encounter.type);
  const words = types.map(wordsOf);
  for (const one of types) {
    for (const coding of codingsOf(one)) words.push(coding.display ?? '');
  }
  const inPerson = inPersonClasses.has(code) && !words.some((one) => remote.test(one));
  const said = words.find((one) => one !== '') ?? textOf(fieldsOf(encounter.class)?.display);
  const text = said ?? (inPerson ? 'Visit in person' : 'Virtual visit');
  return { inPerson, date, evidence: cite(reference, date, text) };
}

function isUnderWay({ status }: Fields, date: ChartDate | undefined, asOf: Date): boolean {
  if (date === undefined || (status !== 'in-progress' && status !== 'arrived')) return false;
  const day = today(asOf);
  return date.earliest <= day && date.latest >= day;
}
