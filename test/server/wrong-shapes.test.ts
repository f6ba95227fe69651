import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { readSettings } from '../../src/server/settings.ts';
import { hookRequest, type RunningApp, runApp } from './support.ts';

const patientRef = { reference: 'Patient/pat-1' };
const cpt = (code: string) => ({
  coding: [{ system: 'http://www.ama-assn.org/go/cpt', code, display: 'x' }],
  text: 'x',
});
const period = { start: '2026-01-05', end: '2026-02-20' };
const status = (system: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
});

/** One resource of every type that the services read, each with the fields that they look at. */
const resources: readonly Record<string, unknown>[] = [
  { resourceType: 'Patient', id: 'pat-1', birthDate: '1980-01-01', name: [{ family: 'x' }] },
  {
    resourceType: 'Condition',
    clinicalStatus: status('condition-clinical', 'active'),
    verificationStatus: status('condition-ver-status', 'confirmed'),
    category: [status('condition-category', 'problem-list-item')],
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }] },
    bodySite: [{ text: 'lumbar' }],
    severity: { text: 'severe' },
    onsetDateTime: '2026-01-01',
    recordedDate: '2026-01-02',
  },
  {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
    effectiveDateTime: '2026-02-21',
    valueQuantity: { value: 7, unit: '{score}' },
    component: [{ code: { text: 'reflexes' }, valueString: 'absent' }],
  },
  {
    resourceType: 'Procedure',
    status: 'completed',
    code: cpt('97110'),
    performedPeriod: period,
    outcome: { text: 'failed' },
    reasonCode: [{ text: 'Low back pain' }],
    reasonReference: [{ reference: 'Condition/r-1' }],
  },
  {
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    type: [cpt('99213')],
    period: { start: '2026-02-25', end: '2026-02-25' },
  },
  {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: {
      coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '5640' }],
      text: 'Ibuprofen',
    },
    authoredOn: '2026-01-05',
    dispenseRequest: { validityPeriod: period, expectedSupplyDuration: { value: 30, unit: 'd' } },
  },
  {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: { text: 'Naproxen' },
    effectivePeriod: period,
  },
  {
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: cpt('72100'),
    effectiveDateTime: '2026-01-10',
    conclusion: 'No fracture',
    conclusionCode: [{ text: 'No fracture' }],
  },
  {
    resourceType: 'ImagingStudy',
    status: 'available',
    started: '2026-01-10',
    procedureCode: [cpt('72100')],
    modality: [{ code: 'DX' }],
  },
  {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    questionnaire: 'https://x.example/Questionnaire/spine-imaging-documentation|1',
    authored: '2026-02-25T10:00:00Z',
    item: [{ linkId: 'a', item: [{ linkId: 'b', answer: [{ valueBoolean: true }] }] }],
  },
  {
    resourceType: 'ServiceRequest',
    status: 'completed',
    intent: 'order',
    code: cpt('97161'),
    authoredOn: '2026-01-05',
    occurrencePeriod: period,
  },
  { resourceType: 'CarePlan', status: 'active', intent: 'plan', title: 'x', period },
  {
    resourceType: 'Goal',
    lifecycleStatus: 'active',
    achievementStatus: status('goal-achievement', 'not-achieved'),
    description: { text: 'x' },
    statusDate: '2026-02-20',
  },
  { resourceType: 'Device', status: 'active', type: { text: 'Pacemaker' } },
].map((resource, index) => ({
  id: `r-${index}`,
  ...(resource.resourceType === 'Device' || resource.resourceType === 'CarePlan'
    ? { patient: patientRef, subject: patientRef }
    : { subject: patientRef }),
  ...resource,
}));

function goodRequest(keys: readonly string[]) {
  const request = hookRequest('order-sign');
  const [first] = request.context.draftOrders.entry;
  const order = {
    ...first?.resource,
    priority: 'routine',
    authoredOn: '2026-03-01',
    reasonCode: [{ coding: [{ system: 'http://snomed.info/sct', code: '128196005' }], text: 'x' }],
    reasonReference: [{ reference: 'Condition/r-1' }],
    bodySite: [{ text: 'Lumbar spine' }],
    supportingInfo: [{ reference: 'DiagnosticReport/r-7' }],
  };
  const entry = resources.map((resource) => ({ resource }));
  return {
    ...request,
    context: {
      ...request.context,
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: order }] },
    },
    prefetch: {
      ...Object.fromEntries(keys.map((key) => [key, null])),
      conditions: { resourceType: 'Bundle', type: 'searchset', entry },
    },
  };
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Puts `wrong` in the place of the value number `place`, counted through the whole tree. */
function withWrongValue(tree: Json, place: number, wrong: Json): Json {
  let left = place;
  const visit = (value: Json): Json => {
    if (left === 0) {
      left -= 1;
      return wrong;
    }
    left -= 1;
    if (Array.isArray(value)) {
      return value.map(visit);
    }
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner)]))
      : value;
  };
  return visit(tree);
}

function countValues(value: Json): number {
  const inner = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return inner.reduce((sum: number, each: Json) => sum + countValues(each), 1);
}

const wrongValues: readonly Json[] = [
  null,
  0,
  -1e308,
  '',
  'x',
  '9999-99-99',
  true,
  [],
  [null],
  [[]],
  {},
  { a: null },
  [{}],
  [{ coding: [null] }],
  { coding: 'x' },
];

describe('a request with something of the wrong shape', () => {
  let app: RunningApp;
  let good: Json;
  beforeAll(async () => {
    const clock = () => new Date('2026-03-01T12:00:00Z');
    app = await runApp({}, { services: cdsServices(readSettings({})), clock });
    const { json } = await app.get('/cds-services');
    good = JSON.parse(JSON.stringify(goodRequest(Object.keys(json.services[0].prefetch))));
  });
  afterAll(() => app.stop());

  const post = (body: Json) => app.post('/cds-services/spine-imaging-order-sign', body);

  it('is built on one that is answered', async () => {
    const answer = await post(good);
    expect(answer.status).toBe(200);
    expect(answer.json.cards.length).toBeGreaterThan(0);
  });

  it('is answered or refused, wherever it is, and never fails', async () => {
    const runs = Number(process.env.FUZZ_RUNS ?? 300);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(countValues(good) - 1),
        fc.constantFrom(...wrongValues),
        async (place, wrong) => {
          const answer = await post(withWrongValue(good, place, wrong));
          expect(answer.status, answer.text).toBeLessThan(500);
        },
      ),
      { numRuns: runs },
    );
  }, 60_000);
});
