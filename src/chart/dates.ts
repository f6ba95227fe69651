import type { FindingValue } from '../logic/finding.ts';
import type { ChartDate, Day } from './types.ts';

const dayLength = 86_400_000;
const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T\d{2}:\d{2}.*)?)?)?$/;
const zoned = /^T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * A FHIR date, dateTime or instant; a year or a month denotes every day in it. The day is the calendar day
 * as written, in the zone of whoever wrote it. Anything that is no such date gives undefined.
 */
export function chartDate(text: unknown): ChartDate | undefined {
  if (typeof text !== 'string' || text.length > 40) return undefined;
  if (text.length === 10) return fullDate(text);
  if (text.length === 20 || text.length === 25) {
    const usual = fullInstant(text);
    if (usual !== undefined) return usual;
  }
  const parts = form.exec(text);
  if (parts === null) return undefined;
  const year = Number(parts[1]);
  if (parts[3] !== undefined) {
    const date = fullDate(text.slice(0, 10));
    const time = parts[4];
    if (date === undefined || time === undefined || !zoned.test(time)) return date;
    const instant = Date.parse(text);
    return Number.isNaN(instant) ? date : { ...date, instant };
  }
  if (parts[2] === undefined) {
    return { text, earliest: dayAt(year, 1, 1), latest: dayAt(year, 12, 31) };
  }
  const month = Number(parts[2]);
  if (month < 1 || month > 12) return undefined;
  return { text, earliest: dayAt(year, month, 1), latest: dayAt(year, month + 1, 1) - 1 };
}

/** `2026-11-18T14:30:00Z` or with an offset, as most records write a time; undefined for every other form. */
function fullInstant(text: string): ChartDate | undefined {
  if (text.charCodeAt(10) !== capitalT || text.charCodeAt(13) !== colon) return undefined;
  const day = text.charCodeAt(16) === colon ? dayIn(text) : undefined;
  const hours = twoDigits(text, 11);
  const minutes = twoDigits(text, 14);
  const seconds = twoDigits(text, 17);
  const offset = offsetMinutes(text);
  if (day === undefined || offset === undefined) return undefined;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
    return undefined;
  }
  const time = (hours * 60 + minutes - offset) * 60_000 + seconds * 1000;
  return { text: text.slice(0, 10), earliest: day, latest: day, instant: day * dayLength + time };
}

/** Of `Z` or `-05:00` at the end of a time in seconds. */
function offsetMinutes(text: string): number | undefined {
  const sign = text.charCodeAt(19);
  if (text.length === 20) return sign === capitalZ ? 0 : undefined;
  const hours = twoDigits(text, 20);
  const minutes = twoDigits(text, 23);
  if ((sign !== plus && sign !== hyphen) || text.charCodeAt(22) !== colon) return undefined;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  return (sign === hyphen ? -1 : 1) * (hours * 60 + minutes);
}

function fullDate(text: string): ChartDate | undefined {
  const day = dayIn(text);
  return day === undefined ? undefined : { text, earliest: day, latest: day };
}

/**
 * The day of `2026-11-18` at the beginning of a text, read digit by digit: most dates of a chart are such, and a
 * pattern costs ten times as much.
 */
function dayIn(text: string): Day | undefined {
  if (text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return undefined;
  const century = twoDigits(text, 0);
  const year = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const dayOfMonth = twoDigits(text, 8);
  if (century < 0 || year < 0 || month < 1 || month > 12 || dayOfMonth < 1) return undefined;
  const first = dayAt(century * 100 + year, month, 1);
  const day = first + dayOfMonth - 1;
  return dayOfMonth > 28 && day >= dayAt(century * 100 + year, month + 1, 1) ? undefined : day;
}

const plus = 43;
const hyphen = 45;
const colon = 58;
const capitalT = 84;
const capitalZ = 90;

/** -1 where they are no digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Days before each month of a year that begins in March, so that a leap day is its last. */
const daysBefore = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275] as const;

/**
 * The days from 1970-01-01 to a day of the Gregorian calendar, by arithmetic: `Date.UTC` costs several times
 * as much, and a chart has a hundred dates. The month may lie beyond 12, in a year after: 13 is the next January.
 */
export function dayAt(year: number, month: number, day: number): Day {
  const index = (month - 1) % 12;
  // January and February belong to the year before.
  const march = year + Math.floor((month - 1) / 12) - (index < 2 ? 1 : 0);
  const leapDays = Math.floor(march / 4) - Math.floor(march / 100) + Math.floor(march / 400);
  return march * 365 + leapDays + (daysBefore[index] ?? 0) + day - 719_469;
}

/** A day as an ISO date. */
export function isoDay(day: Day): string {
  const known = isoDays.get(day);
  if (known !== undefined) return known;
  const iso = new Date(day * dayLength).toISOString().slice(0, 10);
  if (isoDays.size >= 1000) isoDays.clear();
  isoDays.set(day, iso);
  return iso;
}

/** Days written lately: an answer names the same few over and over. */
const isoDays = new Map<Day, string>();

/** A whole day as a date. */
export function dateOfDay(day: Day): ChartDate {
  return { text: isoDay(day), earliest: day, latest: day };
}

/** The calendar day of an instant in the zone that the process runs in. */
export function today(asOf: Date): Day {
  return dayAt(asOf.getFullYear(), asOf.getMonth() + 1, asOf.getDate());
}

/**
 * `met` where every day that the dates can denote agrees, `not-met` where none does, else `not-documented`. Two
 * instants that fall on different days as written are compared as instants (evidence contract, "Times"): they may
 * have been written in different zones.
 */
export function isOnOrAfter(one: ChartDate, other: ChartDate): FindingValue {
  if (one === other) return 'met';
  if (one.instant !== undefined && other.instant !== undefined && one.earliest !== other.earliest)
    return one.instant >= other.instant ? 'met' : 'not-met';
  if (one.earliest >= other.latest) return 'met';
  return one.latest < other.earliest ? 'not-met' : 'not-documented';
}

const opposite: Readonly<Record<FindingValue, FindingValue>> = {
  met: 'not-met',
  'not-met': 'met',
  'not-documented': 'not-documented',
};

/** The opposite of `isOnOrAfter`. */
export function isBefore(one: ChartDate, other: ChartDate): FindingValue {
  return opposite[isOnOrAfter(one, other)];
}

/** As new or newer: by the instant where both have one, else by the day. */
export function isAsNew(one: ChartDate, other: ChartDate): boolean {
  if (one.instant !== undefined && other.instant !== undefined) return one.instant >= other.instant;
  return isBefore(one, other) !== 'met';
}

/** Newer for certain. */
export function isNewer(one: ChartDate, other: ChartDate): boolean {
  if (one.instant !== undefined && other.instant !== undefined) return one.instant > other.instant;
  return isBefore(other, one) === 'met';
}

/** The clocks of two systems differ by so many milliseconds: what was written just now may seem to lie ahead. */
const clockSkew = 5 * 60_000;

/**
 * Whether a date lies after the instant of the call, by more than clocks differ. Dates with time and zone are compared as
 * instants, others by their earliest day, since a future date is no evidence of something done.
 */
export function isFuture(date: ChartDate, asOf: Date): boolean {
  if (date.instant !== undefined) return date.instant > asOf.getTime() + clockSkew;
  // No time zone is a whole day away from UTC, so most dates are told without asking the zone of the process.
  if (date.earliest < Math.floor(asOf.getTime() / dayLength) - 1) return false;
  return date.earliest > today(asOf);
}

/** The day so many calendar months later, the last of the month where that day does not exist. */
export function addMonths(day: Day, months: number): Day {
  const from = new Date(day * dayLength);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + 1 + months;
  const last = dayAt(year, month + 1, 1) - 1;
  return Math.min(dayAt(year, month, from.getUTCDate()), last);
}

/** Completed years of life on a day; two bounds where the date of birth is partial. */
export function ageInYears(
  birth: ChartDate,
  on: Day,
): { readonly least: number; readonly most: number } {
  return { least: yearsBetween(birth.latest, on), most: yearsBetween(birth.earliest, on) };
}

function yearsBetween(from: Day, to: Day): number {
  if (to >= from && to - from < 365) return 0;
  const start = new Date(from * dayLength);
  const end = new Date(to * dayLength);
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  const passed =
    end.getUTCMonth() > start.getUTCMonth() ||
    (end.getUTCMonth() === start.getUTCMonth() && end.getUTCDate() >= start.getUTCDate());
  return passed ? years : years - 1;
}

/** The newest of the dates that facts have; undefined where none has one. */
export function newestDate(
  facts: readonly { readonly date?: ChartDate | undefined }[],
): ChartDate | undefined {
  return facts
    .flatMap(({ date }) => date ?? [])
    .toSorted((one, other) => one.latest - other.latest)
    .at(-1);
}
