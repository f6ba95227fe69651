import { expect, it } from 'vitest';
import { instructionsIn } from '../../bench/instructions.ts';

it('the instructions of a process are read from what perf writes', () => {
  const written = '# started on Sun Nov 29\n\n123456789,,instructions:u,1000345,100.00,,\n';
  expect(instructionsIn(written)).toBe(123_456_789);
});

it('a machine that counts no instructions gives none', () => {
  expect(instructionsIn('<not supported>,,instructions:u,0,100.00,,\n')).toBeUndefined();
  expect(instructionsIn('')).toBeUndefined();
});
