import { quantile } from './quantile.ts';
import type { Health } from './service-health.ts';

/** What was seen in one minute of a soak (the last can be shorter). */
export interface Minute {
  /** Seconds from the start of the load to the end of this minute. */
  readonly until: number;
  readonly calls: number;
  readonly errors: number;
  readonly perSecond: number;
  /** Milliseconds from when a call was due to the end of its answer. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** MB at the end of the minute. */
  readonly rss: number;
  /** The least that was seen, in MB: what is alive, with the least of what is not collected yet. */
  readonly heap: number;
  /** The worst that was seen. */
  readonly loop: number;
  /** Share of one core. */
  readonly cpu: number;
  readonly openFiles: number;
  readonly database: number;
}

/** Gathers a minute. */
export class MinuteRecord {
  readonly times: number[] = [];
  errors = 0;
  readonly #health: Health[] = [];
  readonly #since: number;
  readonly #cpuBefore: number;

  /** @param since seconds from the start of the load @param before the service at that time */
  constructor(since: number, before: Health) {
    this.#since = since;
    this.#cpuBefore = before.cpu;
  }

  look(health: Health): void {
    this.#health.push(health);
  }

  /** @param until seconds from the start of the load */
  end(until: number): Minute {
    const seconds = until - this.#since;
    const sorted = Float64Array.from(this.times).sort();
    const last = this.#health.at(-1);
    return {
      until,
      calls: sorted.length,
      errors: this.errors,
      perSecond: sorted.length / seconds,
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      longest: sorted.at(-1) ?? Number.NaN,
      rss: last?.rss ?? Number.NaN,
      heap: Math.min(...this.#health.map(({ heap }) => heap)),
      loop: Math.max(...this.#health.map(({ loop }) => loop)),
      cpu: ((last?.cpu ?? Number.NaN) - this.#cpuBefore) / seconds,
      openFiles: last?.openFiles ?? Number.NaN,
      database: last?.database ?? Number.NaN,
    };
  }
}
