import type { Coverage, Encounter, Patient, ServiceRequest } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import type { HookRequest } from '../../src/cds/types.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type RunningApp, runApp } from '../server/support.ts';
import { fixture, informationOf, valuesOf } from './support.ts';

const sign = '/cds-services/spine-imaging-order-sign';
const select = '/cds-services/spine-imaging-order-select';
const example = (name: string) => fixture(name) as HookRequest;

let app: RunningApp;
beforeAll(async () => {
  const clock = () => new Date('2026-11-18T15:00:00Z');
  app = await runApp({}, { services: cdsServices(readSettings({})), clock });
});
afterAll(() => app.stop());

const mammography = example('ig-2.2.1/CRDServiceRequest.json');
const dispatch = example('ig-2.2.1/CRDServiceRequest2.json');
const communication = example('ig-2.2.1/CRDServiceRequest3.json');
const appointment = example('ig-2.2.1/CRDServiceRequest4.json');

/** The guide's order for mammography, with a lumbar MRI as its code. */
function lumbarMri(): ServiceRequest {
  const drafts = mammography.context.draftOrders.entry ?? [];
  const order = drafts[0]?.resource;
  if (order?.resourceType !== 'ServiceRequest') throw new Error('the example has no order');
  return {
    ...order,
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
  };
}

const withOrders = (request: HookRequest, ...orders: ServiceRequest[]) => ({
  ...request,
  context: {
    ...request.context,
    draftOrders: { resourceType: 'Bundle', entry: orders.map((resource) => ({ resource })) },
  },
});

describe('the guide’s requests', () => {
  it.each([
    ['mammography and oxygen', mammography],
    ['a communication request', communication],
  ])('about %s are none of ours: no card, no action', async (_what, request) => {
    const answer = await app.post(sign, request);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ cards: [] });
  });

  it('about mammography while ordering are none of ours either', async () => {
    const selections = ['ServiceRequest/1357'];
    const context = { ...mammography.context, selections };
    const answer = await app.post(select, { ...mammography, hook: 'order-select', context });
    expect(answer.json).toEqual({ cards: [] });
  });

  it.each([
    ['order-dispatch', dispatch],
    ['appointment-book', appointment],
  ])(
    'for %s, which is not offered, are refused where another hook is served',
    async (hook, request) => {
      const { services } = (await app.get('/cds-services')).json;
      expect(services.map((one: { hook: string }) => one.hook)).not.toContain(hook);
      const answer = await app.post(sign, request);
      expect(answer.status).toBe(400);
      expect(answer.json.issue[0].expression).toEqual(['hook']);
    },
  );

  it('with a spine order get coverage information about the coverage that they bring', async () => {
    const answer = await app.post(sign, withOrders(mammography, lumbarMri()));
    expect(answer.status).toBe(200);
    expect(answer.json.systemActions).toHaveLength(1);
    const [action] = answer.json.systemActions;
    expect(action).toMatchObject({ type: 'update', description: expect.any(String) });
    expect(action).not.toHaveProperty('resourceId');
    const [information] = informationOf(action.resource);
    expect(valuesOf(information, 'coverage')).toEqual([{ reference: 'Coverage/COV1' }]);
    expect(valuesOf(information, 'date')).toEqual(['2026-11-18']);
    const { extension: _added, ...rest } = action.resource;
    expect(rest).toEqual(lumbarMri());
  });

  it('with a spine order among others act on the spine order alone', async () => {
    const others = (mammography.context.draftOrders.entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === 'ServiceRequest' ? [resource] : [],
    );
    const spine = { ...lumbarMri(), id: 'spine-1' };
    const answer = await app.post(sign, withOrders(mammography, ...others, spine));
    const updated = answer.json.systemActions.map(
      ({ resource }: { resource: ServiceRequest }) => resource.id,
    );
    expect(updated).toEqual(['spine-1']);
  });

  it('that turn coverage information off get none', async () => {
    const extension = dispatch.extension ?? {};
    const answer = await app.post(sign, withOrders({ ...mammography, extension }, lumbarMri()));
    expect(answer.status).toBe(200);
    expect(answer.json).not.toHaveProperty('systemActions');
    expect(answer.json.cards.length).toBeGreaterThan(0);
  });

  it('with an order not to perform a spine study are none of ours', async () => {
    const order = { ...lumbarMri(), doNotPerform: true };
    const answer = await app.post(sign, withOrders(mammography, order));
    expect(answer.json).toEqual({ cards: [] });
  });
});

describe('the guide’s resources of 2.0.1', () => {
  const patient = fixture('ig-2.0.1/Patient-example.json') as Patient;
  const encounter = fixture('ig-2.0.1/Encounter-example.json') as Encounter;
  const coverage = fixture('ig-2.0.1/Coverage-example.json') as Coverage;
  const pacemaker = fixture('ig-2.0.1/ServiceRequest-example.json') as ServiceRequest;

  const request = (order: ServiceRequest, one: Coverage) => ({
    hook: 'order-sign',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: {
      userId: 'Practitioner/example',
      patientId: 'example',
      encounterId: 'example',
      draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: order }] },
    },
    prefetch: { patient, encounter, coverage: one },
    extension: { 'davinci-crd.requestedVersion': '2.0' },
  });
  const mri: ServiceRequest = {
    ...pacemaker,
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
  };

  it('with their own order are none of ours', async () => {
    const answer = await app.post(sign, request(pacemaker, coverage));
    expect(answer.json).toEqual({ cards: [] });
  });

  it('with a spine order: the coverage, active by its status, ended in 2012', async () => {
    const answer = await app.post(sign, request(mri, coverage));
    const [information] = informationOf(answer.json.systemActions[0].resource);
    expect(valuesOf(information, 'covered')).toEqual(['not-covered']);
    expect(valuesOf(information, 'coverage')).toEqual([{ reference: 'Coverage/example' }]);
  });

  it('with a spine order and a coverage in force', async () => {
    const { period: _ended, ...inForce } = coverage;
    const answer = await app.post(sign, request(mri, inForce));
    const [information] = informationOf(answer.json.systemActions[0].resource);
    expect(valuesOf(information, 'covered')).toEqual(['conditional']);
    expect(valuesOf(information, 'pa-needed')).toEqual(['auth-needed']);
  });
});
