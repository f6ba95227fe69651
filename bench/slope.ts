/** The slope of the line that fits some points best, by least squares; NaN for fewer than three. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  if (points.length < 3) return Number.NaN;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  let products = 0;
  let squares = 0;
  for (const [x, y] of points) {
    products += (x - meanX) * (y - meanY);
    squares += (x - meanX) ** 2;
  }
  return products / squares;
}
