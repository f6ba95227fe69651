/** A row of a plot, with a count for each part. */
export interface Bar {
  readonly label: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** All counts of a bar together. */
export function total({ counts }: Bar): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/**
 * Rows as bars: those of one label together, their counts by part.
 * @param labelOf what a row's bar is called
 * @param partOf the part of the bar that it counts for
 */
export function barsOf<Row>(
  rows: readonly Row[],
  labelOf: (row: Row) => string,
  partOf: (row: Row) => string,
  countOf: (row: Row) => number,
): readonly Bar[] {
  const bars = new Map<string, Record<string, number>>();
  for (const row of rows) {
    const counts = bars.get(labelOf(row)) ?? {};
    counts[partOf(row)] = (counts[partOf(row)] ?? 0) + countOf(row);
    bars.set(labelOf(row), counts);
  }
  return [...bars].map(([label, counts]) => ({ label, counts }));
}

const month = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `2026-03` as `Mar 2026`. */
export function monthText(text: string): string {
  return month.format(new Date(`${text}-01T00:00:00Z`));
}
