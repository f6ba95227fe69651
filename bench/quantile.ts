/** The value below which a share of some numbers lies. @param sorted ascending; NaN where it is empty */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
