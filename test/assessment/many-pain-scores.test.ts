import { expect, test } from 'vitest';
import type { Fields } from '../fuzz/json.ts';
import { ask } from '../fuzz/stories/call.ts';
import { concept, condition, form, observation, yes } from '../fuzz/stories/resources.ts';
import { tellOrder } from '../fuzz/stories/telling.ts';

const score = (day: number, value: number, site: string): Fields =>
  observation(`${site} ${day}`.replaceAll(' ', '-'), concept('72514-3'), day, {
    valueInteger: value,
    bodySite: { text: site },
  });

/** An MRI for a reason on the chart. */
const mri = (level: 'lumbar' | 'cervical', reason: string): Fields => ({
  ...tellOrder({ kind: 'MRI', level, contrast: 'without' }),
  id: `for-${reason}`,
  reasonReference: [{ reference: `Condition/${reason}` }],
});

const chart = [
  condition('leg', 'M54.16', 50),
  condition('arm', 'M54.12', 50),
  form('f', 2, [
    yes('severe-radicular.functional-loss'),
    yes('severe-radicular.planned-intervention'),
  ]),
];

/** What is found of the red flag for each of two orders. */
function severePain(scores: readonly Fields[]): Record<string, unknown> {
  const orders = [mri('lumbar', 'leg'), mri('cervical', 'arm')];
  const found = ask(orders, [...chart, ...scores]).assessments.map(({ order, criteria }) => [
    order.slice('ServiceRequest/for-'.length),
    criteria.find(({ id }) => id === 'red-flag.severe-radicular-pain')?.finding ?? 'none',
  ]);
  return Object.fromEntries(found);
}

const fiftyOf = (value: number, site: string): readonly Fields[] =>
  Array.from({ length: 50 }, (_, index) => score(index + 6, value, site));

test.each<readonly [story: string, scores: readonly Fields[], expected: Record<string, string>]>([
  [
    'the leg hurts badly and the arm does not',
    [score(2, 10, 'Left leg'), score(2, 3, 'Left arm')],
    { leg: 'not-documented', arm: 'none' },
  ],
  [
    'the arm hurts badly and the leg does not',
    [score(2, 3, 'Left leg'), score(3, 10, 'Left arm')],
    { leg: 'none', arm: 'not-documented' },
  ],
])(
  'of many pain scores those of its own limb and episode decide: %s',
  (_story, scores, expected) => {
    expect(severePain(scores)).toEqual(expected);
    expect(severePain([...scores, ...fiftyOf(5, 'Left leg')])).toEqual(expected);
  },
);
