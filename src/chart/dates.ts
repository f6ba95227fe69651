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
  const parts = form.exec(text);
  if (parts === null) return undefined;
  const year = Number(parts[1]);
  if (parts[2] === undefined) {
    return { text, earliest: dayAt(year, 1, 1), latest: dayAt(year, 12, 31) };
  }
  const month = Number(parts[2]);
  if (month < 1 || month > 12) return undefined;
  if (parts[3] === undefined) {
    return { text, earliest: dayAt(year, month, 1), latest: dayAt(year, month + 1, 1) - 1 };
  }
  const dayOfMonth = Number(parts[3]);
  const day = dayAt(year, month, dayOfMonth);
  if (dayOfMonth < 1 || day >= dayAt(year, month + 1, 1)) return undefined;
  const time = parts[4];
  if (time === undefined) return { text, earliest: day, latest: day };
  const instant = zoned.test(time) ? Date.parse(text) : Number.NaN;
  if (!time.startsWith('T')) return undefined;
  const shown = text.slice(0, 10);
  return Number.isNaN(instant)
    ? { text: shown, earliest: day, latest: day }
    : { text: shown, earliest: day, latest: day, instant };
}

function dayAt(year: number, month: number, day: number): Day {
  return Math.round(Date.UTC(year, month - 1, day) / dayLength);
}

/** A day as an ISO date. */
export function isoDay(day: Day): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** The calendar day of an instant in the zone that the process runs in. */
export function today(asOf: Date): Day {
  return dayAt(asOf.getFullYear(), asOf.getMonth() + 1, asOf.getDate());
}

/** `met` where every day that the dates can denote agrees, `not-met` where none does, else `not-documented`. */
export function isOnOrAfter(one: ChartDate, other: ChartDate): FindingValue {
  if (one === other || one.earliest >= other.latest) return 'met';
  return one.latest < other.earliest ? 'not-met' : 'not-documented';
}

/** The opposite of `isOnOrAfter`. */
export function isBefore(one: ChartDate, other: ChartDate): FindingValue {
  if (one !== other && one.latest < other.earliest) return 'met';
  return one === other || one.earliest >= other.latest ? 'not-met' : 'not-documented';
}

/**
 * Whether a date lies after the instant of the call. Dates with time and zone are compared as instants,
 * others by their earliest day, since a future date is no evidence of something done.
 */
export function isFuture(date: ChartDate, asOf: Date): boolean {
  if (date.instant !== undefined) return date.instant > asOf.getTime();
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
  const start = new Date(from * dayLength);
  const end = new Date(to * dayLength);
  const years = end.getUTCFullYear() - start.getUTCFullYear();
  const passed =
    end.getUTCMonth() > start.getUTCMonth() ||
    (end.getUTCMonth() === start.getUTCMonth() && end.getUTCDate() >= start.getUTCDate());
  return passed ? years : years - 1;
}
