import { expect, it } from 'vitest';
import { warmUp } from '../../bench/warm-up.ts';

/** Blocks that cost what is listed, and the last of it from then on. */
function costing(...costs: readonly number[]): () => number {
  let block = 0;
  return () => {
    const cost = costs[Math.min(block, costs.length - 1)] ?? 0;
    block += 1;
    return cost;
  };
}

const options = { least: 4, most: 10 };

it('a server is called until its calls get no cheaper', async () => {
  expect(await warmUp(costing(1578, 900, 800, 600, 430, 420), options)).toBe(6);
});

it('it is called often enough where its first calls cost alike, before V8 compiles them', async () => {
  expect(await warmUp(costing(100), options)).toBe(4);
});

it('on a machine whose figures never settle it comes to an end', async () => {
  expect(await warmUp(costing(512, 256, 128, 64, 32, 16, 8, 4, 2, 1, 0.5, 0.25), options)).toBe(10);
});
