import { describe, expect, test } from 'vitest';
import type { GuidelineCriterion } from '../../src/guideline/criterion.ts';
import type { RedFlag } from '../../src/guideline/red-flag.ts';
import { redFlags } from '../../src/spine-imaging/red-flags/index.ts';

import { type Content, concept, cpt, icd, loinc, sct, status, subject } from '../chart/support.ts';
import {
  asked,
  type CaseDefinition,
  caseOf,
  condition,
  decided,
  response,
  therapy,
} from './support.ts';

function flag(name: string): RedFlag {
  const found = redFlags.find((one) => one.id === `red-flag.${name}`);
  if (found === undefined) throw new Error(`no red flag ${name}`);
  return found;
}
/** A part of a composite. */
function part(of: GuidelineCriterion, id: string): GuidelineCriterion {
  const members =
    of.kind === 'all-of' || of.kind === 'any-of'
      ? of.of
      : of.kind === 'unless'
        ? [of.requirement]
        : [];
  for (const member of members) {
    if ('id' in member && member.id === id) return member;
    if (member.kind === 'any-of' || member.kind === 'unless') return part(member, id);
  }
  throw new Error(`no part ${id}`);
}
const chart = (...resources: Content[]): CaseDefinition => ({ resources });
const levels = (name: string, definition: CaseDefinition): readonly string[] =>
  flag(name).regions(caseOf(definition));
const provisional = { verificationStatus: status('provisional') };
const refuted = { verificationStatus: status('refuted') };
const resolved = { clinicalStatus: status('resolved') };
const strength = (
  id: string,
  value: number,
  day: string | undefined,
  more: Content = {},
): Content => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  code: { text: 'Motor strength' },
  valueInteger: value,
  effectiveDateTime: day,
  ...more,
});
const inLeg = { bodySite: { text: 'left leg' } };
const ankle = (side: string) => ({ bodySite: { text: `${side} ankle dorsiflexion` } });
const inArm = { bodySite: { text: 'left arm' } };
const reflex = (id: string, value: string, day: string): Content => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  code: { text: 'Left ankle jerk' },
  valueString: value,
  effectiveDateTime: day,
});
const attestedGrade = (grade: number, more: Readonly<Record<string, Content>> = {}): Content =>
  response({ 'red-flag.motor-grade': { valueInteger: grade }, ...more });
const onset = (day: string) => ({ 'red-flag.motor-grade.onset': { valueDate: day } });

type Row = readonly [name: string, definition: CaseDefinition, expected: string];

describe('motor strength of 3/5 or less', () => {
  const weak = flag('motor-grade').criterion;
  const none = 'not-met';
  const fresh = 'met';
  const old = 'not-met';
  const open = 'not-documented';
  test.each<Row>([
    ['none', {}, `${none} []`],
    ['4 is not', chart(strength('a', 4, '2026-11-10')), `${none} [Observation/a]`],
    ['3 in the episode is new', chart(strength('a', 3, '2026-11-10')), `${fresh} [Observation/a]`],
    ['3 before it is old', chart(strength('a', 3, '2026-08-01')), `${old} [Observation/a]`],
    [
      '3 of a limb before it and in it is old',
      chart(strength('a', 3, '2026-08-01', inLeg), strength('b', 2, '2026-11-10', inLeg)),
      `${old} [Observation/a, Observation/b]`,
    ],
    [
      'of a whole limb before it, of a muscle of it in it is old',
      chart(strength('a', 3, '2026-08-01', inLeg), strength('b', 2, '2026-11-10', ankle('left'))),
      `${old} [Observation/a, Observation/b]`,
    ],
    [
      'of no named limb before it and in it is open',
      chart(strength('a', 3, '2026-08-01'), strength('b', 2, '2026-11-10')),
      `${open} [Observation/a, Observation/b]`,
    ],
    [
      'of another limb before it says nothing',
      chart(strength('a', 3, '2025-08-01', inArm), strength('b', 2, '2026-11-10', inLeg)),
      `${fresh} [Observation/b]`,
    ],
    [
      'of the other side before it says nothing',
      chart(strength('a', 3, '2025-08-01', inLeg), strength('b', 2, '2026-11-10', ankle('right'))),
      `${fresh} [Observation/b]`,
    ],
    [
      'of another muscle before it says nothing',
      chart(
        strength('a', 3, '2025-08-01', { bodySite: { text: 'left quadriceps' } }),
        strength('b', 2, '2026-11-10', ankle('left')),
      ),
      `${fresh} [Observation/b]`,
    ],
    [
      'of no named limb before it says nothing of a named one',
      chart(strength('a', 3, '2025-08-01'), strength('b', 2, '2026-11-10', inLeg)),
      `${fresh} [Observation/b]`,
    ],
    [
      'that has recovered is none',
      chart(strength('a', 2, '2026-11-01', inLeg), strength('b', 5, '2026-11-10', inLeg)),
      `${none} [Observation/a, Observation/b]`,
    ],
    [
      'is not ended by the other leg',
      chart(
        strength('a', 2, '2026-11-01', inLeg),
        strength('b', 5, '2026-11-10', { bodySite: { text: 'right leg' } }),
      ),
      `${fresh} [Observation/a]`,
    ],
    [
      'is not ended by one muscle of the leg',
      chart(strength('a', 2, '2026-11-01', inLeg), strength('b', 5, '2026-11-10', ankle('left'))),
      `${fresh} [Observation/a]`,
    ],
    [
      'beside full strength of the same day is open',
      chart(strength('a', 2, '2026-11-10', inLeg), strength('b', 5, '2026-11-10', inLeg)),
      `${open} [Observation/a, Observation/b]`,
    ],
    [
      'in a component is read',
      chart({
        resourceType: 'Observation',
        id: 'p',
        status: 'final',
        subject,
        code: { text: 'Motor strength' },
        effectiveDateTime: '2026-11-10',
        component: [
          { code: { text: 'Right ankle dorsiflexion' }, valueInteger: 2 },
          { code: { text: 'Left ankle dorsiflexion' }, valueInteger: 5 },
        ],
      }),
      `${fresh} [Observation/p]`,
    ],
    [
      'in a component that was not tested is none',
      chart({
        resourceType: 'Observation',
        id: 'p',
        status: 'final',
        subject,
        code: { text: 'Motor strength' },
        effectiveDateTime: '2026-11-10',
        component: [
          {
            code: { text: 'Right ankle dorsiflexion' },
            valueInteger: 2,
            dataAbsentReason: { coding: [{ code: 'not-performed' }] },
          },
        ],
      }),
      `${none} []`,
    ],
    ['3 of no day is open', chart(strength('a', 3, undefined)), `${open} [Observation/a]`],
    [
      '3 without a documented onset of the episode is open',
      { onset: null, resources: [strength('a', 3, '2026-11-10')] },
      `${open} [Observation/a]`,
    ],
    [
      'attested without its onset is open',
      chart(attestedGrade(3)),
      `${open} [QuestionnaireResponse/q]`,
    ],
    [
      'attested with an onset in the episode is new',
      chart(attestedGrade(3, onset('2026-11-05'))),
      `${fresh} [QuestionnaireResponse/q]`,
    ],
    [
      'attested with an onset before it is old',
      chart(attestedGrade(3, onset('2026-08-05'))),
      `${old} [QuestionnaireResponse/q]`,
    ],
    [
      'attested as new beside an old record is new',
      chart(strength('a', 3, '2026-08-01'), attestedGrade(3, onset('2026-11-05'))),
      `${fresh} [QuestionnaireResponse/q]`,
    ],
    [
      'attested as recent, whatever the episode',
      { onset: null, resources: [attestedGrade(3, onset('2026-11-05'))] },
      `${fresh} [QuestionnaireResponse/q]`,
    ],
    [
      'attested as long ago, whatever the episode',
      { onset: null, resources: [attestedGrade(3, onset('2026-01-05'))] },
      `${open} [QuestionnaireResponse/q]`,
    ],
    [
      'a newer measurement of 5 leaves an attested 3 open',
      chart(attestedGrade(3, onset('2026-11-05')), strength('a', 5, '2026-11-10')),
      `${open} [Observation/a, QuestionnaireResponse/q]`,
    ],
    [
      'an older one does not',
      chart(attestedGrade(3, onset('2026-11-05')), strength('a', 5, '2026-11-09')),
      `${fresh} [QuestionnaireResponse/q]`,
    ],
    [
      'nor one of no day',
      chart(attestedGrade(3, onset('2026-11-05')), strength('a', 5, undefined)),
      `${fresh} [QuestionnaireResponse/q]`,
    ],
    [
      'nor one of another region',
      chart(
        attestedGrade(3, {
          ...onset('2026-11-05'),
          'red-flag.motor-grade.region': { valueString: 'lumbar' },
        }),
        strength('a', 5, '2026-11-10', inArm),
      ),
      `${fresh} [QuestionnaireResponse/q]`,
    ],
    [
      'one of the region does',
      chart(
        attestedGrade(3, {
          ...onset('2026-11-05'),
          'red-flag.motor-grade.region': { valueString: 'lumbar' },
        }),
        strength('a', 5, '2026-11-10', inLeg),
      ),
      `${open} [Observation/a, QuestionnaireResponse/q]`,
    ],
    [
      'a newer attested 5 leaves a measured 3 open',
      chart(attestedGrade(5), strength('a', 3, '2026-11-09', inLeg)),
      `${open} [Observation/a, QuestionnaireResponse/q]`,
    ],
    [
      'an older attested 5 does not',
      chart(attestedGrade(5), strength('a', 3, '2026-11-12', inLeg)),
      `${fresh} [Observation/a]`,
    ],
    [
      'one measurement of a limb that nobody named leaves another open',
      chart(strength('a', 3, '2026-11-05'), strength('b', 5, '2026-11-10')),
      `${open} [Observation/a, Observation/b]`,
    ],
    [
      'and says nothing of a limb that is named',
      chart(strength('a', 3, '2026-11-05', inLeg), strength('b', 5, '2026-11-10')),
      `${fresh} [Observation/a]`,
    ],
    [
      'nor does another weak grade',
      chart(attestedGrade(3, onset('2026-11-05')), strength('a', 2, '2026-11-10')),
      `${fresh} [QuestionnaireResponse/q, Observation/a]`,
    ],
    [
      'as a payer reads it',
      { readings: { motorGradeAtMost: 4 }, resources: [strength('a', 4, '2026-11-10')] },
      `${fresh.replace('3/5', '4/5')} [Observation/a]`,
    ],
  ])('%s', (_name, definition, expected) => {
    const sorted = (text: string): string =>
      text.replace(/\[(.*)\]$/, (_all, refs: string) => `[${refs.split(', ').sort().join(', ')}]`);
    expect(sorted(decided(weak, definition))).toBe(sorted(expected));
  });

  test('only since when is asked for where the grade is attested', () => {
    expect(asked(weak, chart(attestedGrade(3)))).toEqual(['red-flag.motor-grade.onset']);
    expect(asked(weak, chart(strength('a', 3, undefined)))).toBeUndefined();
  });

  test('lies where the limb is, else where the reason of the order is, never where the order looks', () => {
    expect(levels('motor-grade', chart(strength('a', 3, '2026-11-10', inArm)))).toEqual([
      'cervical',
    ]);
    expect(levels('motor-grade', chart(strength('a', 3, '2026-11-10')))).toEqual(['lumbar']);
    expect(
      levels('motor-grade', {
        order: { reasonCode: [concept(icd, 'M54.12')] },
        ...chart(strength('a', 3, '2026-11-10')),
      }),
    ).toEqual(['cervical']);
  });
});

describe('a progressive deficit', () => {
  const progressive = flag('progressive-deficit').criterion;
  const none = 'not-met []';
  test.each<Row>([
    ['none', {}, none],
    [
      'strength that fell',
      chart(strength('a', 5, '2026-10-01', inLeg), strength('b', 4, '2026-11-10', inLeg)),
      'met [Observation/a, Observation/b]',
    ],
    [
      'of a muscle, whose limb was full before',
      chart(strength('a', 5, '2026-10-01', inLeg), strength('b', 4, '2026-11-10', ankle('left'))),
      'met [Observation/a, Observation/b]',
    ],
    [
      'of a limb since the last examination before the episode',
      chart(strength('a', 5, '2026-08-01', inLeg), strength('b', 4, '2026-11-10', inLeg)),
      'met [Observation/a, Observation/b]',
    ],
    [
      'that stays fallen',
      chart(
        strength('a', 5, '2026-09-10', inLeg),
        strength('b', 4, '2026-10-10', inLeg),
        strength('c', 4, '2026-11-10', inLeg),
      ),
      'met [Observation/a, Observation/c]',
    ],
    [
      'that had fallen long before, and is unchanged',
      chart(
        strength('a', 5, '2019-09-10', inLeg),
        strength('b', 4, '2020-10-10', inLeg),
        strength('c', 4, '2026-11-10', inLeg),
      ),
      none,
    ],
    [
      'that fell and has recovered',
      chart(
        strength('a', 5, '2026-09-10', inLeg),
        strength('b', 4, '2026-09-20', inLeg),
        strength('c', 5, '2026-11-16', inLeg),
      ),
      none,
    ],
    [
      'that fell and has recovered in part',
      chart(
        strength('a', 5, '2026-09-10', inLeg),
        strength('b', 2, '2026-09-20', inLeg),
        strength('c', 4, '2026-11-16', inLeg),
      ),
      'not-documented [Observation/a, Observation/c]',
    ],
    [
      'strength that rose',
      chart(strength('a', 4, '2026-10-01', inLeg), strength('b', 5, '2026-11-10', inLeg)),
      none,
    ],
    [
      'strength of one day',
      chart(strength('a', 5, '2026-11-10', inLeg), strength('b', 4, '2026-11-10', inLeg)),
      none,
    ],
    [
      'strength that fell before the episode',
      chart(strength('a', 5, '2026-07-01', inLeg), strength('b', 4, '2026-08-01', inLeg)),
      none,
    ],
    [
      'strength of no day',
      chart(strength('a', 5, undefined, inLeg), strength('b', 4, '2026-11-10', inLeg)),
      none,
    ],
    [
      'strength of one limb and of another',
      chart(strength('a', 5, '2026-10-01', inArm), strength('b', 4, '2026-11-10', inLeg)),
      none,
    ],
    [
      'of one muscle and of another',
      chart(
        strength('a', 5, '2026-10-01', { bodySite: { text: 'left hip flexion' } }),
        strength('b', 4, '2026-11-10', ankle('left')),
      ),
      none,
    ],
    [
      'strength of a limb that nobody named',
      chart(strength('a', 5, '2026-10-01'), strength('b', 4, '2026-11-10')),
      'not-documented [Observation/a, Observation/b]',
    ],
    [
      'a reflex that was lost',
      chart(reflex('a', '2+', '2026-10-01'), reflex('b', 'absent', '2026-11-10')),
      'met [Observation/a, Observation/b]',
    ],
    [
      'a reflex and a strength are not compared',
      chart(reflex('a', '2+', '2026-10-01'), strength('b', 4, '2026-11-10', inLeg)),
      none,
    ],
    [
      'attested',
      chart(response({ 'red-flag.progressive-deficit': true })),
      'met [QuestionnaireResponse/q]',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(progressive, definition)).toBe(expected);
  });

  test('lies where the complaint does, whatever limb is weak beside it', () => {
    expect(levels('progressive-deficit', {})).toEqual(['lumbar']);
    expect(levels('progressive-deficit', chart(strength('a', 4, '2026-11-10', inArm)))).toEqual([
      'lumbar',
    ]);
    expect(levels('progressive-deficit', chart(strength('a', 4, '2026-11-10')))).toEqual([
      'lumbar',
    ]);
    expect(levels('progressive-deficit', chart(strength('a', 5, '2026-11-10', inArm)))).toEqual([
      'lumbar',
    ]);
  });
});

describe('foot drop', () => {
  const drop = flag('foot-drop').criterion;
  const has = (more: Content): CaseDefinition => chart(condition('c', 'M21.371', more));
  test.each<Row>([
    ['none', {}, 'not-met []'],
    ['since the episode began', has({ onsetDateTime: '2026-11-01' }), 'met [Condition/c]'],
    ['since before it', has({ onsetDateTime: '2026-08-01' }), 'not-met [Condition/c]'],
    ['first recorded in it', has({ recordedDate: '2026-11-01' }), 'met [Condition/c]'],
    [
      'first recorded before it',
      has({ recordedDate: '2026-08-01' }),
      'not-documented [Condition/c]',
    ],
    ['of no day', has({}), 'not-documented [Condition/c]'],
    ['that is refuted', has({ ...refuted, onsetDateTime: '2026-11-01' }), 'not-met [Condition/c]'],
    ['that is over', has({ ...resolved, onsetDateTime: '2026-11-01' }), 'not-met [Condition/c]'],
    [
      'as a reason of the order',
      { order: { reasonCode: [concept(icd, 'M21.371', 'Foot drop')] } },
      'met [ServiceRequest/order]',
    ],
    [
      'of the last twelve weeks, without a documented episode',
      { ...has({ onsetDateTime: '2026-08-26' }), onset: null },
      'met [Condition/c]',
    ],
    [
      'of longer ago, without a documented episode',
      { ...has({ onsetDateTime: '2026-08-25' }), onset: null },
      'not-documented [Condition/c]',
    ],
    [
      'old and new',
      chart(
        condition('c', 'M21.371', { onsetDateTime: '2026-08-01' }),
        condition('d', 'M21.372', { onsetDateTime: '2026-11-01' }),
      ),
      'met [Condition/d]',
    ],
    [
      'old and of no day',
      chart(condition('c', 'M21.371', { onsetDateTime: '2026-08-01' }), condition('d', 'M21.372')),
      'not-documented [Condition/d]',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(drop, definition)).toBe(expected);
  });

  test('is of the lumbar spine', () => {
    expect(levels('foot-drop', {})).toEqual(['lumbar']);
  });
});

test.each<[string, CaseDefinition, readonly string[]]>([
  ['of the legs alone', {}, ['lumbar', 'thoracic']],
  ['with hyperreflexia', chart(condition('c', 'R29.2')), ['lumbar', 'thoracic', 'cervical']],
  [
    'with hyperreflexia that is over',
    chart(condition('c', 'R29.2', resolved)),
    ['lumbar', 'thoracic'],
  ],
  [
    'with hyperreflexia that is refuted',
    chart(condition('c', 'R29.2', refuted)),
    ['lumbar', 'thoracic'],
  ],
  [
    'with long-tract signs',
    chart(response({ 'long-tract-signs': true })),
    ['lumbar', 'thoracic', 'cervical'],
  ],
  [
    'without long-tract signs',
    chart(response({ 'long-tract-signs': false })),
    ['lumbar', 'thoracic'],
  ],
])('bilateral weakness %s', (_name, definition, expected) => {
  expect(levels('bilateral-leg-weakness', definition)).toEqual(expected);
});

describe('the aorta', () => {
  const aorta = flag('aorta').criterion;
  test.each<Row>([
    ['none', {}, 'not-met []'],
    ['suspected, since whenever', chart(condition('c', 'I71.4', provisional)), 'met [Condition/c]'],
    [
      'one suspected beside one known',
      chart(condition('c', 'I71.4', provisional), condition('d', 'I71.4')),
      'met [Condition/c, Condition/d]',
    ],
    [
      'suspected once',
      chart(condition('c', 'I71.4', { ...provisional, ...resolved })),
      'not-met [Condition/c]',
    ],
    [
      'a reason of the order, beside another',
      { order: { reasonCode: [concept(icd, 'M54.50'), concept(icd, 'I71.4', 'Aneurysm')] } },
      'met [ServiceRequest/order]',
    ],
    [
      'known for long',
      chart(condition('c', 'I71.4', { onsetDateTime: '2020-01-01' })),
      'not-documented [Condition/c]',
    ],
    [
      'known for long, beside pain of the neck',
      {
        order: { reasonCode: [concept(icd, 'M54.2')] },
        ...chart(condition('c', 'I71.4', { onsetDateTime: '2020-01-01' })),
      },
      'not-met [Condition/c]',
    ],
    [
      'known, since nobody knows when',
      chart(condition('c', 'I71.4')),
      'not-documented [Condition/c]',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(aorta, definition)).toBe(expected);
  });
});

describe('cauda equina syndrome', () => {
  const cauda = flag('cauda-equina').criterion;
  test.each<Row>([
    ['none', {}, 'not-met []'],
    ['documented', chart(condition('c', 'G83.4')), 'met [Condition/c]'],
    ['ruled out', chart(condition('c', 'G83.4', refuted)), 'not-met [Condition/c]'],
    [
      'ruled out, whatever the signs',
      chart(
        condition('c', 'G83.4', refuted),
        condition('d', 'R33.9', { onsetDateTime: '2026-11-10' }),
      ),
      'not-met [Condition/c]',
    ],
    [
      'documented, beside signs',
      chart(condition('c', 'G83.4'), condition('d', 'R33.9', { onsetDateTime: '2026-11-10' })),
      'met [Condition/c]',
    ],
    [
      'new retention alone',
      chart(condition('d', 'R33.9', { onsetDateTime: '2026-11-10' })),
      'not-documented [Condition/d]',
    ],
    [
      'old retention',
      chart(condition('d', 'R33.9', { onsetDateTime: '2020-11-10' })),
      'not-met []',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(cauda, definition)).toBe(expected);
  });
});

test.each<[string, Content, readonly string[]]>([
  ['fracture', condition('c', 'S12.000A'), ['cervical']],
  ['infection', condition('c', 'M46.42'), ['cervical']],
  ['cancer', condition('c', 'C72.0', { bodySite: { text: 'thoracic spine' } }), ['thoracic']],
])('%s lies where it is, else where the order looks', (name, fact, expected) => {
  expect(levels(name, chart(fact))).toEqual(expected);
  expect(levels(name, chart({ ...fact, ...resolved }))).toEqual(['lumbar']);
  expect(levels(name, {})).toEqual(['lumbar']);
});

describe('suspicion of a malignancy', () => {
  const suspicion = part(flag('cancer').criterion, 'cancer-suspicion');
  test.each<Row>([
    ['none', {}, 'not-met []'],
    ['suspected', chart(condition('c', 'C72.0', provisional)), 'met [Condition/c]'],
    ['ruled out', chart(condition('c', 'C72.0', refuted)), 'not-met [Condition/c]'],
    ['over', chart(condition('c', 'C72.0', resolved)), 'not-documented [Condition/c]'],
    [
      'ruled out beside one suspected',
      chart(condition('c', 'C72.0', refuted), condition('d', 'C72.0', provisional)),
      'met [Condition/d]',
    ],
    [
      'a feature alone',
      chart(response({ 'cancer-feature.night-pain': true })),
      'not-documented [QuestionnaireResponse/q]',
    ],
    [
      'age alone',
      chart({ resourceType: 'Patient', id: 'p1', birthDate: '1940-01-01' }),
      'not-met []',
    ],
  ])('%s', (_name, definition, expected) => {
    expect(decided(suspicion, definition)).toBe(expected);
  });
});

describe('features of malignancy', () => {
  const weight = part(flag('cancer').criterion, 'cancer-feature.weight-loss');
  test.each<Row>([
    ['weight loss', chart(condition('c', 'R63.4')), 'met [Condition/c]'],
    [
      'weight loss as a reason',
      { order: { reasonCode: [concept(icd, 'M54.50'), concept(icd, 'R63.4', 'Weight loss')] } },
      'met [ServiceRequest/order]',
    ],
    [
      'weight loss that is ruled out',
      chart(condition('c', 'R63.4', refuted)),
      'not-met [Condition/c]',
    ],
    ['weight loss that is over', chart(condition('c', 'R63.4', resolved)), 'not-documented []'],
    ['no weight loss', {}, 'not-documented []'],
  ])('%s', (_name, definition, expected) => {
    expect(decided(weight, definition)).toBe(expected);
  });

  const age = part(flag('cancer').criterion, 'cancer-feature.age-over-70');
  const born = (birthDate: string): CaseDefinition =>
    chart({ resourceType: 'Patient', id: 'p1', birthDate });
  test.each<Row>([
    ['71', born('1955-11-18'), 'met [Patient/p1]'],
    ['70', born('1955-11-19'), 'not-met [Patient/p1]'],
    ['70 or 71', born('1955'), 'not-documented [Patient/p1]'],
    ['unknown', {}, 'not-documented []'],
    [
      'as a payer reads it',
      { ...born('1961-11-18'), readings: { cancerAgeAboveYears: 64 } },
      'met [Patient/p1]',
    ],
    ['attested', chart(response({ 'cancer-feature.age-over-70': true })), 'not-documented []'],
  ])('an age of %s', (_name, definition, expected) => {
    expect(decided(age, definition)).toBe(expected);
  });
});

describe('severe radicular pain', () => {
  const severe = flag('severe-radicular-pain').criterion;
  const score = part(severe, 'severe-radicular.pain-score');
  const days = part(severe, 'severe-radicular.seven-days-of-treatment');
  const planned = part(severe, 'severe-radicular.planned-intervention');
  const pain = (id: string, value: number, day: string | undefined): Content => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    subject,
    code: concept(loinc, '72514-3'),
    valueInteger: value,
    effectiveDateTime: day,
  });

  test.each<Row>([
    ['none', {}, 'not-documented []'],
    ['9', chart(pain('a', 9, '2026-11-10')), 'met [Observation/a]'],
    ['8', chart(pain('a', 8, '2026-11-10')), 'not-met [Observation/a]'],
    [
      'the newest holds',
      chart(pain('a', 10, '2026-11-10'), pain('b', 5, '2026-11-12')),
      'not-met [Observation/b]',
    ],
    [
      'of one day the least holds',
      chart(pain('a', 10, '2026-11-10'), pain('b', 5, '2026-11-10')),
      'not-met [Observation/a, Observation/b]',
    ],
    ['before the episode', chart(pain('a', 10, '2026-08-10')), 'not-documented []'],
    ['of no day', chart(pain('a', 10, undefined)), 'not-documented []'],
    [
      'without a documented episode',
      { onset: null, resources: [pain('a', 10, '2026-08-10')] },
      'met [Observation/a]',
    ],
    [
      'as a payer reads it',
      { readings: { severeRadicularPainScore: 8 }, resources: [pain('a', 8, '2026-11-10')] },
      'met [Observation/a]',
    ],
  ])('a score: %s', (_name, definition, expected) => {
    expect(decided(score, definition)).toBe(expected);
  });

  test.each<Row>([
    ['none', {}, 'not-documented []'],
    [
      'seven',
      chart(therapy('a', '2026-11-09', '2026-11-16')),
      'met [Procedure/a] 2026-11-09 2026-11-16',
    ],
    [
      'six',
      chart(therapy('a', '2026-11-09', '2026-11-15')),
      'not-met [Procedure/a] 2026-11-09 2026-11-15',
    ],
    [
      'that helped',
      chart(therapy('a', '2026-11-09', '2026-11-16', { outcome: concept(sct, '385669000') })),
      'not-met [Procedure/a]',
    ],
    [
      'that did not help',
      chart(therapy('a', '2026-11-09', '2026-11-16', { outcome: concept(sct, '385671000') })),
      'met [Procedure/a] 2026-11-09 2026-11-16',
    ],
    [
      'after which the pain was gone',
      chart(
        response({
          'trial-of-treatment.start': { valueDate: '2026-11-01' },
          'trial-of-treatment.end': { valueDate: '2026-11-09' },
          'trial-of-treatment.outcome': { valueString: 'resolved' },
        }),
      ),
      'not-met [QuestionnaireResponse/q]',
    ],
    [
      'some days of a month',
      chart(therapy('a', '2026-10', '2026-10-20')),
      'not-documented [Procedure/a]',
    ],
    [
      'as a payer reads it',
      {
        readings: { severeRadicularTreatmentDays: 6 },
        resources: [therapy('a', '2026-11-09', '2026-11-15')],
      },
      'met [Procedure/a] 2026-11-09 2026-11-15',
    ],
  ])('days of treatment: %s', (_name, definition, expected) => {
    expect(decided(days, definition)).toBe(expected);
  });

  const ordered = (code: string, more: Content = {}): Content => ({
    resourceType: 'ServiceRequest',
    id: 's',
    status: 'active',
    intent: 'order',
    subject,
    code: concept(cpt, code),
    ...more,
  });
  test.each<Row>([
    ['none', {}, 'not-documented []'],
    ['an injection', chart(ordered('64483')), 'met [ServiceRequest/s]'],
    ['urgent surgery', chart(ordered('63030', { priority: 'urgent' })), 'met [ServiceRequest/s]'],
    [
      'surgery of which nobody says whether it is urgent',
      chart(ordered('63030')),
      'not-documented [ServiceRequest/s]',
    ],
    [
      'elective surgery is none',
      chart(ordered('63030', { priority: 'routine', occurrenceDateTime: '2027-06-01' })),
      'not-documented []',
    ],
    [
      'urgent surgery of the neck is none for the back',
      chart(ordered('22551', { priority: 'stat' })),
      'not-documented []',
    ],
    ['an injection of the neck is none for the back', chart(ordered('64479')), 'not-documented []'],
    [
      'urgent surgery of a day that has passed is none',
      chart(ordered('63030', { priority: 'urgent', occurrenceDateTime: '2026-11-10' })),
      'not-documented []',
    ],
    [
      'an injection asked for long ago is none',
      chart(ordered('64483', { authoredOn: '2025-03-01' })),
      'not-documented []',
    ],
    [
      'an injection that is not to be done is none',
      chart(ordered('64483', { doNotPerform: true })),
      'not-documented []',
    ],
    [
      'an injection that is only proposed is none',
      chart(ordered('64483', { intent: 'proposal' })),
      'not-documented []',
    ],
    ['a stimulator is none', chart(ordered('63650')), 'not-documented []'],
  ])('planned: %s', (_name, definition, expected) => {
    expect(decided(planned, definition)).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['the back', '72148', 'M54.16'],
    ['the neck', '72141', 'M54.12'],
    ['the chest', '72146', 'M54.14'],
  ])('is asked about where radicular pain of %s has a score', (_name, study, code) => {
    const definition = { study, order: { reasonCode: [concept(icd, code)] } };
    const scored = { ...definition, resources: [pain('a', 9, '2026-11-10')] };
    expect(decided(severe, scored)).toBe('not-documented []');
    const loss = part(severe, 'severe-radicular.functional-loss');
    expect(decided(loss, scored)).toBe('not-documented []');
    expect(decided(severe, definition)).toBe('not-met []');
  });

  test('is none where no radicular pain is documented', () => {
    const definition = { order: { reasonCode: [concept(icd, 'M54.50')] } };
    expect(decided(severe, { ...definition, resources: [pain('a', 9, '2026-11-10')] })).toBe(
      'not-met []',
    );
  });
});
