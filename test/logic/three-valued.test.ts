import { describe, expect, test } from 'vitest';
import type { FindingValue } from '../../src/logic/finding.ts';
import { all, any, not, unless } from '../../src/logic/three-valued.ts';

const met = 'met';
const notMet = 'not-met';
const open = 'not-documented';

type Row = readonly [FindingValue, FindingValue, FindingValue];

describe('full truth tables', () => {
  const allTable: readonly Row[] = [
    [met, met, met],
    [met, open, open],
    [met, notMet, notMet],
    [open, met, open],
    [open, open, open],
    [open, notMet, notMet],
    [notMet, met, notMet],
    [notMet, open, notMet],
    [notMet, notMet, notMet],
  ];
  test.each(allTable)('%s ALL %s is %s', (one, other, outcome) => {
    expect(all([one, other])).toBe(outcome);
  });

  const anyTable: readonly Row[] = [
    [met, met, met],
    [met, open, met],
    [met, notMet, met],
    [open, met, met],
    [open, open, open],
    [open, notMet, open],
    [notMet, met, met],
    [notMet, open, open],
    [notMet, notMet, notMet],
  ];
  test.each(anyTable)('%s ANY %s is %s', (one, other, outcome) => {
    expect(any([one, other])).toBe(outcome);
  });

  const unlessTable: readonly Row[] = [
    [met, met, met],
    [met, open, met],
    [met, notMet, met],
    [open, met, met],
    [open, open, open],
    [open, notMet, notMet],
    [notMet, met, met],
    [notMet, open, open],
    [notMet, notMet, notMet],
  ];
  test.each(unlessTable)(
    'exception %s, requirement %s gives %s',
    (exception, requirement, outcome) => {
      expect(unless(exception, requirement)).toBe(outcome);
    },
  );

  test('not', () => {
    expect([met, open, notMet].map((value) => not(value as FindingValue))).toEqual([
      notMet,
      open,
      met,
    ]);
  });

  test('nothing asked is met, nothing to choose from is not', () => {
    expect(all([])).toBe(met);
    expect(any([])).toBe(notMet);
  });
});
