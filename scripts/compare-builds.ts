import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import fc from 'fast-check';
import type { Resource } from 'fhir/r4.js';
import { assessmentsKey } from '../hooks/order-review.ts';
import { ofFragment } from '../src/assessment/fragment-text.ts';
import type { Assessment } from '../src/assessment/types.ts';
import type { CdsService } from '../src/cds/service.ts';
import type { HookRequest } from '../src/cds/types.ts';
import { packageRoot } from '../src/package-root.ts';
import { allVignettes } from '../src/vignettes/vignette.ts';
import { callWith } from '../test/fuzz/stories/call.ts';
import { storyTime } from '../test/fuzz/stories/resources.ts';
import { anyStory } from '../test/fuzz/stories/stories.ts';
import { tell, tellOrder } from '../test/fuzz/stories/telling.ts';
import { resourcesOf, serviceSettings } from '../test/support/vignette-call.ts';

/**
 * `npm run compare-builds -- --base COMMIT [--count 10000] [--seed 1] [--cases FOLDER] [--show 5]`: builds the service as
 * it was at a commit beside the one that stands here and asks both the same: every vignette, every hospital chart, the
 * hook requests of a folder, generated patients, and vignettes with another vignette's chart added (so that the facts of
 * two sections meet). Prints where the answers differ, groups the differences by kind (how the determinations and what
 * decided them changed; else by the criteria, or by the first line that differs), each with its number and the first
 * calls that show it, and ends with 1 where one differs. Ids made anew are not compared.
 */
const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    cases: { type: 'string' },
    show: { type: 'string', default: '5' },
  },
});
const [count, seed, show] = [Number(values.count), Number(values.seed), Number(values.show)];
if (values.base === undefined || !Number.isInteger(count) || !Number.isInteger(seed)) {
  console.error('Usage: npm run compare-builds -- --base COMMIT [--count 10000] [--seed 1]');
  process.exit(2);
}

interface Call {
  readonly name: string;
  readonly request: HookRequest;
  readonly resources: readonly Resource[];
  readonly asOf: Date;
}

const folder = join(packageRoot, 'dist', 'compare');
rmSync(folder, { recursive: true, force: true });
const old = join(folder, 'base');
mkdirSync(old, { recursive: true });
const archive = execFileSync('git', ['archive', values.base], {
  cwd: packageRoot,
  maxBuffer: 2 ** 30,
});
execFileSync('tar', ['-x', '-C', old], { input: archive });
symlinkSync(join(packageRoot, 'node_modules'), join(old, 'node_modules'));

const [before, after] = await Promise.all([
  servicesOf(old, join(old, 'services.mjs')),
  servicesOf(packageRoot, join(folder, 'services.mjs')),
]);

/** The services of a source tree, bundled into one file so that both can run in this process. */
async function servicesOf(root: string, outfile: string): Promise<readonly CdsService[]> {
  await build({
    stdin: { contents: "export { cdsServices } from './hooks/services.ts';", resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    packages: 'external',
  });
  const { cdsServices } = await import(pathToFileURL(outfile).href);
  return cdsServices(serviceSettings);
}

function* written(): Generator<Call> {
  for (const { name, request, asOf } of allVignettes())
    yield { name, request, resources: resourcesOf(request), asOf: new Date(asOf) };
  const folders = [join(packageRoot, 'fixtures', 'hospital-charts')];
  if (values.cases !== undefined) folders.push(values.cases);
  for (const path of folders.flatMap(jsonFiles)) {
    const content = JSON.parse(readFileSync(path, 'utf8'));
    const request: HookRequest | undefined = content.request ?? content;
    if (request?.context === undefined) continue;
    const asOf = new Date(content.asOf ?? '2026-11-18T15:00:00Z');
    yield { name: path, request, resources: resourcesOf(request), asOf };
  }
}

function jsonFiles(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .map((path) => join(root, path));
}

function* generated(): Generator<Call> {
  const half = Math.ceil(count / 2);
  for (const [story, how] of fc.sample(fc.tuple(anyStory, fc.nat(255)), { numRuns: half, seed })) {
    const request = callWith([tellOrder(story.study)]);
    const resources: Resource[] = JSON.parse(JSON.stringify(tell(story, how)));
    yield { name: JSON.stringify({ ...story, how }), request, resources, asOf: storyTime };
  }
  const vignettes = allVignettes();
  const pair = fc.tuple(fc.constantFrom(...vignettes), fc.constantFrom(...vignettes));
  for (const [one, other] of fc.sample(pair, { numRuns: count - half, seed })) {
    const resources = [...resourcesOf(one.request), ...resourcesOf(other.request)];
    const name = `${one.name} with the chart of ${other.name}`;
    yield { name, request: one.request, resources, asOf: new Date(one.asOf) };
  }
}

const madeAnew = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The trace in a card's link: what it holds is compared, not how well it was compressed. */
const trace = /#([tz])=([^"]+)/g;

function answerOf(services: readonly CdsService[], call: Call): string {
  const { request, resources, asOf } = call;
  const service = services.find(({ definition }) => definition.hook === request.hook);
  if (service === undefined) return `no service for ${request.hook}`;
  try {
    const { response } = service.answer({ request, resources, unavailable: [], asOf });
    return JSON.stringify(response, null, 1)
      .replace(madeAnew, 'made-anew')
      .replace(trace, (_link, kind, carried) =>
        JSON.stringify(traceIn(kind, carried)).slice(1, -1),
      );
  } catch (error) {
    return `refused: ${String(error)}`;
  }
}

/** What a link's fragment carries, plain or compressed. */
function traceIn(kind: string, carried: string): string {
  return kind === 't'
    ? ofFragment(carried)
    : inflateRawSync(Buffer.from(carried, 'base64url')).toString();
}

let [asked, different] = [0, 0];
const kinds = new Map<string, { calls: number; readonly examples: string[] }>();
for (const calls of [written(), generated()]) {
  for (const call of calls) {
    asked += 1;
    const [one, other] = [answerOf(before, call), answerOf(after, call)];
    if (one === other) continue;
    different += 1;
    const kind = kindOf(one, other);
    const group = kinds.get(kind) ?? { calls: 0, examples: [] };
    kinds.set(kind, group);
    group.calls += 1;
    if (group.examples.length < 2) group.examples.push(call.name);
    if (different <= show) console.log(`\n${call.name}\n${firstDifference(one, other)}`);
  }
}
for (const [kind, { calls, examples }] of [...kinds].sort(([, a], [, b]) => b.calls - a.calls)) {
  console.log(`\n${calls} x ${kind}`);
  for (const example of examples) console.log(`    ${example}`);
}
console.log(`\n${asked} calls, base ${values.base}, seed ${seed}: ${different} answers differ`);
process.exitCode = different === 0 ? 0 : 1;

/** The first lines that differ, with what stands before them. */
function firstDifference(one: string, other: string): string {
  const [was, is] = [one.split('\n'), other.split('\n')];
  const at = was.findIndex((line, position) => line !== is[position]);
  const from = Math.max(0, at - 3);
  return [
    ...was.slice(from, at).map((line) => `  ${line}`),
    ...was.slice(at, at + 3).map((line) => `- ${line}`),
    ...is.slice(at, at + 3).map((line) => `+ ${line}`),
  ].join('\n');
}

/** What kind of difference two answers have, so that the same change is counted once. */
function kindOf(was: string, is: string): string {
  const [before, after] = [was, is].map(assessmentsIn);
  if (before === undefined || after === undefined) {
    const [one, other] = [was, is].map((text) => text.slice(0, 60).replaceAll(/\s+/g, ' '));
    return `${one} -> ${other}`;
  }
  const changes = after.flatMap((one, position) => {
    const earlier = before[position];
    return earlier === undefined ? ['another order is judged'] : changeOf(earlier, one);
  });
  if (after.length !== before.length) changes.push('another number of orders is judged');
  if (changes.length > 0) return [...new Set(changes)].join('; ');
  const [line = ''] = firstDifference(was, is)
    .split('\n')
    .filter((one) => one.startsWith('+'));
  const [, key = 'text'] = /"(\w+)":/.exec(line) ?? [];
  return `only words: ${key}`;
}

function changeOf(was: Assessment, is: Assessment): readonly string[] {
  const verdicts = [was, is].map((one) => `${one.determination} by ${one.decidedBy}`);
  if (verdicts[0] !== verdicts[1]) return [verdicts.join(' -> ')];
  const findings = (one: Assessment) =>
    new Map(one.criteria.map(({ id, finding }) => [id, finding] as const));
  const [before, after] = [findings(was), findings(is)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((id) => before.get(id) !== after.get(id))
    .map((id) => `${id}: ${before.get(id) ?? 'absent'} -> ${after.get(id) ?? 'absent'}`);
}

/** The assessments in an answer's text; undefined where it is a refusal. */
function assessmentsIn(answer: string): readonly Assessment[] | undefined {
  if (!answer.startsWith('{')) return undefined;
  return JSON.parse(answer).extension?.[assessmentsKey] ?? [];
}
