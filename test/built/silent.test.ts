import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ecKey, signToken } from '../server/tokens.ts';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';

let built: BuiltService;
beforeAll(async () => {
  built = await buildService();
}, 60_000);
afterAll(() => built.remove());

const subject = { reference: 'Patient/p1' };
const cpt = (code: string) => ({ coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] });
const icd = (code: string) => ({
  coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }],
});
const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const bundle = (...resources: object[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource })),
});

/** An MRI for leg pain of ten weeks without anything tried, with a coverage so that the order is told what it says. */
const call = (
  hook: 'order-select' | 'order-sign',
  more: readonly object[] = [],
  study = '72148',
) => ({
  hook,
  hookInstance: randomUUID(),
  context: {
    ...{ userId: 'Practitioner/1', patientId: 'p1' },
    ...(hook === 'order-select' ? { selections: ['ServiceRequest/m1'] } : {}),
    draftOrders: bundle({
      ...{ resourceType: 'ServiceRequest', id: 'm1', status: 'draft', intent: 'order', subject },
      ...{ code: cpt(study), reasonReference: [{ reference: 'Condition/c1' }] },
    }),
  },
  prefetch: {
    patient: { resourceType: 'Patient', id: 'p1' },
    conditions: bundle(
      {
        ...{ resourceType: 'Condition', id: 'c1', subject, code: icd('M54.16') },
        onsetDateTime: daysAgo(70),
      },
      ...more,
    ),
    coverage: {
      ...{ resourceType: 'Coverage', id: 'v1', status: 'active', beneficiary: subject },
      payor: [{ display: 'Payer' }],
    },
  },
});
const caudaEquina = {
  ...{ resourceType: 'Condition', id: 'c2', subject, code: icd('G83.4') },
  onsetDateTime: daysAgo(1),
};

// The answers are looked at field by field; a type for each would assert nothing more.
// biome-ignore lint/suspicious/noExplicitAny: parsed JSON under test
type Json = any;

async function send(
  { url }: StartedService,
  body: ReturnType<typeof call>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Json> {
  const answer = await fetch(`${url}/cds-services/spine-imaging-${body.hook}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}
const report = async ({ url }: StartedService, path: string, token?: string): Promise<Json> =>
  (
    await fetch(`${url}/reports/${path}`, {
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    })
  ).json();

it('SILENT=true shows nothing, and the reports say what would have been shown', async () => {
  const loud = await built.start();
  const shown = await send(loud, call('order-sign'));
  expect(shown.cards.length).toBeGreaterThan(0);
  expect(shown.systemActions).toHaveLength(1);

  const silent = await built.start({ SILENT: 'true' });
  for (const hook of ['order-select', 'order-sign'] as const) {
    expect(await send(silent, call(hook))).toEqual({ cards: [] });
  }
  const [said, unsaid] = [await report(loud, 'feedback'), await report(silent, 'feedback')];
  expect(said.total).toMatchObject({ shown: shown.cards.length, silent: 0 });
  expect(unsaid.total).toMatchObject({ shown: 0, noAnswer: 0 });
  expect(unsaid.byHook).toContainEqual(
    expect.objectContaining({ hook: 'order-sign', shown: 0, silent: shown.cards.length }),
  );
  const kinds = ({ byKind }: { byKind: readonly { kind: string }[] }) =>
    byKind.map(({ kind }) => kind);
  expect(kinds(unsaid)).toEqual(kinds(said));
  const { rows } = await report(silent, 'determinations');
  expect(rows).toContainEqual(
    expect.objectContaining({ hook: 'order-sign', determination: 'prerequisites-missing' }),
  );
  const { calls } = await report(silent, 'calls');
  expect(calls.flatMap(({ cards }: { cards: readonly object[] }) => cards)).toContainEqual(
    expect.objectContaining({ silent: true }),
  );
  // Nobody was given an assertion, so none is on record.
  expect(JSON.stringify(calls)).not.toContain('assertionId');
}, 60_000);

it('a site goes live step by step: one hook, then the other; one kind of card after another', async () => {
  const signing = await built.start({ SILENT: 'order-select' });
  expect(await send(signing, call('order-select'))).toEqual({ cards: [] });
  const { cards, systemActions } = await send(signing, call('order-sign'));
  expect(cards.length).toBeGreaterThan(0);
  expect(systemActions).toHaveLength(1);

  const kind = (await report(signing, 'feedback')).byKind.find(
    ({ shown }: { shown: number }) => shown > 0,
  ).kind;
  const without = await built.start({ SILENT: `${kind}, coverage-information` });
  const less = await send(without, call('order-sign'));
  expect(less.cards).toHaveLength(cards.length - 1);
  expect(less).not.toHaveProperty('systemActions');
  expect((await report(without, 'feedback')).byKind).toContainEqual(
    expect.objectContaining({ kind, shown: 0, silent: 1 }),
  );
  // What is urgent is said whatever else is silent.
  const urgent = await send(without, call('order-sign', [caudaEquina], '72131'));
  expect(urgent.cards[0]).toMatchObject({ indicator: 'critical' });
}, 60_000);

it('a client can be silent while another is shown everything, and the other way round', async () => {
  const key = ecKey('k1');
  const jwks = { keys: [key.jwk] };
  const file = join(mkdtempSync(join(tmpdir(), 'silent-')), 'clients.json');
  writeFileSync(
    file,
    JSON.stringify([
      { issuer: 'https://trial.example', jwks, silent: true },
      { issuer: 'https://live.example', jwks, silent: false },
      { issuer: 'https://other.example', jwks },
    ]),
  );
  const token = 'r'.repeat(32);
  const base = 'https://cds.example';
  const service = await built.start({
    ...{ TRUSTED_CLIENTS: file, PUBLIC_BASE_URL: base, REPORTS_TOKEN: token },
    SILENT: 'order-sign',
  });
  const cardsFor = async (iss: string): Promise<number> => {
    const signed = signToken(key, `${base}/cds-services/spine-imaging-order-sign`, {
      claims: { iss },
    });
    const answer = await send(service, call('order-sign'), { Authorization: `Bearer ${signed}` });
    return answer.cards.length;
  };
  expect(await cardsFor('https://trial.example')).toBe(0);
  expect(await cardsFor('https://live.example')).toBeGreaterThan(0);
  expect(await cardsFor('https://other.example')).toBe(0);
  const { byClient } = await report(service, 'feedback', token);
  expect(byClient).toContainEqual(
    expect.objectContaining({ client: 'https://trial.example', shown: 0, silent: 1 }),
  );
  expect(byClient).toContainEqual(
    expect.objectContaining({ client: 'https://live.example', silent: 0 }),
  );
}, 60_000);
