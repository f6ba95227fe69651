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
  // Most are an instant in UTC, or a day; both are what Date.parse takes as they stand.
  if (value.length === 20 && value.endsWith('Z')) {
    const at = Date.parse(value);
    if (!Number.isNaN(at)) return { from: at, to: at };
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

/** Whether a moment is certainly over at an instant. */
export function isBy(moment: Moment, instant: number): boolean {
  return moment.to <= instant;
}
