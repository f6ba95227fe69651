import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { entries, startChild } from './child.ts';
import { measurePair, type Side } from './pairs.ts';
import { machine, printScenarios } from './report.ts';
import { resultOf } from './result.ts';
import { bareExpress, bodies, databasesIn, signPath } from './scenarios.ts';

/**
 * `npm run bench:peers`: the service, and what could stand in its place, each against a bare Express with the same
 * body. Fastify and node:http parse it and give a fixed answer; cql-execution decides a measure with about as many
 * criteria on the chart, and is called less often, since it takes tens of milliseconds. Options as for `npm run
 * bench`: `--seconds`, `--rounds`, `--connections`.
 */
const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '10' },
  },
});
const pairOptions = {
  path: signPath,
  seconds: Number(options.seconds),
  rounds: Number(options.rounds),
  connections: Number(options.connections),
};
const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-peers-'));
const sqlite = databasesIn(folder);
const body = bodies.plain;
/** One call at a time: ten that wait for each other would be given up. */
const slow = { connections: 1, leastCalls: { warm: 50, round: 50 } };
const peers: readonly (Side & { readonly isSlow?: true })[] = [
  { name: 'this service', start: () => startChild(entries.service, sqlite()), body },
  { name: 'Fastify', start: () => startChild(entries.fastify), body },
  { name: 'node:http', start: () => startChild(entries.nodeHttp), body },
  { name: 'cql-execution', start: () => startChild(entries.cqlExecution), body, isSlow: true },
];

console.log(machine());
try {
  const results = [];
  for (const own of peers) {
    const scenario = { own, yardstick: bareExpress('plain') };
    const given = own.isSlow === true ? { ...pairOptions, ...slow } : pairOptions;
    results.push(resultOf(scenario, await measurePair(scenario, given)));
  }
  printScenarios(results);
} finally {
  rmSync(folder, { recursive: true });
}
