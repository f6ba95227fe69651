import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { maximalBodies } from '../test/built/maximal-bodies.ts';
import { type FuzzReport, fuzz } from '../test/fuzz/fuzz.ts';
import { startTarget, type TargetAnswer } from '../test/fuzz/target.ts';

/**
 * `npm run fuzz -- --count 100000 [--seed 1] [--path 12:3] [--out finding.json]`: sends generated hook requests,
 * valid and broken ones, to the service in a process of its own, and says which answers are wrong. What it finds is
 * shrunk; seed and path replay it, and the request stands in the file, or is printed. Ends with 1 on a finding.
 * With `--large` a body of 5 MB comes after each thousand (or as many as `--large-every` says), of another shape each
 * time: at the end it says how long the service paused, by its own measure and as another caller felt it, and how its
 * memory went. With `--answers-only` it asks whether each request is answered without a failure, and nothing more; it
 * then speaks to exactly what `npm start` starts, in a heap of 256 MB.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    path: { type: 'string' },
    out: { type: 'string' },
    large: { type: 'boolean', default: false },
    'large-every': { type: 'string', default: '1000' },
    'answers-only': { type: 'boolean', default: false },
  },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error(
    'Usage: npm run fuzz -- [--count 100000] [--seed 1] [--path 12:3] [--out finding.json]',
  );
  process.exit(2);
}

const started = performance.now();
const seconds = (): string => `${Math.round((performance.now() - started) / 1000)} s`;
const line = ({ sent, findings }: FuzzReport): string =>
  `${sent} of ${count} requests, ${findings.length} findings, ${seconds()}`;

console.log(`seed ${seed}`);
let announced = 10_000;
const target = await startTarget(10_000, values['answers-only'] ? 'served' : 'fixed-clock');
const before = await target.health();
const stopWatching = values.large ? await target.watch() : undefined;
const shapes = Object.entries(maximalBodies());
/** What each large body took. */
const large: { readonly name: string; readonly status: number; readonly ms: number }[] = [];
const memory: number[] = [];
let longestPauseMs = 0;
const sendLarge = async (): Promise<void> => {
  const [name, make] = shapes[large.length % shapes.length] ?? [];
  if (name === undefined || make === undefined) return;
  const body = make();
  const started = await target.health();
  const { status } = await target.post('order-sign', body);
  const ended = await target.health();
  longestPauseMs = Math.max(longestPauseMs, started.pauseMs, ended.pauseMs);
  memory.push(ended.memoryMb);
  large.push({ name, status, ms: ended.processorMs - started.processorMs });
};
const report = await fuzz(target, {
  count,
  seed,
  ...(values.path === undefined ? {} : { path: values.path }),
  ...(values.large ? { between: sendLarge, batch: Number(values['large-every']) } : {}),
  ...(values['answers-only'] ? { judgeWith: (_request, answer) => failures(answer) } : {}),
  onProgress: (soFar) => {
    if (soFar.sent < announced) return;
    console.log(line(soFar));
    announced += 10_000;
  },
});
const watched = await stopWatching?.();
const end = await target.health();
await target.stop();

for (const { problems, request, seed: at, path } of report.findings) {
  console.log(`\n${problems.join('\n')}\nfrom ${request.vignette}: ${request.changes.join('; ')}`);
  console.log(`replay: npm run fuzz -- --count 1 --seed ${at} --path ${path}`);
  if (values.out === undefined) console.log(request.body.slice(0, 20_000));
}
const [first] = report.findings;
if (values.out !== undefined && first !== undefined) writeFileSync(values.out, first.request.body);
function failures({ status, text }: TargetAnswer): readonly string[] {
  return status === 0 || status >= 500 ? [`status ${status}: ${text.slice(0, 500)}`] : [];
}

if (large.length > 0) {
  const slowest = large.toSorted((one, other) => other.ms - one.ms).slice(0, 5);
  const unanswered = large.filter(({ status }) => status === 0 || status >= 500);
  const megabytes = memory.map((one) => one.toFixed(0));
  const every = Math.max(1, Math.floor(megabytes.length / 10));
  console.log(
    `\n${large.length} large bodies, ${unanswered.length} without an answer ${unanswered.map(({ name }) => name).join(', ')}`,
  );
  console.log(
    `longest pause ${longestPauseMs.toFixed(0)} ms on the clock, by the service's own measure; longest answer of ${watched?.asked} to /health/live ${watched?.longestMs.toFixed(0)} ms`,
  );
  console.log(
    `memory ${before.memoryMb.toFixed(0)} MB at the start, ${end.memoryMb.toFixed(0)} MB at the end; most processor time:`,
  );
  for (const { name, ms } of slowest) console.log(`  ${ms.toFixed(0)} ms ${name}`);
  console.log(`memory in MB: ${megabytes.filter((_, at) => at % every === 0).join(' ')}`);
}
const counts = [...report.counts].sort(([one], [other]) => one.localeCompare(other));
console.log(`\n${line(report)}\n${counts.map(([kind, many]) => `${kind}: ${many}`).join(', ')}`);
process.exitCode = report.findings.length === 0 ? 0 : 1;
