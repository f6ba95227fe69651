import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFullSize, isSampled } from '../support/sample-size.ts';
import { expectBounded } from './expect-bounded.ts';
import { type Hostile, startHostile } from './hostile.ts';
import { maximalBodies, maximalBodiesOfOneStudy } from './maximal-bodies.ts';

let service: Hostile;
beforeAll(async () => {
  service = await startHostile();
}, 60_000);
afterAll(() => service.remove());

const eighth = 1 / 8;
const shapes = (share?: number): Readonly<Record<string, () => string>> => ({
  ...maximalBodies(share),
  ...maximalBodiesOfOneStudy(share),
});

/** Of each shape one that makes the process compile what reads it: it does so once, and that is no cost of a body. */
const smaller = shapes(eighth);

/**
 * All shapes, as large as the service takes them, where more samples are asked for; else every other one, in an
 * eighth.
 */
const bodies = isFullSize ? shapes() : maximalBodies(eighth);

const largest = 5 * 1024 * 1024;

/**
 * In processor time, which a busy machine does not stretch much; on a quiet one none takes two thirds of the first, or
 * half of the second, and what grows with the square of a body takes many times more. Others wait for the longest turn.
 */
const mostMs = (bytes: number) => Math.max(2000, (3000 * bytes) / largest);
const longestTurnMs = 1000;

describe('a large body is answered or refused, whatever its shape', () => {
  it.each(Object.entries(bodies).filter(([name]) => isSampled(name, 2)))(
    '%s',
    async (name, make) => {
      const body = make();
      const size = Buffer.byteLength(body);
      expect(size).toBeLessThan(largest);
      await service.send(smaller[name]?.() ?? '');
      const outcome = await service.send(body);
      const { status, bytes } = outcome;
      expect([200, 400]).toContain(status);
      expect(bytes).toBeLessThanOrEqual(1024 * 1024);
      await expectBounded(service, outcome, { mostMs: mostMs(size), longestTurnMs });
      expect(service.isRunning).toBe(true);
    },
    60_000,
  );
});
