import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { disagreements } from '../test/fuzz/oracle/disagreement.ts';
import { situations } from '../test/fuzz/situations/index.ts';
import { objections } from '../test/fuzz/situations/situation.ts';
import { ask } from '../test/fuzz/stories/call.ts';
import { anyStory } from '../test/fuzz/stories/stories.ts';
import { tell, tellOrder } from '../test/fuzz/stories/telling.ts';
import { knownFaults } from '../test/properties/known-faults.ts';

/**
 * `npm run oracle -- [--count 20000] [--seed 1]`: invents patients, asks the service in this process and compares its
 * assessment with what a second reader of the formal logic says; so it does for every situation that one section or rule
 * is about. Prints the smallest chart of each kind of disagreement, and the known faults that no longer occur. Ends with
 * 1 where there is a disagreement.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [numRuns, seed] = [Number(values.count), Number(values.seed)];
if (!Number.isInteger(numRuns) || numRuns < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run oracle -- [--count 20000] [--seed 1]');
  process.exit(2);
}

const smallest = new Map<string, { text: string; problem: string; count: number }>();

function keep(kind: string, problem: string, chart: object): void {
  const text = JSON.stringify(chart);
  const before = smallest.get(kind);
  const count = (before?.count ?? 0) + 1;
  const isSmaller = before === undefined || text.length < before.text.length;
  smallest.set(kind, isSmaller ? { text, problem, count } : { ...before, count });
}

const left = new Set<string>();
for (const [story, how] of fc.sample(fc.tuple(anyStory, fc.nat(255)), { numRuns, seed })) {
  const chart = tell(story, how);
  const [problem] = disagreements(story, ask([tellOrder(story.study)], chart).assessments[0]);
  if (problem === undefined) continue;
  const known = knownFaults.filter((fault) => fault.concerns({ story, chart }));
  for (const { name } of known) left.add(name);
  const kind = known[0]?.name ?? `new: ${problem.replace(/ \(.*/, '')}`;
  keep(kind, problem, { ...story, how });
}
for (const [name, situation] of Object.entries(situations)) {
  for (const one of fc.sample(situation, { numRuns: Math.ceil(numRuns / 100), seed })) {
    const [problem] = objections(one);
    if (problem !== undefined) keep(`situation ${name}`, problem, one);
  }
}
for (const [kind, { text, problem, count }] of smallest) {
  console.log(`\n${kind} (${count} charts)\n  ${problem}\n  ${text}`);
}
for (const { name } of knownFaults) {
  if (!left.has(name)) console.log(`\nno longer seen: ${name}`);
}
console.log(`\n${numRuns} charts of seed ${seed}: ${smallest.size} kinds of disagreement`);
process.exitCode = smallest.size === 0 ? 0 : 1;
