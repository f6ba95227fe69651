import { type Json, objectOf } from './fields.ts';
import { parsed } from './json-text.ts';
import { type KnownAt, knownAt } from './known-at.ts';
import { momentOf } from './moment.ts';
import type { SilentLine } from './silent-lines.ts';

/** What a patient's records that say nothing still tell: that they are there, and from when on. */
export class SilentRecords {
  readonly patientId: string;
  #count = 0;
  /** The first instant at which one was recorded, in milliseconds since the epoch. */
  #earliest = Number.POSITIVE_INFINITY;
  /** Of those that don't say at which instant they were recorded. */
  readonly #others: (KnownAt | undefined)[] = [];

  constructor(patientId: string) {
    this.patientId = patientId;
  }

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** When those became known that don't say at which instant they were recorded; undefined where nothing says. */
  get others(): readonly (KnownAt | undefined)[] {
    return this.#others;
  }

  add({ instant, recorded, json }: SilentLine): void {
    this.#count += 1;
    if (Number.isNaN(instant)) this.#others.push(knownBy(recorded, json));
    else if (instant < this.#earliest) this.#earliest = instant;
  }

  /** Whether one was recorded by an instant. */
  isRecordedBy(instant: number): boolean {
    return this.#earliest <= instant;
  }

  /** A record that stands for all, of which nothing is told but whose it is. */
  standIn(): Json {
    return {
      resourceType: 'Observation',
      status: 'final',
      subject: { reference: `Patient/${this.patientId}` },
    };
  }
}

function knownBy(recorded: string | undefined, json: string): KnownAt | undefined {
  const moment = momentOf(recorded);
  return moment === undefined
    ? knownAt(objectOf(parsed(json)?.value) ?? {})
    : { moment, by: 'recorded' };
}
