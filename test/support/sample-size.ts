import { crc32 } from 'node:zlib';
import type { Vignette } from '../../src/vignettes/vignette.ts';

const times = Number(process.env.SAMPLES ?? '1');
if (!Number.isInteger(times) || times < 1) {
  throw new Error(`SAMPLES is "${process.env.SAMPLES}"; expected a whole number from 1.`);
}

/**
 * How many generated cases a property is asked about.
 * @param count twice as many as `npm test` asks; `SAMPLES=4 npm test`, as `.ci/run` calls it, asks four times this count
 */
export function sampleSize(count: number): number {
  return times > 1 ? count * times : Math.ceil(count / 2);
}

/** Whether all is looked at in its full size, since more samples than one are asked for. */
export const isFullSize = times > 1;

/**
 * Whether `npm test` takes a vignette where it takes one of so many; with more samples than one it takes them all. They
 * are chosen by their names, so that a new vignette changes nothing about the others.
 */
export function isSampled(name: string, oneOf: number): boolean {
  return times > 1 || crc32(name) % oneOf === 0;
}

/**
 * The vignettes that `npm test` takes where an answer to each is looked at in many ways: the first of every kind, which
 * is the hook, what is expected of the orders (determination, preference, what is missing and whether it is documented)
 * and the cards. With more samples than one it takes them all.
 */
export function ofEveryKind(vignettes: readonly Vignette[]): readonly Vignette[] {
  if (times > 1) return vignettes;
  const kinds = new Map<string, Vignette>();
  for (const vignette of vignettes) {
    const { assessments, cards } = vignette.expected;
    const orders = assessments.map(({ determination, preference, missing = {} }) => [
      determination,
      preference,
      Object.values(missing).sort(),
    ]);
    const kind = JSON.stringify([vignette.request.hook, orders, cards]);
    if (!kinds.has(kind)) kinds.set(kind, vignette);
  }
  return [...kinds.values()];
}
