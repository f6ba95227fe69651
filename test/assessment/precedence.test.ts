import type { FhirResource, Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assessment/assess.ts';
import type { OrderReview } from '../../src/assessment/types.ts';
import { buildChart } from '../../src/chart/build-chart.ts';
import { readOrders } from '../../src/chart/read-order.ts';
import { loadedPolicies } from '../../src/spine-imaging/loaded-policies.ts';

const asOf = new Date('2026-11-29T15:00:00Z');
const subject = { reference: 'Patient/p1' };
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
const cpt = 'http://www.ama-assn.org/go/cpt';
type Content = Record<string, unknown>;

const status = (code: string): Content => ({ coding: [{ code }] });
const condition = (id: string, code: string, more: Content = {}): Content => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: status('active'),
  verificationStatus: status('confirmed'),
  code: { coding: [{ system: icd, code }] },
  subject,
  ...more,
});
const since = (onsetDateTime: string): Content => ({ onsetDateTime });
const provisional = { verificationStatus: status('provisional') };
const refuted = { verificationStatus: status('refuted') };
const attested = (authored: string, answers: Record<string, boolean>): Content => ({
  resourceType: 'QuestionnaireResponse',
  id: `form-${authored}`,
  status: 'completed',
  questionnaire: 'https://example.org/Questionnaire/spine-imaging-documentation',
  subject,
  authored,
  item: Object.entries(answers).map(([linkId, valueBoolean]) => ({
    linkId,
    answer: [{ valueBoolean }],
  })),
});
const report = (code: string, effectiveDateTime: string, conclusion: string): Content => ({
  resourceType: 'DiagnosticReport',
  id: `report-${code}`,
  status: 'final',
  code: { coding: [{ system: cpt, code }] },
  subject,
  effectiveDateTime,
  conclusion,
});
const visit = (day: string): Content => ({
  resourceType: 'Encounter',
  id: `visit-${day}`,
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
  subject,
  period: { start: `${day}T09:00:00Z`, end: `${day}T09:30:00Z` },
});
const worked: readonly Content[] = [
  {
    resourceType: 'Procedure',
    id: 'therapy',
    status: 'completed',
    code: { coding: [{ system: cpt, code: '97110' }] },
    subject,
    performedPeriod: { start: '2026-09-07', end: '2026-10-30' },
    outcome: { coding: [{ system: 'http://snomed.info/sct', code: '385671000' }] },
  },
  visit('2026-09-03'),
  visit('2026-11-10'),
];
const pacemaker: Content = {
  resourceType: 'Device',
  id: 'pm',
  status: 'active',
  patient: subject,
  type: { text: 'Cardiac pacemaker' },
  note: [{ text: 'MR unsafe' }],
};

const backPain = condition('back', 'M54.50', since('2026-11-20'));
const neckPain = condition('neck', 'M54.2', since('2026-11-20'));
const chestPain = condition('chest', 'M54.6', since('2026-11-20'));
const longPain = condition('back', 'M54.50', since('2026-09-01'));

/** The review of an order for a study, with reasons and a chart. */
function reviewOf(
  code: string,
  reasons: readonly string[],
  resources: readonly Content[],
  more: Content = {},
): OrderReview {
  const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1975-05-05' };
  const chart = buildChart({
    patientId: 'p1',
    // Test data in the shape of FHIR.
    resources: [patient, ...resources] as unknown as readonly Resource[],
    asOf,
  });
  const order = {
    resourceType: 'ServiceRequest',
    id: 'o',
    status: 'draft',
    intent: 'order',
    code: { coding: [{ system: cpt, code }] },
    subject,
    reasonReference: reasons.map((id) => ({ reference: `Condition/${id}` })),
    ...more,
  } as unknown as FhirResource;
  const bundle = {
    resourceType: 'Bundle' as const,
    type: 'collection' as const,
    entry: [{ resource: order }],
  };
  const orders = readOrders(bundle, chart, { patientId: 'p1', asOf });
  const [review] = assess({
    orders,
    isSelected: () => true,
    chart,
    asOf,
    policies: loadedPolicies,
  });
  if (review === undefined) throw new Error('the order is none of the spine');
  return review;
}

/** "prerequisites-missing by study.region-mismatch, 72146". */
function verdict({ assessment }: OrderReview): string {
  const { determination, decidedBy, preferredStudy } = assessment;
  return `${determination} by ${decidedBy}${preferredStudy === null ? '' : `, ${preferredStudy}`}`;
}

const findingOf = ({ assessment }: OrderReview, id: string): string =>
  assessment.criteria.find((criterion) => criterion.id === id)?.finding ?? 'absent';

describe('a red flag lies where its record, the reason or the complaint says (reading A52)', () => {
  const infection = condition('i', 'M46.20', { ...provisional, ...since('2026-11-25') });
  const metastasis = condition('m', 'C79.51', { ...provisional, ...since('2026-11-22') });
  const breast = condition('h', 'Z85.3');

  test.each([
    ['infection with neck pain, lumbar MRI', '72158', ['neck'], [neckPain, infection], '72156'],
    [
      'metastasis with chest pain, lumbar MRI',
      '72148',
      ['chest'],
      [chestPain, metastasis, breast],
      '72146',
    ],
    ['the same, both reasons', '72148', ['chest', 'm'], [chestPain, metastasis, breast], '72146'],
  ])('%s', (_name, code, reasons, resources, preferred) => {
    expect(verdict(reviewOf(code, reasons, resources))).toBe(
      `prerequisites-missing by study.region-mismatch, ${preferred}`,
    );
  });

  test('without any level it is asked about and supports nothing', () => {
    const review = reviewOf('72158', [], [infection]);
    expect(verdict(review)).toBe('prerequisites-missing by study.region-mismatch');
    expect(findingOf(review, 'red-flag.infection')).toBe('not-documented');
  });
});

describe('a red flag is as new as its newest record (reading A53)', () => {
  const cauda = (more: Content): Content => condition('c', 'G83.4', more);
  const yes = attested('2026-11-28T10:00:00Z', { 'red-flag.cauda-equina': true });
  const no = attested('2026-11-22T10:00:00Z', { 'red-flag.cauda-equina': false });

  test.each([
    [
      'ruled out years ago, attested now',
      [cauda({ ...refuted, recordedDate: '2020-11-29' }), yes],
      'met',
    ],
    [
      'attested yesterday, ruled out today',
      [cauda({ ...refuted, recordedDate: '2026-11-29' }), yes],
      'not-documented',
    ],
    ['denied last week, recorded today', [cauda({ recordedDate: '2026-11-29' }), no], 'met'],
    [
      'recorded years ago and denied now',
      [cauda({ recordedDate: '2020-01-01' }), no],
      'not-documented',
    ],
    ['ruled out, and nothing else', [cauda({ ...refuted, recordedDate: '2026-11-29' })], 'absent'],
  ])('%s', (_name, resources, expected) => {
    const review = reviewOf('72148', ['back'], [backPain, ...resources]);
    expect(findingOf(review, 'red-flag.cauda-equina')).toBe(expected);
  });

  test('a foot drop of years ago is none, and one attested beside it holds', () => {
    const old = condition('f', 'M21.371', since('2019-01-01'));
    const now = attested('2026-11-28T10:00:00Z', { 'red-flag.foot-drop': true });
    expect(verdict(reviewOf('72148', ['back'], [backPain, old]))).toBe(
      'prerequisites-missing by spine-pain',
    );
    expect(verdict(reviewOf('72148', ['back'], [backPain, old, now]))).toBe(
      'supported by red-flag.foot-drop',
    );
  });
});

describe('what is half of a red flag is asked about', () => {
  const aneurysm = condition('a', 'I71.4', since('2022-01-01'));
  test.each([
    [
      'fever with neck pain',
      '72141',
      ['neck'],
      [neckPain, condition('f', 'R50.9', since('2026-11-27'))],
      'red-flag.infection',
      'not-documented',
    ],
    [
      'a fever of last year',
      '72141',
      ['neck'],
      [neckPain, condition('f', 'R50.9', since('2025-11-27'))],
      'red-flag.infection',
      'absent',
    ],
    [
      'a known aneurysm with back pain',
      '72148',
      ['back'],
      [backPain, aneurysm],
      'red-flag.aorta',
      'not-documented',
    ],
    [
      'a known aneurysm with neck pain',
      '72141',
      ['neck'],
      [neckPain, aneurysm],
      'red-flag.aorta',
      'absent',
    ],
    [
      'a cancer of the past with back pain',
      '72148',
      ['back'],
      [backPain, condition('p', 'C61', { clinicalStatus: status('resolved') })],
      'red-flag.cancer',
      'not-documented',
    ],
    [
      'retention, though only surveillance is attested',
      '72148',
      ['back'],
      [
        backPain,
        condition('r', 'R33.9', since('2026-11-28')),
        attested('2026-11-28T10:00:00Z', { 'surveillance-only': true }),
      ],
      'red-flag.cauda-equina',
      'not-documented',
    ],
  ])('%s', (_name, code, reasons, resources, id, expected) => {
    expect(findingOf(reviewOf(code, reasons, resources), id)).toBe(expected);
  });
});

describe('what was already done, and what the chart forbids', () => {
  const cauda = condition('c', 'G83.4', since('2026-11-28'));
  const diagnostic = report(
    '72148',
    '2026-11-29',
    'Large disc herniation compressing the cauda equina.',
  );
  const infection = condition('i', 'M46.46', { ...provisional, ...since('2026-11-26') });

  test('a diagnostic MRI of today is not proposed again', () => {
    const [flag] = reviewOf('72131', ['c'], [cauda, diagnostic]).redFlags;
    expect(flag?.indicated).toBeUndefined();
    expect(flag?.isImaged).toBe(true);
  });

  test('an infection with cauda equina syndrome needs contrast, whatever is ordered', () => {
    const chart = [infection, cauda];
    expect(verdict(reviewOf('72132', ['i'], chart))).toBe(
      'alternative-preferred by red-flag.infection, 72158',
    );
    expect(verdict(reviewOf('72148', ['i'], chart))).toBe(
      'alternative-preferred by red-flag.infection, 72158',
    );
    expect(reviewOf('72158', ['i'], chart).assessment.determination).toBe('supported');
    for (const flag of reviewOf('72141', ['i'], chart).redFlags.slice(1))
      expect(flag.indicated?.cpt).toBe('72158');
  });

  test('an ordered MRI that the chart forbids is not what the red flag needs', () => {
    const review = reviewOf('72148', ['c'], [cauda, pacemaker]);
    expect(review.mriSafetyOpen).toBe(true);
    expect(review.redFlags[0]).toMatchObject({ fits: false, indicated: { cpt: '72131' } });
  });

  test('in a pregnancy the listed study without radiation comes first', () => {
    const pregnancy = condition('p', 'O09.512', since('2026-07-01'));
    const fracture = attested('2026-11-29T10:00:00Z', { 'red-flag.fracture': true });
    const [flag] = reviewOf('72148', ['neck'], [neckPain, pregnancy, fracture]).redFlags;
    expect(flag?.indicated?.cpt).toBe('72141');
  });

  test('the study that a red flag needs is wanted beside guidance that serves something else', () => {
    const [flag] = reviewOf('77003', ['c'], [cauda]).redFlags;
    expect([flag?.id, flag?.fits, flag?.indicated?.cpt]).toEqual([
      'red-flag.cauda-equina',
      false,
      '72148',
    ]);
  });

  test('guidance rests on its reason, which is the evidence of its support', () => {
    const { assessment } = reviewOf('77003', ['back'], [longPain]);
    expect(verdict(reviewOf('77003', ['back'], [longPain]))).toBe(
      'supported by study.imaging-guidance',
    );
    expect(assessment.criteria).toMatchObject([
      { id: 'documented-indication', finding: 'met', evidence: [{ reference: 'Condition/back' }] },
    ]);
  });
});

describe('sections cover the levels that they name, and take no other complaint away', () => {
  const syrinx = condition('s', 'G95.0', since('2019-01-01'));
  test.each([
    ['spondylolysis of the chest', '72146', ['s'], [condition('s', 'M43.04', since('2026-09-01'))]],
    [
      'spondylolisthesis of the neck beside back pain',
      '72148',
      ['back'],
      [longPain, condition('s', 'M43.12', since('2019-01-01'))],
    ],
    [
      'a settled syrinx beside back pain',
      '72148',
      ['back'],
      [longPain, syrinx, report('72141', '2026-06-20', 'Stable syrinx.')],
    ],
  ])('%s', (_name, code, reasons, resources) => {
    expect(verdict(reviewOf(code, reasons, [...resources, ...worked]))).toBe(
      'supported by spine-pain',
    );
  });

  test('a syrinx that is the reason keeps its interval', () => {
    const chart = [longPain, syrinx, report('72141', '2026-06-20', 'Stable syrinx.'), ...worked];
    expect(verdict(reviewOf('72141', ['s'], chart))).toBe(
      'not-supported by syringomyelia-follow-up',
    );
  });
});

describe('the episode began with the reason', () => {
  const spondylitis = condition('as', 'M45.9', since('2010-01-01'));
  test.each([
    ['back pain, beside a spondylitis of years', ['back']],
    ['a spondylitis of years, beside new back pain', ['as']],
    ['none, with both on the list', []],
  ])('%s: a visit of 2012 is none of it', (_name, reasons) => {
    const review = reviewOf('72148', reasons, [longPain, spondylitis, visit('2012-05-01')]);
    expect(findingOf(review, 'in-person-evaluation')).toBe('not-documented');
  });

  test('a coded reason without onset is dated by the same problem on the list, and by no other', () => {
    const coded = (code: string): Content => ({
      reasonCode: [{ coding: [{ system: icd, code }] }],
    });
    const chart = [longPain, ...worked];
    expect(verdict(reviewOf('72148', [], chart, coded('M54.50')))).toBe('supported by spine-pain');
    expect(findingOf(reviewOf('72148', [], chart, coded('M54.16')), 'in-person-evaluation')).toBe(
      'not-documented',
    );
  });
});
