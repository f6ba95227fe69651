import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';

let built: BuiltService;
let service: StartedService;
beforeAll(async () => {
  built = await buildService();
  service = await built.start();
}, 60_000);
afterAll(() => built.remove());

const subject = { reference: 'Patient/p1' };
const order = (id: string, more: object = {}) => ({
  resourceType: 'ServiceRequest',
  ...{ id, status: 'draft', intent: 'order', subject },
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }] },
  reasonReference: [{ reference: 'Condition/c0' }],
  ...more,
});
const bundle = (count: number, make: (index: number) => object) => ({
  resourceType: 'Bundle',
  entry: Array.from({ length: count }, (_, index) => ({ resource: make(index) })),
});
const conditions = (count: number) =>
  bundle(count, (index) => ({
    resourceType: 'Condition',
    ...{ id: `c${index}`, subject, onsetDateTime: '2026-01-05' },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }] },
  }));

const call = async (draftOrders: object, prefetch: object) => {
  const answer = await fetch(`${service.url}/cds-services/spine-imaging-order-sign`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      hook: 'order-sign',
      hookInstance: 'b4a0e2c2-70c4-4e8f-8f0e-5c9f6a3b2d11',
      context: { userId: 'Practitioner/1', patientId: 'p1', draftOrders },
      prefetch,
    }),
  });
  return { status: answer.status, text: await answer.text() };
};

it('more orders than can be held against a large chart are refused, with how many can be', async () => {
  const orders = (count: number) => bundle(count, (index) => order(`m${index}`));
  const large = conditions(10_000);
  const refused = await call(orders(16), { conditions: large });
  expect(refused).toMatchObject({ status: 400 });
  expect(refused.text).toContain('context.draftOrders.entry');
  expect(refused.text).toMatch(/at most 1[12] spine imaging orders/);
  expect(await call(orders(10), { conditions: large })).toMatchObject({ status: 200 });
  expect(await call(orders(50), { conditions: conditions(100) })).toMatchObject({ status: 200 });
});

it('more reasons than anybody gives are refused', async () => {
  const reasonCode = Array.from({ length: 60 }, (_, at) => ({ text: `lumbar stenosis ${at}` }));
  const drafts = bundle(20, (index) => order(`m${index}`, { reasonCode }));
  const refused = await call(drafts, { conditions: conditions(1) });
  expect(refused).toMatchObject({ status: 400 });
  expect(refused.text).toContain('at most 1000 reasons of all imaging orders');
});

it('more reasons than can be held against a large chart are refused', async () => {
  const reasonCode = Array.from({ length: 100 }, (_, at) => ({ text: `lumbar stenosis ${at}` }));
  const drafts = bundle(9, (index) => order(`m${index}`, { reasonCode }));
  const refused = await call(drafts, { conditions: conditions(3000) });
  expect(refused).toMatchObject({ status: 400 });
  expect(refused.text).toContain('at most 10 reasons of an order beside a chart of this size');
  expect(await call(drafts, { conditions: conditions(100) })).toMatchObject({ status: 200 });
});

it('orders of more elements than orders have are refused, and the place is named', async () => {
  const extension = Array.from({ length: 180 }, () => ({ url: 'x', list: Array(180).fill(1) }));
  const refused = await call(
    bundle(4, (index) => order(`m${index}`, { extension })),
    { conditions: conditions(1) },
  );
  expect(refused).toMatchObject({ status: 400 });
  expect(refused.text).toMatch(/context\.draftOrders\.entry\[3\].*at most 100000 elements/);
});

const noted = (id: string, ...lengths: readonly number[]) =>
  order(id, { note: lengths.map((length) => ({ text: 'x '.repeat(length / 2) })) });

it.each([
  [
    'an order',
    [noted('m1', 90_000, 90_000, 90_000)],
    /entry\[0\]\S*note\[2\].*200000 characters in an order/,
  ],
  [
    'all orders',
    Array.from({ length: 30 }, (_, index) => noted(`m${index}`, 40_000)),
    /entry\[24\]\S*note\[0\].*1000000 characters in all orders/,
  ],
])('longer texts than those of %s are refused, and the place is named', async (_, orders, said) => {
  const drafts = bundle(orders.length, (index) => orders[index] ?? {});
  const refused = await call(drafts, { conditions: conditions(1) });
  expect(refused).toMatchObject({ status: 400 });
  expect(refused.text).toMatch(said);
});

it('the digits of an order come back whatever else the body holds', async () => {
  const body = JSON.stringify({
    hook: 'order-sign',
    hookInstance: 'b4a0e2c2-70c4-4e8f-8f0e-5c9f6a3b2d11',
    context: {
      userId: 'Practitioner/1',
      patientId: 'p1',
      draftOrders: bundle(1, () => order('m1', { quantityQuantity: { value: 7 } })),
    },
    prefetch: {
      conditions: conditions(1),
      // What makes the order come back: it is told what the coverage says.
      coverage: {
        ...{ resourceType: 'Coverage', id: 'v1', status: 'active' },
        ...{ beneficiary: subject, payor: [{ display: 'Payer' }] },
      },
      deep: 'HERE',
    },
  })
    .replace('"value":7', '"value":7.100')
    .replace('"HERE"', `${'['.repeat(200_000)}1.0${']'.repeat(200_000)}`);
  const answer = await fetch(`${service.url}/cds-services/spine-imaging-order-sign`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
  });
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(text).toContain('"value":7.100');
});
