import { describe, expect, test } from 'vitest';
import { buildChart } from '../../src/chart/build-chart.ts';
import { type SiteCode, siteCodes } from '../../src/site-evidence/site-codes.ts';
import { asOf, type Content, subject } from '../chart/support.ts';

const local = 'https://hospital.example/codes';

const chartWith = (codes: readonly SiteCode[], ...resources: Content[]) =>
  buildChart({
    patientId: 'p1',
    resources: JSON.parse(JSON.stringify(resources)),
    asOf,
    translate: siteCodes(codes),
  });

const report = (code: Content): Content => ({
  resourceType: 'DiagnosticReport',
  id: 'r',
  status: 'final',
  subject,
  effectiveDateTime: '2026-09-10',
  conclusion: 'No fracture.',
  code,
});

describe('a hospital’s own code', () => {
  const film: SiteCode = { system: local, code: 'IMG17', is: { system: 'cpt', code: '72100' } };

  test('of a film is the film', () => {
    const coded = report({ coding: [{ system: local, code: 'IMG17' }] });
    expect(chartWith([film], coded).imaging.map(({ study }) => study.cpt)).toEqual(['72100']);
    expect(chartWith([], coded).imaging).toEqual([]);
    expect(
      chartWith([film], report({ coding: [{ system: 'urn:other', code: 'IMG17' }] })).imaging,
    ).toEqual([]);
  });

  test('of a class of encounters is the class', () => {
    const visit: Content = {
      resourceType: 'Encounter',
      id: 'e',
      status: 'finished',
      subject,
      class: { system: local, code: '13' },
      period: { start: '2026-09-10' },
    };
    const kindBy = (code: string): unknown =>
      chartWith([{ system: local, code: '13', is: { system: 'class', code } }], visit).encounters[0]
        ?.kind;
    expect(kindBy('AMB')).toBe('in-person');
    expect(kindBy('VR')).toBe('remote');
  });

  test('of a visit, a therapy and a medicine is what it stands for', () => {
    const chart = chartWith(
      [
        { system: local, code: 'PT', is: { system: 'cpt', code: '97110' } },
        { system: local, code: 'MED9', is: { system: 'rxnorm', code: '5640' } },
        { system: local, code: 'BACK', is: { system: 'icd10cm', code: 'M54.16' } },
      ],
      {
        resourceType: 'Procedure',
        id: 'p',
        status: 'completed',
        subject,
        code: { coding: [{ system: local, code: 'PT' }] },
        performedDateTime: '2026-09-10',
        reasonCode: [{ coding: [{ system: local, code: 'BACK' }] }],
      },
      {
        resourceType: 'MedicationRequest',
        id: 'm',
        status: 'active',
        intent: 'order',
        subject,
        authoredOn: '2026-09-10',
        medicationCodeableConcept: { coding: [{ system: local, code: 'MED9' }] },
      },
    );
    expect(chart.treatments.map(({ kind }) => kind).sort()).toEqual(['nsaid', 'physical-therapy']);
    expect([
      ...(chart.treatments.find(({ kind }) => kind === 'physical-therapy')?.reasons[0]?.concepts ??
        []),
    ]).toEqual(['lumbar-radiculopathy']);
  });

  test('of words is the whole of them, in any case', () => {
    const words: SiteCode = { words: 'LS spine AP/Lat', is: { system: 'cpt', code: '72100' } };
    expect(chartWith([words], report({ text: 'ls spine ap/lat' })).imaging).toHaveLength(1);
    expect(
      chartWith([words], report({ coding: [{ code: 'x', display: 'LS SPINE AP LAT' }] })).imaging,
    ).toHaveLength(1);
    expect(chartWith([words], report({ text: 'ls spine ap/lat and hip' })).imaging).toEqual([]);
  });
});

test.each<[string, readonly SiteCode[], string]>([
  [
    'a code that is not read here',
    [{ system: local, code: 'a', is: { system: 'cpt', code: '99999' } }],
    'codes[0].is: cpt 99999 is not a code that is read here',
  ],
  [
    'a class that is none',
    [{ system: local, code: 'a', is: { system: 'class', code: 'XYZ' } }],
    'codes[0].is: class XYZ is not a code that is read here',
  ],
  [
    'neither code nor words',
    [{ is: { system: 'cpt', code: '72100' } }],
    'codes[0]: expected either system and code, or words',
  ],
  [
    'both',
    [{ system: local, code: 'a', words: 'b', is: { system: 'cpt', code: '72100' } }],
    'codes[0]: expected either system and code, or words',
  ],
  [
    'a code twice',
    [
      { system: local, code: 'a', is: { system: 'cpt', code: '72100' } },
      { system: local, code: 'a', is: { system: 'cpt', code: '72148' } },
    ],
    `codes[1]: "${local}|a" stands there twice`,
  ],
])('a file with %s is refused', (_name, codes, message) => {
  expect(() => siteCodes(codes)).toThrow(message);
});
