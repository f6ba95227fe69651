import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { noPostgresServer, startPostgres } from '../test/store/postgres.ts';
import { type Child, entries, startChild } from './child.ts';
import { measureCrd } from './crd-times.ts';
import { measureDtr } from './dtr-times.ts';
import type { EvaluationTimes } from './evaluation.ts';
import { median } from './median.ts';
import { measureNotes } from './note-times.ts';
import { measurePair } from './pairs.ts';
import { recordedRun } from './recorded.ts';
import { machine, printChanges, printEvaluation, printScenarios } from './report.ts';
import { type BenchResult, changes, resultOf } from './result.ts';
import { bodies, databasesIn, scenarios, signPath } from './scenarios.ts';

/**
 * `npm run bench`: the built service beside a bare Express, on loopback, with the same body; each pair of servers
 * alone, in rounds that take turns, after calls that are not counted. Options: `--seconds` of each round, `--rounds`,
 * `--connections`, `--only` with a part of a scenario's name, `--crd-seconds` of each case of CRD (0 leaves them
 * out), `--out` a file for the figures of the scenarios as JSON, `--against` such a file of an earlier run, or
 * a folder of them, one for each kind of processor, to say what changed. `--short` measures nothing but the usual call, or the scenario that `--only` names, in a minute, and
 * ends with 1 where its processor time grew by more than a quarter over the earlier run's.
 */
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    connections: { type: 'string', default: '10' },
    only: { type: 'string' },
    'crd-seconds': { type: 'string', default: '60' },
    out: { type: 'string' },
    against: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});
const isShort = options.short;
const seconds = Number(options.seconds ?? (isShort ? 1 : 5));
const pairOptions = {
  path: signPath,
  seconds,
  rounds: Number(options.rounds ?? (isShort ? 7 : 5)),
  connections: Number(options.connections),
};
const crdSeconds = isShort ? 0 : Number(options['crd-seconds']);
const earlier = options.against === undefined ? undefined : recordedRun(options.against, machine());
/** How much more processor time the short form lets pass: no noise reaches it. */
const mostGrowth = 1.25;

const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-bench-'));
const sqlite = databasesIn(folder);
console.log(machine());
const postgres = isShort || noPostgresServer !== undefined ? undefined : await startPostgres();
try {
  if (!isShort) {
    await measureStart();
    await measureEvaluation();
    await measureNotes();
  }
  await measureScenarios();
  if (crdSeconds > 0) await measureProfiles();
} finally {
  await postgres?.remove();
  rmSync(folder, { recursive: true });
}

async function measureScenarios(): Promise<void> {
  if (!isShort && postgres === undefined) {
    console.log(`PostgreSQL is left out: ${noPostgresServer}`);
  }
  const isAsked = (name: string): boolean =>
    isShort ? name === (options.only ?? 'no token') : name.includes(options.only ?? '');
  const results = [];
  for (const scenario of scenarios(sqlite, postgres?.url)) {
    if (!isAsked(scenario.own.name)) continue;
    results.push(resultOf(scenario, await measurePair(scenario, pairOptions)));
  }
  printScenarios(results);
  const result: BenchResult = { machine: machine(), scenarios: results };
  if (options.out !== undefined) {
    writeFileSync(options.out, `${JSON.stringify(result, null, 2)}\n`);
  }
  if (earlier === undefined) {
    if (options.against !== undefined)
      console.log(`\n${options.against} has no run of this processor: nothing is compared.`);
    return;
  }
  const since = changes(result, earlier);
  printChanges(since);
  if (!isShort || !since.some(({ factor }) => factor > mostGrowth)) return;
  console.log('\nA call takes over a quarter more of the processor than the recorded run.');
  process.exitCode = 1;
}

/** From the start of the process to the first answered hook call, with a database that does not exist yet. */
async function measureStart(): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < 7; run += 1) {
    const started = performance.now();
    const child = await startChild(entries.service, sqlite());
    const answer = await fetch(child.url + signPath, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bodies.plain,
    });
    if (answer.status !== 200) throw new Error(`the first call was answered ${answer.status}`);
    await answer.text();
    times.push(performance.now() - started);
    await child.stop();
  }
  console.log(
    `\nCold start to the first 200 of a hook call: ${Math.round(median(times))} ms (${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))})`,
  );
}

async function measureEvaluation(): Promise<void> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [
    entries.evaluation,
    String(Math.min(1000, seconds * 200)),
  ]);
  const times: readonly EvaluationTimes[] = JSON.parse(stdout);
  printEvaluation(times);
}

async function measureProfiles(): Promise<void> {
  const servers: Child[] = [];
  const start = async (env: Readonly<Record<string, string>>): Promise<Child> => {
    const server = await startChild(entries.service, { ...sqlite(), ...env });
    servers.push(server);
    return server;
  };
  try {
    await measureCrd({ start, seconds: crdSeconds });
    await measureDtr({ start, seconds: crdSeconds });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
