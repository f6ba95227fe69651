import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFullSize, isSampled } from '../support/sample-size.ts';
import { type Hostile, startHostile } from './hostile.ts';
import { maximalBodies, maximalBodiesOfOneStudy } from './maximal-bodies.ts';

/** Bodies that make the service read notes, words and codes, and judge orders of several levels. */
const ofAllParts = [
  'notes that mention emergencies, several orders',
  'everything, of different studies, several orders',
  'texts of observations, several orders',
];

let service: Hostile;
beforeAll(async () => {
  service = await startHostile();
  // A process compiles its functions once, when it is first asked: that is no cost of a body.
  const smaller = maximalBodies(isFullSize ? part : part / 8);
  for (const name of ofAllParts) await service.send(smaller[name]?.() ?? '');
}, 60_000);
afterAll(() => service.remove());

/**
 * All shapes, as large as the service takes them, where more samples are asked for; else every other one, in an
 * eighth.
 */
const part = 1 / 8;
const bodies: Readonly<Record<string, () => string>> = isFullSize
  ? { ...maximalBodies(), ...maximalBodiesOfOneStudy() }
  : maximalBodies(part);

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
