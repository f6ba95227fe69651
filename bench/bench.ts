import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { noPostgresServer, startPostgres } from '../test/store/postgres.ts';
import { orderSignBody, usual } from './chart-body.ts';
import { type Child, entries, startChild } from './child.ts';
import { measureCrd } from './crd-times.ts';
import { measureDtr } from './dtr-times.ts';
import type { EvaluationTimes } from './evaluation.ts';
import { load, type Round } from './load.ts';
import { median } from './median.ts';
import { machine, printEvaluation, printScenarios, type ScenarioResult } from './report.ts';
import { TokenStock, trustedClientsFile } from './tokens.ts';

/**
 * `npm run bench`: the built service beside a bare Express, on loopback, with the same body, in rounds that
 * take turns; medians of the rounds. Options: `--seconds` of each round, `--rounds`, `--warm-seconds` before the
 * first, which are not counted (V8 needs as long for its best code), `--connections`, `--only` with a part of a
 * scenario's name, `--crd-seconds` of each case of CRD (0 leaves them out).
 */
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    'warm-seconds': { type: 'string', default: '10' },
    connections: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    'crd-seconds': { type: 'string', default: '60' },
  },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const warmSeconds = Number(options['warm-seconds']);
const connections = Number(options.connections);
const crdSeconds = Number(options['crd-seconds']);

const path = '/cds-services/spine-imaging-order-sign';
const base = 'http://cds.example';
const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-bench-'));
const today = new Date();
const small = orderSignBody(usual, 'plain', today);
const large = orderSignBody(usual, 'us-core', today);

let databases = 0;
const sqlite = () => ({ DATABASE_URL: `file:${join(folder, `${++databases}.db`)}` });

interface Scenario {
  readonly name: string;
  /** The scenario that this one's figures are divided by. */
  readonly against: string;
  readonly server: Child;
  readonly body: string;
  readonly tokens?: TokenStock;
}

console.log(machine());
const servers: Child[] = [];
const start = async (entry: string, env: Readonly<Record<string, string>> = {}): Promise<Child> => {
  const server = await startChild(entry, env);
  servers.push(server);
  return server;
};

const postgres = noPostgresServer === undefined ? await startPostgres() : undefined;
try {
  await measureStart();
  await measureEvaluation();
  const scenarios = await prepare();
  printScenarios(await interleaved(scenarios));
  if (crdSeconds > 0) {
    const startService = (env: Readonly<Record<string, string>>) =>
      start(entries.service, { ...sqlite(), ...env });
    await measureCrd({ start: startService, seconds: crdSeconds });
    await measureDtr({ start: startService, seconds: crdSeconds });
  }
} finally {
  await Promise.all(servers.map((server) => server.stop()));
  await postgres?.remove();
  rmSync(folder, { recursive: true });
}

/** From the start of the process to the first answered hook call, with a database that does not exist yet. */
async function measureStart(): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < 7; run += 1) {
    const started = performance.now();
    const child = await startChild(entries.service, sqlite());
    const answer = await fetch(child.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: small,
    });
    if (answer.status !== 200) throw new Error(`the first call was answered ${answer.status}`);
    await answer.text();
    times.push(performance.now() - started);
    await child.stop();
  }
  console.log(`\nCold start to the first 200 of a hook call: ${Math.round(median(times))} ms`);
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

async function prepare(): Promise<readonly Scenario[]> {
  const trust = { TRUSTED_CLIENTS: trustedClientsFile(), PUBLIC_BASE_URL: base };
  const bare = await start(entries.bareExpress);
  const service = await start(entries.service, sqlite());
  const trusting = await start(entries.service, { ...sqlite(), ...trust });
  const double = await start(entries.service, { ...sqlite(), WORKERS: '2' });
  const bareSmall = { name: 'bare Express, 43 KB', server: bare, body: small };
  const bareLarge = { name: 'bare Express, 104 KB', server: bare, body: large };
  const to = bareSmall.name;
  const rs384 = () => new TokenStock('RS384', base + path);
  const es384 = () => new TokenStock('ES384', base + path);
  const scenarios: Scenario[] = [
    { ...bareSmall, against: to },
    { name: 'no token', against: to, server: service, body: small },
    { name: 'no token, two workers', against: 'no token', server: double, body: small },
    { name: 'RS384', against: to, server: trusting, body: small, tokens: rs384() },
    { name: 'ES384', against: to, server: trusting, body: small, tokens: es384() },
    { ...bareLarge, against: bareLarge.name },
    { name: 'no token, 104 KB', against: bareLarge.name, server: service, body: large },
  ];
  if (postgres === undefined) {
    console.log(`PostgreSQL is left out: ${noPostgresServer}`);
  } else {
    const shared = await start(entries.service, { DATABASE_URL: postgres.url, ...trust });
    const plain = await start(entries.service, { DATABASE_URL: postgres.url });
    scenarios.push(
      { name: 'PostgreSQL, no token', against: to, server: plain, body: small },
      { name: 'PostgreSQL, RS384', against: to, server: shared, body: small, tokens: rs384() },
    );
  }
  return scenarios.filter(({ name }) => name.startsWith('bare') || name.includes(options.only));
}

async function interleaved(scenarios: readonly Scenario[]): Promise<readonly ScenarioResult[]> {
  const measured = new Map<string, Round[]>(scenarios.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    const lasting = round === 0 ? warmSeconds : seconds;
    for (const { name, server, body, tokens } of scenarios) {
      tokens?.fill(Math.ceil(1500 * lasting));
      const result = await load({
        server,
        path,
        body,
        seconds: lasting,
        connections,
        ...(tokens === undefined ? {} : { nextToken: tokens.next }),
      });
      if (round > 0) measured.get(name)?.push(result);
    }
  }
  return scenarios.map(({ name, against }) => {
    const own = measured.get(name) ?? [];
    const yardstick = measured.get(against) ?? [];
    return { name, against, rounds: own, yardstick };
  });
}
