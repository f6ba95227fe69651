import type { FhirResource } from 'fhir/r4.js';
import { marked } from 'marked';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { readSettings } from '../../src/server/settings.ts';
import { startFhirServer } from './fhir-server.ts';
import { type Answer, hookRequest, type RunningApp, runApp } from './support.ts';

const sign = '/cds-services/spine-imaging-order-sign';
const select = '/cds-services/spine-imaging-order-select';
const asOf = new Date('2026-03-01T12:00:00Z');

let app: RunningApp;
beforeAll(async () => {
  app = await runApp({}, { services: cdsServices(readSettings({})), clock: () => asOf });
});
afterAll(() => app.stop());

const bundle = (...resources: object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});

const patient = { resourceType: 'Patient', id: 'pat-1', birthDate: '1980-01-01' };

/** Lumbar radiculopathy since 1 January, of the patient unless said otherwise. */
function radiculopathy(changes: Record<string, unknown> = {}) {
  return {
    resourceType: 'Condition',
    id: 'radiculopathy',
    subject: { reference: 'Patient/pat-1' },
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' },
      ],
    },
    verificationStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' },
      ],
    },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }] },
    onsetDateTime: '2026-01-01',
    ...changes,
  };
}

/** Every prefetch key of the services, empty but for those that are given. */
async function prefetchOf(given: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { json } = await app.get('/cds-services');
  const keys: string[] = Object.keys(json.services[0].prefetch);
  return { ...Object.fromEntries(keys.map((key) => [key, null])), patient, ...given };
}

const assessments = (answer: Answer) =>
  answer.json.extension['io.github.spine-imaging-cds.assessments'];

describe('a chart that holds others’ resources', () => {
  it('is read as if they were not there, however they came', async () => {
    const stranger = { subject: { reference: 'Patient/other' } };
    const cauda = {
      code: { coding: [{ system: 'http://snomed.info/sct', code: '192970008' }] },
      id: 'cauda-equina',
    };
    const own = { prefetch: await prefetchOf({ conditions: bundle(radiculopathy()) }) };
    const mixed = {
      prefetch: await prefetchOf({
        conditions: bundle(radiculopathy(), radiculopathy({ ...cauda, ...stranger })),
        procedures: bundle(radiculopathy({ ...cauda, ...stranger })),
      }),
    };
    const expected = await app.post(sign, hookRequest('order-sign', own));
    const answer = await app.post(sign, hookRequest('order-sign', mixed));
    expect(assessments(answer)).toEqual(assessments(expected));
    expect(assessments(answer)[0].decidedBy).not.toContain('red-flag');

    const { conditions: _sent, ...others } = mixed.prefetch;
    const ehr = await startFhirServer((_request, response) => {
      response.end(JSON.stringify(mixed.prefetch.conditions));
    });
    const read = hookRequest('order-sign', { prefetch: others, fhirServer: ehr.origin });
    expect(assessments(await app.post(sign, read))).toEqual(assessments(expected));
    expect(ehr.requests).toHaveLength(1);
    await ehr.stop();
  });
});

describe('text from the chart', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[click](javascript:alert(1))',
    '![x](https://evil.example/pixel.png)',
    '**bold** _it_ `code` ~~no~~',
    '# heading\n- [x] done\n\n| a | b |\n|---|---|',
    'https://evil.example/login',
    'a\u0000b\u001b[31mc\u202ed\u2028e',
    '&lt;b&gt; &#60;i&#62;',
  ];

  it.each(hostile)('comes out as text: %j', async (text) => {
    const code = {
      coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16', display: text }],
      text,
    };
    const therapy = {
      resourceType: 'Procedure',
      id: 'pt-1',
      status: 'in-progress',
      subject: { reference: 'Patient/pat-1' },
      code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '97110' }], text },
      performedPeriod: { start: '2026-02-01' },
    };
    const prefetch = await prefetchOf({
      conditions: bundle(radiculopathy({ code })),
      procedures: bundle(therapy),
      patient: { ...patient, name: [{ text, family: text }] },
    });
    const answer = await app.post(sign, hookRequest('order-sign', { prefetch }));
    expect(answer.status).toBe(200);
    const cards: { summary: string; detail: string }[] = answer.json.cards;
    const shown = cards.map(({ detail }) => marked.parse(detail, { async: false })).join('');
    // The therapy counted; its words came along, or did not: either way as text.
    expect(shown).toContain('Treatment');
    expect(shown).not.toMatch(/<(script|img|a|i|b|em|del|code|h1|table)\b/i);
    for (const text of [shown, ...cards.map(({ summary }) => summary)]) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e\u2028]/);
    }
  });
});

describe('requests as real clients send them', () => {
  it('the sandbox with an order that is still empty', async () => {
    const answer = await app.post(select, {
      hook: 'order-select',
      hookInstance: '11111111-2222-4333-8444-555555555555',
      fhirServer: 'https://fhir.example/r4',
      context: {
        userId: 'Practitioner/p',
        patientId: 'pat-1',
        selections: ['ServiceRequest/example-request-id'],
        draftOrders: {
          resourceType: 'Bundle',
          entry: [
            {
              resource: {
                resourceType: 'ServiceRequest',
                id: 'example-request-id',
                status: 'draft',
                intent: 'plan',
                subject: { reference: 'Patient/pat-1' },
                code: { coding: [{}] },
                reasonCode: [],
              },
            },
          ],
        },
      },
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ cards: [] });
  });

  it('the sandbox with a context of the patient alone', async () => {
    const context = { userId: 'Practitioner/p', patientId: 'pat-1' };
    const answer = await app.post(select, { ...hookRequest('order-select'), context });
    expect(answer.status).toBe(400);
    expect(answer.json.issue[0].expression).toEqual(['context.draftOrders']);
  });

  it('a CRD client with orders of other kinds, its own prefetch keys and absolute references', async () => {
    const order = (resource: object) => ({
      fullUrl: 'https://ehr.example/fhir/x/1',
      resource: { subject: { reference: 'https://ehr.example/fhir/Patient/pat-1' }, ...resource },
    });
    const answer = await app.post(sign, {
      ...hookRequest('order-sign'),
      fhirServer: 'https://ehr.example/fhir',
      fhirAuthorization: {
        access_token: 'opaque',
        token_type: 'Bearer',
        expires_in: 300,
        scope: 'user/Patient.read',
        subject: 'cds-service',
      },
      prefetch: { coverage: bundle(), encounter: null, practitioners: bundle() },
      extension: { 'davinci-crd.requestedVersion': '2.2' },
      context: {
        userId: 'PractitionerRole/r',
        patientId: 'pat-1',
        encounterId: 'enc-1',
        draftOrders: bundle(
          order({ resourceType: 'CommunicationRequest', id: '1', status: 'draft' }),
          order({
            resourceType: 'ServiceRequest',
            id: '2',
            status: 'draft',
            intent: 'original-order',
            code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '77061' }] },
          }),
        ),
      },
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ cards: [] });
  });

  it('an order without code, reason, subject or id', async () => {
    const drafts: FhirResource[] = [];
    for (const order of [
      { resourceType: 'ServiceRequest' },
      { resourceType: 'ServiceRequest', code: {} },
      { resourceType: 'ServiceRequest', code: null, reasonCode: null, subject: null },
      { resourceType: 'ServiceRequest', code: { coding: null }, reasonReference: [null] },
    ]) {
      // What clients send is not what the type allows; that is the point.
      drafts.push(order as FhirResource);
    }
    const { context } = hookRequest('order-sign');
    const answer = await app.post(sign, {
      ...hookRequest('order-sign'),
      context: { ...context, draftOrders: bundle(...drafts) },
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ cards: [] });
  });
});
