import { describe, expect, test } from 'vitest';
import { type Content, chartOf, concept, icd, loinc, sct, subject } from './support.ts';

const observation = (more: Content = {}): Content => ({
  resourceType: 'Observation',
  id: 'o',
  status: 'final',
  subject,
  effectiveDateTime: '2026-11-01',
  ...more,
});
const day = { text: '2026-11-01', earliest: 20758, latest: 20758 };

describe('a pain score', () => {
  const scores = (more: Content): unknown[] =>
    chartOf(observation(more)).painScores.map(({ score, evidence }) => [score, evidence.text]);

  test.each<[string, Content, unknown[]]>([
    [
      'from 0 to 10',
      { code: concept(loinc, '72514-3', 'Pain severity'), valueQuantity: { value: 7 } },
      [[7, 'Pain severity: 7']],
    ],
    [
      'as a whole number',
      { code: concept(loinc, '72514-3', 'Pain severity'), valueInteger: 0 },
      [[0, 'Pain severity: 0']],
    ],
    [
      'on a scale of 100 mm is divided by ten',
      {
        code: concept(loinc, '38214-3', 'Pain, VAS'),
        valueQuantity: { value: 85, unit: 'millimetres', code: 'mm' },
      },
      [[8.5, 'Pain, VAS: 85']],
    ],
    [
      'on a scale of 100 mm whose unit has no code',
      { code: concept(loinc, '38214-3', 'Pain, VAS'), valueQuantity: { value: 85, unit: 'mm' } },
      [[8.5, 'Pain, VAS: 85']],
    ],
    [
      'with a code that is none before it',
      {
        code: {
          coding: [
            { system: loinc, code: '8867-4' },
            { system: loinc, code: '72514-3' },
          ],
        },
        valueInteger: 3,
      },
      [[3, '8867-4: 3']],
    ],
    [
      'written out of ten',
      { code: concept(loinc, '72514-3', 'Pain severity'), valueString: '9/10' },
      [[9, 'Pain severity: 9/10']],
    ],
    [
      'written with a word',
      { code: concept(loinc, '72514-3', 'Pain severity'), valueString: '9 - severe' },
      [[9, 'Pain severity: 9 - severe']],
    ],
    [
      'written out of a hundred',
      { code: concept(loinc, '38214-3', 'Pain, VAS'), valueString: '90 of 100' },
      [[9, 'Pain, VAS: 90 of 100']],
    ],
    [
      'as a coded answer',
      {
        code: concept(loinc, '72514-3', 'Pain severity'),
        valueCodeableConcept: { coding: [{ system: loinc, code: 'LA10141-2', display: '9' }] },
      },
      [[9, 'Pain severity: 9']],
    ],
    [
      'as a coded answer of a site, by its display',
      {
        code: concept(loinc, '72514-3', 'Pain severity'),
        valueCodeableConcept: { coding: [{ system: 'urn:site', code: 'P9', display: '9' }] },
      },
      [[9, 'Pain severity: 9']],
    ],
    [
      'as a component',
      {
        code: concept(loinc, '85354-9', 'Vital signs'),
        component: [{ code: concept(loinc, '72514-3', 'Pain severity'), valueInteger: 9 }],
      },
      [[9, 'Pain severity: 9']],
    ],
    ['a range is none', { code: concept(loinc, '72514-3'), valueString: '7-8/10' }, []],
    ['more than there is is none', { code: concept(loinc, '72514-3'), valueString: '11/10' }, []],
    ['beyond the scale is none', { code: concept(loinc, '72514-3'), valueInteger: 11 }, []],
    ['below the scale is none', { code: concept(loinc, '72514-3'), valueInteger: -1 }, []],
    ['in words is none', { code: concept(loinc, '72514-3'), valueString: 'seven' }, []],
    [
      'that is another measurement is none',
      { code: concept(loinc, '8867-4'), valueInteger: 3 },
      [],
    ],
  ])('%s', (_name, more, expected) => {
    expect(scores(more)).toEqual(expected);
  });

  test('is dated and cited', () => {
    const [score] = chartOf(
      observation({ code: concept(loinc, '72514-3', 'Pain'), valueInteger: 9 }),
    ).painScores;
    expect(score).toEqual({
      score: 9,
      date: day,
      evidence: { reference: 'Observation/o', date: '2026-11-01', text: 'Pain: 9' },
    });
  });
});

describe('motor strength', () => {
  const strength = { text: 'Motor strength of the right leg' };
  const grade = (more: Content): number | undefined =>
    chartOf(observation({ code: strength, ...more })).motorGrades[0]?.grade;

  test.each<[string, Content, number | undefined]>([
    ['a number', { valueQuantity: { value: 3 } }, 3],
    ['a whole number', { valueInteger: 0 }, 0],
    ['five', { valueInteger: 5 }, 5],
    ['six', { valueInteger: 6 }, undefined],
    ['less than nothing', { valueInteger: -1 }, undefined],
    ['a fraction', { valueString: '3/5' }, 3],
    ['a fraction with spaces and a sign', { valueString: 'about 4 - / 5' }, 4],
    ['of five', { valueString: '2+ of 5' }, 2],
    ['alone', { valueString: '4+' }, 4],
    ['a named value', { valueCodeableConcept: { text: '1/5' } }, 1],
    ['a fraction of something else', { valueString: '3/10' }, undefined],
    ['a number with other digits', { valueString: '13/5' }, undefined],
    ['words', { valueString: 'normal' }, undefined],
    ['far behind other words', { valueString: `${'x'.repeat(300)} 3/5` }, undefined],
    ['nothing', {}, undefined],
  ])('%s', (_name, more, expected) => {
    expect(grade(more)).toBe(expected);
  });

  test('is placed by its body site, else by what it is called', () => {
    const regions = (more: Content) =>
      chartOf(observation({ code: strength, valueInteger: 3, ...more })).motorGrades.flatMap(
        (one) => one.regions,
      );
    expect(regions({})).toEqual(['lumbar']);
    expect(regions({ bodySite: { text: 'Right arm' } })).toEqual(['cervical']);
    expect(regions({ code: { text: 'Motor strength' } })).toEqual([]);
  });

  test('documents motor testing, dated and cited', () => {
    const chart = chartOf(observation({ code: strength, valueString: '3/5' }));
    const evidence = {
      reference: 'Observation/o',
      date: '2026-11-01',
      text: 'Motor strength of the right leg: 3/5',
    };
    expect(chart.motorGrades).toEqual([
      { grade: 3, date: day, regions: ['lumbar'], limb: { limb: 'leg', side: 'right' }, evidence },
    ]);
    expect(chart.examinations).toEqual([
      { element: 'motor', date: day, regions: ['lumbar'], evidence },
    ]);
  });
});

describe('the neurological examination', () => {
  const elements = (...resources: Content[]): string[] =>
    chartOf(...resources).examinations.map(
      ({ element, evidence }) => `${element}: ${evidence.text}`,
    );

  test('is known by what its parts are called, in the text or beside a code', () => {
    expect(
      elements(observation({ code: { text: 'Deep tendon reflexes' }, valueString: '2+' })),
    ).toEqual(['reflexes: Deep tendon reflexes: 2+']);
    const beside = {
      coding: [{ system: 'http://hospital.example', code: 'x', display: 'Reflexes' }],
    };
    const valueString = 'symmetric';
    expect(elements(observation({ code: beside, valueString }))).toEqual([
      'reflexes: Reflexes: symmetric',
    ]);
    expect(elements(observation({ code: { ...beside, text: 'Knee' }, valueString }))).toEqual([
      'reflexes: Knee: symmetric',
    ]);
    expect(elements(observation({ code: beside }))).toEqual([]);
  });

  test('names each part once', () => {
    const code = {
      text: 'Reflexes',
      coding: [
        { system: 'http://hospital.example', code: 'x', display: 'Deep tendon reflexes' },
        { system: 'http://hospital.example', code: 'y', display: 'Straight leg raise' },
        { system: 'http://hospital.example', code: 'z', display: 'Reflexes of the ankle' },
      ],
    };
    expect(
      chartOf(observation({ code, valueString: 'symmetric' }))
        .examinations.map((one) => one.element)
        .sort(),
    ).toEqual(['reflexes', 'tension-signs']);
  });

  test('other observations are no part of it', () => {
    expect(elements(observation({ code: concept(loinc, '8867-4', 'Heart rate') }))).toEqual([]);
  });
});

describe('a finding', () => {
  const findings = (more: Content): unknown[] =>
    chartOf(observation(more)).conditions.map(({ concepts, certainty, current, evidence }) => [
      [...concepts].join(),
      certainty,
      current,
      evidence.text,
    ]);

  test.each<[string, Content, unknown[]]>([
    [
      'in the code',
      { code: concept(sct, '6077001', 'Foot drop') },
      [['foot-drop', 'known', true, 'Foot drop']],
    ],
    [
      'in the value',
      {
        code: { text: 'Gait' },
        valueCodeableConcept: concept(sct, '6077001', 'Foot drop'),
      },
      [['foot-drop', 'known', true, 'Foot drop']],
    ],
    [
      'said to be absent',
      { code: concept(sct, '6077001', 'Foot drop'), valueString: ' Absent ' },
      [['foot-drop', 'refuted', true, 'Foot drop']],
    ],
    [
      'with a negative value',
      {
        code: concept(sct, '6077001', 'Foot drop'),
        valueCodeableConcept: concept(sct, '260385009'),
      },
      [['foot-drop', 'refuted', true, 'Foot drop']],
    ],
    [
      'with another interpretation',
      { code: concept(sct, '6077001', 'Foot drop'), interpretation: [concept('http://x', 'POS')] },
      [['foot-drop', 'known', true, 'Foot drop']],
    ],
    ['that is known of nothing', { code: concept(loinc, '8867-4'), valueInteger: 72 }, []],
  ])('%s', (_name, more, expected) => {
    expect(findings(more)).toEqual(expected);
  });

  test('is a fact of the day, at the site that is said', () => {
    const [fact] = chartOf(
      observation({
        code: concept(icd, 'R29.898', 'Bilateral leg weakness'),
        bodySite: { text: 'both legs' },
      }),
    ).conditions;
    expect(fact).toMatchObject({
      recorded: day,
      bilateral: true,
      severe: false,
      origin: 'observation',
      evidence: { reference: 'Observation/o', date: '2026-11-01', text: 'Bilateral leg weakness' },
    });
    expect(fact?.onset).toBeUndefined();
  });
});

test.each(['registered', 'cancelled', 'entered-in-error'])('what is %s never counts', (status) => {
  const chart = chartOf(
    observation({ status, code: concept(loinc, '72514-3'), valueInteger: 9 }),
    observation({ status, code: concept(sct, '6077001') }),
  );
  expect([...chart.painScores, ...chart.conditions]).toEqual([]);
});
