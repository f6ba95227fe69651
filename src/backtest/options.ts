import { parseArgs } from 'node:util';
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

/** How the command is called. */
export const usage = `Usage: backtest EXPORT_DIR --out DIR [options]

Judges every spine imaging order of a FHIR Bulk Data export (NDJSON, gzipped or not) as of the moment it was written.

  --out DIR             folder for the results
  --identifiers keep    keep identifiers; without it they are replaced by keyed pseudonyms
  --pseudonym-key FILE  the key for the pseudonyms (any text of at least 16 characters)
  --shards N            divide the patients among N processes, and do all of them here
  --shard i/N           do the shard i (0 to N-1) of N; whichever process ends last puts the results together
  --resume              go on with what DIR already holds of the same back-test
  --as-of order|DATE    the moment of each order (default), or one day for all
  --mode strict|lenient charts by recorded times alone (default), or by other times too where those are missing
  --policy NAME|FILE    default, or a file of readings as READINGS_FILE takes it
  --compare NAME|FILE   another policy, to see what it would change
  --threads N           threads that judge (default: one a core)`;

/**
 * Reads the words of the command line.
 * @throws BacktestError that names the option, its value and what is expected
 */
export function readOptions(words: readonly string[]): BacktestOptions {
  const { values, positionals } = parsed(words);
  const [exportFolder, ...more] = positionals;
  if (exportFolder === undefined) throw new BacktestError(`Which export? ${usage}`);
  if (more.length > 0)
    throw new BacktestError(`"${more.join(' ')}" is too much: one export folder.`);
  if (values.out === undefined)
    throw new BacktestError('--out DIR is missing: a folder for the results.');
  if (values.identifiers !== undefined && values.identifiers !== 'keep') {
    throw new BacktestError(`--identifiers is "${values.identifiers}"; the only choice is keep.`);
  }
  const mode = values.mode ?? 'strict';
  if (mode !== 'strict' && mode !== 'lenient') {
    throw new BacktestError(`--mode is "${mode}"; expected strict or lenient.`);
  }
  const asOf = values['as-of'] ?? 'order';
  if (asOf !== 'order' && Number.isNaN(dayEnd(asOf))) {
    throw new BacktestError(`--as-of is "${asOf}"; expected order or a date such as 2026-11-18.`);
  }
  const of = values.shard === undefined ? undefined : shardOf(values.shard);
  const shards = of?.shards ?? wholeNumber('--shards', values.shards ?? '1');
  return {
    exportFolder,
    out: values.out,
    keepIdentifiers: values.identifiers === 'keep',
    pseudonymKeyFile: values['pseudonym-key'],
    shard: of?.shard,
    shards,
    resume: values.resume === true,
    asOf,
    mode,
    policy: values.policy ?? 'default',
    compare: values.compare,
    threads: values.threads === undefined ? undefined : wholeNumber('--threads', values.threads),
  };
}

/** The last millisecond of a day, or NaN. */
export function dayEnd(day: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T23:59:59.999Z`) : Number.NaN;
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        identifiers: { type: 'string' },
        'pseudonym-key': { type: 'string' },
        shards: { type: 'string' },
        shard: { type: 'string' },
        resume: { type: 'boolean' },
        'as-of': { type: 'string' },
        mode: { type: 'string' },
        policy: { type: 'string' },
        compare: { type: 'string' },
        threads: { type: 'string' },
      },
    });
  } catch (error) {
    throw new BacktestError(
      `${error instanceof Error ? error.message : String(error)}\n\n${usage}`,
    );
  }
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
