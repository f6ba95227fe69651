import { describe, expect, test } from 'vitest';
import type { ImagingFact } from '../../src/chart/types.ts';
import { type Content, chartOf, concept, cpt, loinc, subject } from './support.ts';

/** `CPT on a day, results: conclusions | reference and words`. */
function shown({ study, date, resultsAvailable, conclusions, evidence }: ImagingFact): string {
  const results = resultsAvailable
    ? `results: ${[...conclusions].sort().join(', ')}`
    : 'no results';
  return `${study.cpt} ${date?.text ?? 'undated'}, ${results} | ${evidence.reference} ${evidence.date ?? 'undated'} ${evidence.text}`;
}

const imaging = (...resources: Content[]): string[] => chartOf(...resources).imaging.map(shown);

const report = (more: Content = {}): Content => ({
  resourceType: 'DiagnosticReport',
  id: 'r',
  status: 'final',
  subject,
  code: concept(cpt, '72100'),
  effectiveDateTime: '2026-11-01',
  conclusion: 'No fracture.',
  ...more,
});
const film = 'X-ray lumbar spine, 2 or 3 views';

describe('a report', () => {
  test.each<[string, Content, string[]]>([
    [
      'says what it concludes',
      {},
      [
        `72100 2026-11-01, results: no-fracture | DiagnosticReport/r 2026-11-01 ${film}: No fracture.`,
      ],
    ],
    [
      'says what its conclusion is called',
      { conclusion: undefined, conclusionCode: [{ text: 'Fracture of L1' }] },
      [`72100 2026-11-01, results: fracture | DiagnosticReport/r 2026-11-01 ${film}`],
    ],
    [
      'says both',
      { conclusion: 'Non-diagnostic study.', conclusionCode: [{ text: 'Equivocal' }] },
      [
        `72100 2026-11-01, results: equivocal, non-diagnostic | DiagnosticReport/r 2026-11-01 ${film}: Non-diagnostic study.`,
      ],
    ],
    [
      'is dated by the instant of the study',
      { effectiveDateTime: undefined, effectiveInstant: '2026-11-02T10:00:00Z' },
      [
        `72100 2026-11-02, results: no-fracture | DiagnosticReport/r 2026-11-02 ${film}: No fracture.`,
      ],
    ],
    [
      'is dated by the start of the study',
      { effectiveDateTime: undefined, effectivePeriod: { start: '2026-11-03', end: '2026-11-04' } },
      [
        `72100 2026-11-03, results: no-fracture | DiagnosticReport/r 2026-11-03 ${film}: No fracture.`,
      ],
    ],
    [
      'is dated by the end of the study where nothing else is known',
      { effectiveDateTime: undefined, effectivePeriod: { end: '2026-11-04' } },
      [
        `72100 2026-11-04, results: no-fracture | DiagnosticReport/r 2026-11-04 ${film}: No fracture.`,
      ],
    ],
    [
      'may be undated',
      { effectiveDateTime: undefined },
      [`72100 undated, results: no-fracture | DiagnosticReport/r undated ${film}: No fracture.`],
    ],
    ['never came to be', { status: 'cancelled' }, []],
    ['was entered in error', { status: 'entered-in-error' }, []],
    ['is of another kind', { code: concept(loinc, '57021-8') }, []],
  ])('%s', (_name, more, expected) => {
    expect(imaging(report(more))).toEqual(expected);
  });

  test.each(['preliminary', 'partial', 'final', 'amended', 'corrected', 'appended'])(
    'that is %s has results',
    (status) => {
      expect(chartOf(report({ status })).imaging.map((one) => one.resultsAvailable)).toEqual([
        true,
      ]);
    },
  );

  test.each(['registered', 'unknown', undefined])('that is %s has none', (status) => {
    expect(chartOf(report({ status })).imaging.map((one) => one.resultsAvailable)).toEqual([false]);
  });

  test('is cited in what a card can show', () => {
    const [one] = chartOf(report({ conclusion: 'x'.repeat(400) })).imaging;
    expect(one?.evidence.text).toHaveLength(120);
    expect(one?.evidence.text).toMatch(/^X-ray lumbar spine, 2 or 3 views: x+…$/);
  });

  test('the CPT code names the study before any other code does', () => {
    const code = {
      coding: [
        { system: loinc, code: '8867-4' },
        { system: loinc, code: '30667-0' },
        { system: cpt, code: '72148' },
      ],
    };
    const cptOf = (...coding: readonly Content[]): string[] =>
      chartOf(report({ code: { coding } })).imaging.map(({ study }) => study.cpt);
    expect(cptOf(...code.coding)).toEqual(['72148']);
    expect(cptOf(...code.coding.slice(0, 2))).toEqual(['72141']);
    // Several that are no CPT codes name a level each.
    expect(cptOf(...code.coding.slice(0, 2), { system: loinc, code: '36532-0' })).toEqual([
      '72141',
      '72146',
    ]);
  });
});

describe('an observation that carries a study’s code', () => {
  const observation = (more: Content = {}): Content => ({
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    subject,
    code: concept(cpt, '72100'),
    effectiveDateTime: '2026-11-01',
    valueString: 'No fracture.',
    ...more,
  });

  test.each<[string, Content, string[]]>([
    [
      'says its value',
      {},
      [`72100 2026-11-01, results: no-fracture | Observation/o 2026-11-01 ${film}: No fracture.`],
    ],
    [
      'says what its value is called',
      { valueString: undefined, valueCodeableConcept: { text: 'Equivocal' } },
      [`72100 2026-11-01, results: equivocal | Observation/o 2026-11-01 ${film}: Equivocal`],
    ],
    [
      'without a value has no results',
      { valueString: undefined },
      [`72100 2026-11-01, no results | Observation/o 2026-11-01 ${film}`],
    ],
    [
      'whose status is unknown has no results',
      { status: 'unknown' },
      [`72100 2026-11-01, no results | Observation/o 2026-11-01 ${film}: No fracture.`],
    ],
  ])('%s', (_name, more, expected) => {
    expect(imaging(observation(more))).toEqual(expected);
  });
});

test('what was attested stands beside a report of the same study', () => {
  const attested: Content = {
    resourceType: 'QuestionnaireResponse',
    id: 'q',
    status: 'completed',
    subject,
    questionnaire: 'Questionnaire/spine-imaging-documentation',
    authored: '2026-11-01',
    item: [{ linkId: 'mri.region', answer: [{ valueString: 'lumbar' }] }],
  };
  const mri = report({ code: concept(cpt, '72148'), effectiveDateTime: '2026-11-10' });
  expect(chartOf(attested, mri).imaging.map((one) => one.evidence.reference)).toEqual([
    'DiagnosticReport/r',
    'QuestionnaireResponse/q',
  ]);
});

describe('images, and a study that is ordered', () => {
  const images = (more: Content = {}): Content => ({
    resourceType: 'ImagingStudy',
    id: 'i',
    status: 'available',
    subject,
    started: '2026-11-01',
    procedureCode: [concept(cpt, '99213'), concept(cpt, '72148')],
    ...more,
  });
  const ordered = (more: Content = {}): Content => ({
    resourceType: 'ServiceRequest',
    id: 's',
    status: 'active',
    intent: 'order',
    subject,
    code: concept(cpt, '72148'),
    authoredOn: '2026-11-02',
    ...more,
  });
  const mri = 'MRI lumbar spine without contrast';

  test('have no results', () => {
    expect(imaging(images(), ordered())).toEqual([
      `72148 2026-11-01, no results | ImagingStudy/i 2026-11-01 ${mri}`,
      `72148 2026-11-02, no results | ServiceRequest/s 2026-11-02 ${mri}`,
    ]);
  });

  test.each<[string, Content]>([
    ['cancelled', { status: 'cancelled' }],
    ['entered in error', { status: 'entered-in-error' }],
    ['of nothing that is known', { procedureCode: [concept(cpt, '99213')] }],
    ['of the future', { started: '2026-12-01' }],
  ])('images %s are none', (_name, more) => {
    expect(imaging(images(more))).toEqual([]);
  });

  test.each<[string, Content]>([
    ['that is completed', { status: 'completed' }],
    ['that is on hold', { status: 'on-hold' }],
    ['of something else', { code: concept(cpt, '99213') }],
    ['of a radiograph', { code: concept(cpt, '72100') }],
  ])('an order %s is no study under way', (_name, more) => {
    expect(imaging(ordered(more))).toEqual([]);
  });

  const references = (...resources: Content[]): string[] =>
    chartOf(...resources).imaging.map((one) => one.evidence.reference);
  const result = (effectiveDateTime: string | undefined, more: Content = {}): Content =>
    report({ code: concept(cpt, '72148'), effectiveDateTime, ...more });

  test('give way to a report with results of the same day or later', () => {
    for (const day of ['2026-11-02', '2026-11-03']) {
      expect(references(images(), ordered(), result(day))).toEqual(['DiagnosticReport/r']);
    }
    expect(references(images(), ordered(), result('2026-11-01'))).toEqual([
      'DiagnosticReport/r',
      'ServiceRequest/s',
    ]);
  });

  test('the newest of several reports decides, in whatever order they come', () => {
    const both = ['DiagnosticReport/r', 'DiagnosticReport/r2'];
    const newer = result('2026-11-03', { id: 'r2' });
    expect(references(ordered(), result('2026-10-01'), newer)).toEqual(both);
    expect(references(newer, result('2026-10-01'), ordered())).toEqual(both);
  });

  test('stand beside a report that is undated, without results, or of another study', () => {
    expect(references(images(), result(undefined))).toEqual([
      'ImagingStudy/i',
      'DiagnosticReport/r',
    ]);
    expect(references(images(), result('2026-11-03', { status: 'registered' }))).toEqual([
      'ImagingStudy/i',
      'DiagnosticReport/r',
    ]);
    expect(references(images(), report({ effectiveDateTime: '2026-11-03' }))).toEqual([
      'ImagingStudy/i',
      'DiagnosticReport/r',
    ]);
    expect(references(images({ started: undefined }), result('2026-11-03'))).toEqual([
      'DiagnosticReport/r',
      'ImagingStudy/i',
    ]);
  });

  test('a report without results does not give way', () => {
    const registered = result('2026-11-01', { id: 'r0', status: 'registered' });
    expect(references(registered, result('2026-11-03'))).toEqual([
      'DiagnosticReport/r0',
      'DiagnosticReport/r',
    ]);
  });
});

describe('a film that is recorded as a Procedure', () => {
  const done = (more: Content = {}): Content => ({
    resourceType: 'Procedure',
    id: 'p',
    status: 'completed',
    subject,
    code: concept(cpt, '72100-TC'),
    performedDateTime: '2026-11-01',
    ...more,
  });

  test.each<[string, Content, string[]]>([
    [
      'was done, and its results are not there',
      {},
      [`72100 2026-11-01, no results | Procedure/p 2026-11-01 ${film}`],
    ],
    [
      'began with its period, under whatever code',
      {
        code: concept('http://snomed.info/sct', '840361000'),
        performedDateTime: undefined,
        performedPeriod: { start: '2026-11-02T08:00:00Z' },
      },
      ['72100 2026-11-02, no results | Procedure/p 2026-11-02 X-ray lumbar spine'],
    ],
    ['was not done where its status says so', { status: 'not-done' }, []],
    ['is none of the days to come', { performedDateTime: '2027-11-01' }, []],
  ])('%s', (_name, more, expected) => {
    expect(imaging(done(more))).toEqual(expected);
  });
});
