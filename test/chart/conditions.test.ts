import { describe, expect, test } from 'vitest';
import type { ConditionFact } from '../../src/chart/types.ts';
import { type Content, chartOf, concept, icd, sct, status, subject } from './support.ts';

const condition = (more: Content = {}): Content => ({
  resourceType: 'Condition',
  id: 'c',
  subject,
  code: concept(icd, 'M54.16', 'Radiculopathy, lumbar region'),
  ...more,
});

function factOf(more: Content = {}): ConditionFact | undefined {
  return chartOf(condition(more)).conditions[0];
}

test('a Condition with all that it says', () => {
  expect(
    factOf({
      onsetDateTime: '2026-09-01',
      recordedDate: '2026-09-03',
      severity: concept(sct, '24484000'),
    }),
  ).toEqual({
    concepts: new Set(['lumbar-radiculopathy']),
    isCoded: true,
    regions: ['lumbar'],
    certainty: 'known',
    current: true,
    onset: { text: '2026-09-01', earliest: 20697, latest: 20697 },
    recorded: { text: '2026-09-03', earliest: 20699, latest: 20699 },
    severe: true,
    bilateral: false,
    origin: 'condition',
    evidence: {
      reference: 'Condition/c',
      date: '2026-09-01',
      text: 'Radiculopathy, lumbar region',
    },
  });
});

describe('is current', () => {
  test.each<[string, Content, boolean]>([
    ['where nothing says otherwise', {}, true],
    ['while active', { clinicalStatus: status('active') }, true],
    ['in a relapse', { clinicalStatus: status('relapse') }, true],
    ['not once inactive', { clinicalStatus: status('inactive') }, false],
    ['not in remission', { clinicalStatus: status('remission') }, false],
    ['not once resolved', { clinicalStatus: status('resolved') }, false],
    ['not after it abated', { abatementDateTime: '2026-11-17' }, false],
    ['not from the day that it abates', { abatementDateTime: '2026-11-18' }, false],
    ['until it abates', { abatementDateTime: '2026-11-20' }, true],
    ['not after the period in which it abated', { abatementPeriod: { end: '2026-11-01' } }, false],
    [
      'until the end of the period in which it abates',
      { abatementPeriod: { end: '2026-12-01' } },
      true,
    ],
    ['not where it abated, whenever', { abatementBoolean: true }, false],
    ['where it did not abate', { abatementBoolean: false }, true],
    ['not after the age at which it abated', { abatementAge: { value: 40 } }, false],
    ['not where words say that it abated', { abatementString: 'in spring' }, false],
  ])('%s', (_name, more, current) => {
    expect(factOf(more)?.current).toBe(current);
  });
});

test.each<[string, string]>([
  ['confirmed', 'known'],
  ['unconfirmed', 'suspected'],
  ['provisional', 'suspected'],
  ['differential', 'suspected'],
  ['refuted', 'refuted'],
])('%s is %s', (verification, certainty) => {
  expect(factOf({ verificationStatus: status(verification) })?.certainty).toBe(certainty);
});

test('its onset may be the start of a period; one in the future is none', () => {
  expect(factOf({ onsetPeriod: { start: '2026-09-01' } })?.onset?.text).toBe('2026-09-01');
  expect(factOf({ recordedDate: '2026-09-03' })?.onset).toBeUndefined();
  expect(factOf({ onsetDateTime: '2026-11-20' })).toBeUndefined();
});

test('only the severity that says so is severe', () => {
  expect(factOf({ severity: concept(sct, '6736007') })?.severe).toBe(false);
  expect(factOf()?.severe).toBe(false);
});

describe('both sides', () => {
  test.each<[string, Content, boolean]>([
    ['by the words', { code: concept(icd, 'M54.16', 'Bilateral lumbar radiculopathy') }, true],
    ['by a site', { bodySite: [{ text: 'left leg' }, { text: 'Both legs' }] }, true],
    ['by the words of a site', { bodySite: [{ text: 'bilateral lower limbs' }] }, true],
    ['by the code of a site', { bodySite: [concept(sct, '51440002')] }, true],
    ['not by another site', { bodySite: [concept(sct, '7771000', 'Left')] }, false],
    [
      'not by a word that only holds it',
      { code: concept(icd, 'M54.16', 'Unbilateralised') },
      false,
    ],
    ['not by a site that only holds it', { bodySite: [{ text: 'bothersome' }] }, false],
  ])('%s', (_name, more, bilateral) => {
    expect(factOf(more)?.bilateral).toBe(bilateral);
  });

  test.each<[string, Content, string[]]>([
    ['weakness of a leg is not weakness of both', {}, ['leg-weakness']],
    [
      'weakness of the left and of the right leg is',
      { bodySite: [{ text: 'Left leg' }, { text: 'Right leg' }] },
      ['bilateral-leg-weakness'],
    ],
    ['weakness of both legs is', { bodySite: [{ text: 'both legs' }] }, ['bilateral-leg-weakness']],
    [
      'paraplegia is, whatever the site',
      { code: concept(icd, 'G82.20', 'Paraplegia') },
      ['bilateral-leg-weakness'],
    ],
  ])('%s', (_name, more, concepts) => {
    const weakness = { code: concept(sct, '102568007', 'Paresis of lower extremity'), ...more };
    expect([...(factOf(weakness)?.concepts ?? [])]).toEqual(concepts);
  });
});

describe('its level', () => {
  const stenosis = concept(sct, '76107001', 'Spinal stenosis');
  test.each<[string, Content, string[]]>([
    ['is the code’s own, whatever the site', { bodySite: [{ text: 'neck' }] }, ['lumbar']],
    [
      'is the site’s where the code has none',
      { code: stenosis, bodySite: [{ text: 'cervical spine' }, { text: 'lumbar spine' }] },
      ['cervical', 'lumbar'],
    ],
    [
      'is what its words name where neither says',
      { code: { ...stenosis, text: 'Thoracic spinal stenosis' } },
      ['thoracic'],
    ],
    [
      'is the site’s, not that of the words',
      {
        code: { ...stenosis, text: 'Thoracic spinal stenosis' },
        bodySite: [{ text: 'lumbar spine' }],
      },
      ['lumbar'],
    ],
    ['is unknown where nothing says', { code: stenosis }, []],
  ])('%s', (_name, more, regions) => {
    expect(factOf(more)?.regions).toEqual(regions);
  });
});

test('several codes mean what each of them means', () => {
  const fact = factOf({
    code: {
      coding: [
        { system: 'http://hospital.example', code: 'x', display: 'house code' },
        { system: icd, code: 'M54.16' },
        { system: icd, code: 'M48.061' },
      ],
    },
  });
  expect([...(fact?.concepts ?? [])].sort()).toEqual(['lumbar-radiculopathy', 'lumbar-stenosis']);
  expect(fact?.regions).toEqual(['lumbar']);
  expect(fact?.evidence.text).toBe('house code');
});

test('a chart finds conditions by what they mean and by their reference, in the order of references', () => {
  const chart = chartOf(
    condition({ id: 'b' }),
    condition({ id: 'a' }),
    condition({ id: 'pain', code: concept(icd, 'M54.50', 'Low back pain') }),
    condition({ id: 'knee', code: concept(icd, 'M17.11', 'Osteoarthritis of the knee') }),
  );
  expect(chart.conditions.map((one) => one.evidence.reference)).toEqual([
    'Condition/a',
    'Condition/b',
    'Condition/pain',
  ]);
  expect(chart.conditionsOf('lumbar-radiculopathy').map((one) => one.evidence.reference)).toEqual([
    'Condition/a',
    'Condition/b',
  ]);
  expect(chart.conditionsOf('cauda-equina-syndrome')).toEqual([]);
  expect(chart.conditionByReference('Condition/b')).toBe(chart.conditions[1]);
  const knee = chart.conditionByReference('Condition/knee');
  expect([knee?.concepts.size, knee?.evidence.text]).toEqual([0, 'Osteoarthritis of the knee']);
  expect(chart.conditionByReference('Condition/knee')).toBe(knee);
  expect(chart.conditionByReference('Condition/none')).toBeUndefined();
  expect(chart.conditionByReference('Observation/knee')).toBeUndefined();
});
