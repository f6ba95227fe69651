import type { Coverage, FhirResource, Resource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type FhirTestServer, sendFhir, startFhirServer } from '../server/fhir-server.ts';
import { type Answer, type RunningApp, runApp } from '../server/support.ts';
import {
  type Asked,
  asked,
  type Call,
  coverageOf,
  crdRequest,
  draftsOf,
  informationOf,
  valuesOf,
  vignetteNamed,
} from './support.ts';

const path = '/cds-services/spine-imaging-order-sign';
const vignette = vignetteNamed('lumbar-radiculopathy/everything-documented');
const { patientId } = vignette.request.context;
const clock = () => new Date(vignette.asOf);
const env = { PAYER_IDENTIFIERS: 'payer-1, 12345' };

let app: RunningApp;
beforeAll(async () => {
  app = await runApp(env, { services: cdsServices(readSettings(env)), clock });
});
afterAll(() => app.stop());

/** Declares CRD in each version, unless the call says otherwise. */
function post(one: Asked, call: Call = {}, changes: object = {}): Promise<Answer> {
  const request = crdRequest(vignette, { configuration: {}, ...call, asked: one });
  return app.post(path, { ...request, ...changes });
}

/** The coverage information of the first order. */
function informationIn({ status, json }: Answer) {
  expect(status).toBe(200);
  const [information] = informationOf(json.systemActions[0].resource);
  return information;
}

function refusal({ status, json }: Answer): { status: number; text: string } {
  expect(json.resourceType).toBe('OperationOutcome');
  expect(json.issue[0].severity).toBe('error');
  return { status, text: json.issue[0].diagnostics };
}

const mine = coverageOf(patientId);
const second = coverageOf(patientId, { id: 'coverage-2' });
const theirs = coverageOf(patientId, {
  id: 'coverage-3',
  payor: [{ identifier: { value: 'other-payer' } }],
});
const notTheirOwn = coverageOf('somebody-else');
const ended = coverageOf(patientId, { period: { start: '2019-01-01', end: '2026-10' } });
const toCome = coverageOf(patientId, { id: 'coverage-4', period: { start: '2027' } });

describe.each(asked)('a CRD caller (%s) is refused', (one) => {
  it.each<[string, readonly Coverage[], RegExp]>([
    ['without a coverage', [], /no Coverage/],
    ['with nothing but somebody else’s', [notTheirOwn], /no Coverage/],
    ['with several that are in force', [mine, second], /several coverages/],
    ['with several of which none is in force', [ended, toCome], /several coverages/],
    ['with another payer’s', [theirs], /none of the coverages is with this payer/],
    ['with one of no payer', [{ ...mine, payor: [] }], /none of the coverages/],
    ['with one that has no id to refer to', [{ ...mine, id: '' }], /no Coverage/],
  ])('%s', async (_what, coverages, problem) => {
    const answer = refusal(await post(one, { coverages }));
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(problem);
    expect(answer.text).not.toContain(patientId);
  });

  it.each([
    ['subject', 400],
    ['authoredOn', 422],
    ['requester', 422],
  ])('with an order that has no %s: %i', async (field, status) => {
    const orders = draftsOf(vignette).map(
      (order) => ({ ...order, [field]: undefined }) as FhirResource,
    );
    const answer = refusal(await post(one, { orders }));
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(field);
  });

  it('with no data at all and no server to read, for that alone with 412', async () => {
    const answer = refusal(await post(one, {}, { prefetch: undefined, fhirServer: undefined }));
    expect(answer.status).toBe(412);
    expect(answer.text).toContain('coverage');
  });
});

describe('a CRD caller is answered', () => {
  it('about the one coverage that is in force with this payer', async () => {
    const coverages = [theirs, ended, { ...second, period: { start: '2026-01-01' } }];
    const information = informationIn(await post('2.2', { coverages }));
    expect(valuesOf(information, 'coverage')).toEqual([{ reference: 'Coverage/coverage-2' }]);
    expect(valuesOf(information, 'covered')).toEqual(['covered']);
  });

  it.each<[string, Coverage]>([
    ['was cancelled', { ...mine, status: 'cancelled' }],
    ['has ended', ended],
    ['has not begun', toCome],
  ])('that a coverage which %s does not cover', async (_what, coverage) => {
    const in22 = informationIn(await post('2.2', { coverages: [coverage] }));
    expect(valuesOf(in22, 'covered')).toEqual(['not-covered']);
    expect(valuesOf(in22, 'pa-needed')).toEqual([]);
    expect(valuesOf(in22, 'reason')).toMatchObject([{ coding: [{ code: 'no-active-coverage' }] }]);
    for (const one of ['2.0', 'neutral'] as const) {
      const information = informationIn(await post(one, { coverages: [coverage] }));
      expect(valuesOf(information, 'covered')).toEqual(['not-covered']);
      expect(valuesOf(information, 'reason')).toEqual([
        { text: 'The coverage with this payer is not in force' },
      ]);
    }
  });

  const organization = {
    resourceType: 'Organization' as const,
    id: 'acme',
    identifier: [{ system: 'https://payers.example', value: '12345' }],
  };
  const referring = { ...mine, payor: [{ reference: 'Organization/acme' }] };

  it.each<[string, Coverage, readonly Resource[]]>([
    ['identifier', mine, []],
    [
      'reference',
      { ...mine, payor: [{ reference: 'https://ehr.example/Organization/12345' }] },
      [],
    ],
    [
      'contained Organization',
      { ...mine, contained: [organization], payor: [{ reference: '#acme' }] },
      [],
    ],
    ['Organization beside it', referring, [organization]],
  ])('where the payer is named by its %s', async (_how, coverage, beside) => {
    const request = crdRequest(vignette, { asked: '2.2', coverages: [coverage] });
    const entry = [coverage, ...beside].map((resource) => ({ resource }));
    const prefetch = { ...request.prefetch, coverage: { resourceType: 'Bundle', entry } };
    expect(informationIn(await app.post(path, { ...request, prefetch }))).toBeDefined();
  });

  it('as soon as its data are there, however little they say', async () => {
    const prefetch = {
      patient: { resourceType: 'Patient', id: patientId },
      conditions: null,
      coverage: mine,
    };
    const answer = await post('2.2', {}, { prefetch });
    expect(valuesOf(informationIn(answer), 'covered')).toEqual(['indeterminate']);
  });

  it('without optional elements, with unknown ones, and at a later status of the order', async () => {
    const [draft] = draftsOf(vignette);
    const order = { ...draft, status: 'active', note: undefined, 'x-unknown': { a: 1 } } as never;
    for (const one of asked) {
      const request = crdRequest(vignette, { asked: one, configuration: {}, orders: [order] });
      const { context } = request;
      const answer = await app.post(path, {
        ...request,
        'x-unknown': 1,
        context: { ...context, encounterId: undefined, 'x-unknown': [] },
        extension: { ...request.extension, 'com.example.x': true },
      });
      expect(valuesOf(informationIn(answer), 'covered')).toEqual(['covered']);
    }
  });
});

describe('a caller that declares no CRD', () => {
  it.each<[string, readonly Coverage[]]>([
    ['no coverage', []],
    ['several coverages', [mine, second]],
    ['another payer’s coverage', [theirs]],
    ['a coverage that has ended', [ended]],
  ])('gets its cards with %s, and no coverage information', async (_what, coverages) => {
    const answer = await app.post(path, crdRequest(vignette, { coverages }));
    expect(answer.status).toBe(200);
    expect(answer.json.systemActions).toBeUndefined();
    expect(answer.json.extension['io.github.spine-imaging-cds.assessments']).toHaveLength(1);
  });

  it('gets the version-neutral payload where it brings the coverage', async () => {
    const information = informationIn(await app.post(path, crdRequest(vignette)));
    expect(valuesOf(information, 'detail')).toEqual([]);
  });

  it('gets none while it is still ordering', async () => {
    const request = crdRequest(vignette, { hook: 'order-select' });
    const answer = await app.post('/cds-services/spine-imaging-order-select', request);
    expect(answer.status).toBe(200);
    expect(answer.json.systemActions).toBeUndefined();
  });

  it('is not asked for what CRD demands of an order', async () => {
    const orders = draftsOf(vignette).map(
      (order) => ({ ...order, authoredOn: undefined, requester: undefined }) as FhirResource,
    );
    expect((await app.post(path, crdRequest(vignette, { orders }))).status).toBe(200);
  });
});

describe('a coverage that was not sent', () => {
  let ehr: FhirTestServer;
  let coverageStatus = 200;
  const { prefetch = {} } = vignette.request;

  beforeAll(async () => {
    const kinds = Object.values(prefetch).flatMap((value) =>
      value?.resourceType === 'Bundle' && 'entry' in value && Array.isArray(value.entry)
        ? value.entry.map(({ resource }) => resource as Resource)
        : [],
    );
    ehr = await startFhirServer((request, response) => {
      const type = /\/fhir\/(\w+)/.exec(request.url ?? '')?.[1];
      if (type === 'Patient') return sendFhir(response, prefetch.patient ?? {});
      const found = type === 'Coverage' ? [mine] : kinds.filter((one) => one.resourceType === type);
      const entry = found.map((resource) => ({ resource }));
      const status = type === 'Coverage' ? coverageStatus : 200;
      sendFhir(response, { resourceType: 'Bundle', type: 'searchset', entry }, status);
    });
  });
  afterAll(() => ehr.stop());

  const fromServer = () => ({
    prefetch: undefined,
    fhirServer: `${ehr.origin}/fhir`,
    fhirAuthorization: { access_token: 'short-lived', token_type: 'Bearer' },
  });

  it.each(['2.2', 'neutral'] as const)('is read with the caller’s token (%s)', async (one) => {
    const answer = await post(one, {}, fromServer());
    expect(valuesOf(informationIn(answer), 'covered')).toEqual(['covered']);
    expect(ehr.requests).toContainEqual({
      path: `/fhir/Coverage?patient=${patientId}&status=active`,
      authorization: 'Bearer short-lived',
    });
  });

  it('is read for every caller whose data are read anyway: the answer is the same', async () => {
    const sent = await app.post(path, crdRequest(vignette));
    const read = await app.post(path, { ...vignette.request, hook: 'order-sign', ...fromServer() });
    expect(read.json.systemActions).toEqual(sent.json.systemActions);
  });

  it('and cannot be read refuses CRD callers, and nobody else', async () => {
    coverageStatus = 503;
    const answer = refusal(await post('2.2', {}, fromServer()));
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('could be read') });
    const other = { ...vignette.request, hook: 'order-sign', ...fromServer() };
    expect((await app.post(path, other)).status).toBe(200);
  });
});
