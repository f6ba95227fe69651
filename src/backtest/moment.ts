import { dayAt as dayOf } from '../chart/dates.ts';

/** Milliseconds since the epoch: the first and the last instant that a FHIR date or dateTime can denote. */
export interface Moment {
  readonly from: number;
  readonly to: number;
}

const form =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const day = 86_400_000;

/**
 * Reads a FHIR date, dateTime or instant. A day, a month or a year denotes every instant in it, in UTC; a time
 * without a zone is read as UTC. Anything else gives undefined.
 */
export function momentOf(value: unknown): Moment | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  // Most are an instant in UTC, or a day: those need no form to be matched.
  const instant = instantOf(value);
  if (!Number.isNaN(instant)) return { from: instant, to: instant };
  if (value.length === 10) {
    const from = dayAt(value, 0);
    if (!Number.isNaN(from)) return { from, to: from + day - 1 };
  }
  const parts = form.exec(value);
  if (parts === null) return undefined;
  const [, year, month, date, time, zone] = parts;
  if (time !== undefined) {
    const at = Date.parse(zone === undefined ? `${value}Z` : value);
    return Number.isNaN(at) ? undefined : { from: at, to: at };
  }
  const from = Date.parse(`${year}-${month ?? '01'}-${date ?? '01'}T00:00:00Z`);
  if (Number.isNaN(from)) return undefined;
  if (date !== undefined) return { from, to: from + day - 1 };
  const next =
    month === undefined
      ? Date.UTC(Number(year) + 1, 0, 1)
      : Date.UTC(Number(year), Number(month), 1);
  return { from, to: next - 1 };
}

/** How long an instant in UTC is as most records write it: `2026-11-18T14:30:00Z`. */
export const instantLength = 20;

/**
 * The instant that stands at a place of a text, in milliseconds since the epoch; NaN where none does, or one of
 * another form.
 */
export function instantAt(text: string, from: number): number {
  return text.charCodeAt(from + 10) === 0x54 && text.charCodeAt(from + 19) === 0x5a
    ? dayAt(text, from) + timeAt(text, from + 11)
    : Number.NaN;
}

function instantOf(value: string): number {
  return value.length === instantLength ? instantAt(value, 0) : Number.NaN;
}

/** Whether a moment is certainly over at an instant. */
export function isBy(moment: Moment, instant: number): boolean {
  return moment.to <= instant;
}

/** The midnight of the `YYYY-MM-DD` at a place of a text; NaN where anything else stands there. */
function dayAt(text: string, from: number): number {
  if (text.charCodeAt(from + 4) !== 0x2d || text.charCodeAt(from + 7) !== 0x2d) return Number.NaN;
  const year = 100 * twoDigits(text, from) + twoDigits(text, from + 2);
  const month = twoDigits(text, from + 5);
  const date = twoDigits(text, from + 8);
  const isOfCalendar = year >= 1000 && month >= 1 && month <= 12 && date >= 1;
  if (!isOfCalendar || (date > 28 && date > dayOf(year, month + 1, 1) - dayOf(year, month, 1)))
    return Number.NaN;
  return day * dayOf(year, month, date);
}

/** Milliseconds in the `hh:mm:ss` at a place of a text; NaN where anything else stands there. */
function timeAt(text: string, from: number): number {
  if (text.charCodeAt(from + 2) !== 0x3a || text.charCodeAt(from + 5) !== 0x3a) return Number.NaN;
  const hours = twoDigits(text, from);
  const minutes = twoDigits(text, from + 3);
  const seconds = twoDigits(text, from + 6);
  return hours < 24 && minutes < 60 && seconds < 60
    ? 1000 * (60 * (60 * hours + minutes) + seconds)
    : Number.NaN;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}
