import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFhirServer, wellBehaved } from './fhir-server.ts';
import { hookRequest, nothingOnRecord, type RunningApp, runApp } from './support.ts';
import {
  clientsFile,
  ecKey,
  issuer,
  rsaKey,
  signToken,
  startKeyServer,
  type TokenChanges,
} from './tokens.ts';

const base = 'https://cds.test';
const servicePath = '/cds-services/spine-imaging-order-sign';
const serviceUrl = base + servicePath;
const key = ecKey('key-1');
const otherKey = ecKey('key-1');
const rsa = rsaKey('rsa-1');
const smallEc = ecKey('p256-1', 'P-256');
const clients = [{ issuer, jwks: { keys: [key.jwk, rsa.jwk, smallEc.jwk] } }];
const body = hookRequest('order-sign', { prefetch: nothingOnRecord });
const feedbackBody = { feedback: [] };

let app: RunningApp;
beforeAll(async () => {
  app = await runApp({ TRUSTED_CLIENTS: clientsFile(clients) });
});
afterAll(() => app.stop());

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const call = (token: string, to = app) => to.post(servicePath, body, bearer(token));
const now = () => Math.floor(Date.now() / 1000);

describe('a trusted client', () => {
  it('is answered, by ES384 and by RS384', async () => {
    expect((await call(signToken(key, serviceUrl))).status).toBe(200);
    expect((await call(signToken(rsa, serviceUrl, { algorithm: 'RS384' }))).status).toBe(200);
  });

  it('is answered on discovery and feedback, by the URL of each', async () => {
    const discovery = await app.get(
      '/cds-services',
      bearer(signToken(key, `${base}/cds-services`)),
    );
    expect(discovery.status).toBe(200);
    for (const audience of [serviceUrl, `${serviceUrl}/feedback`]) {
      const token = signToken(key, audience);
      const answer = await app.post(`${servicePath}/feedback`, feedbackBody, bearer(token));
      expect(answer.status).toBe(200);
    }
  });

  it('may have a clock that is a few seconds off', async () => {
    for (const claims of [
      { iat: now() + 4 },
      { nbf: now() + 4 },
      { exp: now() - 3, iat: now() - 300 },
    ]) {
      expect((await call(signToken(key, serviceUrl, { claims }))).status).toBe(200);
    }
  });

  it('may use ES256 and RS256 where the setting says so', async () => {
    const lenient = await runApp({
      TRUSTED_CLIENTS: clientsFile(clients),
      JWT_ALGORITHMS: 'ES384,RS384,ES256,RS256',
    });
    const es256 = signToken(smallEc, serviceUrl, { algorithm: 'ES256' });
    const rs256 = signToken(rsa, serviceUrl, { algorithm: 'RS256' });
    expect((await call(es256, lenient)).status).toBe(200);
    expect((await call(rs256, lenient)).status).toBe(200);
    expect((await call(signToken(smallEc, serviceUrl, { algorithm: 'ES256' }))).status).toBe(401);
    await lenient.stop();
  });
});

describe('a token is refused', () => {
  const publicPem = key.publicKey.export({ type: 'spki', format: 'pem' });
  const rsaPem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
  const missing = (claim: string): TokenChanges => ({ claims: { [claim]: undefined } });
  const cases: readonly [string, string, () => string][] = [
    ['token-no-token', 'none', () => ''],
    ['token-malformed', 'that is no JWT', () => 'abc'],
    ['token-malformed', 'of two parts', () => 'e30.e30'],
    [
      'token-algorithm',
      'with alg none',
      () => {
        const [, payload] = signToken(key, serviceUrl).split('.');
        const header = Buffer.from('{"alg":"none","kid":"key-1","typ":"JWT"}').toString(
          'base64url',
        );
        return `${header}.${payload}.`;
      },
    ],
    [
      'token-algorithm',
      'signed HS256 with the public key',
      () => signToken(rsa, serviceUrl, { algorithm: 'HS256', secret: rsaPem.toString() }),
    ],
    [
      'token-algorithm',
      'signed HS384 with the public key',
      () => signToken(key, serviceUrl, { algorithm: 'HS384', secret: publicPem.toString() }),
    ],
    [
      'token-algorithm',
      'whose algorithm is not that of its key',
      () => signToken(rsa, serviceUrl, { algorithm: 'RS384', header: { kid: 'key-1' } }),
    ],
    ['token-signature', 'signed with another key', () => signToken(otherKey, serviceUrl)],
    [
      'token-signature',
      'whose claims were changed',
      () => {
        const [header, , signature] = signToken(key, serviceUrl).split('.');
        const [, payload] = signToken(otherKey, serviceUrl).split('.');
        return [header, payload, signature].join('.');
      },
    ],
    ['token-unknown-key', 'with an unknown kid', () => signWith({ header: { kid: 'nobody' } })],
    ['token-unknown-key', 'without a kid', () => signWith({ header: { kid: undefined } })],
    [
      'token-unknown-key',
      'whose kid is a path',
      () => signWith({ header: { kid: '../../../../etc/passwd' } }),
    ],
    [
      'token-unknown-key',
      'whose kid is __proto__',
      () => signWith({ header: { kid: '__proto__' } }),
    ],
    ['token-audience', 'for another service', () => signToken(key, `${base}/cds-services/other`)],
    ['token-audience', 'for the base alone', () => signToken(key, base)],
    ['token-audience', 'for the URL with a slash', () => signToken(key, `${serviceUrl}/`)],
    ['token-audience', 'for the URL in capitals', () => signToken(key, serviceUrl.toUpperCase())],
    ['token-audience', 'for feedback', () => signToken(key, `${serviceUrl}/feedback`)],
    ['token-audience', 'without aud', () => signWith(missing('aud'))],
    [
      'token-unknown-issuer',
      'by an unknown issuer',
      () => signWith({ claims: { iss: 'https://x' } }),
    ],
    ['token-unknown-issuer', 'without iss', () => signWith(missing('iss'))],
    [
      'token-unknown-issuer',
      'by the sandbox',
      () => signWith({ claims: { iss: 'https://sandbox.cds-hooks.org' } }),
    ],
    ['token-expired', 'expired', () => signWith({ claims: { exp: now() - 10, iat: now() - 300 } })],
    [
      'token-not-yet-valid',
      'issued in the future',
      () => signWith({ claims: { iat: now() + 60 } }),
    ],
    ['token-not-yet-valid', 'not yet valid', () => signWith({ claims: { nbf: now() + 60 } })],
    ['token-missing-claim', 'without exp', () => signWith(missing('exp'))],
    ['token-missing-claim', 'without iat', () => signWith(missing('iat'))],
    ['token-missing-claim', 'without jti', () => signWith(missing('jti'))],
    ['token-missing-claim', 'with a number as jti', () => signWith({ claims: { jti: 7 } })],
    ['token-malformed', 'with critical extensions', () => signWith({ header: { crit: ['x'] } })],
    ['token-malformed', 'of another type', () => signWith({ header: { typ: 'at+jwt' } })],
    ['token-oversized', 'oversized', () => signWith({ claims: { extra: 'x'.repeat(20_000) } })],
  ];
  const signWith = (changes: TokenChanges) => signToken(key, serviceUrl, changes);

  it.each(cases)('with the reason %s in the log: %s', async (reason, _name, make) => {
    const token = make();
    const answer = await call(token);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.json.resourceType).toBe('OperationOutcome');
    expect(answer.text).not.toMatch(/expired|audience|signature|issuer|key|replay/i);
    const lines = JSON.stringify(app.log);
    expect(lines).toContain(reason);
    if (token.length > 10) {
      expect(lines).not.toContain(token.slice(-40));
    }
  });

  it('when it is presented again, on whatever endpoint', async () => {
    const token = signToken(key, serviceUrl);
    expect((await call(token)).status).toBe(200);
    expect((await call(token)).status).toBe(401);
    const feedback = await app.post(`${servicePath}/feedback`, feedbackBody, bearer(token));
    expect(feedback.status).toBe(401);
    const discovery = signToken(key, `${base}/cds-services`);
    expect((await app.get('/cds-services', bearer(discovery))).status).toBe(200);
    expect((await app.get('/cds-services', bearer(discovery))).status).toBe(401);
  });

  it('when it was presented to another process on the same store', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-replay-'));
    const env = {
      TRUSTED_CLIENTS: clientsFile(clients),
      DATABASE_URL: `file:${join(folder, 'shared.db')}`,
    };
    const [one, other] = [await runApp(env), await runApp(env)];
    const token = signToken(key, serviceUrl);
    expect((await call(token, one)).status).toBe(200);
    expect((await call(token, other)).status).toBe(401);
    await one.stop();
    await other.stop();
  });

  it('when it is presented again, before anything is read for it or recorded, whatever its body is', async () => {
    const ehr = await startFhirServer(wellBehaved);
    const own = [{ ...clients[0], fhirServers: [`${ehr.origin}/fhir`] }];
    const web = await runApp({ TRUSTED_CLIENTS: clientsFile(own) });
    const token = signToken(key, serviceUrl);
    expect((await call(token, web)).status).toBe(200);
    const unread = hookRequest('order-sign', { fhirServer: `${ehr.origin}/fhir` });
    for (const again of [body, unread, '{ not JSON', { hook: 'order-sign' }]) {
      const answer = await web.post(servicePath, again, bearer(token));
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    expect(ehr.requests).toEqual([]);
    const { calls } = (await web.get('/reports/calls')).json;
    expect(calls).toHaveLength(1);
    await web.stop();
    await ehr.stop();
  });

  it('without a body being read', async () => {
    const answer = await app.post(servicePath, '{ not JSON');
    expect(answer.status).toBe(401);
  });

  it('on discovery and feedback too', async () => {
    expect((await app.get('/cds-services')).status).toBe(401);
    expect((await app.post(`${servicePath}/feedback`, feedbackBody)).status).toBe(401);
  });

  it('when its tenant is not one of the client’s', async () => {
    const tenants = [{ ...clients[0], tenants: ['north'] }];
    const strict = await runApp({ TRUSTED_CLIENTS: clientsFile(tenants) });
    const of = (tenant?: string) =>
      call(signToken(key, serviceUrl, { claims: { tenant } }), strict);
    expect((await of('north')).status).toBe(200);
    expect((await of('south')).status).toBe(401);
    expect((await of()).status).toBe(401);
    await strict.stop();
  });
});

describe('keys on the web', () => {
  it('are fetched once, and again for a new kid, at most once a minute', async () => {
    const first = ecKey('first');
    const second = ecKey('second');
    const keyServer = await startKeyServer([first]);
    const remote = [{ issuer, jwksUrl: keyServer.url }];
    const web = await runApp({ TRUSTED_CLIENTS: clientsFile(remote) });
    const header = { jku: keyServer.url };
    expect((await call(signToken(first, serviceUrl, { header }), web)).status).toBe(200);
    expect((await call(signToken(first, serviceUrl), web)).status).toBe(200);
    expect(keyServer.fetches()).toBe(1);
    keyServer.rotate([second]);
    expect((await call(signToken(second, serviceUrl), web)).status).toBe(200);
    expect((await call(signToken(first, serviceUrl), web)).status).toBe(401);
    for (let index = 0; index < 5; index += 1) {
      const unknown = signToken(first, serviceUrl, { header: { kid: randomUUID() } });
      expect((await call(unknown, web)).status).toBe(401);
    }
    expect(keyServer.fetches()).toBe(2);
    await web.stop();
    await keyServer.stop();
  });

  it('are not fetched from a jku that is not listed', async () => {
    const attacker = ecKey('attacker');
    const evil = await startKeyServer([attacker]);
    const keyServer = await startKeyServer([key]);
    const web = await runApp({
      TRUSTED_CLIENTS: clientsFile([{ issuer, jwksUrl: keyServer.url }]),
    });
    for (const to of [app, web]) {
      const token = signToken(attacker, serviceUrl, { header: { jku: evil.url } });
      expect((await call(token, to)).status).toBe(401);
    }
    expect(evil.fetches()).toBe(0);
    expect(keyServer.fetches()).toBe(0);
    await Promise.all([web.stop(), evil.stop(), keyServer.stop()]);
  });

  it('that cannot be fetched leave the client unbelieved', async () => {
    const remote = [{ issuer, jwksUrl: 'http://127.0.0.1:1/jwks.json' }];
    const web = await runApp({ TRUSTED_CLIENTS: clientsFile(remote) });
    expect((await call(signToken(key, serviceUrl), web)).status).toBe(401);
    await web.stop();
  });
});

describe('a client’s own FHIR servers', () => {
  it('may be read for it, and nothing else', async () => {
    const ehr = await startFhirServer(wellBehaved);
    const own = [{ ...clients[0], fhirServers: [`${ehr.origin}/fhir`] }];
    const web = await runApp({
      TRUSTED_CLIENTS: clientsFile(own),
      FHIR_SERVERS: 'http://127.0.0.1:1/other',
    });
    const from = (fhirServer: string) =>
      web.post(
        servicePath,
        hookRequest('order-sign', { fhirServer }),
        bearer(signToken(key, serviceUrl)),
      );
    expect((await from(`${ehr.origin}/fhir`)).status).toBe(200);
    expect((await from(`${ehr.origin}/other`)).status).toBe(412);
    expect((await from('http://127.0.0.1:1/other')).status).toBe(412);
    await web.stop();
    await ehr.stop();
  });
});

describe('the sandbox', () => {
  it('is one of the trusted clients only where the setting says so', async () => {
    const { readTrustedClients } = await import('../../src/server/trust/trusted-clients.ts');
    expect([...readTrustedClients(undefined, false).keys()]).toEqual([]);
    expect([...readTrustedClients(undefined, true).keys()]).toEqual([
      'https://sandbox.cds-hooks.org',
    ]);
  });
});
