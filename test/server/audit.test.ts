import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { readSettings } from '../../src/server/settings.ts';
import { everyCell } from '../store/every-cell.ts';
import { noPostgresDatabase, postgresDatabase } from '../store/postgres.ts';
import { hookRequest, nothingOnRecord, type RunningApp, runApp } from './support.ts';
import { clientsFile, ecKey, issuer, signToken } from './tokens.ts';

const sign = '/cds-services/spine-imaging-order-sign';

describe('the audit record', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await runApp();
  });
  afterAll(() => app.stop());

  const calls = async (query = '') => (await app.get(`/reports/calls${query}`)).json;
  const newest = async () => (await calls('?limit=1000')).calls.at(-1);

  it('has an answered call with its orders, and leads from it to its cards', async () => {
    const body = hookRequest('order-sign', { prefetch: nothingOnRecord });
    const answer = await app.post(sign, body, { 'X-Request-Id': 'audited-1' });
    expect(await newest()).toMatchObject({
      requestId: 'audited-1',
      service: 'spine-imaging-order-sign',
      hook: 'order-sign',
      client: 'anonymous',
      status: 200,
      latencyMs: expect.any(Number),
      orders: [{ cpt: '72148', guideline: '2026.1', determination: 'prerequisites-missing' }],
      cards: [{ uuid: answer.json.cards[0].uuid, kind: 'trial-of-treatment' }],
    });
  });

  it('has a call without an order for this service', async () => {
    const body = hookRequest('order-sign');
    const context = { ...body.context, draftOrders: { resourceType: 'Bundle', entry: [] } };
    await app.post(sign, { ...body, context }, { 'X-Request-Id': 'audited-2' });
    expect(await newest()).toMatchObject({
      requestId: 'audited-2',
      status: 200,
      orders: [],
      cards: [],
    });
  });

  it.each([
    ['an unknown field value', { hook: 'order-sign' }, 400],
    ['no data at all', hookRequest('order-sign'), 412],
  ])('has a refused call, with the reason: %s', async (name, body, status) => {
    const answer = await app.post(sign, body, { 'X-Request-Id': `audited-${status}` });
    expect([name, answer.status]).toEqual([name, status]);
    const call = await newest();
    expect(call).toMatchObject({ requestId: `audited-${status}`, status, orders: [], cards: [] });
    expect(call.reason).toMatch(/^[a-z-]+$/);
  });

  it('is read a page at a time, each call once', async () => {
    const all = await calls('?limit=1000');
    expect(all.next).toBeUndefined();
    const ids: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 20; pages += 1) {
      const page = await calls(`?limit=1${after === undefined ? '' : `&after=${after}`}`);
      ids.push(...page.calls.map((call: { id: string }) => call.id));
      after = page.next;
      if (after === undefined) break;
    }
    expect(ids.length).toBeGreaterThan(3);
    expect(ids).toEqual(all.calls.map((call: { id: string }) => call.id));
  });

  it('is read by period', async () => {
    expect((await calls('?to=2001-01-01')).calls).toEqual([]);
    expect((await calls('?from=2001-01-01')).calls.length).toBeGreaterThan(0);
  });

  it.each(['limit=0', 'limit=1001', 'limit=x', 'after=x', 'card=x', 'from=yesterday'])(
    'refuses a wrong parameter: %s',
    async (query) => {
      expect((await app.get(`/reports/calls?${query}`)).status).toBe(400);
    },
  );

  it('leads from the card that feedback names to the call that it was shown in', async () => {
    const body = hookRequest('order-sign', { prefetch: nothingOnRecord });
    const answer = await app.post(sign, body, { 'X-Request-Id': 'traced-1' });
    await app.post(sign, body, { 'X-Request-Id': 'traced-2' });
    const card = answer.json.cards[0].uuid;
    const outcome = { card, outcome: 'overridden', outcomeTimestamp: '2026-03-10T10:00:00Z' };
    expect((await app.post(`${sign}/feedback`, { feedback: [outcome] })).status).toBe(200);
    const found = (await calls(`?card=${card}`)).calls;
    expect(found.map((call: { requestId: string }) => call.requestId)).toEqual(['traced-1']);
    expect((await calls(`?card=${randomUUID()}`)).calls).toEqual([]);
  });

  it('is not flooded by refusals where anybody is let in, and goes on recording answers', async () => {
    let now = new Date('2026-03-10T10:00:00Z');
    const flooded = await runApp({}, { clock: () => now });
    const refuse = () => flooded.post(sign, {});
    const recorded = async () => (await flooded.get('/reports/calls?limit=1000')).json.calls.length;
    for (let sent = 0; sent < 100; sent += 1) expect((await refuse()).status).toBe(400);
    expect(await recorded()).toBe(60);
    await flooded.post(sign, hookRequest('order-sign', { prefetch: nothingOnRecord }));
    expect(await recorded()).toBe(61);
    now = new Date('2026-03-10T10:01:00Z');
    await refuse();
    expect(await recorded()).toBe(62);
    await flooded.stop();
  });

  it('is for whoever has the reports token', async () => {
    const closed = await runApp({ REPORTS_TOKEN: 'reports-token-0123456789' });
    expect((await closed.get('/reports/calls')).status).toBe(401);
    const token = { Authorization: 'Bearer reports-token-0123456789' };
    expect((await closed.get('/reports/calls', token)).status).toBe(200);
    await closed.stop();
  });

  it('names the client, and holds nothing of callers that were not let in', async () => {
    const key = ecKey('key-1');
    const trusting = await runApp({
      TRUSTED_CLIENTS: clientsFile([{ issuer, jwks: { keys: [key.jwk] } }]),
    });
    const body = hookRequest('order-sign', { prefetch: nothingOnRecord });
    expect((await trusting.post(sign, body)).status).toBe(401);
    const token = signToken(key, `https://cds.test${sign}`);
    await trusting.post(sign, body, { Authorization: `Bearer ${token}` });
    const { json } = await trusting.get('/reports/calls');
    expect(json.calls.map((call: { client: string }) => call.client)).toEqual([issuer]);
    await trusting.stop();
  });
});

const sqlite = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-audit-'));
  return {
    url: pathToFileURL(join(folder, 'audit.db')).href,
    remove: async () => rmSync(folder, { recursive: true }),
  };
};

describe('what is kept of a call', () => {
  keepsNoChart('in SQLite', sqlite);
  keepsNoChart(
    noPostgresDatabase === undefined ? 'in PostgreSQL' : `in PostgreSQL: ${noPostgresDatabase}`,
    postgresDatabase,
    noPostgresDatabase !== undefined,
  );
});

function keepsNoChart(title: string, open: typeof sqlite, isSkipped = false): void {
  it.skipIf(isSkipped)(
    `holds nothing of the chart, ${title}`,
    async () => {
      const database = await open();
      const app = await runApp(
        { DATABASE_URL: database.url },
        { services: cdsServices(readSettings({})) },
      );
      const answer = await app.post(sign, chartOfMarkedTexts(), { 'X-Request-Id': 'kept-1' });
      expect(answer.json.cards.length).toBeGreaterThan(0);
      expect(answer.text).toContain('Zanzibar');
      await app.post(sign, { ...chartOfMarkedTexts(), hook: 'Zanzibar-hook' });
      await app.stop();
      const kept = await everyCell(database.url);
      expect(kept).toContain('kept-1');
      expect(kept).toContain('72158');
      for (const marked of [/zanzibar/i, /1961-02-03/, /M54\.16/, /radiculopathy/]) {
        expect(kept).not.toMatch(marked);
      }
      await database.remove();
    },
    60_000,
  );
}

/** A call whose every text and identifier can be told again. */
function chartOfMarkedTexts() {
  const subject = { reference: 'Patient/Zanzibar-patient' };
  const order = {
    resourceType: 'ServiceRequest',
    id: 'Zanzibar-order',
    status: 'draft',
    intent: 'order',
    subject,
    code: {
      coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72158' }],
      text: 'Zanzibar study',
    },
    note: [{ text: 'Zanzibar note' }],
    reasonReference: [{ reference: 'Condition/Zanzibar-condition' }],
  };
  const condition = {
    resourceType: 'Condition',
    id: 'Zanzibar-condition',
    subject,
    code: {
      coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }],
      text: 'Zanzibar pain',
    },
    onsetDateTime: new Date(Date.now() - 80 * 86_400_000).toISOString().slice(0, 10),
  };
  const visit = {
    resourceType: 'Encounter',
    id: 'Zanzibar-visit',
    status: 'finished',
    class: { code: 'AMB' },
    type: [{ text: 'Zanzibar visit' }],
    subject,
    period: { start: new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10) },
  };
  const bundle = (resource: object) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: [{ resource }],
  });
  return {
    hook: 'order-sign',
    hookInstance: 'Zanzibar-instance',
    context: {
      userId: 'Practitioner/Zanzibar-doctor',
      patientId: 'Zanzibar-patient',
      encounterId: 'Zanzibar-encounter',
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: order }] },
    },
    prefetch: {
      patient: {
        resourceType: 'Patient',
        id: 'Zanzibar-patient',
        birthDate: '1961-02-03',
        name: [{ family: 'Zanzibar' }],
      },
      conditions: bundle(condition),
      encounters: bundle(visit),
    },
  };
}
