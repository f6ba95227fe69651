import { expect, test } from 'vitest';
import type { Fields } from '../fuzz/json.ts';
import { ask } from '../fuzz/stories/call.ts';
import { condition, form, observation, on, yes } from '../fuzz/stories/resources.ts';
import { tellOrder } from '../fuzz/stories/telling.ts';

const order = tellOrder({ kind: 'MRI', level: 'lumbar', contrast: 'without' });
const sciatica = condition('complaint', 'M54.16', 6);
const grade = (id: string, day: number, value: number, site = 'Left leg'): Fields =>
  observation(id, { text: 'Motor strength' }, day, {
    valueInteger: value,
    bodySite: { text: site },
  });

function decidedOf(...chart: readonly Fields[]): string {
  const { assessments, cards } = ask([order], chart);
  const [found] = assessments;
  const flags = found?.criteria.flatMap(({ id, finding }) =>
    id.startsWith('red-flag') ? `${id} ${finding}` : [],
  );
  const isDeferred = cards.some(({ suggestions }) =>
    suggestions?.some(({ actions }) => actions?.some(({ type }) => type === 'delete')),
  );
  return `${found?.determination}: ${flags?.join()}${isDeferred ? ', may wait' : ''}`;
}

const asked = (flag: string) => `prerequisites-missing: ${flag} not-documented`;

test.each<readonly [story: string, chart: readonly Fields[], expected: string]>([
  [
    'strength of grade 2 measured two days before the pain',
    [grade('a', 8, 2)],
    asked('red-flag.motor-grade'),
  ],
  [
    'strength of grade 3 of the right foot, before it and in it',
    [grade('a', 8, 3, 'Right foot'), grade('b', 2, 3, 'Right foot')],
    asked('red-flag.motor-grade'),
  ],
  [
    'a weakness said to have begun two days before the pain',
    [
      form('f', 5, [
        ['red-flag.motor-grade', { valueInteger: 2 }],
        on('red-flag.motor-grade.onset', 8),
      ]),
    ],
    asked('red-flag.motor-grade'),
  ],
  [
    'strength that fell from 5 to 4 before the pain',
    [grade('a', 40, 5), grade('b', 8, 4)],
    asked('red-flag.progressive-deficit'),
  ],
  [
    'foot drop attested two days before the pain',
    [form('f', 8, [yes('red-flag.foot-drop')])],
    asked('red-flag.foot-drop'),
  ],
  [
    'a progressive deficit attested two days before the pain',
    [form('f', 8, [yes('red-flag.progressive-deficit')])],
    asked('red-flag.progressive-deficit'),
  ],
  [
    'cauda equina syndrome attested two days before the pain',
    [form('f', 8, [yes('red-flag.cauda-equina')])],
    asked('red-flag.cauda-equina'),
  ],
])('%s is asked about', (_story, chart, expected) => {
  expect(decidedOf(sciatica, ...chart)).toBe(expected);
});

test.each<readonly [story: string, chart: readonly Fields[]]>([
  ['a weakness of last year', [grade('a', 400, 2)]],
  ['a weakness of last year that is no worse', [grade('a', 400, 2), grade('b', 8, 2)]],
  ['a weakness of the other week that has recovered', [grade('a', 8, 2), grade('b', 2, 5)]],
  ['strength that fell last year', [grade('a', 500, 5), grade('b', 400, 4), grade('c', 8, 4)]],
  ['an answer of last year', [form('f', 400, [yes('red-flag.foot-drop')])]],
  [
    'an answer that was taken back since',
    [
      form('f', 8, [yes('red-flag.foot-drop')]),
      form('g', 3, [['red-flag.foot-drop', { valueBoolean: false }]]),
    ],
  ],
])('%s is not', (_story, chart) => {
  expect(decidedOf(sciatica, ...chart)).not.toContain('not-documented');
});

test.each([1, 30])(
  'beside a reason that lasts, a red flag of %i days before a complaint of today is new',
  (day) => {
    const spondylitis = condition('complaint', 'M45.9', 5000);
    const pain = condition('pain', 'M54.50', 0);
    const drop = form('f', day, [yes('red-flag.foot-drop')]);
    expect(decidedOf(spondylitis, pain, drop)).toBe('supported: red-flag.foot-drop met');
    expect(decidedOf(spondylitis, pain, form('f', 400, [yes('red-flag.foot-drop')]))).toContain(
      'prerequisites-missing: ',
    );
    expect(decidedOf(spondylitis, pain, grade('a', day, 2))).toBe(
      'supported: red-flag.motor-grade met',
    );
  },
);
