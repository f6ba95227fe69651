import { parseArgs } from 'node:util';
import { startHostile } from '../test/built/hostile.ts';
import { maximalBodies, maximalBodiesOfOneStudy } from '../test/built/maximal-bodies.ts';

/**
 * `npm run large-bodies -- [part of a name] [--all] [--over 250]`: sends each body of 5 MB to what `npm start` starts, in
 * a heap of 256 MB, and prints a line for each: the status, the processor time of all threads, the longest turn of the
 * event loop in processor time (others wait for it), the size of the answer and the memory. With `--all` the charts
 * beside fifty orders of one study come too; with `--over` only what took more milliseconds is printed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false }, over: { type: 'string', default: '0' } },
});
const [part = ''] = positionals;
const bodies = { ...maximalBodies(), ...(values.all ? maximalBodiesOfOneStudy() : {}) };
const service = await startHostile();
const column = (value: number, width: number): string => value.toFixed(0).padStart(width);

console.log('status  processor ms  longest turn ms  answer KB  memory MB  body');
let [mostMs, longestMs] = [0, 0];
for (const [name, make] of Object.entries(bodies)) {
  if (!name.includes(part)) continue;
  const { status, bytes, processorMs, turnMs, memoryMb } = await service.send(make());
  [mostMs, longestMs] = [Math.max(mostMs, processorMs), Math.max(longestMs, turnMs)];
  if (Math.max(processorMs, turnMs) < Number(values.over)) continue;
  const figures = [column(processorMs, 12), column(turnMs, 15), column(bytes / 1000, 9)];
  console.log([String(status).padStart(6), ...figures, column(memoryMb, 9), name].join('  '));
}
console.log(`most processor time ${mostMs.toFixed(0)} ms, longest turn ${longestMs.toFixed(0)} ms`);
await service.remove();
