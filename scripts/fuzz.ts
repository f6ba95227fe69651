import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type FuzzReport, fuzz } from '../test/fuzz/fuzz.ts';
import { startTarget } from '../test/fuzz/target.ts';

/**
 * `npm run fuzz -- --count 100000 [--seed 1] [--path 12:3] [--out finding.json]`: sends generated hook requests,
 * valid and broken ones, to the service in a process of its own, and says which answers are wrong. What it finds is
 * shrunk; seed and path replay it, and the request stands in the file, or is printed. Ends with 1 on a finding.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    path: { type: 'string' },
    out: { type: 'string' },
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
const target = await startTarget(10_000);
const report = await fuzz(target, {
  count,
  seed,
  ...(values.path === undefined ? {} : { path: values.path }),
  onProgress: (soFar) => {
    if (soFar.sent < announced) return;
    console.log(line(soFar));
    announced += 10_000;
  },
});
await target.stop();

for (const { problems, request, seed: at, path } of report.findings) {
  console.log(`\n${problems.join('\n')}\nfrom ${request.vignette}: ${request.changes.join('; ')}`);
  console.log(`replay: npm run fuzz -- --count 1 --seed ${at} --path ${path}`);
  if (values.out === undefined) console.log(request.body.slice(0, 20_000));
}
const [first] = report.findings;
if (values.out !== undefined && first !== undefined) writeFileSync(values.out, first.request.body);
const counts = [...report.counts].sort(([one], [other]) => one.localeCompare(other));
console.log(`\n${line(report)}\n${counts.map(([kind, many]) => `${kind}: ${many}`).join(', ')}`);
process.exitCode = report.findings.length === 0 ? 0 : 1;
