/** A FHIR date as whole days since 1970: the first and the last one that it can denote. */
export interface Days {
  readonly first: number;
  readonly last: number;
}

const dayLength = 86_400_000;
const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.+)?)?)?$/;

/** The whole day of an instant. */
export function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / dayLength);
}

/**
 * Reads a date, a partial date or a date with time, of which the day counts as it is written; undefined where it is
 * none of the calendar.
 */
export function days(value: unknown): Days | undefined {
  const [, year, month, day] = (typeof value === 'string' ? shape.exec(value) : null) ?? [];
  if (year === undefined) return undefined;
  const from = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  const written = [year, month, day].filter((part) => part !== undefined).join('-');
  if (Number.isNaN(from) || !new Date(from).toISOString().startsWith(written)) return undefined;
  let until = from;
  if (month === undefined) until = Date.UTC(Number(year), 11, 31);
  else if (day === undefined) until = Date.UTC(Number(year), Number(month), 0);
  return { first: dayOf(from), last: dayOf(until) };
}

/** Whether every day that the date can denote lies on or after every day that the other can. */
export function isOnOrAfter(date: Days | undefined, other: Days | undefined): boolean {
  return date !== undefined && other !== undefined && date.first >= other.last;
}
