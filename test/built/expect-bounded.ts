import { expect } from 'vitest';
import type { Hostile, Outcome } from './hostile.ts';

/**
 * Expects that an outcome cost no more than it may.
 * @param mostMs of processor time, on the machine of docs/performance.md
 * @param longestTurnMs likewise
 */
export async function expectBounded(
  service: Hostile,
  { processorMs, turnMs }: Outcome,
  { mostMs, longestTurnMs }: { readonly mostMs: number; readonly longestTurnMs: number },
): Promise<void> {
  const isBounded = processorMs < mostMs && turnMs < longestTurnMs;
  const slowness = isBounded ? 1 : await service.slowness();
  expect(processorMs).toBeLessThan(mostMs * slowness);
  expect(turnMs).toBeLessThan(longestTurnMs * slowness);
}
