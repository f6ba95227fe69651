import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  type NotesSet,
  notesSets,
  precisionOf,
  recallOf,
  scoresOf,
  sumOf,
} from '../../scripts/notes-sets.ts';
import { rules } from '../../src/notes/rules.ts';
import { lowerBound } from '../../src/notes/score.ts';
import { isFullSize } from '../support/sample-size.ts';

const sets = notesSets();

/** Reading all sets takes seconds: without more samples every third one, by its place. */
const sampled = (some: readonly NotesSet[]) => some.filter((_, at) => isFullSize || at % 3 === 0);

it.each(sampled(sets.filter(({ isHeldToFirstRead, material }) => !isHeldToFirstRead && !material)))(
  'is right in 95 of a hundred candidates of the set $set, finds four of five facts and takes no new trap',
  (notes) => {
    const read = sumOf(scoresOf(notes));
    expect(precisionOf(read)).toBeGreaterThanOrEqual(0.95);
    expect(recallOf(read)).toBeGreaterThanOrEqual(0.8);
    expect(read.trapsTaken).toBeLessThanOrEqual(notes.trapsLeft ?? 0);
  },
);

it.each(sets.filter(({ isHeldToFirstRead }) => isHeldToFirstRead))(
  'reads the set $set as well as it was read unseen',
  ({ set, firstRead }) => {
    if (firstRead === undefined) throw new Error(`Nobody wrote down how ${set} was first read.`);
    const read = sumOf(scoresOf({ set }));
    expect(precisionOf(read)).toBeGreaterThanOrEqual(precisionOf(firstRead) - 0.01);
    expect(recallOf(read)).toBeGreaterThanOrEqual(recallOf(firstRead) - 0.01);
  },
);

it('leaves no file of labelled notes out', () => {
  const files = readdirSync('fixtures/notes').map((file) => file.replace('.json', ''));
  expect(sets.map(({ set }) => set).toSorted()).toEqual(files.toSorted());
});

it('takes nothing of the development set that is not there', () => {
  const taken = scoresOf({ set: 'development' }).filter(({ wrong }) => wrong > 0);
  expect(taken).toEqual([]);
});

it('finds nineteen of twenty mentions of red flags that a rule reads', () => {
  const flags = new Set(
    rules.map(({ linkId }) => linkId).filter((id) => id.startsWith('red-flag')),
  );
  const scores = scoresOf({ set: 'development' }).filter(({ linkId }) => flags.has(linkId));
  expect(recallOf(sumOf(scores))).toBeGreaterThanOrEqual(0.95);
});

it('bounds a share from below by how many cases there are', () => {
  expect(lowerBound(0, 0)).toBe(0);
  expect(lowerBound(10, 10)).toBeCloseTo(0.787, 3);
});
