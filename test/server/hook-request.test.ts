import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hookRequest, nothingOnRecord, type RunningApp, runApp } from './support.ts';

const signUrl = '/cds-services/spine-imaging-order-sign';
const selectUrl = '/cds-services/spine-imaging-order-select';

describe('a hook call', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await runApp();
  });
  afterAll(() => app.stop());

  const call = (changes: Record<string, unknown> = {}) =>
    app.post(signUrl, hookRequest('order-sign', { prefetch: nothingOnRecord, ...changes }));

  it('is answered with cards', async () => {
    const answer = await call();
    expect(answer.status).toBe(200);
    expect(answer.json.cards).toHaveLength(1);
  });

  it('is answered at order-select too, with selections', async () => {
    const body = hookRequest('order-select', { prefetch: nothingOnRecord });
    expect((await app.post(selectUrl, body)).status).toBe(200);
  });

  it('without orders gets an empty list and reads nothing', async () => {
    const { context } = hookRequest('order-sign');
    const answer = await call({
      prefetch: undefined,
      context: { ...context, draftOrders: { resourceType: 'Bundle' } },
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ cards: [] });
  });

  it('may carry unknown fields and null where a field is optional', async () => {
    const { context } = hookRequest('order-sign');
    const answer = await call({
      extension: { 'davinci-crd.configuration': { 'coverage-info': true } },
      userAgent: 'x',
      fhirServer: null,
      fhirAuthorization: null,
      context: { ...context, encounterId: null, somethingNew: [1] },
    });
    expect(answer.status).toBe(200);
  });

  it('with entries of draftOrders that hold no resource is answered for the others', async () => {
    const { context } = hookRequest('order-sign');
    const entry = [null, {}, { resource: null }, { resource: 7 }, ...context.draftOrders.entry];
    const answer = await call({
      context: { ...context, draftOrders: { entry } },
    });
    expect(answer.status).toBe(200);
    expect(answer.json.cards).toHaveLength(1);
  });

  const { context } = hookRequest('order-sign');
  it.each([
    ['hook', { hook: undefined }],
    ['hook', { hook: 'order-select' }],
    ['hook', { hook: 'patient-view' }],
    ['hookInstance', { hookInstance: undefined }],
    ['hookInstance', { hookInstance: 7 }],
    ['context', { context: undefined }],
    ['context', { context: [] }],
    ['context.userId', { context: { ...context, userId: undefined } }],
    ['context.patientId', { context: { ...context, patientId: undefined } }],
    ['context.patientId', { context: { ...context, patientId: ' ' } }],
    ['context.patientId', { context: { ...context, patientId: { id: 1 } } }],
    ['context.patientId', { context: { ...context, patientId: 'p\ud83e' } }],
    ['context.draftOrders', { context: { ...context, draftOrders: undefined } }],
    ['context.draftOrders', { context: { ...context, draftOrders: [] } }],
    ['context.draftOrders', { context: { ...context, draftOrders: { resourceType: 'Patient' } } }],
    ['context.draftOrders.entry', { context: { ...context, draftOrders: { entry: {} } } }],
    [
      'context.draftOrders.entry',
      { context: { ...context, draftOrders: { entry: Array(501).fill({}) } } },
    ],
    ['prefetch', { prefetch: [] }],
    ['fhirServer', { fhirServer: 'not a url' }],
    ['fhirServer', { fhirAuthorization: { access_token: 't' } }],
    ['fhirAuthorization.access_token', { fhirServer: 'http://127.0.0.1/', fhirAuthorization: {} }],
  ])('with a wrong %s gets 400 and an OperationOutcome that names it', async (field, changes) => {
    const answer = await call(changes);
    expect(answer.status).toBe(400);
    expect(answer.json.resourceType).toBe('OperationOutcome');
    expect(answer.json.issue[0].expression).toEqual([field]);
    expect(answer.json.issue[0].diagnostics).toContain(field);
  });

  it.each([undefined, null, 'ServiceRequest/mri-1', [7]])(
    'at order-select with selections %j gets 400',
    async (selections) => {
      const body = hookRequest('order-select');
      const answer = await app.post(selectUrl, {
        ...body,
        context: { ...body.context, selections },
      });
      expect(answer.status).toBe(400);
      expect(answer.json.issue[0].expression).toEqual(['context.selections']);
    },
  );

  it.each(['', '{', 'null', '[]', '"text"', '{"hook": "order-sign",}'])(
    'with the body %j gets 400',
    async (body) => {
      const answer = await app.post(signUrl, body);
      expect(answer.status).toBe(400);
      expect(answer.json.resourceType).toBe('OperationOutcome');
    },
  );

  it('whose bytes are not UTF-8 gets 400', async () => {
    const body = Buffer.from(
      JSON.stringify(hookRequest('order-sign')).replace('doc-1', 'doc-\xff'),
      'latin1',
    );
    const answer = await app.post(signUrl, body);
    expect(answer.status).toBe(400);
    expect(answer.json.issue[0].diagnostics).toContain('UTF-8');
  });

  it('to an unknown service gets 404', async () => {
    const answer = await app.post('/cds-services/nothing', hookRequest('order-sign'));
    expect(answer.status).toBe(404);
    expect(answer.json.resourceType).toBe('OperationOutcome');
  });

  it('as a form gets 415', async () => {
    const answer = await app.post(signUrl, 'a=b', {
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect(answer.status).toBe(415);
  });
});
