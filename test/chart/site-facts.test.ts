import { expect, test } from 'vitest';
import { buildChart } from '../../src/chart/build-chart.ts';
import { chartOfEpisode } from '../../src/chart/chart-of-episode.ts';
import { chartDate } from '../../src/chart/dates.ts';
import { wholeFacts } from '../../src/chart/site-facts.ts';
import type { Attestation } from '../../src/chart/types.ts';
import { asOf, type Content, chartOf, subject } from './support.ts';

function fact(linkId: string, reference: string, day: string): Attestation {
  const authored = chartDate(day);
  if (authored === undefined) throw new Error(`${day} is no date`);
  return { linkId, value: true, authored, evidence: { reference, text: linkId } };
}

const kept = (...facts: Attestation[]): string[] =>
  wholeFacts(facts).map((one) => `${one.linkId} ${one.evidence.reference}`);

test.each([
  ['trial-of-treatment.start', 'trial-of-treatment.outcome'],
  ['plain-radiograph.date', 'plain-radiograph.result'],
  ['mri.date', 'mri.result'],
  ['red-flag.motor-grade', 'red-flag.motor-grade.onset'],
  ['spine-surgery.date', 'spine-surgery.region'],
  ['planned-surgery.kind', 'planned-surgery.date'],
])('%s and %s are one fact: what its newest resource says', (one, other) => {
  const older = fact(one, 'Observation/a', '2026-10-01');
  const newer = fact(other, 'Observation/b', '2026-10-02');
  expect(kept(older, newer)).toEqual([`${other} Observation/b`]);
  expect(kept(newer, older)).toEqual([`${other} Observation/b`]);
  const together = fact(one, 'Observation/b', '2026-10-02');
  expect(kept(older, together, newer)).toEqual([`${one} Observation/b`, `${other} Observation/b`]);
});

test('of two resources of one day the one named first says it', () => {
  const one = fact('mri.date', 'Observation/a', '2026-10-01');
  const other = fact('mri.result', 'Observation/b', '2026-10-01');
  expect(kept(one, other)).toEqual(['mri.date Observation/a']);
  expect(kept(other, one)).toEqual(['mri.date Observation/a']);
});

test('what one item says by itself stands beside the rest, and one fact beside another', () => {
  const facts = [
    fact('surgeon-request', 'Observation/a', '2026-10-01'),
    fact('surgeon-request', 'Observation/b', '2026-10-02'),
    fact('mri.date', 'Observation/a', '2026-10-01'),
    fact('spine-surgery.date', 'Observation/b', '2026-10-02'),
  ];
  expect(wholeFacts(facts)).toEqual(facts);
});

test('what was attested before an episode does not count in it, whatever it is', () => {
  const response = (id: string, authored: string): Content => ({
    resourceType: 'QuestionnaireResponse',
    id,
    status: 'completed',
    subject,
    questionnaire: 'Questionnaire/spine-imaging-documentation',
    authored,
    item: [
      { linkId: 'trial-of-treatment.start', answer: [{ valueDate: '2026-08-01' }] },
      { linkId: 'mri.region', answer: [{ valueString: 'lumbar' }] },
      { linkId: 'neurological-examination.motor', answer: [{ valueBoolean: true }] },
      { linkId: 'red-flag.motor-grade', answer: [{ valueInteger: 3 }] },
      { linkId: 'severe-radicular.pain-score', answer: [{ valueInteger: 9 }] },
      { linkId: 'spine-surgery.region', answer: [{ valueString: 'lumbar' }] },
      { linkId: 'planned-surgery.kind', answer: [{ valueString: 'fusion' }] },
    ],
  });
  const outcome: Content = {
    ...response('o', '2026-09-01'),
    item: [{ linkId: 'trial-of-treatment.outcome', answer: [{ valueString: 'failed' }] }],
  };
  const counted = (...resources: Content[]): number[] => {
    const chart = chartOfEpisode(chartOf(...resources), chartDate('2026-09-02'));
    return [
      chart.treatments,
      chart.outcomes,
      chart.imaging,
      chart.examinations,
      chart.motorGrades,
      chart.painScores,
      chart.surgeries,
      chart.plannedProcedures,
    ].map((facts) => facts.length);
  };
  expect(counted(response('q', '2026-09-01'))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(counted(response('q', '2026-09-02'))).toEqual([1, 0, 1, 1, 1, 1, 1, 1]);
  expect(counted(response('q', '2026-09'))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(counted(outcome)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect(counted({ ...outcome, authored: '2026-09-03' })).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
  const chart = chartOf(response('q', '2026-09-01'));
  expect(chartOfEpisode(chart, undefined)).toBe(chart);
  const later = chartOfEpisode(chart, chartDate('2026-09-02'));
  expect(later.attested('red-flag.motor-grade')).toBeUndefined();
  expect(later.attested('nothing')).toBeUndefined();
  expect(
    chartOfEpisode(chart, chartDate('2026-09-01')).attested('red-flag.motor-grade')?.value,
  ).toBe(3);
});

test('a hospital’s own data stand beside attestations, of the patient alone', () => {
  const visit = (id: string, more: Content = {}): Content => ({
    resourceType: 'Encounter',
    id,
    status: 'finished',
    subject,
    ...more,
  });
  const resources = [
    visit('a'),
    visit('b', { subject: { reference: 'Patient/p2' } }),
    visit('c', { status: 'entered-in-error' }),
    { resourceType: 'Patient', id: 'p1' },
  ];
  const chart = buildChart({
    patientId: 'p1',
    resources: JSON.parse(JSON.stringify(resources)),
    asOf,
    siteFacts: (_resource, reference) => ({
      facts: [
        { ...fact('surgeon-request', reference, '2026-08-01'), standing: true },
        fact('infant', reference, '2026-08-01'),
      ],
      unread: [{ reference, text: 'unread' }],
    }),
  });
  expect(chart.attested('surgeon-request')?.evidence.reference).toBe('Encounter/a');
  expect(chart.unread.filter(({ text }) => text === 'unread')).toEqual([
    { reference: 'Encounter/a', text: 'unread' },
  ]);
  const later = chartOfEpisode(chart, chartDate('2026-09-01'));
  expect(later.attested('surgeon-request')?.value).toBe(true);
  expect(later.attested('infant')).toBeUndefined();
});

test('of what was attested in an episode and before it only the former counts in it', () => {
  const graded = (id: string, authored: string): Content => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    subject,
    code: { text: 'Motor strength' },
    valueInteger: 3,
    effectiveDateTime: authored,
  });
  const attested: Content = {
    resourceType: 'QuestionnaireResponse',
    id: 'q',
    status: 'completed',
    subject,
    questionnaire: 'Questionnaire/spine-imaging-documentation',
    authored: '2026-08-01',
    item: [{ linkId: 'red-flag.motor-grade', answer: [{ valueInteger: 3 }] }],
  };
  const chart = chartOf(graded('o', '2026-08-01'), attested);
  const { motorGrades } = chartOfEpisode(chart, chartDate('2026-09-01'));
  expect(motorGrades.map((one) => one.evidence.reference)).toEqual(['Observation/o']);
});
