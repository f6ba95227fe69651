import { leavesImplantOpen } from '../terminology/implant-notes.ts';
import {
  type ImplantKind,
  implantInsertedBy,
  implantInsertedInText,
  implantInText,
  implantOfCoding,
  implantRemovedBy,
  implantRemovedInText,
  implantStatedInText,
  isPartOfImplant,
} from '../terminology/implants.ts';
import { forbidsMri, mriSafetyIn, namesMri } from '../terminology/phrases.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture, isOnOrAfter } from './dates.ts';
import type { Dropped } from './dropped.ts';
import {
  type Fields,
  fieldsOf,
  firstMeaning,
  listOf,
  textOf,
  wordsOf,
  wordsWithCode,
} from './fields.ts';
import type { ChartDate, DeviceFact, RemovedImplantFact } from './types.ts';
import { answerGiven, saidOf } from './what-it-says.ts';

/**
 * A device that bears on MRI: one of which somebody says whether it is safe, or an implant of a kind that matters.
 * Where its own records contradict each other, its safety is unknown. For any other device, why it does not count.
 */
export function deviceFact(device: Fields, reference: string): DeviceFact | Dropped {
  const names = listOf(device.deviceName).map((name) => textOf(name.name) ?? '');
  const words = [
    ...listOf(device.safety).map(wordsOf),
    wordsOf(device.type),
    ...names,
    ...listOf(device.note).map((note) => textOf(note.text) ?? ''),
  ].filter((one) => one !== '');
  const called = [wordsOf(device.type), ...names];
  const kind = kindOf(device, called);
  const said = new Set(words.map(writtenSafety).filter((one) => one !== undefined));
  if (said.size === 0 && kind === undefined) return 'unused';
  const [only] = said;
  const isClear =
    said.size === 1 && only !== undefined && device.status !== 'unknown' && !isInDoubt(device);
  return {
    kind,
    mri: isClear ? only : 'unknown',
    ...(called.some(isPartOfImplant) ? { isPart: true } : {}),
    since: chartDate(device.manufactureDate),
    evidence: { reference, text: words[0] ?? 'Device' },
  };
}

function writtenSafety(words: string): DeviceFact['mri'] | undefined {
  return forbidsMri(words) ? 'unsafe' : mriSafetyIn(words);
}

/** Whether its own words, or the notes on it, say that it may not be there, though its status does not. */
function isInDoubt({ statusReason, note }: Fields): boolean {
  return [
    ...listOf(statusReason).map(wordsOf),
    ...listOf(note).map(({ text }) => textOf(text) ?? ''),
  ].some((text) => mriSafetyIn(text) === undefined && leavesImplantOpen(text));
}

function kindOf(device: Fields, names: readonly string[]): ImplantKind | undefined {
  const coded = firstMeaning(device.type, implantOfCoding);
  if (coded !== undefined) return coded;
  for (const name of names) {
    const kind = implantInText(name);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** Whether what a concept is called may speak of MRI. */
export const mayNameMri = ofConcept((concept) => namesMri(wordsOf(concept)));

/**
 * What the words of a Condition, or of an Observation that asks for it, say of an implant and MRI: "MRI unsafe pacemaker",
 * "MRI contraindicated due to aneurysm clip" (formal logic, `mri-contraindicated`). Words that clear MRI are not taken
 * for the clearance of a device. Words that leave it open ("unable to have MRI this week") are asked about.
 */
export function deviceInWords(words: string, reference: string): DeviceFact | undefined {
  if (!namesMri(words)) return undefined;
  const said = mriSafetyIn(words);
  const kind = said === undefined ? undefined : implantInText(words);
  if (said === undefined || said === 'conditional') return undefined;
  return { kind, mri: said, evidence: { reference, text: words } };
}

/** The same of an entry of its own, a Condition or a Flag: "No MRI" stands there for nothing else. */
export function deviceOfEntry(words: string, reference: string): DeviceFact | undefined {
  if (!forbidsMri(words)) return deviceInWords(words, reference);
  return { kind: implantInText(words), mri: 'unsafe', evidence: { reference, text: words } };
}

/** The kind of implant that a diagnosis says is there: by its code, else by its words. */
export const implantStated = ofConcept(
  (code): ImplantKind | undefined =>
    firstMeaning(code, implantOfCoding) ?? implantStatedInText(wordsOf(code)),
);

/** The implant that a Condition says is there ("Cardiac pacemaker in situ"): whether it is safe in MRI nobody said. */
export function statedDevice(
  { code }: Fields,
  reference: string,
  since: ChartDate | undefined,
): DeviceFact | undefined {
  const kind = implantStated(code);
  return (
    kind && { kind, mri: 'unknown', since, evidence: { reference, text: wordsWithCode(code) } }
  );
}

/** The kind of device that a procedure of this code puts in. */
export const implantInserted = ofConcept(
  (code): ImplantKind | undefined =>
    firstMeaning(code, implantInsertedBy) ?? implantInsertedInText(wordsOf(code)),
);

/**
 * The words of an Observation that tell of MRI: its value and its notes, and its name unless that is a question or was
 * not found. Empty where none does, or where the Observation denies what it names.
 */
export function safetyWords(observed: Fields): string {
  const { code, valueString, valueCodeableConcept, note } = observed;
  const isNamed = mayNameMri(code);
  const isSilent = valueString === undefined && valueCodeableConcept === undefined;
  if (isSilent && note === undefined && !isNamed) return '';
  const told = [
    textOf(valueString) ?? '',
    mayNameMri(valueCodeableConcept) ? wordsOf(valueCodeableConcept) : '',
    ...listOf(note).map(({ text }) => textOf(text) ?? ''),
  ].filter(namesMri);
  if (told.length === 0 && !isNamed) return '';
  const said = saidOf(observed);
  // What is normal in words that warn of MRI is something else: "MR unsafe pacemaker, lead impedance normal".
  const isOfSomethingElse = told.length > 0 && answerGiven(observed) !== 'no';
  if (said === 'denied' && !isOfSomethingElse) return '';
  const name = isNamed && said === 'found' ? wordsOf(code) : '';
  return (name === '' || name.includes('?') ? told : [name, ...told]).join('. ');
}

/** The device that a completed procedure has put in: whether it is safe in MRI, only the device itself could tell. */
export function insertedDevice(
  procedure: Fields,
  reference: string,
  asOf: Date,
): DeviceFact | undefined {
  const kind = implantInserted(procedure.code);
  const done = kind && doneWhen(procedure, asOf);
  if (done === undefined) return undefined;
  const evidence = cite(reference, done.date, wordsWithCode(procedure.code));
  return { kind, mri: 'unknown', since: done.date, evidence };
}

/** The kind of device that a procedure of this code takes out. */
export const implantRemoved = ofConcept(
  (code): ImplantKind | undefined =>
    firstMeaning(code, implantRemovedBy) ?? implantRemovedInText(wordsOf(code)),
);

/** The device that a completed procedure has taken out. */
export function removedDevice(
  procedure: Fields,
  reference: string,
  asOf: Date,
): RemovedImplantFact | undefined {
  const kind = implantRemoved(procedure.code);
  const done = kind && doneWhen(procedure, asOf);
  if (done === undefined || kind === undefined) return undefined;
  const evidence = cite(reference, done.date, wordsWithCode(procedure.code));
  return { kind, date: done.date, evidence };
}

/** What a completed procedure used or worked on, as references and concepts; nothing that it took out. */
export function devicesOfProcedure(procedure: Fields, asOf: Date): readonly Fields[] {
  const { usedCode, usedReference, focalDevice } = procedure;
  if (usedCode === undefined && usedReference === undefined && focalDevice === undefined) return [];
  if (doneWhen(procedure, asOf) === undefined) return [];
  const worked = listOf(focalDevice).flatMap(({ action, manipulated }) => {
    const device = fieldsOf(manipulated);
    return device === undefined || takesOut.test(wordsOf(action)) ? [] : [device];
  });
  return [...listOf(usedCode), ...listOf(usedReference), ...worked];
}

const takesOut = /\b(?:remov|explant|extract)/i;

/** When a procedure was completed, which nobody may say; undefined where it was not, or is still to come. */
function doneWhen(
  { status, performedDateTime, performedPeriod }: Fields,
  asOf: Date,
): { readonly date: ChartDate | undefined } | undefined {
  if (status !== 'completed') return undefined;
  const period = fieldsOf(performedPeriod);
  const date = chartDate(performedDateTime) ?? chartDate(period?.end) ?? chartDate(period?.start);
  return date !== undefined && isFuture(date, asOf) ? undefined : { date };
}

/** The implants that were taken out, without those of a kind that was put in, or said to be there, on that day or later. */
export function withoutReplaced(
  removed: readonly RemovedImplantFact[],
  told: readonly DeviceFact[],
): readonly RemovedImplantFact[] {
  const isThereSince = (one: RemovedImplantFact): boolean =>
    told.some(
      ({ kind, since }) =>
        kind === one.kind &&
        since !== undefined &&
        one.date !== undefined &&
        isOnOrAfter(since, one.date) === 'met',
    );
  return removed.filter((one) => !isThereSince(one));
}

/** The devices with those that only a procedure or a diagnosis tells of: a device with a record of its own takes their place. */
export function allDevices(
  devices: readonly DeviceFact[],
  told: readonly DeviceFact[],
): DeviceFact[] {
  const kinds = new Set(devices.map(({ kind }) => kind));
  return [...devices, ...told.filter(({ kind }) => !kinds.has(kind))];
}
