import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { situations } from '../fuzz/situations/index.ts';
import { objections } from '../fuzz/situations/situation.ts';
import { sampleSize } from '../support/sample-size.ts';

describe('what one section or rule is about is decided as the formal logic says', () => {
  test.each(Object.entries(situations))('%s', (_name, situation) => {
    const property = fc.property(situation, (one) => {
      expect(objections(one)).toEqual([]);
      expect(objections({ ...one, chart: [...one.chart].reverse() })).toEqual([]);
    });
    fc.assert(property, { numRuns: sampleSize(11), seed: 20_261_118 });
  });
});
