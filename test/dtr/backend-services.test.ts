import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverage, packagePath, parameters, type RunningApp, startApp } from './support.ts';

const ehr = 'https://ehr.example/backend';
const tokenUrl = 'https://payer.example/fhir/token';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });

let app: RunningApp;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dtr-clients-'));
  const file = join(folder, 'clients.json');
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig' };
  writeFileSync(file, JSON.stringify([{ issuer: ehr, jwks: { keys: [key] } }]));
  const ehrs = join(folder, 'ehrs.json');
  writeFileSync(ehrs, JSON.stringify([{ issuer: 'https://ehr.example/fhir', clientId: 'form' }]));
  app = await startApp({ TRUSTED_CLIENTS: file, SMART_EHRS: ehrs });
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

function assertion(changes: Record<string, unknown> = {}): string {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { iss: ehr, sub: ehr, aud: tokenUrl, iat, exp: iat + 240, jti: randomUUID() };
  return jwt.sign({ ...claims, ...changes }, privateKey, { algorithm: 'ES384', keyid: 'k1' });
}

function ask(changes: Record<string, string> = {}) {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion(),
    scope: 'system/questionnaire.rs system/valueset.rs',
    ...changes,
  });
  return fetch(`${app.url}/fhir/token`, { method: 'POST', body: form });
}

const call = parameters(
  { name: 'coverage', resource: coverage },
  { name: 'questionnaire', valueCanonical: 'https://payer.example/fhir/Questionnaire/x' },
);

describe('the payer service, once clients are trusted', () => {
  it('says where tokens are had, and lets their holders call', async () => {
    const { json } = await app.get('/fhir/.well-known/smart-configuration');
    expect(json).toMatchObject({
      token_endpoint: tokenUrl,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['ES384', 'RS384'],
    });
    const answer = await ask();
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const given: Record<string, unknown> = Object(await answer.json());
    expect(given).toMatchObject({ token_type: 'bearer', expires_in: 300 });
    const headers = { Authorization: `Bearer ${String(given.access_token)}` };
    expect((await app.post(packagePath, call, headers)).status).toBe(200);
    expect((await app.get('/fhir/Questionnaire', headers)).status).toBe(200);
  });

  it('is open to nobody else, but for what says how to get in', async () => {
    for (const path of ['/fhir/Questionnaire', '/fhir/ValueSet', '/fhir/CodeSystem']) {
      expect([path, (await app.get(path)).status]).toEqual([path, 401]);
    }
    const refused = await app.post(packagePath, call, { Authorization: `Bearer ${assertion()}` });
    expect([refused.status, refused.json.resourceType]).toEqual([401, 'OperationOutcome']);
    expect((await app.get('/fhir/metadata')).json.rest[0].security.service).toHaveLength(1);
  });

  it('gives a token for what was asked for alone', async () => {
    const given: Record<string, unknown> = Object(
      await (await ask({ scope: 'system/ValueSet.rs patient/*.rs' })).json(),
    );
    expect(given.scope).toBe('system/valueset.rs');
    const headers = { Authorization: `Bearer ${String(given.access_token)}` };
    expect((await app.get('/fhir/ValueSet', headers)).status).toBe(200);
    expect((await app.post(packagePath, call, headers)).status).toBe(403);
  });

  it.each([
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['no scope of ours', { scope: 'patient/*.rs' }, 400, 'invalid_scope'],
    ['no assertion', { client_assertion: 'x' }, 401, 'invalid_client'],
    [
      'another audience',
      { client_assertion: () => assertion({ aud: 'https://x' }) },
      401,
      'invalid_client',
    ],
    [
      'an unknown client',
      { client_assertion: () => assertion({ iss: 'x', sub: 'x' }) },
      401,
      'invalid_client',
    ],
    ['another subject', { client_assertion: () => assertion({ sub: 'x' }) }, 401, 'invalid_client'],
    [
      'an assertion that holds for an hour',
      { client_assertion: () => assertion({ exp: Math.floor(Date.now() / 1000) + 3600 }) },
      401,
      'invalid_client',
    ],
  ])('refuses %s', async (_what, changes, status, error) => {
    const entries = Object.entries(changes).map(([name, value]): [string, string] => [
      name,
      typeof value === 'function' ? value() : value,
    ]);
    const answer = await ask(Object.fromEntries(entries));
    expect([answer.status, await answer.json()]).toEqual([status, { error }]);
  });

  it('believes an assertion once', async () => {
    const once = assertion();
    expect((await ask({ client_assertion: once })).status).toBe(200);
    expect((await ask({ client_assertion: once })).status).toBe(401);
  });

  it('judges for the form inside an EHR only what was launched by a listed one', async () => {
    const review = { patientId: 'p1', order: { resourceType: 'ServiceRequest' }, resources: [] };
    expect((await app.post('/form/review', review)).status).toBe(401);
    expect((await app.get('/form/ehr?iss=https://else.example/fhir')).status).toBe(403);
    const { json } = await app.get('/form/ehr?iss=https://ehr.example/fhir/');
    expect(json).toMatchObject({ clientId: 'form', scope: expect.stringContaining('launch') });
    const headers = { Authorization: `Bearer ${json.ticket}` };
    expect((await app.post('/form/review', review, headers)).status).toBe(422);
    expect((await app.post('/form/review', { patientId: 'p1' }, headers)).status).toBe(400);
    expect((await app.get('/fhir/Questionnaire', headers)).status).toBe(403);
  });
});
