import {
  type ContactKind,
  contactInWords,
  contactKind,
  contactOfClass,
  contactOfType,
  leftUnseen,
  type Said,
} from '../terminology/contacts.ts';
import { cite } from './cite.ts';
import { chartDate, isFuture, today } from './dates.ts';
import type { Dropped } from './dropped.ts';
import { codingOf, codingsOf, type Fields, fieldsOf, listOf, textOf, wordsOf } from './fields.ts';
import type { ChartDate, ConditionFact, EncounterFact } from './types.ts';

/**
 * An Encounter that took place, or is under way (reading A65: one of the past that nobody closed counts, one
 * that is planned or cancelled does not); else why it does not count.
 */
export function encounterFact(
  encounter: Fields,
  reference: string,
  asOf: Date,
  reasons: readonly ConditionFact[] = [],
): EncounterFact | Dropped {
  const period = fieldsOf(encounter.period);
  const date = chartDate(period?.start) ?? chartDate(period?.end);
  const finished = encounter.status === 'finished';
  if (!finished && !isUnderWay(encounter, date, asOf)) return 'not-done';
  if (date !== undefined && isFuture(date, asOf)) return 'future';
  const notClosed = !finished && date !== undefined && date.latest < today(asOf);
  const { kind, text } = contactOf(encounter);
  return {
    kind,
    inPerson: kind === 'in-person',
    reasons,
    date,
    notClosed: notClosed || undefined,
    evidence: cite(reference, date, notClosed ? `${text} (not closed in the record)` : text),
  };
}

const usualText: Readonly<Record<ContactKind, string>> = {
  'in-person': 'Visit in person',
  remote: 'Virtual visit',
  therapy: 'Visit for therapy',
  'no-evaluation': 'Entry without an evaluation',
  unknown: 'Contact of an unknown kind',
};

/** The kind of a contact, from its class, type and service type and the words of all three; and what it is called. */
function contactOf(encounter: Fields): { readonly kind: ContactKind; readonly text: string } {
  const classFields = fieldsOf(encounter.class);
  const classCoding =
    classFields === undefined ? undefined : (codingOf(classFields) ?? codingsOf(classFields)[0]);
  const ofClass =
    classCoding === undefined ? undefined : contactOfClass(classCoding.code, classCoding.display);
  const said: Said[] = [];
  let name: string | undefined;
  for (const one of [...listOf(encounter.type), ...listOf(encounter.serviceType)]) {
    const words = wordsOf(one);
    name ??= words === '' ? undefined : words;
    said.push(contactInWords(words));
    for (const { system, code, display } of codingsOf(one)) {
      said.push(contactOfType(system, code));
      if (display !== undefined && display !== words) said.push(contactInWords(display));
    }
  }
  const leaving = wordsOf(fieldsOf(encounter.hospitalization)?.dischargeDisposition);
  const kind = leftUnseen(leaving) ? 'no-evaluation' : contactKind(said, ofClass);
  return { kind, text: name ?? textOf(classFields?.display) ?? usualText[kind] };
}

/** `in-progress` since whenever it began; `arrived` only today. */
function isUnderWay({ status }: Fields, date: ChartDate | undefined, asOf: Date): boolean {
  if (date === undefined) return false;
  if (status === 'in-progress') return true;
  if (status !== 'arrived') return false;
  const day = today(asOf);
  return date.earliest <= day && date.latest >= day;
}
