import { describe, expect, test } from 'vitest';
import {
  addMonths,
  ageInYears,
  chartDate,
  isBefore,
  isFuture,
  isOnOrAfter,
  isoDay,
} from '../../src/chart/dates.ts';
import type { ChartDate } from '../../src/chart/types.ts';

function date(text: string): ChartDate {
  const read = chartDate(text);
  if (read === undefined) throw new Error(`${text} is no date`);
  return read;
}

describe('reading', () => {
  test('every month of ten thousand years has the days of the Gregorian calendar', () => {
    const wrong: string[] = [];
    for (let year = 0; year <= 9999; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
        const first = new Date(`${text}-01T00:00:00Z`).getTime() / 86_400_000;
        const last = new Date(0).setUTCFullYear(year, month, 0) / 86_400_000;
        const { earliest, latest } = date(text);
        if (earliest !== first || latest !== last) wrong.push(text);
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2026-11-17', '2026-11-17', '2026-11-17'],
    // The day is the one that was written, in the zone of whoever wrote it.
    ['2026-11-17T23:30:00-05:00', '2026-11-17', '2026-11-17'],
  ])('%s denotes every day from %s to %s', (text, earliest, latest) => {
    expect([isoDay(date(text).earliest), isoDay(date(text).latest)]).toEqual([earliest, latest]);
  });

  test.each([
    '2026-13',
    '2026-02-30',
    '2026-00-10',
    '26-01-01',
    'yesterday',
    '',
    20261117,
    null,
    {},
  ])('%s is no date', (text) => {
    expect(chartDate(text)).toBeUndefined();
  });
});

describe('comparing', () => {
  test.each([
    ['2026-11-17', '2026-11-17', 'met'],
    ['2026-11-16', '2026-11-17', 'not-met'],
    ['2026-11', '2026-11-01', 'met'],
    ['2026-11', '2026-11-02', 'not-documented'],
    ['2026-10', '2026-11-02', 'not-met'],
    ['2026-11-30', '2026-11', 'met'],
    ['2026-11-29', '2026-11', 'not-documented'],
  ])('%s on or after %s: %s', (one, other, value) => {
    expect(isOnOrAfter(date(one), date(other))).toBe(value);
    const opposite = value === 'met' ? 'not-met' : value === 'not-met' ? 'met' : value;
    expect(isBefore(date(one), date(other))).toBe(opposite);
  });

  test('what lies ahead: instants by the instant, days by the day, partial dates by their first day', () => {
    const asOf = new Date('2026-11-18T15:00:00Z');
    expect(isFuture(date('2026-11-18T15:00:01Z'), asOf)).toBe(true);
    expect(isFuture(date('2026-11-19T01:00:00+11:00'), asOf)).toBe(false);
    expect(isFuture(date('2026-11-18'), asOf)).toBe(false);
    expect(isFuture(date('2026-11-20'), asOf)).toBe(true);
    expect(isFuture(date('2026'), asOf)).toBe(false);
  });
});

test.each([
  ['2026-05-18', 6, '2026-11-18'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2023-08-31', 6, '2024-02-29'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2025-11-18', 1, '2025-12-18'],
  ['2025-12-18', 1, '2026-01-18'],
  ['2025-12-30', 12, '2026-12-30'],
  ['2025-01-15', 12, '2026-01-15'],
  ['2025-12-31', 14, '2027-02-28'],
  ['2023-05-18', 36, '2026-05-18'],
  ['2023-12-31', 36, '2026-12-31'],
  ['2023-12-31', 0, '2023-12-31'],
])(
  '%s and %s calendar months is %s: where the month ends at the latest',
  (day, months, expected) => {
    expect(isoDay(addMonths(date(day).latest, months))).toBe(expected);
  },
);

test('age in completed years, with both bounds of a partial date of birth', () => {
  const today = date('2026-11-18').latest;
  expect(ageInYears(date('1955-11-18'), today)).toEqual({ least: 71, most: 71 });
  expect(ageInYears(date('1955-11-19'), today)).toEqual({ least: 70, most: 70 });
  expect(ageInYears(date('1955'), today)).toEqual({ least: 70, most: 71 });
});
