import type { Health } from './service-health.ts';
import type { CallKind } from './soak-calls.ts';
import { type Minute, MinuteRecord } from './soak-minute.ts';

/** What a soak has seen so far. */
export class SoakRecord {
  readonly minutes: Minute[] = [];
  /** What went wrong, and how often. */
  readonly errors: Record<string, number> = {};
  /** Milliseconds of every answered call, by kind. */
  readonly times = new Map<CallKind, number[]>();
  /** By how many milliseconds the load generator itself was late with each call. */
  readonly lateness: number[] = [];
  /** Feedback items that were answered 200. */
  acknowledged = 0;
  readonly #started = performance.now();
  #minute: MinuteRecord;
  #health: Health;

  constructor(before: Health) {
    this.#minute = new MinuteRecord(0, before);
    this.#health = before;
  }

  answered(kind: CallKind, milliseconds: number): void {
    this.#minute.times.push(milliseconds);
    const times = this.times.get(kind);
    if (times === undefined) this.times.set(kind, [milliseconds]);
    else times.push(milliseconds);
  }

  failed(what: string): void {
    this.errors[what] = (this.errors[what] ?? 0) + 1;
    this.#minute.errors += 1;
  }

  look(health: Health): void {
    this.#health = health;
    this.#minute.look(health);
  }

  endMinute(): Minute {
    const until = (performance.now() - this.#started) / 1000;
    const minute = this.#minute.end(until);
    this.minutes.push(minute);
    this.#minute = new MinuteRecord(until, this.#health);
    return minute;
  }
}
