import { quantile } from './quantile.ts';
import { table } from './report.ts';
import { slope } from './slope.ts';
import type { Minute } from './soak-minute.ts';
import type { SoakRecord } from './soak-record.ts';

/** The conditions of a soak. */
export interface SoakConditions {
  readonly machine: string;
  readonly database: string;
  /** Calls a second. */
  readonly rate: number;
  readonly connections: number;
  /** Feedback items that the service reports at the end. */
  readonly feedbackOnRecord: number;
}

const columns = [
  'minute',
  'calls',
  'errors',
  'p50 ms',
  'p99 ms',
  'longest ms',
  'RSS MB',
  'heap MB',
  'timer p99 ms',
  'core %',
  'open files',
  'database MB',
];

/** The head of the table whose lines appear as the minutes pass. */
export function printMinuteHead(): void {
  console.log(`| ${columns.join(' | ')} |`);
  console.log(`| ${columns.map((name) => `${'-'.repeat(name.length - 1)}:`).join(' | ')} |`);
}

/** One line of the table, as its minute ends. */
export function printMinute(minute: Minute): void {
  const cells = [
    (minute.until / 60).toFixed(minute.until % 60 < 1 ? 0 : 1),
    String(minute.calls),
    String(minute.errors),
    minute.p50.toFixed(1),
    minute.p99.toFixed(1),
    minute.longest.toFixed(0),
    minute.rss.toFixed(0),
    minute.heap.toFixed(1),
    minute.loop.toFixed(1),
    (100 * minute.cpu).toFixed(0),
    String(minute.openFiles),
    minute.database.toFixed(1),
  ];
  console.log(
    `| ${cells.map((cell, at) => cell.padStart(columns[at]?.length ?? 0)).join(' | ')} |`,
  );
}

/** The figures of the whole soak, as they are printed and written. */
export function summary(record: SoakRecord, conditions: SoakConditions) {
  const { minutes, errors, acknowledged } = record;
  const warmUp = warmUpMinutes(minutes.length);
  const growth = (figure: 'rss' | 'heap' | 'database'): number =>
    minutes.length - warmUp < fewestMinutes
      ? Number.NaN
      : slope(minutes.slice(warmUp).map((minute) => [minute.until / 3600, minute[figure]]));
  return {
    ...conditions,
    seconds: minutes.at(-1)?.until ?? 0,
    errors,
    acknowledged,
    all: quantiles([...record.times.values()].flat()),
    kinds: [...record.times].map(([kind, times]) => ({ kind, ...quantiles(times) })),
    lateness: quantiles(record.lateness),
    warmUpMinutes: warmUp,
    perHour: { rss: growth('rss'), heap: growth('heap'), database: growth('database') },
    minutes,
  };
}

/** What the whole run came to: growth, errors, lateness. */
export function printSummary(outcome: ReturnType<typeof summary>): void {
  const { all, kinds, lateness, perHour, warmUpMinutes: warmUp } = outcome;
  const after = `after ${warmUp} ${warmUp === 1 ? 'minute' : 'minutes'} of warm-up`;
  const mb = (value: number): string =>
    Number.isNaN(value) ? 'too short to tell' : `${value.toFixed(1)} MB an hour`;
  console.log(
    `\n${(outcome.seconds / 60).toFixed(1)} minutes, ${outcome.database}, ${outcome.rate} calls a second on ${outcome.connections} connections\n`,
  );
  table(
    ['calls', 'count', 'p50 ms', 'p99 ms', 'longest ms'],
    [...kinds, { kind: 'all', ...all }].map(({ kind, count, p50, p99, longest }) => [
      kind,
      String(count),
      p50.toFixed(1),
      p99.toFixed(1),
      longest.toFixed(0),
    ]),
  );
  console.log('');
  table(
    ['figure', 'value'],
    [
      [`RSS, ${after}`, mb(perHour.rss)],
      [`heap in use, ${after}`, mb(perHour.heap)],
      [`database, ${after}`, mb(perHour.database)],
      [
        'feedback acknowledged / on record',
        `${outcome.acknowledged} / ${outcome.feedbackOnRecord}`,
      ],
      [
        'calls started late, p50 / p99',
        `${lateness.p50.toFixed(1)} / ${lateness.p99.toFixed(1)} ms`,
      ],
      ...Object.entries(outcome.errors).map(([what, count]) => [`error: ${what}`, String(count)]),
    ],
  );
}

/** A slope over fewer says more about the warm-up than about the hours to come. */
const fewestMinutes = 10;

/** A sixth of the time: the heap finds its size, code is compiled, connections open. */
function warmUpMinutes(minutes: number): number {
  return Math.floor(minutes / 6);
}

function quantiles(numbers: readonly number[]) {
  const sorted = Float64Array.from(numbers).sort();
  return {
    count: sorted.length,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    longest: sorted.at(-1) ?? Number.NaN,
  };
}
