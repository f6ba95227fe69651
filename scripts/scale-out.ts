import { parseArgs } from 'node:util';
import { entries } from '../bench/child.ts';
import { table } from '../bench/report.ts';
import { noNginx } from '../test/scale-out/nginx.ts';
import { scaleOut } from '../test/scale-out/scale-out.ts';
import { noPostgresServer } from '../test/store/postgres.ts';

/**
 * `npm run scale-out`: two replicas of the built service behind nginx on one PostgreSQL database, under load, while one
 * is killed and the other told to stop. Exits with 0 if every call was answered. Options: `--callers`, `--seconds` of
 * each phase.
 */
const { values: options } = parseArgs({
  options: {
    callers: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '4' },
  },
});
const missing = [noNginx, noPostgresServer].filter((reason) => reason !== undefined);
if (missing.length > 0) {
  console.error(`This needs nginx and PostgreSQL on this machine: ${missing.join('; ')}.`);
  process.exit(1);
}

const report = await scaleOut({
  entry: entries.service,
  callers: Number(options.callers),
  pauseMs: 0,
  phaseMs: Number(options.seconds) * 1000,
});

const calls = report.phases.flatMap((phase) => phase.calls);
const lost = calls.filter(({ replica }) => replica === undefined);
const { sent, inReports } = report.feedback;
const early = report.answersOfRestarted.filter(
  ({ answeredAt }) => answeredAt < report.readyAgainAt,
);
table(
  ['phase', 'calls', 'sent again', 'lost', 'p50 ms', 'p99 ms', 'why sent again'],
  report.phases.map(({ name, calls: own }) => {
    const times = own.map((call) => call.answeredAt - call.startedAt).sort((x, y) => x - y);
    const failures = own.flatMap((call) => call.failures);
    return [
      name,
      String(own.length),
      String(own.filter(({ tries }) => tries > 1).length),
      String(own.filter(({ replica }) => replica === undefined).length),
      at(times, 0.5),
      at(times, 0.99),
      [...new Set(failures)].join(' '),
    ];
  }),
);
console.log();
table(
  ['what', 'seen', 'expected'],
  [
    ['calls lost', `${lost.length} of ${calls.length}`, '0'],
    ['one token at A, then at B', report.sameToken.slice(0, 2).join(' '), '200 401'],
    [
      'one token through nginx, then at A, at B',
      report.sameToken.slice(2).join(' '),
      '200 401 401',
    ],
    ['feedback in the report of A, of B', inReports.join(' '), `${sent} ${sent}`],
    ['answers of A, started again, before it was ready', String(early.length), '0'],
    ['answers of A after that', String(report.answersOfRestarted.length), 'some'],
    ['exit code of B, told to stop', String(report.exitCode), '0'],
  ],
);
const asExpected =
  lost.length === 0 &&
  report.sameToken.join(' ') === '200 401 200 401 401' &&
  inReports.every((count) => count === sent) &&
  early.length === 0 &&
  report.answersOfRestarted.length > 0 &&
  report.exitCode === 0;
process.exitCode = asExpected ? 0 : 1;

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.floor(share * sorted.length)] ?? Number.NaN).toFixed(1);
}
