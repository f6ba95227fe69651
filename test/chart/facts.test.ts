import type { Resource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { buildChart } from '../../src/chart/build-chart.ts';
import type { Chart } from '../../src/chart/types.ts';

const asOf = new Date('2026-11-18T15:00:00Z');
const subject = { reference: 'Patient/p1' };
const cpt = 'http://www.ama-assn.org/go/cpt';
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
const sct = 'http://snomed.info/sct';

type Content = Record<string, unknown>;

function chartOf(...resources: Content[]): Chart {
  const read: Iterable<Resource> = JSON.parse(JSON.stringify(resources));
  return buildChart({ patientId: 'p1', resources: read, asOf });
}

const concept = (system: string, code: string): Content => ({ coding: [{ system, code }] });
const status = (code: string): Content => ({ coding: [{ code }] });

const caudaEquina = (more: Content = {}): Content => ({
  resourceType: 'Condition',
  id: 'ces',
  subject,
  clinicalStatus: status('active'),
  code: concept(icd, 'G83.4'),
  ...more,
});

describe('conditions', () => {
  test.each([
    ['as it stands', {}, 'known', true],
    ['without any status or date (reading A62)', { clinicalStatus: undefined }, 'known', false],
    [
      'without a status, of a day (reading A62)',
      { clinicalStatus: undefined, onsetDateTime: '2026-11-01' },
      'known',
      true,
    ],
    ['provisional', { verificationStatus: status('provisional') }, 'suspected', true],
    ['differential', { verificationStatus: status('differential') }, 'suspected', true],
    ['refuted', { verificationStatus: status('refuted') }, 'refuted', true],
    ['resolved', { clinicalStatus: status('resolved') }, 'known', false],
    ['in remission', { clinicalStatus: status('remission') }, 'known', false],
    ['abated', { abatementDateTime: '2026-01-01' }, 'known', false],
    ['abating in the future', { abatementDateTime: '2027-01-01' }, 'known', true],
  ])('%s', (_name, more, certainty, current) => {
    const [fact] = chartOf(caudaEquina(more)).conditionsOf('cauda-equina-syndrome');
    expect({ certainty: fact?.certainty, current: fact?.current }).toEqual({ certainty, current });
  });

  test.each([
    ['entered in error', { verificationStatus: status('entered-in-error') }],
    ['of another patient', { subject: { reference: 'Patient/p2' } }],
    ['of nobody', { subject: undefined }],
    ['of a patient whose id ends alike', { subject: { reference: 'Patient/xp1' } }],
  ])('%s never counts', (_name, more) => {
    expect(chartOf(caudaEquina(more)).conditionsOf('cauda-equina-syndrome')).toEqual([]);
  });

  test('the patient is named absolutely, or with a version', () => {
    for (const reference of ['https://ehr.example/fhir/Patient/p1', 'Patient/p1/_history/3']) {
      expect(
        chartOf(caudaEquina({ subject: { reference } })).conditionsOf('cauda-equina-syndrome'),
      ).toHaveLength(1);
    }
  });

  test('family history is the family’s', () => {
    const family = {
      resourceType: 'FamilyMemberHistory',
      id: 'f',
      status: 'completed',
      patient: subject,
      condition: [{ code: concept(icd, 'C79.51') }],
    };
    expect(chartOf(family).conditions).toEqual([]);
  });

  test('a negated observation is evidence of absence, not silence', () => {
    const weightLoss = (more: Content): Content => ({
      resourceType: 'Observation',
      id: 'o',
      status: 'final',
      subject,
      code: concept(sct, '267024001'),
      effectiveDateTime: '2026-11-01',
      ...more,
    });
    const certainty = (more: Content): string | undefined =>
      chartOf(weightLoss(more)).conditionsOf('abnormal-weight-loss')[0]?.certainty;
    expect(certainty({ valueBoolean: true })).toBe('known');
    expect(certainty({ valueBoolean: false })).toBe('refuted');
    expect(certainty({ valueCodeableConcept: concept(sct, '2667000') })).toBe('refuted');
    expect(certainty({ interpretation: [concept('http://x', 'NEG')] })).toBe('refuted');
    expect(certainty({ status: 'cancelled' })).toBeUndefined();
    expect(certainty({ effectiveDateTime: '2026-12-01' })).toBeUndefined();
  });
});

describe('visits', () => {
  const visit = (more: Content): Content => ({
    resourceType: 'Encounter',
    id: 'e',
    status: 'finished',
    class: { code: 'AMB' },
    subject,
    period: { start: '2026-11-10T09:00:00Z' },
    ...more,
  });

  test.each([
    ['in person', {}, [true]],
    ['virtual', { class: { code: 'VR' } }, [false]],
    ['by telephone, whatever its class', { type: [{ text: 'Telephone follow-up' }] }, [false]],
    ['planned', { status: 'planned' }, []],
    ['cancelled', { status: 'cancelled' }, []],
    [
      'under way today',
      { status: 'in-progress', period: { start: '2026-11-18T14:00:00Z' } },
      [true],
    ],
    ['under way since last week and never closed (reading A65)', { status: 'in-progress' }, [true]],
    ['in the future', { period: { start: '2026-11-20' } }, []],
  ])('%s', (_name, more, inPerson) => {
    expect(chartOf(visit(more)).encounters.map((one) => one.inPerson)).toEqual(inPerson);
  });
});

describe('radiographs', () => {
  const report = (more: Content): Content => ({
    resourceType: 'DiagnosticReport',
    id: 'r',
    status: 'final',
    subject,
    code: concept(cpt, '72100'),
    effectiveDateTime: '2026-11-01',
    conclusion: 'No fracture.',
    ...more,
  });

  test.each([
    ['final, with a conclusion', {}, [true]],
    ['preliminary', { status: 'preliminary' }, [true]],
    ['registered', { status: 'registered' }, [false]],
    ['final without any result', { conclusion: undefined }, [false]],
    [
      'final with a result',
      { conclusion: undefined, result: [{ reference: 'Observation/1' }] },
      [true],
    ],
    ['cancelled', { status: 'cancelled' }, []],
    ['of the future', { effectiveDateTime: '2026-12-01' }, []],
  ])('%s', (_name, more, results) => {
    expect(chartOf(report(more)).imaging.map((one) => one.resultsAvailable)).toEqual(results);
  });

  test('the day of issue dates nothing', () => {
    const [film] = chartOf(
      report({ effectiveDateTime: undefined, issued: '2026-11-02T10:00:00Z' }),
    ).imaging;
    expect(film?.date).toBeUndefined();
  });

  test('images without a report have no results, and give way to the report', () => {
    const images = {
      resourceType: 'ImagingStudy',
      id: 'i',
      status: 'available',
      subject,
      started: '2026-11-01',
      procedureCode: [concept(cpt, '72100')],
    };
    expect(chartOf(images).imaging.map((one) => one.resultsAvailable)).toEqual([false]);
    expect(chartOf(images, report({})).imaging.map((one) => one.evidence.reference)).toEqual([
      'DiagnosticReport/r',
    ]);
  });
});

describe('treatment', () => {
  const prescription = (more: Content): Content => ({
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    intent: 'order',
    subject,
    medicationCodeableConcept: { text: 'naproxen 500 MG Oral Tablet' },
    authoredOn: '2026-10-01',
    ...more,
  });
  const span = (...resources: Content[]) =>
    chartOf(...resources).treatments.map((one) => [
      one.start?.text,
      one.end?.text,
      one.ongoing,
      one.providerDirected,
    ]);

  test.each([
    ['an active prescription goes on', {}, [['2026-10-01', undefined, true, true]]],
    [
      'a finished one without an end has none',
      { status: 'completed' },
      [['2026-10-01', undefined, false, true]],
    ],
    [
      'the supply ends it',
      { dispenseRequest: { expectedSupplyDuration: { value: 30, unit: 'days' } } },
      [['2026-10-01', '2026-10-31', false, true]],
    ],
    [
      'what the patient reports is self-treatment',
      { reportedBoolean: true },
      [['2026-10-01', undefined, true, false]],
    ],
    ['a draft is none', { status: 'draft' }, []],
    ['a proposal is none', { intent: 'proposal' }, []],
    ['another medicine is none', { medicationCodeableConcept: { text: 'metformin' } }, []],
  ])('%s', (_name, more, spans) => {
    expect(span(prescription(more))).toEqual(spans);
  });

  test('a stated medicine is self-treatment', () => {
    const statement = {
      resourceType: 'MedicationStatement',
      id: 's',
      status: 'active',
      subject,
      medicationCodeableConcept: { text: 'ibuprofen' },
      effectivePeriod: { start: '2026-10-01' },
    };
    expect(span(statement)).toEqual([['2026-10-01', undefined, true, false]]);
  });

  test('a stated reason is found, even when its condition comes later', () => {
    const therapy = {
      resourceType: 'Procedure',
      id: 'p',
      status: 'completed',
      subject,
      code: concept(cpt, '97110'),
      performedPeriod: { start: '2026-09-01', end: '2026-10-20' },
      reasonReference: [{ reference: 'Condition/knee' }],
    };
    const knee = { resourceType: 'Condition', id: 'knee', subject, code: concept(icd, 'M17.11') };
    const [treatment] = chartOf(therapy, knee).treatments;
    expect(treatment?.reasons.map((reason) => [...reason.concepts])).toEqual([[]]);
  });
});

describe('attestations', () => {
  const response = (id: string, authored: string, value: unknown, more: Content = {}): Content => ({
    resourceType: 'QuestionnaireResponse',
    id,
    status: 'completed',
    subject,
    questionnaire: 'https://payer.example/fhir/Questionnaire/spine-imaging-documentation|2026.1',
    authored,
    item: [
      { linkId: 'group', item: [{ linkId: 'surgeon-request', answer: [{ valueBoolean: value }] }] },
    ],
    ...more,
  });

  test('the newest answer wins, nested or not, in whatever order they come', () => {
    const old = response('a', '2026-11-01', false);
    const young = response('b', '2026-11-10T08:00:00Z', true);
    for (const chart of [chartOf(old, young), chartOf(young, old)]) {
      expect(chart.attested('surgeon-request')?.value).toBe(true);
    }
  });

  test('of two changes of the episode stated at the same time the later holds, whichever resource says it', () => {
    const changed = (id: string, valueDate: string) =>
      response(id, '2026-11-10T08:00:00Z', true, {
        item: [{ linkId: 'episode.change', answer: [{ valueDate }] }],
      });
    for (const [first, second] of [
      ['2026-10-01', '2026-11'],
      ['2026-11', '2026-10-01'],
    ] as const) {
      const chart = chartOf(changed('a', first), changed('b', second));
      expect(chart.attested('episode.change')?.value).toMatchObject({ text: '2026-11' });
    }
  });

  test.each([
    ['in progress', { status: 'in-progress' }],
    ['to another questionnaire', { questionnaire: 'https://x/Questionnaire/other' }],
    ['of another patient', { subject: { reference: 'Patient/p2' } }],
    ['without a date', { authored: undefined }],
    ['from the future', { authored: '2026-12-01' }],
  ])('a response %s never counts', (_name, more) => {
    const chart = chartOf(response('a', '2026-11-01', true, more));
    expect(chart.attested('surgeon-request')).toBeUndefined();
  });

  test('names of the language’s own objects are names like any other', () => {
    const chart = chartOf(
      response('a', '2026-11-01', true, {
        item: [{ linkId: '__proto__', answer: [{ valueBoolean: true }] }],
      }),
    );
    expect(chart.attested('constructor')).toBeUndefined();
    expect(chart.attested('toString')).toBeUndefined();
  });
});
