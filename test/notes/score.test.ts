import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rules } from '../../src/notes/rules.ts';
import { lowerBound, scoreNotes } from '../../src/notes/score.ts';
import { isFullSize } from '../support/sample-size.ts';

/** The scores of each set, which is read once. */
const scored = new Map<string, ReturnType<typeof scoreNotes>>();
function scoresOf(name: string): ReturnType<typeof scoreNotes> {
  const path = `fixtures/notes/${name}.json`;
  const scores = scored.get(name) ?? scoreNotes(JSON.parse(readFileSync(path, 'utf8')));
  scored.set(name, scores);
  return scores;
}

const withoutTraps =
  'development independent third fourth fifth sixth seventh ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twentysecond twentythird twentyfourth twentyfifth twentyseventh twentyeighth twentyninth thirtieth thirtyfirst thirtysecond thirtythird thirtyfourth styles'.split(
    ' ',
  );

/** Reading all sets takes seconds: without more samples every third one, by its place. */
const sampled = (names: readonly string[]) => names.filter((_, at) => isFullSize || at % 3 === 0);

it.each(sampled(withoutTraps))('takes no trap of the set %s', (name) => {
  const taken = scoresOf(name).filter(({ trapsTaken }) => trapsTaken > 0);
  expect(taken).toEqual([]);
});

it.each(
  sampled([
    'ninth',
    'eighth',
    'eleventh',
    'tenth',
    'fourteenth',
    'thirteenth',
    'nineteenth',
    'twentieth',
    'twentyfirst',
    'twentysecond',
    'twentythird',
    'twentyfourth',
    'twentyfifth',
    'twentysixth',
    'twentythird',
    'twentyfourth',
    'twentyfifth',
    'twentysixth',
    'twentythird',
    'twentyfourth',
    'twentyfifth',
    'twentysixth',
    'twentyseventh',
    'twentyeighth',
    'twentyninth',
    'thirtieth',
    'thirtyfirst',
    'thirtysecond',
    'thirtythird',
    'thirtyfourth',
    'sixteenth',
    'seventeenth',
    'eighteenth',
    'twelfth',
  ]),
)('is right in 95 of a hundred candidates of the set %s, and finds four of five facts', (name) => {
  const scores = scoresOf(name);
  const sum = (field: 'right' | 'wrong' | 'missed') =>
    scores.reduce((all, one) => all + one[field], 0);
  expect(sum('right') / (sum('right') + sum('wrong'))).toBeGreaterThanOrEqual(0.95);
  expect(sum('right') / (sum('right') + sum('missed'))).toBeGreaterThanOrEqual(0.8);
});

it.each(['thirtyfifth', 'thirtysixth'])(
  'reads the set %s as well as it was read unseen',
  (name) => {
    const scores = scoresOf(name);
    const sum = (field: 'right' | 'wrong' | 'missed') =>
      scores.reduce((all, one) => all + one[field], 0);
    expect(sum('right') / (sum('right') + sum('wrong'))).toBeGreaterThanOrEqual(0.92);
    expect(sum('right') / (sum('right') + sum('missed'))).toBeGreaterThanOrEqual(0.7);
  },
);

it('takes nothing of the development set that is not there', () => {
  const taken = scoresOf('development').filter(({ wrong }) => wrong > 0);
  expect(taken).toEqual([]);
});

it('finds nineteen of twenty mentions of red flags that a rule reads', () => {
  const flags = new Set(
    rules.map(({ linkId }) => linkId).filter((id) => id.startsWith('red-flag')),
  );
  const scores = scoresOf('development').filter(({ linkId }) => flags.has(linkId));
  const sum = (field: 'right' | 'missed') => scores.reduce((all, one) => all + one[field], 0);
  expect(sum('right') / (sum('right') + sum('missed'))).toBeGreaterThanOrEqual(0.95);
});

it('bounds a share from below by how many cases there are', () => {
  expect(lowerBound(0, 0)).toBe(0);
  expect(lowerBound(10, 10)).toBeCloseTo(0.787, 3);
});
