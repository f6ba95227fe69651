import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { FeedbackSummary } from '../src/server/feedback-summary.ts';
import { noPostgresServer, startPostgres } from '../test/store/postgres.ts';
import { type Child, entries, startChild } from './child.ts';
import { machine } from './report.ts';
import { runSoak } from './run-soak.ts';
import { databaseSize, reportsToken, withReportsToken } from './service-health.ts';
import { printSummary, summary } from './soak-report.ts';
import { trustedClientsFile } from './tokens.ts';

/**
 * `npm run soak -- --minutes 60`: the built service under a steady load of signed calls, for as long as asked.
 * Options: `--rate` calls a second, `--connections`, `--database` sqlite or postgres, `--out` a file for the
 * figures as JSON. Ctrl+C ends it early, with its report. Exit code 1 where anything went wrong.
 */
const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '100' },
    connections: { type: 'string', default: '20' },
    database: { type: 'string', default: 'sqlite' },
    out: { type: 'string' },
  },
});
const minutes = positive('minutes', options.minutes);
const rate = positive('rate', options.rate);
const connections = positive('connections', options.connections);
if (options.database !== 'sqlite' && options.database !== 'postgres') {
  throw new Error(`--database is "${options.database}"; expected sqlite or postgres`);
}
if (options.database === 'postgres' && noPostgresServer !== undefined) {
  throw new Error(noPostgresServer);
}

const end = new AbortController();
process.on('SIGINT', () => end.abort());
process.on('SIGTERM', () => end.abort());

const publicBaseUrl = 'http://cds.example';
const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-soak-'));
const postgres = options.database === 'postgres' ? await startPostgres() : undefined;
const databaseUrl = postgres?.url ?? `file:${join(folder, 'soak.db')}`;
let service: Child | undefined;
try {
  service = await startChild(
    entries.service,
    {
      DATABASE_URL: databaseUrl,
      PUBLIC_BASE_URL: publicBaseUrl,
      TRUSTED_CLIENTS: trustedClientsFile(),
      REPORTS_TOKEN: reportsToken,
    },
    { ownGroup: true },
  );
  console.log(`${machine()}\n`);
  const { url } = service;
  const size = databaseSize(databaseUrl);
  // Unlike AbortSignal.timeout, it keeps the process from ending before.
  pause(minutes * 60_000, undefined, { signal: end.signal }).then(
    () => end.abort(),
    () => undefined,
  );
  service.process.once('exit', () => end.abort());
  const record = await runSoak({ url, publicBaseUrl, rate, connections, size, signal: end.signal });
  const feedbackOnRecord = await reportedFeedback(url).catch(() => Number.NaN);
  const code = await service.stop();
  if (code !== 0) record.failed(`the service ended with ${code}`);
  const outcome = summary(record, {
    machine: machine(),
    database: options.database,
    rate,
    connections,
    feedbackOnRecord,
  });
  printSummary(outcome);
  if (options.out !== undefined) writeFileSync(options.out, JSON.stringify(outcome, null, 2));
  const isSound = Object.keys(record.errors).length === 0;
  process.exitCode = isSound && record.acknowledged === feedbackOnRecord ? 0 : 1;
} finally {
  await service?.stop();
  await postgres?.remove();
  rmSync(folder, { recursive: true });
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} is "${text}"; expected a number above 0`);
  return value;
}

/** How many feedback items the service has on record. */
async function reportedFeedback(url: string): Promise<number> {
  const answer = await fetch(`${url}/reports/feedback`, { headers: withReportsToken });
  const { feedbackItems }: FeedbackSummary = JSON.parse(await answer.text());
  return feedbackItems.accepted + feedbackItems.overridden;
}
