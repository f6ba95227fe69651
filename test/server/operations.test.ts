import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeService, hookRequest, nothingOnRecord, type RunningApp, runApp } from './support.ts';
import { clientsFile, ecKey, issuer } from './tokens.ts';

const path = '/cds-services/spine-imaging-order-sign';
const token = 'reports-token-0123456789';

let app: RunningApp;
beforeAll(async () => {
  app = await runApp();
});
afterAll(() => app.stop());

const call = (to = app, headers = {}) =>
  to.post(path, hookRequest('order-sign', { prefetch: nothingOnRecord }), headers);

describe('discovery', () => {
  it('lists the services', async () => {
    const { status, json } = await app.get('/cds-services');
    expect(status).toBe(200);
    expect(json.services.map((service: { id: string }) => service.id)).toEqual([
      'spine-imaging-order-select',
      'spine-imaging-order-sign',
    ]);
  });
});

describe('texts', () => {
  it.each(['Miller', 'Müller', 'Łukasiewicz ≥ 2', '脊椎 🦴'])(
    '%s comes in and goes out unchanged',
    async (family) => {
      const fake = fakeService('order-sign');
      const naming = {
        ...fake,
        answer: (input: Parameters<typeof fake.answer>[0]) => {
          const { response, record } = fake.answer(input);
          const cards = response.cards.map((card) => ({
            ...card,
            summary: JSON.stringify(input.resources),
          }));
          return { response: { ...response, cards }, record };
        },
      };
      const named = await runApp({}, { services: [naming] });
      const patient = { resourceType: 'Patient', id: 'pat-1', name: [{ family }] };
      const body = hookRequest('order-sign', { prefetch: { ...nothingOnRecord, patient } });
      const { text, json, headers } = await named.post(path, body);
      expect(JSON.parse(json.cards[0].summary)).toEqual([patient]);
      expect(headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
      await named.stop();
    },
  );
});

describe('what is not served', () => {
  it.each([
    ['GET', '/nothing', 404],
    ['GET', '/cds-services/nothing', 404],
    ['GET', path, 405],
    ['GET', `${path}/feedback`, 405],
    ['GET', '/cds-services/%ff', 400],
    ['DELETE', '/cds-services', 404],
  ])('%s %s gets %i and an OperationOutcome', async (method, url, status) => {
    const answer = await fetch(app.url + url, { method });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });
});

describe('CORS', () => {
  const origin = { Origin: 'https://ehr.example' };

  it('is on every answer, errors included', async () => {
    for (const answer of [
      await call(app, origin),
      await app.get('/cds-services', origin),
      await app.post(path, '{', origin),
      await app.get('/nothing', origin),
    ]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('answers preflights before it asks who calls', async () => {
    const { clientsFile, ecKey, issuer } = await import('./tokens.ts');
    const clients = clientsFile([{ issuer, jwks: { keys: [ecKey('k').jwk] } }]);
    const strict = await runApp({ TRUSTED_CLIENTS: clients });
    const answer = await fetch(strict.url + path, {
      method: 'OPTIONS',
      headers: { ...origin, 'Access-Control-Request-Method': 'POST' },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-headers')).toBe(
      'Authorization,Content-Type,X-Request-Id',
    );
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
    const refused = await call(strict, origin);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    await strict.stop();
  });

  it('names listed origins alone', async () => {
    const strict = await runApp({ CORS_ORIGINS: 'https://ehr.example,https://other.example' });
    const known = await call(strict, origin);
    expect(known.headers.get('access-control-allow-origin')).toBe('https://ehr.example');
    const unknown = await call(strict, { Origin: 'https://evil.example' });
    expect(unknown.headers.get('access-control-allow-origin')).toBeNull();
    await strict.stop();
  });
});

describe('every answer', () => {
  it('carries the security headers and a request id', async () => {
    for (const answer of [await call(), await app.get('/nothing')]) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('x-powered-by')).toBeNull();
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    }
  });

  it('keeps the caller’s request id where it is a plain one', async () => {
    const kept = await call(app, { 'X-Request-Id': 'trace-1' });
    expect(kept.headers.get('x-request-id')).toBe('trace-1');
    const replaced = await call(app, { 'X-Request-Id': '<script>' });
    expect(replaced.headers.get('x-request-id')).not.toContain('script');
  });
});

describe('the log', () => {
  it('has one line a request, which says what was decided and nothing about the patient', async () => {
    await call(app, { 'X-Request-Id': 'logged' });
    await app.get('/Patient/pat-1?name=Smith');
    await app.post(path, '{"patient": "Smith",,}');
    const lines = app.log.filter((line) => line.id === 'logged');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      status: 200,
      method: 'POST',
      route: path,
      cards: ['trial-of-treatment'],
      orders: ['72148 prerequisites-missing'],
    });
    expect(JSON.stringify(app.log)).not.toMatch(/pat-1|Smith|mri-1/);
  });
});

describe('health', () => {
  it('is live and ready', async () => {
    expect((await app.get('/health/live')).status).toBe(200);
    expect((await app.get('/health/ready')).status).toBe(200);
  });

  it('is not ready while stopping', async () => {
    let stopping = false;
    const other = await runApp({}, { isStopping: () => stopping });
    expect((await other.get('/health/ready')).status).toBe(200);
    stopping = true;
    expect((await other.get('/health/ready')).status).toBe(503);
    expect((await other.get('/health/live')).status).toBe(200);
    await other.stop();
  });
});

describe('metrics', () => {
  it('count calls, cards, reads and refusals', async () => {
    await call();
    await app.post(path, '{');
    const { text } = await app.get('/metrics');
    expect(text).toMatch(/http_requests_total\{route="[^"]*order-sign",status="200"\} \d+/);
    expect(text).toMatch(/http_request_duration_seconds_count\{route="[^"]*order-sign"\} \d+/);
    expect(text).toMatch(
      /cds_cards_total\{kind="trial-of-treatment",hook="order-s\w+",client="anonymous"\} \d+/,
    );
    expect(text).toMatch(/cds_orders_total\{determination="prerequisites-missing"\} \d+/);
    expect(text).toMatch(/cds_refusals_total\{reason="bad-json"\} \d+/);
  });
});

describe('reports and metrics', () => {
  it.each(['/reports/feedback', '/metrics'])('%s needs the token where one is set', async (url) => {
    const strict = await runApp({ REPORTS_TOKEN: token });
    const get = (authorization?: string) =>
      strict.get(url, authorization === undefined ? {} : { Authorization: authorization });
    expect((await get()).status).toBe(401);
    expect((await get('Bearer wrong')).status).toBe(401);
    expect((await get(`Bearer ${token}`)).status).toBe(200);
    await strict.stop();
  });

  it.each(['/reports/feedback', '/metrics'])('%s is closed off loopback', async (url) => {
    const reached = { REPORTS_TOKEN: '', PUBLIC_BASE_URL: 'http://127.0.0.1:3000' };
    for (const env of [
      { ...reached, HOST: '0.0.0.0', AUTH: 'off' },
      { ...reached, PUBLIC_BASE_URL: 'https://cds.test' },
      { ...reached, TRUSTED_CLIENTS: clientsFile([{ issuer, jwks: { keys: [ecKey('k').jwk] } }]) },
    ]) {
      const closed = await runApp(env);
      expect((await closed.get(url)).status).toBe(401);
      await closed.stop();
    }
    const local = await runApp(reached);
    const statuses = [];
    for (const headers of [
      {},
      { 'X-Forwarded-For': '203.0.113.7' },
      { Forwarded: 'for=1.2.3.4' },
    ]) {
      statuses.push((await local.get(url, headers)).status);
    }
    expect(statuses).toEqual([200, 401, 401]);
    await local.stop();
  });

  it('take any of several tokens, are kept nowhere, and are for no page of another origin', async () => {
    const two = await runApp({ REPORTS_TOKEN: `${token},${token}-next` });
    for (const one of [token, `${token}-next`]) {
      const headers = { Authorization: `Bearer ${one}`, Origin: 'https://evil.example' };
      const answer = await two.get('/reports/calls', headers);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    await two.stop();
  });
});

describe('the rate limit', () => {
  it('holds for each address, with a time to come back', async () => {
    const limited = await runApp({ RATE_LIMIT: '3', TRUST_PROXY: '1' });
    const from = (address: string) => call(limited, { 'X-Forwarded-For': address });
    for (const _ of [1, 2, 3]) {
      expect((await from('203.0.113.7')).status).toBe(200);
    }
    const refused = await from('203.0.113.7');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.json.resourceType).toBe('OperationOutcome');
    expect((await from('203.0.113.8')).status).toBe(200);
    expect((await limited.get('/health/live')).status).toBe(200);
    await limited.stop();
  });
});

describe('a store that is away', () => {
  it('does not keep calls from being answered; feedback and readiness say 503', async () => {
    const other = await runApp({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
    expect((await call(other)).status).toBe(200);
    const feedback = await other.post(`${path}/feedback`, { feedback: [] });
    expect(feedback.status).toBe(503);
    expect(feedback.headers.get('retry-after')).toBe('5');
    expect((await other.get('/health/ready')).status).toBe(503);
    expect((await other.get('/reports/feedback')).status).toBe(503);
    await other.stop();
  });
});
