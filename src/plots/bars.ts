/** A row of a plot, with a count for each part. */
export interface Bar {
  readonly label: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** All counts of a bar together. */
export function total({ counts }: Bar): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** So many bars are taken in at a glance; the others stand in the table below, or behind "more". */
export const barsShown = 12;

/**
 * Bars in the order in which a plot has them: the longest first, a sequence (months) as it came.
 * @returns all of them, and the few that are shown first: of a sequence the last
 */
export function inPlotOrder(
  bars: readonly Bar[],
  isSequence: boolean,
): { readonly all: readonly Bar[]; readonly few: readonly Bar[] } {
  if (isSequence) return { all: bars, few: bars.slice(-barsShown) };
  const all = bars.toSorted((one, other) => total(other) - total(one));
  return { all, few: all.slice(0, barsShown) };
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
