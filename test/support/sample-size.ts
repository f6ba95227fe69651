import { crc32 } from 'node:zlib';

const times = Number(process.env.SAMPLES ?? '1');
if (!Number.isInteger(times) || times < 1) {
  throw new Error(`SAMPLES is "${process.env.SAMPLES}"; expected a whole number from 1.`);
}

/**
 * How many generated cases a property is asked about.
 * @param count how many `npm test` asks; `SAMPLES=4 npm test`, as `.ci/run` calls it, asks four times as many
 */
export function sampleSize(count: number): number {
  return count * times;
}

/**
 * Whether `npm test` takes a vignette where it takes one of so many; with more samples than one it takes them all. They
 * are chosen by their names, so that a new vignette changes nothing about the others.
 */
export function isSampled(name: string, oneOf: number): boolean {
  return times > 1 || crc32(name) % oneOf === 0;
}
