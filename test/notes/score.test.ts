import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rules } from '../../src/notes/rules.ts';
import { lowerBound, scoreNotes } from '../../src/notes/score.ts';

const set = JSON.parse(readFileSync('fixtures/notes/development.json', 'utf8'));

it('takes no trap of the development set and nothing that is not there', () => {
  const taken = scoreNotes(set).filter(({ wrong, trapsTaken }) => wrong + trapsTaken > 0);
  expect(taken).toEqual([]);
});

it('finds nineteen of twenty mentions of red flags that a rule reads', () => {
  const flags = new Set(
    rules.map(({ linkId }) => linkId).filter((id) => id.startsWith('red-flag')),
  );
  const scores = scoreNotes(set).filter(({ linkId }) => flags.has(linkId));
  const sum = (field: 'right' | 'missed') => scores.reduce((all, one) => all + one[field], 0);
  expect(sum('right') / (sum('right') + sum('missed'))).toBeGreaterThanOrEqual(0.95);
});

it('bounds a share from below by how many cases there are', () => {
  expect(lowerBound(0, 0)).toBe(0);
  expect(lowerBound(10, 10)).toBeCloseTo(0.787, 3);
});
