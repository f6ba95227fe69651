import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inTurns } from '../src/in-turns.ts';
import type { Work } from '../src/turns.ts';

/** A clock that only steps move on: whatever else the machine does, they take as long as they say. */
let now = 0;

beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Steps that each take a while. */
function* steps(count: number, ms: number, happened: string[]): Work<string> {
  for (let step = 0; step < count; step += 1) {
    now += ms;
    happened.push('step');
    yield;
  }
  return 'done';
}

it('others are served between the steps of long work', async () => {
  const happened: string[] = [];
  setImmediate(() => happened.push('others'));
  expect(await inTurns(steps(4, 30, happened))).toBe('done');
  expect(happened).toContain('others');
  expect(happened.at(-1)).toBe('step');
});

it('short work is done in one go', async () => {
  const happened: string[] = [];
  setImmediate(() => happened.push('others'));
  await inTurns(steps(4, 0, happened));
  expect(happened).toEqual(['step', 'step', 'step', 'step']);
});

it('of many short works that begin at once the later ones let others be served first', async () => {
  const happened: string[] = [];
  const all = Promise.all(Array.from({ length: 6 }, () => inTurns(steps(1, 10, happened))));
  setImmediate(() => happened.push('others'));
  await all;
  expect(happened.slice(0, 2)).toEqual(['step', 'step']);
  expect(happened.indexOf('others')).toBeLessThan(5);
  expect(happened.filter((one) => one === 'step')).toHaveLength(6);
});
