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
