import type { Mode } from './mode.ts';
import { BacktestError } from './problem.ts';

/** What a back-test is asked to do. */
export interface BacktestOptions {
  readonly exportFolder: string;
  readonly out: string;
  readonly keepIdentifiers: boolean;
  readonly pseudonymKeyFile: string | undefined;
  /** This process's shard, counted from 0, and how many there are. */
  readonly shard: number | undefined;
  readonly shards: number;
  readonly resume: boolean;
  /** `order`, or one day for all. */
  readonly asOf: string;
  readonly mode: Mode;
  readonly policy: string;
  readonly compare: string | undefined;
  readonly threads: number | undefined;
}

/** The options as they were typed. */
export interface BacktestWords {
  readonly out: string;
  readonly identifiers?: string;
  readonly pseudonymKey?: string;
  readonly shards?: string;
  readonly shard?: string;
  readonly resume?: true;
  readonly asOf?: string;
  readonly mode?: string;
  readonly policy?: string;
  readonly compare?: string;
  readonly threads?: string;
}

/**
 * Reads the options as they were typed.
 * @throws BacktestError that names the option, its value and what is expected
 */
export function readOptions(exportFolder: string, words: BacktestWords): BacktestOptions {
  if (words.identifiers !== undefined && words.identifiers !== 'keep') {
    throw new BacktestError(`--identifiers is "${words.identifiers}"; the only choice is keep.`);
  }
  const { mode = 'strict', asOf = 'order' } = words;
  if (mode !== 'strict' && mode !== 'lenient') {
    throw new BacktestError(`--mode is "${mode}"; expected strict or lenient.`);
  }
  if (asOf !== 'order' && Number.isNaN(dayEnd(asOf))) {
    throw new BacktestError(`--as-of is "${asOf}"; expected order or a date such as 2026-11-18.`);
  }
  const of = words.shard === undefined ? undefined : shardOf(words.shard);
  return {
    exportFolder,
    out: words.out,
    keepIdentifiers: words.identifiers === 'keep',
    pseudonymKeyFile: words.pseudonymKey,
    shard: of?.shard,
    shards: of?.shards ?? wholeNumber('--shards', words.shards ?? '1'),
    resume: words.resume === true,
    asOf,
    mode,
    policy: words.policy ?? 'default',
    compare: words.compare,
    threads: words.threads === undefined ? undefined : wholeNumber('--threads', words.threads),
  };
}

/** The last millisecond of a day, or NaN. */
export function dayEnd(day: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T23:59:59.999Z`) : Number.NaN;
}

function wholeNumber(name: string, value: string): number {
  if (!/^[1-9]\d{0,4}$/.test(value)) {
    throw new BacktestError(`${name} is "${value}"; expected a whole number from 1 to 99999.`);
  }
  return Number(value);
}

function shardOf(value: string): { readonly shard: number; readonly shards: number } {
  const parts = /^(\d{1,5})\/([1-9]\d{0,4})$/.exec(value);
  const shard = Number(parts?.[1]);
  const shards = Number(parts?.[2]);
  if (parts === null || shard >= shards) {
    throw new BacktestError(
      `--shard is "${value}"; expected i/N with i from 0 to N-1, such as 0/4.`,
    );
  }
  return { shard, shards };
}
