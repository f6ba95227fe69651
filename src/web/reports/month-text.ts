const month = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `2026-03` as `Mar 2026`. */
export function monthText(text: string): string {
  return month.format(new Date(`${text}-01T00:00:00Z`));
}
