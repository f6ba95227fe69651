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

/** Dates read slowly, part by part: what `chartDate` has to find by its shortcuts too. */
function slowly(text: string): ChartDate | undefined {
  const [day = '', ...rest] = text.split('T');
  const time = rest.length === 0 ? undefined : rest.join('T');
  const parts = day.split('-');
  const lengths = parts
    .map((part) => ([...part].every((one) => '0123456789'.includes(one)) ? part.length : 0))
    .join();
  if (time !== undefined && lengths !== '4,2,2') return undefined;
  const year = Number(parts[0]);
  const first = new Date(0);
  const last = new Date(0);
  if (lengths === '4') {
    first.setUTCFullYear(year, 0, 1);
    last.setUTCFullYear(year, 11, 31);
  } else if (lengths === '4,2' || lengths === '4,2,2') {
    const month = Number(parts[1]);
    if (month < 1 || month > 12) return undefined;
    first.setUTCFullYear(year, month - 1, lengths === '4,2' ? 1 : Number(parts[2]));
    if (lengths === '4,2') last.setUTCFullYear(year, month, 0);
    else last.setTime(first.getTime());
    if (first.getUTCMonth() !== month - 1) return undefined;
  } else return undefined;
  const [earliest, latest] = [first.getTime() / 86_400_000, last.getTime() / 86_400_000];
  if (time === undefined) return { text, earliest, latest };
  if (!/^[0-9]{2}:[0-9]{2}/.test(time)) return undefined;
  const isZoned = /^..:..(:[0-9]{2}([.][0-9]+)?)?(Z|(\+|-)[0-9]{2}:[0-9]{2})$/.test(time);
  const instant = isZoned ? Date.parse(text) : Number.NaN;
  return { text: day, earliest, latest, ...(Number.isNaN(instant) ? {} : { instant }) };
}

describe('every text that is nearly a date', () => {
  test.each([
    '2026',
    '2026-10',
    '2026-11-18',
    '2024-02-29',
    '2026-11-30',
    '0099-12-31',
    '2026-11-18T14:30Z',
    '2026-11-18T09:05:07Z',
    '2026-11-18T23:59:59Z',
    '2026-11-18T19:39:29.125Z',
    '2026-11-18T19:39:29.123456789+05:30',
    '2026-11-18T14:30:00-05:00',
    '2026-11-18T00:00:00+13:59',
    '2026-11-18T14:30:15+23:45',
  ])('%s, with any character replaced, left out or put in, is read as what it says', (text) => {
    const wrong: string[] = [];
    const check = (changed: string): void => {
      const [found, expected] = [chartDate(changed), slowly(changed)];
      if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push(changed);
    };
    check(text);
    for (let at = 0; at <= text.length; at += 1) {
      check(text.slice(0, at) + text.slice(at + 1));
      for (const one of '0123456789-+:.TZ/; a') {
        check(text.slice(0, at) + one + text.slice(at + 1));
        check(text.slice(0, at) + one + text.slice(at));
      }
    }
    expect(wrong).toEqual([]);
  });
});

test.each([
  ['2026-11-18T14:30:00Z', '2026-11-18T14:30:00.000Z'],
  ['2026-11-18T14:30:15-05:30', '2026-11-18T20:00:15.000Z'],
  ['2026-11-18T14:30:15+05:30', '2026-11-18T09:00:15.000Z'],
  ['2026-11-18T23:30:00-01:00', '2026-11-19T00:30:00.000Z'],
])('%s is the instant %s', (text, instant) => {
  expect(new Date(date(text).instant ?? 0).toISOString()).toBe(instant);
});

test('a text of more than forty characters is no date', () => {
  const longest = '2026-11-18T14:30:15.1234567890123456789Z';
  expect(longest).toHaveLength(40);
  expect(chartDate(longest)?.text).toBe('2026-11-18');
  expect(chartDate(longest.replace('Z', '0Z'))).toBeUndefined();
});

test('a day is written the same, the first time and ever after', () => {
  const days = Array.from({ length: 3000 }, (_, day) => 20_000 + day);
  for (const round of [1, 2]) {
    expect([round, ...days.map(isoDay)]).toEqual([
      round,
      ...days.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
    ]);
  }
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
    ['2026-11-01', '2026-11', 'not-documented'],
    ['2026-11', '2026-11-30', 'not-documented'],
    ['2026-11', '2026-12', 'not-met'],
    ['2026-11', '2026-11', 'not-documented'],
    ['2026-12', '2026-11', 'met'],
  ])('%s on or after %s: %s', (one, other, value) => {
    expect(isOnOrAfter(date(one), date(other))).toBe(value);
    const opposite = value === 'met' ? 'not-met' : value === 'not-met' ? 'met' : value;
    expect(isBefore(date(one), date(other))).toBe(opposite);
  });

  test('what lies ahead: instants by more than clocks differ, days by the day, partial dates by their first day', () => {
    const asOf = new Date('2026-11-18T15:00:00Z');
    expect(isFuture(date('2026-11-18T15:03:00Z'), asOf)).toBe(false);
    expect(isFuture(date('2026-11-18T15:06:00Z'), asOf)).toBe(true);
    expect(isFuture(date('2026-11-19T01:00:00+11:00'), asOf)).toBe(false);
    expect(isFuture(date('2026-11-18'), asOf)).toBe(false);
    expect(isFuture(date('2026-11-20'), asOf)).toBe(true);
    expect(isFuture(date('2026'), asOf)).toBe(false);
    expect(isFuture(date('2026-11-18T15:00:00Z'), asOf)).toBe(false);
    expect(isFuture(date('2026-12'), asOf)).toBe(true);
    expect(isFuture(date('2020-01-01'), asOf)).toBe(false);
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

test('a partial date is on or after itself, since it is the same day whichever that was', () => {
  const month = date('2026-11');
  expect(isOnOrAfter(month, month)).toBe('met');
  expect(isBefore(month, month)).toBe('not-met');
});

test('age in completed years, with both bounds of a partial date of birth', () => {
  const today = date('2026-11-18').latest;
  expect(ageInYears(date('1955-11-18'), today)).toEqual({ least: 71, most: 71 });
  expect(ageInYears(date('1955-11-19'), today)).toEqual({ least: 70, most: 70 });
  expect(ageInYears(date('1955'), today)).toEqual({ least: 70, most: 71 });
});

test.each([
  // A visit at ten in the evening, by a clock five hours west of the one that dated the onset.
  ['2026-09-02T22:00:00-05:00', '2026-09-03T02:00:00Z', 'met'],
  ['2026-09-04T03:00:00Z', '2026-09-03T23:30:00-05:00', 'not-met'],
  // One day is one day, whichever came first on it.
  ['2026-09-03T09:00:00Z', '2026-09-03T10:00:00Z', 'met'],
  ['2026-09-02T22:00:00-05:00', '2026-09-03', 'not-met'],
])('%s on or after %s: instants are compared where both are some: %s', (one, other, value) => {
  expect(isOnOrAfter(date(one), date(other))).toBe(value);
});
