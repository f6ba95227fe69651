import {
  type ContactKind,
  contactByReason,
  contactInWords,
  contactKind,
  contactOfClass,
  contactOfType,
  isErrand,
  isOtherPlace,
  isOtherProfession,
  isOtherSpecialty,
  isStay,
  leftUnseen,
  type Said,
} from '../terminology/contacts.ts';
import { saysBetter } from '../terminology/course-words.ts';
import { saysNoComplaint } from '../terminology/purpose-words.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { isFuture, today } from './dates.ts';
import type { Dropped } from './dropped.ts';
import {
  type CodingFields,
  codingOf,
  codingsOf,
  type Fields,
  fieldsOf,
  listOf,
  textOf,
  wordsOf,
} from './fields.ts';
import { type Period, periodOf } from './period.ts';
import { referenceTo } from './references.ts';
import type { ChartDate, ConditionFact, EncounterFact } from './types.ts';

/** An Encounter with what is asked of it more than once. */
export interface Visit {
  readonly encounter: Fields;
  readonly reference: string;
  readonly period: Period;
}

/** Reads when an Encounter was. */
export function visitOf(encounter: Fields): Visit {
  return { encounter, reference: referenceTo(encounter), period: periodOf(encounter.period) };
}

/**
 * An Encounter that took place, or is under way (reading A65: one of the past that nobody closed counts, one
 * that is planned or cancelled does not); else why it does not count.
 */
export function encounterFact(
  { encounter, reference, period }: Visit,
  asOf: Date,
  reasons: readonly ConditionFact[] = [],
): EncounterFact | Dropped {
  const date = period.start ?? period.end;
  const finished = encounter.status === 'finished';
  if (!finished && !isUnderWay(encounter, date, asOf)) return 'not-done';
  if (date !== undefined && isFuture(date, asOf)) return 'future';
  const notClosed = !finished && date !== undefined && date.latest < today(asOf);
  const { kind, text } = contactOf(encounter);
  const better = listOf(encounter.reasonCode).flatMap((reason) => saidBetter(reason) ?? [])[0];
  return {
    kind,
    inPerson: kind === 'in-person',
    reasons,
    date,
    until: lastDayOf(encounter, period.end, date, asOf),
    notClosed: notClosed || undefined,
    ...(better === undefined ? {} : { saysBetter: cite(reference, date, better) }),
    evidence: cite(reference, date, notClosed ? `${text} (not closed in the record)` : text),
  };
}

/** The last day of a stay that ended on another day than it began; undefined for a visit. */
function lastDayOf(
  encounter: Fields,
  end: ChartDate | undefined,
  date: ChartDate | undefined,
  asOf: Date,
): ChartDate | undefined {
  if (end === undefined || date === undefined || end.earliest <= date.latest) return undefined;
  const code = classOf(encounter)?.code;
  return code !== undefined && isStay(code) && !isFuture(end, asOf) ? end : undefined;
}

function classOf(encounter: Fields): CodingFields | undefined {
  const fields = fieldsOf(encounter.class);
  return fields === undefined ? undefined : (codingOf(fields) ?? codingsOf(fields)[0]);
}

const usualText: Readonly<Record<ContactKind, string>> = {
  'in-person': 'Visit in person',
  remote: 'Virtual visit',
  therapy: 'Visit for therapy',
  'among-clinicians': 'Clinicians about the patient',
  'no-evaluation': 'Entry without an evaluation',
  unknown: 'Contact of an unknown kind',
};

/** The kind of a contact, from its class, type and service type and the words of all three; and what it is called. */
function contactOf(encounter: Fields): { readonly kind: ContactKind; readonly text: string } {
  const classCoding = classOf(encounter);
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
  // A place tells no more than that nobody was there: "Telehealth - patient home".
  for (const { location } of listOf(encounter.location)) {
    const place = contactInWords(textOf(fieldsOf(location)?.display) ?? '');
    if (place === 'remote') said.push(place);
  }
  const leaving = fieldsOf(encounter.hospitalization)?.dischargeDisposition;
  const isUnseen = saysLeftUnseen(leaving) || listOf(encounter.reasonCode).some(saysLeftUnseen);
  const told =
    isUnseen || isOfOtherService(encounter) ? 'no-evaluation' : contactKind(said, ofClass);
  const isTyped = said.includes('in-person') && encounter.type !== undefined && name !== undefined;
  const [byReason] = isTyped
    ? []
    : listOf(encounter.reasonCode).flatMap((reason) => contactByReason(wordsOf(reason)) ?? []);
  const isErrand = told !== 'in-person' && isOfErrands(encounter);
  const kind = isErrand ? 'no-evaluation' : told === 'in-person' && byReason ? byReason : told;
  return { kind, text: name ?? textOf(fieldsOf(encounter.class)?.display) ?? usualText[kind] };
}

/** A visit to a service that looks after other parts of the body, for no stated reason. */
function isOfOtherService(encounter: Fields): boolean {
  const { serviceType, reasonCode, reasonReference, diagnosis, location, participant } = encounter;
  const isUnexplained =
    reasonCode === undefined && reasonReference === undefined && diagnosis === undefined;
  if (!isUnexplained) return false;
  const places = listOf(location).flatMap((one) => textOf(fieldsOf(one.location)?.display) ?? []);
  const people = listOf(participant).flatMap(
    ({ individual }) => textOf(fieldsOf(individual)?.display) ?? [],
  );
  return (
    (serviceType !== undefined && listOf(serviceType).every(isNamedOther)) ||
    (places.length > 0 && places.every(isOtherPlace)) ||
    (people.length > 0 && people.every(isOtherProfession))
  );
}

const isNamedOther = ofConcept((concept) => isOtherSpecialty(wordsOf(concept)));

/** A call whose reasons name no complaint, but an appointment, a refill or an authorization. */
function isOfErrands({ reasonCode, reasonReference }: Fields): boolean {
  const reasons = listOf(reasonCode);
  return reasons.length > 0 && reasonReference === undefined && reasons.every(isOfErrand);
}

const isOfErrand = ofConcept((concept) => isErrand(wordsOf(concept)));

/** `in-progress` since whenever it began; `arrived` only today. */
function isUnderWay({ status }: Fields, date: ChartDate | undefined, asOf: Date): boolean {
  if (date === undefined) return false;
  if (status === 'in-progress') return true;
  if (status !== 'arrived') return false;
  const day = today(asOf);
  return date.earliest <= day && date.latest >= day;
}

/** Whether a reason of a visit, or how it ended, says that nobody saw the patient. */
export const saysLeftUnseen = ofConcept((concept) => leftUnseen(wordsOf(concept)));

/** The words of a reason that say that the complaint gets better, or that there is none. */
const saidBetter = ofConcept((concept): string | undefined => {
  const said = wordsOf(concept);
  return saysBetter(said, false) || saysNoComplaint(said) ? said : undefined;
});
