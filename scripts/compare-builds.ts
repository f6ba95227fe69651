import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../src/package-root.ts';
import { generatedCalls, writtenCalls } from './builds/calls.ts';
import { answerOf, differenceOf, firstDifference, gravities } from './builds/differences.ts';
import { servicesAt, servicesOf } from './builds/services.ts';

/**
 * `npm run compare-builds -- --base COMMIT [--to COMMIT] [--count 10000] [--seed 1] [--cases FOLDER] [--show 5]`: builds
 * the service as it was at a commit beside the one that stands here, or beside another commit, and asks both the same:
 * every vignette, every hospital chart, the hook requests of a folder, generated patients, and vignettes with another
 * vignette's chart added. Prints the first answers that differ, then all differences by what they touch (what was
 * determined, what decided it, findings of criteria, or words alone) and by kind, each with its number and calls that
 * show it, and ends with 1 where one differs. Ids made anew are not compared.
 */
const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    to: { type: 'string' },
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    cases: { type: 'string' },
    show: { type: 'string', default: '5' },
  },
});
const [count, seed, show] = [Number(values.count), Number(values.seed), Number(values.show)];
if (values.base === undefined || !Number.isInteger(count) || !Number.isInteger(seed)) {
  console.error(
    'Usage: npm run compare-builds -- --base COMMIT [--to COMMIT] [--count 10000] [--seed 1]',
  );
  process.exit(2);
}

const folder = join(packageRoot, 'dist', 'compare', `${values.base}..${values.to ?? ''}`);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const before = await servicesAt(values.base, join(folder, 'base'));
const after = await (values.to === undefined
  ? servicesOf(packageRoot, folder)
  : servicesAt(values.to, join(folder, 'to')));

interface Kind {
  calls: number;
  readonly examples: string[];
}

const kinds = new Map(gravities.map((gravity) => [gravity, new Map<string, Kind>()]));
let [asked, different] = [0, 0];
for (const calls of [writtenCalls(values.cases), generatedCalls(count, seed)]) {
  for (const call of calls) {
    asked += 1;
    const [was, is] = [answerOf(before, call), answerOf(after, call)];
    if (was === is) continue;
    different += 1;
    note(differenceOf(was, is), call.name);
    if (different <= show) console.log(`\n${call.name}\n${firstDifference(was, is)}`);
  }
}
for (const [gravity, ofGravity] of kinds) {
  const sorted = [...ofGravity].sort(([, one], [, other]) => other.calls - one.calls);
  const calls = sorted.reduce((sum, [, kind]) => sum + kind.calls, 0);
  console.log(`\n${gravity}: ${calls} answers differ`);
  for (const [kind, { calls, examples }] of sorted) {
    console.log(`\n${calls} x ${kind}`);
    for (const example of examples) console.log(`    ${example}`);
  }
}
const commits = `${values.base} and ${values.to ?? 'what stands here'}`;
console.log(`\n${asked} calls of ${commits}, seed ${seed}: ${different} answers differ`);
process.exitCode = different === 0 ? 0 : 1;

function note({ gravity, kind }: ReturnType<typeof differenceOf>, example: string): void {
  const ofGravity = kinds.get(gravity);
  const group = ofGravity?.get(kind) ?? { calls: 0, examples: [] };
  ofGravity?.set(kind, group);
  group.calls += 1;
  if (group.examples.length < 2) group.examples.push(example);
}
