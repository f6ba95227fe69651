import { createReadStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { assessPatient } from '../src/backtest/assess-patient.ts';
import { generateExport } from '../src/backtest/generate.ts';
import { policyOf } from '../src/backtest/policies.ts';

/**
 * `npm run --silent backtest-speed [-- --patients 300 --resources 141 --fqm PATH]`: how many orders a second one core
 * judges, from the lines of an export to the row, in processor time; and beside it how many patients `fqm-execution`
 * evaluates of the same export, on a measure with as many criteria. It is no dependency of this package: where it lies
 * is said (`npm install --prefix FOLDER fqm-execution@1.8.6`, then `--fqm FOLDER/node_modules/fqm-execution/build/index.js`).
 */
const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '300' },
    resources: { type: 'string', default: '141' },
    rounds: { type: 'string', default: '5' },
    fqm: { type: 'string' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'backtest-speed-'));
const [patients, resources] = [Number(values.patients), Number(values.resources)];
await generateExport({ folder, patients, resources, seed: 1, until: '2026-11-01' });
const linesOf = await linesByPatient(folder);
rmSync(folder, { recursive: true });

const { service, name: policy } = policyOf('default');
const judge = { service, policy, mode: 'strict' as const };
let orders = 0;
let criteria = 0;
const ours = (): void => {
  orders = 0;
  criteria = 0;
  for (const [patient, lines] of linesOf) {
    const result = assessPatient(
      patient,
      lines.map((line) => JSON.parse(line)),
      judge,
    );
    orders += result.orders.length;
    criteria += result.criteria.length;
  }
};
const theirs = values.fqm === undefined ? undefined : await fqm(values.fqm);

const [own, other]: [number[], number[]] = [[], []];
for (let round = 0; round <= Number(values.rounds); round += 1) {
  const [first, second] = [await processorTime(ours), theirs && (await processorTime(theirs))];
  // The first round is V8's, to compile in.
  if (round === 0) continue;
  own.push(first);
  if (second !== undefined) other.push(second);
}
const perSecond = (count: number, times: readonly number[]) =>
  count / ((times.toSorted((one, two) => one - two)[Math.floor(times.length / 2)] ?? 0) / 1000);
const rate = perSecond(orders, own);
console.log(
  `${patients} patients of ${resources} resources, ${orders} orders, ${(criteria / orders).toFixed(1)} criteria an order`,
);
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

async function linesByPatient(path: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = new Map<string, string[]>();
  for (const file of readdirSync(path)) {
    for await (const line of createInterface({ input: createReadStream(join(path, file)) })) {
      const resource: {
        readonly resourceType: string;
        readonly id: string;
        readonly subject?: { readonly reference: string };
      } = JSON.parse(line);
      const patient =
        resource.resourceType === 'Patient'
          ? resource.id
          : (resource.subject?.reference.replace('Patient/', '') ?? '');
      lines.set(patient, [...(lines.get(patient) ?? []), line]);
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
