import type { Coverage, Encounter, Patient, ServiceRequest } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import type { Card, HookRequest } from '../../src/cds/types.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type RunningApp, runApp } from '../server/support.ts';
import { responseTypesOf } from './response-types.ts';
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
    expect(answer.json).toMatchObject({ cards: [] });
  });

  it('about mammography while ordering are none of ours either', async () => {
    const selections = ['ServiceRequest/1357'];
    const context = { ...mammography.context, selections };
    const answer = await app.post(select, { ...mammography, hook: 'order-select', context });
    expect(answer.json).toMatchObject({ cards: [] });
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
    expect(answer.json).toMatchObject({ cards: [] });
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
    expect(answer.json).toMatchObject({ cards: [] });
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

describe('the test kit’s requests', () => {
  const versions = [undefined, '2.0.1', '2.2.1'];
  const kit = (name: string) => fixture(`test-kit/${name}.json`) as readonly HookRequest[];
  const requests = [
    ...kit('order-select').map((request) => ({ path: select, request })),
    ...kit('order-sign').map((request) => ({ path: sign, request })),
  ];
  const homeCare = kit('order-sign').find(({ context }) =>
    context.draftOrders.entry?.some(({ resource }) => resource?.resourceType === 'ServiceRequest'),
  );
  if (homeCare === undefined) throw new Error('the test kit has no service request');

  const asking = (request: HookRequest, version: string | undefined) =>
    version === undefined
      ? request
      : {
          ...request,
          extension: { ...request.extension, 'davinci-crd.requestedVersion': version },
        };
  /** The order for home care, with a lumbar MRI as its code. */
  const spine: readonly ServiceRequest[] = (homeCare.context.draftOrders.entry ?? []).flatMap(
    ({ resource }) =>
      resource?.resourceType === 'ServiceRequest'
        ? [
            {
              ...resource,
              code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
            },
          ]
        : [],
  );

  it.each(versions)('about drugs, devices and home care are none of ours (%s)', async (version) => {
    expect(requests).toHaveLength(4);
    for (const { path, request } of requests) {
      const answer = await app.post(path, asking(request, version));
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ cards: [] });
    }
  });

  it.each(versions)(
    'with a spine order get coverage information and cards that CRD knows, their own options left aside (%s)',
    async (version) => {
      const answer = await app.post(sign, withOrders(asking(homeCare, version), ...spine));
      expect(answer.status).toBe(200);
      const [action, ...more] = answer.json.systemActions;
      expect(more).toEqual([]);
      const { extension, ...rest } = action.resource;
      expect(extension).toHaveLength(1);
      expect(rest).toEqual(spine[0]);
      const [information] = informationOf(action.resource);
      expect(valuesOf(information, 'coverage')).toEqual([{ reference: 'Coverage/cov015' }]);
      expect(valuesOf(information, 'pa-needed')).toEqual(['auth-needed']);
      expect(answer.json.cards.length).toBeGreaterThan(0);
      for (const card of answer.json.cards) expect(responseTypesOf(card)).toHaveLength(1);
    },
  );

  it.each(versions)(
    'with a spine order that comes back as it was answered get no action (%s)',
    async (version) => {
      const request = asking(homeCare, version);
      const first = await app.post(sign, withOrders(request, ...spine));
      const returned = first.json.systemActions.map(
        ({ resource }: { resource: ServiceRequest }) => resource,
      );
      const again = await app.post(sign, withOrders(request, ...returned));
      expect(again.status).toBe(200);
      expect(again.json).not.toHaveProperty('systemActions');
      expect(again.json.extension).toEqual(first.json.extension);
      const said = ({ summary, source }: Card) => [summary, source.topic?.code];
      expect(again.json.cards.map(said)).toEqual(first.json.cards.map(said));
    },
  );

  it('whose returned order has changed get a new assertion in place of the old', async () => {
    const first = await app.post(sign, withOrders(homeCare, ...spine));
    const [action] = first.json.systemActions;
    const contrast = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72149' }] };
    const again = await app.post(
      sign,
      withOrders(homeCare, { ...action.resource, code: contrast }),
    );
    const [changed] = again.json.systemActions;
    const [before, after] = [action, changed].map(({ resource }) => informationOf(resource));
    expect(after).toHaveLength(1);
    expect(valuesOf(after?.[0], 'coverage-assertion-id')).not.toEqual(
      valuesOf(before?.[0], 'coverage-assertion-id'),
    );
  });
});
