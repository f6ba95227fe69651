import type { ChartStated } from './chart-stated.ts';
import { cite } from './cite.ts';
import { isCurrentCondition, isSuspected } from './condition-facts.ts';
import { chartDate } from './dates.ts';
import {
  allDevices,
  deviceFact,
  deviceInWords,
  deviceOfEntry,
  devicesOfProcedure,
  implantInserted,
  implantRemoved,
  implantStated,
  insertedDevice,
  mayNameMri,
  removedDevice,
  statedDevice,
  withoutReplaced,
} from './device-facts.ts';
import { devicesTold, wordsBesideRecord } from './devices-told.ts';
import type { Dropped } from './dropped.ts';
import { effectiveOf } from './effective-date.ts';
import { byReferenceText } from './fact-order.ts';
import {
  type Fields,
  fieldsOf,
  listOf,
  referenceOf,
  textOf,
  wordsOf,
  wordsWithCode,
} from './fields.ts';
import { containedAt, referenceTo } from './references.ts';
import { isUnaskedCondition } from './says-nothing.ts';
import type { ChartDate, DeviceFact, RemovedImplantFact } from './types.ts';

/** A reference by what it is called; a concept as it is. */
function asConcept(pointer: Fields): Fields {
  return pointer.coding === undefined && pointer.text === undefined
    ? { text: textOf(pointer.display) ?? '' }
    : pointer;
}

/** What is implanted, or was: recorded as a device, put in or taken out by a procedure, or told of elsewhere. */
export class ChartDevices {
  readonly #asOf: Date;
  readonly #stated: ChartStated;
  readonly #removed: RemovedImplantFact[] = [];
  /** Those that a record of its own says to be there. */
  readonly recorded: DeviceFact[] = [];

  /** @param stated keeps those that are told of, and not recorded as devices */
  constructor(asOf: Date, stated: ChartStated) {
    this.#asOf = asOf;
    this.#stated = stated;
  }

  /** Reads a Device. @returns why it became no fact */
  add(device: Fields, reference: string): Dropped | undefined {
    const fact = deviceFact(device, reference);
    if (typeof fact === 'string') return fact;
    this.recorded.push(fact);
    return undefined;
  }

  /** Reads what some words say of a device and MRI. */
  addWords(words: string, reference: string): void {
    const device = deviceInWords(words, reference);
    if (device !== undefined) this.recorded.push(device);
  }

  #addEntry(words: string, reference: string): void {
    const device = deviceOfEntry(words, reference);
    if (device !== undefined) this.recorded.push(device);
  }

  /** Reads what the words beside a record tell of a device: its notes, its reasons, its text. */
  addTold(fields: Fields): void {
    const words = wordsBesideRecord(fields);
    if (words.length === 0) return;
    this.addAll(devicesTold(words, referenceTo(fields), effectiveOf(fields)));
  }

  /** Takes devices that are told of. */
  addAll(told: readonly DeviceFact[]): void {
    for (const device of told) this.#stated.addDevice(device);
  }

  /** Reads a Condition that is the state of having a device, or that says that MRI is contraindicated. */
  addCondition(condition: Fields): void {
    const isOfMri = mayNameMri(condition.code);
    if (!isOfMri && implantStated(condition.code) === undefined) return;
    if (isUnaskedCondition(condition) || !isCurrentCondition(condition)) return;
    const reference = referenceTo(condition);
    if (isOfMri) this.#addEntry(wordsOf(condition.code), reference);
    if (isSuspected(condition)) return;
    const since = chartDate(condition.onsetDateTime) ?? chartDate(condition.recordedDate);
    this.#stated.addDevice(statedDevice(condition, reference, since));
  }

  /** Reads a Flag in force that warns of MRI, or of an implant. */
  addFlag(flag: Fields, reference: string): void {
    this.#addEntry(wordsOf(flag.code), reference);
    const since = chartDate(fieldsOf(flag.period)?.start);
    this.#stated.addDevice(statedDevice(flag, reference, since));
  }

  /** Reads a Procedure that put a device in, or took one out, and the devices that it names. */
  addProcedure(procedure: Fields, code: unknown, reference: string): void {
    if (implantInserted(code) !== undefined)
      this.#stated.addDevice(insertedDevice(procedure, reference, this.#asOf));
    if (implantRemoved(code) === undefined) {
      this.#addAt(devicesOfProcedure(procedure, this.#asOf), procedure, reference);
      return;
    }
    const removed = removedDevice(procedure, reference, this.#asOf);
    if (removed !== undefined) this.#removed.push(removed);
  }

  /** Reads that somebody has a device and uses it. */
  addUse(use: Fields, reference: string): void {
    this.#addAt(listOf(use.device), use, reference);
  }

  /** Reads a visit, or a report, in which a device was looked after: it is there. */
  addLookedAfter(concepts: readonly unknown[], reference: string, date: ChartDate | undefined) {
    for (const concept of concepts) {
      const kind = concept === undefined ? undefined : implantInserted(concept);
      if (kind === undefined) continue;
      const evidence = cite(reference, date, wordsWithCode(concept));
      this.#stated.addDevice({ kind, mri: 'unknown', since: date, evidence });
    }
  }

  /** The devices that a record points at and holds itself, or calls by their names. */
  #addAt(pointers: readonly Fields[], holder: Fields, reference: string): void {
    for (const pointer of pointers) {
      const held = containedAt(referenceOf(pointer) ?? '', holder.contained);
      if (held?.resourceType === 'Device') this.add(held, reference);
      else this.#stated.addDevice(statedDevice({ code: asConcept(pointer) }, reference, undefined));
    }
  }

  /** All that is there, by reference. */
  all(): readonly DeviceFact[] {
    return allDevices(this.recorded, this.#stated.devices).sort(byReferenceText);
  }

  /** What was taken out, and nothing of its kind put in since. */
  removed(): readonly RemovedImplantFact[] {
    return withoutReplaced(this.#removed, [...this.recorded, ...this.#stated.devices]);
  }
}
