import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleSize } from '../support/sample-size.ts';
import { type Hostile, startHostile } from './hostile.ts';
import { maximalBodies, maximalBodiesOfOneStudy } from './maximal-bodies.ts';

let service: Hostile;
beforeAll(async () => {
  service = await startHostile();
}, 60_000);
afterAll(() => service.remove());

/** Bodies as large as the service takes where more samples than one are asked for; else a quarter of their lists. */
const bodies: Readonly<Record<string, () => string>> =
  sampleSize(1) > 1 ? { ...maximalBodies(), ...maximalBodiesOfOneStudy() } : maximalBodies(0.25);

const largest = 5 * 1024 * 1024;

/**
 * In processor time, which a busy machine does not stretch much; none takes a third of either, and what grows with the
 * square of a body takes many times more. Others wait for the longest turn.
 */
const mostMs = (bytes: number) => Math.max(2000, (3000 * bytes) / largest);
const longestTurnMs = 1000;

describe('a large body is answered or refused, whatever its shape', () => {
  it.each(Object.entries(bodies))(
    '%s',
    async (_name, make) => {
      const body = make();
      const size = Buffer.byteLength(body);
      expect(size).toBeLessThan(largest);
      const { status, bytes, processorMs, turnMs } = await service.send(body);
      expect([200, 400]).toContain(status);
      expect(bytes).toBeLessThanOrEqual(1024 * 1024);
      expect(processorMs).toBeLessThan(mostMs(size));
      expect(turnMs).toBeLessThan(longestTurnMs);
      expect(service.isRunning).toBe(true);
    },
    60_000,
  );
});
