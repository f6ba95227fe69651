import { expect, it } from 'vitest';
import { slope } from '../../bench/slope.ts';

it('the slope of a line is found, also where its points scatter around it', () => {
  const line = [0, 1, 2, 3].map((x) => [x, 7 - 2 * x] as const);
  expect(slope(line)).toBeCloseTo(-2);
  // Distances from the means, 1.5 and 2: (-1.5·-2 + 0 + 0 + 1.5·2) / (1.5² + 0.5² + 0.5² + 1.5²) = 6 / 5.
  expect(
    slope([
      [0, 0],
      [1, 2],
      [2, 2],
      [3, 4],
    ]),
  ).toBeCloseTo(1.2);
});

it('two points are too few to tell a slope', () => {
  expect(
    slope([
      [0, 0],
      [1, 5],
    ]),
  ).toBeNaN();
});
