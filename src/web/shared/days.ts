/** Days as ISO text (`2026-11-18`), in UTC like the service's own calendar. */
export const dayLength = 86_400_000;

/** Today. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A day some days before (negative) or after another. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10);
}

const short = new Intl.DateTimeFormat('en-US', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const long = new Intl.DateTimeFormat('en-US', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `Sep 3`, with the year where it is not this one. Partial dates (`2026-09`) stay as they are. */
export function shownDay(day: string): string {
  if (!/^\d{4}-\d{2}-\d{2}/.test(day)) return day;
  const date = new Date(day.slice(0, 10));
  return (day.slice(0, 4) === today().slice(0, 4) ? short : long).format(date);
}

/** A text with its whole days (`2026-09-03`) as they are shown elsewhere. */
export function withShownDays(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, shownDay);
}
