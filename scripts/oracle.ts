import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { disagreements } from '../test/fuzz/oracle/disagreement.ts';
import { ask } from '../test/fuzz/stories/call.ts';
import { anyStory } from '../test/fuzz/stories/stories.ts';
import { tell, tellOrder } from '../test/fuzz/stories/telling.ts';
import { knownFaults } from '../test/properties/known-faults.ts';

/**
 * `npm run oracle -- [--count 20000] [--seed 1]`: invents patients, asks the service in this process and compares its
 * assessment with what a second reader of the formal logic says. Prints the smallest chart of each kind of
 * disagreement, and the known faults that no longer occur. Ends with 1 where there is a disagreement.
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
const left = new Set<string>();
for (const [story, how] of fc.sample(fc.tuple(anyStory, fc.nat(255)), { numRuns, seed })) {
  const chart = tell(story, how);
  const [problem] = disagreements(story, ask([tellOrder(story.study)], chart).assessments[0]);
  if (problem === undefined) continue;
  const known = knownFaults.filter((fault) => fault.concerns({ story, chart }));
  for (const { name } of known) left.add(name);
  const kind = known[0]?.name ?? `new: ${problem.replace(/ \(.*/, '')}`;
  const text = JSON.stringify({ ...story, how });
  const before = smallest.get(kind);
  const count = (before?.count ?? 0) + 1;
  smallest.set(
    kind,
    before === undefined || text.length < before.text.length
      ? { text, problem, count }
      : { ...before, count },
  );
}
for (const [kind, { text, problem, count }] of smallest) {
  console.log(`\n${kind} (${count} charts)\n  ${problem}\n  ${text}`);
}
for (const { name } of knownFaults) {
  if (!left.has(name)) console.log(`\nno longer seen: ${name}`);
}
console.log(`\n${numRuns} charts of seed ${seed}: ${smallest.size} kinds of disagreement`);
process.exitCode = smallest.size === 0 ? 0 : 1;
