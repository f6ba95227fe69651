import { expect, test } from 'vitest';
import {
  gradesInWords,
  mayTellWeakness,
  withinBound,
} from '../../src/terminology/strength-words.ts';

const told = (said: string) =>
  gradesInWords(said)?.map(({ grade, limb, isDoubtful }) =>
    `${[limb.side, limb.limb, limb.muscle].filter(Boolean).join(' ')} ${grade}${isDoubtful ? '?' : ''}`.trim(),
  );

test.each([
  ['3/5', ['3']],
  ['2 (out of 5)', ['2']],
  ['RLE:2/5', ['right leg 2']],
  ['left 5/5 right 2/5', ['left 5', 'right 2']],
  ['5/5 left 2/5 right', ['left 5', 'right 2']],
  ['Right arm 3/5, legs 5/5', ['right arm 3', 'both leg 5']],
  ['5/5 except 3/5 dorsiflexion', ['5', 'leg ankle dorsiflexion 3']],
  ['5/5 proximally, 2/5 distally', ['5?', '2?']],
  ['down from 5/5 to 3/5', ['5?', '3?']],
  ['improved from 2/5 to 4/5', ['2?', '4?']],
  ['from 3/5 to 2/5', ['3?', '2']],
  ['not 2/5', ['2?']],
  ['not less than 3/5', ['3?']],
  ['>3/5', ['3?']],
  ['<3/5', ['2']],
  ['3-4/5', ['3?']],
  ['3 to 4/5', ['3?']],
  ['3/5-4/5', ['3?']],
  ['2-3/5', ['3']],
  ['3.0/5', ['3']],
  ['MRC 2-3', ['3']],
  ['Grade III-IV', ['3?']],
  ['improved from 3 to 4/5', ['4?']],
  ['Facial muscles 2/5', []],
])('%s', (said, grades) => {
  expect(told(said)).toEqual(grades);
});

test.each(['normal', 'weak on the left', '', '5'])(
  'No grade of five is written in "%s"',
  (said) => {
    expect(gradesInWords(said)).toBeUndefined();
  },
);

test.each(['antigravity only', 'no movement', 'cannot lift the leg', 'intact but weak'])(
  '"%s" may tell a weakness',
  (said) => {
    expect(mayTellWeakness(said)).toBe(true);
  },
);

test.each([
  'examined',
  'Tested.',
  'normal',
  'WNL',
  'no weakness',
  'not tested',
  'symmetric',
  'No motor deficit',
  '40 lbs',
])('"%s" tells none', (said) => {
  expect(mayTellWeakness(said)).toBe(false);
});

test('A bound is weak only where all that it allows is', () => {
  expect(withinBound(4, '<')).toEqual({ grade: 3, isOpen: false });
  expect(withinBound(5, '<')).toEqual({ grade: 3, isOpen: true });
  expect(withinBound(3, '>')).toEqual({ grade: 3, isOpen: true });
  expect(withinBound(4, '>=')).toEqual({ grade: 4, isOpen: false });
});
