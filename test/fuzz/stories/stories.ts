import fc from 'fast-check';
import {
  type Care,
  type Complaint,
  type Fact,
  type Level,
  levels,
  limbs,
  type State,
  type Story,
  type Study,
} from './story.ts';

const level: fc.Arbitrary<Level> = fc.constantFrom(...levels);

const complaint: fc.Arbitrary<Complaint> = fc
  .tuple(
    fc.constantFrom<readonly [Complaint['kind'], Level]>(
      ['radiculopathy', 'lumbar'],
      ['radiculopathy', 'cervical'],
      ['pain', 'lumbar'],
      ['pain', 'cervical'],
      ['pain', 'thoracic'],
      ['stenosis', 'lumbar'],
      ['spondylolisthesis', 'lumbar'],
      ['myelopathy', 'cervical'],
      // The sections on these two speak of the lumbar spine: of the neck they are spine pain.
      ['stenosis', 'cervical'],
      ['spondylolisthesis', 'cervical'],
    ),
    fc.constantFrom(100, 12),
  )
  .map(([[kind, at], since]) => ({ kind, level: at, since }));

const complete: Care = {
  visit: 'in-person',
  treatment: { from: 60, to: 8, outcome: 'failed' },
  isSeenAgain: true,
  film: 'current',
  isExamined: true,
};
const nothing: Care = { visit: 'none', isSeenAgain: false, film: 'none', isExamined: false };

/** Care that is complete, absent, or complete but for one thing. */
const care: fc.Arbitrary<Care> = fc.constantFrom<Care>(
  complete,
  complete,
  nothing,
  { ...complete, visit: 'none' },
  { ...complete, visit: 'remote' },
  { ...complete, visit: 'before-the-episode' },
  { ...complete, visit: 'of-unknown-kind' },
  { ...complete, visit: 'for-something-else' },
  { ...complete, isSeenAgain: false, treatment: { from: 60, to: 8, outcome: 'failed' } },
  { ...complete, treatment: { from: 49, to: 8, outcome: 'failed' } },
  { ...complete, treatment: { from: 50, to: 8, outcome: 'failed' } },
  { ...complete, treatment: { from: 95, to: 40, outcome: 'unsaid' } },
  { ...complete, treatment: { from: 60, to: 8, outcome: 'improved' } },
  { ...complete, treatment: { from: 60, to: 8, outcome: 'failed', reason: 'this' } },
  { ...complete, treatment: { from: 60, to: 8, outcome: 'failed', reason: 'elsewhere' } },
  { ...complete, treatment: { from: 60, to: 8, outcome: 'failed', reason: 'unmapped' } },
  { visit: 'in-person', isSeenAgain: true, film: 'current', isExamined: true },
  { ...complete, film: 'none' },
  { ...complete, film: 'before-the-episode' },
  { ...complete, film: 'another-level' },
  { ...complete, isExamined: false },
);

const state: fc.Arbitrary<State> = fc.constantFrom<State>(
  'current',
  'current',
  'suspected',
  'resolved',
  'refuted',
  'erroneous',
  'denied',
  'resolved-and-back',
  'denied-since',
  'visit-long-ago',
  'visit-undated',
);
const deficitState: fc.Arbitrary<State> = fc.constantFrom<State>(
  'current',
  'current',
  'resolved',
  'refuted',
  'erroneous',
  'old',
  'denied',
  'denied-since',
  'visit-long-ago',
  'visit-undated',
);

const strengthCourse = fc.constantFrom<readonly (readonly [grade: number, daysAgo: number])[]>(
  [[2, 3]],
  [[3, 3]],
  [[4, 3]],
  [[5, 3]],
  [[3, 700]],
  [[2, 20]],
  [
    [5, 700],
    [2, 3],
  ],
  [
    [5, 11],
    [4, 3],
  ],
  [
    [4, 11],
    [5, 3],
  ],
  [
    [3, 700],
    [5, 3],
  ],
  [
    [5, 11],
    [3, 6],
    [5, 2],
  ],
);

const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    what: fc.constant('strength' as const),
    limb: fc.constantFrom(...limbs),
    grades: strengthCourse.map((course) => course.map(([grade, daysAgo]) => ({ grade, daysAgo }))),
  }),
  fc.record({
    what: fc.constantFrom('foot-drop' as const, 'bilateral-leg-weakness' as const),
    state: deficitState,
  }),
  fc.record({ what: fc.constant('cauda-equina' as const), state }),
  // What a form says of now names no level, so that only a code of now does.
  fc.record({
    what: fc.constantFrom('infection' as const, 'fracture' as const),
    state: state.filter((one) => one !== 'resolved-and-back'),
    level,
  }),
  fc.record({ what: fc.constantFrom('infection' as const, 'fracture' as const), state }),
  fc.record({ what: fc.constant('aorta' as const), daysAgo: fc.constantFrom(2, 700) }),
  fc.record({
    what: fc.constant('cancer' as const),
    malignancy: fc.constantFrom('none' as const, 'past' as const, 'active' as const),
    suspicion: fc.constantFrom('none' as const, 'tumour' as const, 'metastasis' as const),
    feature: fc.constantFrom(
      'none' as const,
      'night-pain' as const,
      'weight-loss' as const,
      'unrelieved-by-position' as const,
    ),
  }),
  fc.record({ what: fc.constant('fever' as const), daysAgo: fc.constantFrom(2, 700) }),
  fc.record({
    what: fc.constant('severe-pain' as const),
    score: fc.constantFrom(8, 9, 10),
    isDisabling: fc.boolean(),
    days: fc.constantFrom(6, 7, 9),
    plan: fc.constantFrom('none' as const, 'elective' as const, 'urgent' as const),
  }),
  fc.record({ what: fc.constant('collision' as const), daysAgo: fc.constantFrom(12, 4000) }),
);

/** Two records of one thing are no part of a story: its facts differ in what they are about. */
const facts = fc.uniqueArray(fact, {
  maxLength: 2,
  selector: (one) => (one.what === 'strength' ? `${one.what} ${one.limb}` : one.what),
});

const study = (at: Level): fc.Arbitrary<Study> =>
  fc
    .tuple(
      fc.constantFrom<Pick<Study, 'kind' | 'contrast'>>(
        { kind: 'MRI', contrast: 'without' },
        { kind: 'MRI', contrast: 'without' },
        { kind: 'MRI', contrast: 'without-and-with' },
        { kind: 'CT', contrast: 'without' },
      ),
      fc.oneof({ weight: 3, arbitrary: fc.constant(at) }, { weight: 1, arbitrary: level }),
    )
    .map(([kind, where]) => ({ ...kind, level: where }));

/** Every level that a story has to do with: of its complaint, its order and its facts. */
export function levelsIn({
  complaint: reason,
  study: ordered,
  facts: all,
}: Story): ReadonlySet<Level> {
  const ofFacts = all.flatMap((one): readonly Level[] => {
    switch (one.what) {
      case 'strength':
        return [one.limb.endsWith('leg') ? 'lumbar' : 'cervical'];
      case 'foot-drop':
      case 'cauda-equina':
        return ['lumbar'];
      case 'bilateral-leg-weakness':
        return ['lumbar', 'thoracic'];
      case 'severe-pain':
        return [reason.level];
      default:
        return 'level' in one && one.level !== undefined ? [one.level] : [];
    }
  });
  return new Set([reason.level, ordered.level, ...ofFacts]);
}

/** Invented patients: a complaint, its care, and up to two facts that may be red flags. */
export const anyStory: fc.Arbitrary<Story> = complaint.chain((reason) =>
  fc
    .record({
      age: fc.constantFrom(48, 48, 70, 71),
      // Of myelopathy the neck and the chest are listed together, so that a chest has no level of its own.
      study: study(reason.level).map((one) =>
        reason.kind === 'myelopathy' && one.level === 'thoracic'
          ? { ...one, level: 'cervical' as const }
          : one,
      ),
      care:
        reason.since < 100
          ? fc.constantFrom(nothing, { ...nothing, visit: 'in-person' as const })
          : care,
      facts,
      device: fc.constantFrom(
        'none' as const,
        'none' as const,
        'unsafe' as const,
        'conditional' as const,
        'both' as const,
      ),
    })
    .map((rest) => ({
      complaint: reason,
      ...rest,
      facts: rest.facts.filter(
        (one) => one.what !== 'severe-pain' || rest.care.treatment === undefined,
      ),
    })),
);
