import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleSize } from '../support/sample-size.ts';
import { type Hostile, startHostile } from './hostile.ts';
import { maximalBodies, maximalBodiesOfOneStudy } from './maximal-bodies.ts';

let service: Hostile;
beforeAll(async () => {
  service = await startHostile();
}, 60_000);
afterAll(() => service.remove());

/**
 * In processor time, which a busy machine does not stretch much; none takes a third of either, and what grows with the
 * square of a body takes many times more. Others wait for the longest turn.
 */
const mostMs = 3000;
const longestTurnMs = 1000;

const bodies = { ...maximalBodies, ...(sampleSize(1) > 1 ? maximalBodiesOfOneStudy : {}) };

describe('a body of 5 MB is answered or refused, whatever its shape', () => {
  it.each(Object.entries(bodies))(
    '%s',
    async (_name, make) => {
      const body = make();
      expect(Buffer.byteLength(body)).toBeLessThan(5 * 1024 * 1024);
      const { status, bytes, processorMs, turnMs } = await service.send(body);
      expect([200, 400]).toContain(status);
      expect(bytes).toBeLessThanOrEqual(1024 * 1024);
      expect(processorMs).toBeLessThan(mostMs);
      expect(turnMs).toBeLessThan(longestTurnMs);
      expect(service.isRunning).toBe(true);
    },
    60_000,
  );
});
