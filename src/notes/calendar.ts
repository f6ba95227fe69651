import { chartDate, isoDay } from '../chart/dates.ts';

/** Which way a date without a year lies from the note. */
export type Direction = 'past' | 'future';

/** A number of two digits: `7` is `07`. */
export function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** A day as `YYYY-MM-DD`; undefined where the month has no such day. */
export function wholeDay(year: number, month: number, day: number): string | undefined {
  return day > daysIn(year, month)
    ? undefined
    : `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeap ? 29 : 28;
}

/** A day so many days before or after another. */
export function addDays(date: string, count: number): string {
  const day = chartDate(date);
  if (day === undefined) throw new RangeError(`not a day: ${date}`);
  return isoDay(day.earliest + count);
}

/** A day of a month without a year: the nearest one on the side of the note that the direction names. */
export function nearest(
  noteDate: string,
  month: number,
  day: number,
  direction: Direction,
): string | undefined {
  const year = Number(noteDate.slice(0, 4));
  const same = wholeDay(year, month, day);
  if (same === undefined) return undefined;
  if (direction === 'past') return same <= noteDate ? same : wholeDay(year - 1, month, day);
  return same >= noteDate ? same : wholeDay(year + 1, month, day);
}

/** A month without a year, `YYYY-MM`, likewise. */
export function withoutYear(noteDate: string, month: number, direction: Direction): string {
  const year = Number(noteDate.slice(0, 4));
  const current = Number(noteDate.slice(5, 7));
  if (direction === 'past') return `${month <= current ? year : year - 1}-${two(month)}`;
  return `${month >= current ? year : year + 1}-${two(month)}`;
}

/** The nearest day with that name, 0 for Sunday; the note's own day counts. */
export function dayOfWeek(noteDate: string, weekday: number, direction: Direction): string {
  const current = new Date(`${noteDate}T00:00:00Z`).getUTCDay();
  const back = (current - weekday + 7) % 7;
  return direction === 'past' ? addDays(noteDate, -back) : addDays(noteDate, (7 - back) % 7);
}

/** "The 3rd": the nearest such day of a month. */
export function dayOfMonth(
  noteDate: string,
  day: number,
  direction: Direction,
): string | undefined {
  const year = Number(noteDate.slice(0, 4));
  const month = Number(noteDate.slice(5, 7));
  const same = wholeDay(year, month, day);
  if (
    direction === 'past'
      ? same !== undefined && same <= noteDate
      : same !== undefined && same >= noteDate
  )
    return same;
  const other = new Date(Date.UTC(year, month - 1 + (direction === 'past' ? -1 : 1), 1));
  return wholeDay(other.getUTCFullYear(), other.getUTCMonth() + 1, day);
}

/** Whether every day that a date can denote lies before another day. */
export function isBefore(value: string, day: string): boolean {
  return value < day.slice(0, value.length);
}
