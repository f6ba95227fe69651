import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFullSize } from '../support/sample-size.ts';
import { expectBounded } from './expect-bounded.ts';
import { type Hostile, startHostile } from './hostile.ts';
import { maximalBodies } from './maximal-bodies.ts';

let service: Hostile;
beforeAll(async () => {
  service = await startHostile();
}, 60_000);
afterAll(() => service.remove());

type Json = Record<string, unknown>;
interface Bundle {
  readonly entry: readonly { readonly resource: Json }[];
}

const bodies = maximalBodies(isFullSize ? 1 : 1 / 8);
const subject = { reference: 'Patient/p1' };

/** The orders and the chart of a hook call that is as large as one may be. */
function partsOf(name: string) {
  const call = JSON.parse(bodies[name]?.() ?? '');
  const drafts: Bundle = call.context.draftOrders;
  const chart: readonly Bundle[] = Object.values(call.prefetch);
  return { orders: drafts.entry.map(({ resource }) => resource), chart };
}

const parameters = (parts: readonly Json[]) =>
  JSON.stringify({ resourceType: 'Parameters', parameter: parts });

/** As for hook calls: see hostile-bodies.test.ts. A form that fills itself judges the order three times. */
const mostMs = 6000;
const longestTurnMs = 1000;

async function expectServed(path: string, body: string): Promise<void> {
  const outcome = await service.send(body, path);
  const { status, bytes } = outcome;
  expect([200, 400, 422]).toContain(status);
  expect(bytes).toBeLessThanOrEqual(1024 * 1024);
  await expectBounded(service, outcome, { mostMs, longestTurnMs });
  expect(service.isRunning).toBe(true);
}

describe.each([
  'conditions in words, several orders',
  'films, several orders',
  'everything, of different studies, several orders',
  'attached reports, several orders',
  'texts of observations, several orders',
  'forms, several orders',
])('a chart of %s', { timeout: 60_000 }, (name) => {
  it('fills a form, and others are served meanwhile', async () => {
    const { orders, chart } = partsOf(name);
    await expectServed(
      '/fhir/Questionnaire/$populate',
      parameters([
        { name: 'subject', valueReference: subject },
        ...orders.map((resource) => ({ name: 'order', resource })),
        ...chart.map((resource) => ({ name: 'content', resource })),
      ]),
    );
  });

  it('is reviewed for a form, and others are served meanwhile', async () => {
    const { orders, chart } = partsOf(name);
    const resources = chart.flatMap(({ entry }) => entry.map(({ resource }) => resource));
    await expectServed(
      '/form/review',
      JSON.stringify({ patientId: 'p1', order: orders[0], resources }),
    );
  });
});

it('what nobody knows in feedback is named in a line', async () => {
  const item = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`member${at}`, at]));
  const path = '/cds-services/spine-imaging-order-sign/feedback';
  const { status, bytes } = await service.send(JSON.stringify({ feedback: [item] }), path);
  expect(status).toBe(400);
  expect(bytes).toBeLessThan(2000);
}, 60_000);
