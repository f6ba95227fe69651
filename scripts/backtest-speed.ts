import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Piscina } from 'piscina';
import { exportFiles } from '../src/backtest/export-files.ts';
import { divideExport } from '../src/backtest/first-pass.ts';
import { generateExport } from '../src/backtest/generate.ts';
import { runsByPatient } from '../src/backtest/part-file.ts';
import type { PartSummary, PartTask, WorkerSetup } from '../src/backtest/part-worker.ts';
import { partBytes } from '../src/backtest/plan.ts';
import { dividedSlices } from '../src/backtest/slice-records.ts';
import { packageRoot } from '../src/package-root.ts';

/**
 * `npm run --silent backtest-speed [-- --patients 300 --resources 141 --orders 5000 --fqm PATH]`: how many orders a
 * second one core judges, from the lines of a part to the rows in its file, in processor time: with the file that the
 * built command's threads run, in one such thread, once it is warm. Beside it how many patients `fqm-execution`
 * evaluates of the same export, on a measure with as many criteria. It is no dependency of this package: where it lies
 * is said (`npm install --prefix FOLDER fqm-execution@1.8.6`, then `--fqm
 * FOLDER/node_modules/fqm-execution/build/index.js`).
 */
const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '300' },
    resources: { type: 'string', default: '141' },
    rounds: { type: 'string', default: '5' },
    /** At least so many are judged before anything is timed: V8 compiles in between. */
    orders: { type: 'string', default: '5000' },
    fqm: { type: 'string' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'backtest-speed-'));
const [patients, resources] = [Number(values.patients), Number(values.resources)];
const [exported, divided] = [join(folder, 'export'), join(folder, 'parts')];
mkdirSync(exported);
await generateExport({ folder: exported, patients, resources, seed: 1, until: '2026-11-01' });
const files = exportFiles(exported);
// As large as those of a large export are; a back-test divides a small one for the sake of its threads.
const parts = Math.ceil(files.reduce((sum, { size }) => sum + size, 0) / partBytes);
mkdirSync(divided);
const pass = { work: divided, shard: 0, shards: 1 };
await divideExport({ ...pass, files, parts, isWanted: () => true }, () => {});
const slices = dividedSlices(pass);
const linesOf = linesByPatient();

const setup: WorkerSetup = {
  policy: 'default',
  compare: undefined,
  mode: 'strict',
  asOf: undefined,
  slices,
};
const pool = new Piscina<PartTask, PartSummary>({
  filename: join(packageRoot, 'dist', 'commands', 'part-worker.js'),
  workerData: setup,
  minThreads: 1,
  maxThreads: 1,
  // Not with the loader that this script itself runs with.
  execArgv: [],
});
let orders = 0;
const ours = async (): Promise<void> => {
  orders = 0;
  for (let part = 0; part < parts; part += 1) {
    const result = join(folder, 'result.ndjson');
    orders += (await pool.run({ part, result })).orders;
  }
};
for (let judged = 0; judged < Number(values.orders); judged += orders) await ours();
const theirs = values.fqm === undefined ? undefined : await fqm(values.fqm);

const [own, other]: [number[], number[]] = [[], []];
for (let round = 0; round < Number(values.rounds); round += 1) {
  own.push(await processorTime(ours));
  if (theirs !== undefined) other.push(await processorTime(theirs));
}
await pool.destroy();
rmSync(folder, { recursive: true });
const perSecond = (count: number, times: readonly number[]) =>
  count / ((times.toSorted((one, two) => one - two)[Math.floor(times.length / 2)] ?? 0) / 1000);
const rate = perSecond(orders, own);
console.log(`${patients} patients of ${resources} resources, ${orders} orders a round`);
console.log(`orders a second and core, from the lines to the row: ${rate.toFixed(0)}`);
if (other.length > 0) {
  const beside = perSecond(patients, other);
  console.log(`fqm-execution, patients a second and core: ${beside.toFixed(0)}`);
  console.log(`ratio: ${(rate / beside).toFixed(1)}`);
}

/** Processor time of all threads, in milliseconds: a busy machine does not stretch it much. */
async function processorTime(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The resources of each patient, as the parts hold them. */
function linesByPatient(): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, readonly string[]>();
  for (let part = 0; part < parts; part += 1) {
    for (const [patient, runs] of runsByPatient(slices, part)) {
      lines.set(
        patient,
        runs.flatMap((run) => run.lines()),
      );
    }
  }
  return lines;
}

/** Evaluates the same patients with fqm-execution: parsed, and held against a measure. */
async function fqm(path: string): Promise<() => Promise<void>> {
  const { Calculator }: typeof import('./fqm-execution.ts') = await import(path);
  const { measureOf } = await import('./comparable-measure.ts');
  const measure = measureOf();
  return async () => {
    const bundles = [...linesOf.values()].map((lines) => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: lines.map((line) => ({ resource: JSON.parse(line) })),
    }));
    const { results } = await Calculator.calculate(measure, bundles, {
      measurementPeriodStart: '2020-01-01',
      measurementPeriodEnd: '2026-12-31',
      calculateHTML: false,
      trustMetaProfile: false,
      calculateSDEs: false,
      calculateClauseCoverage: false,
      calculateClauseUncoverage: false,
    });
    if (results.length !== patients) throw new Error(`${results.length} results`);
  };
}
