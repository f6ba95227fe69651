import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hookRequest, reportsToken } from '../server/support.ts';
import { clientsFile, ecKey, issuer, rsaKey, signToken } from '../server/tokens.ts';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';

const path = '/cds-services/spine-imaging-order-sign';
const base = 'https://cds.test';
const audience = base + path;
const good = ecKey('good');
const other = ecKey('good');
const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
const forOthers = ecKey('for-others');
const jwks = {
  keys: [
    good.jwk,
    rsaKey('long').jwk,
    { ...short.publicKey.export({ format: 'jwk' }), kid: 'short', use: 'sig' },
    { ...forOthers.jwk, key_ops: ['encrypt'], use: undefined },
    { ...ecKey('encrypts').jwk, use: 'enc' },
  ],
};
const now = () => Math.floor(Date.now() / 1000);

/** A token whose header and claims are of any kind. */
function anyToken(header: unknown, claims: unknown): string {
  const encoded = [header, claims].map((one) =>
    Buffer.from(JSON.stringify(one)).toString('base64url'),
  );
  const signature = sign('sha384', Buffer.from(encoded.join('.')), {
    key: good.privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `${encoded.join('.')}.${signature.toString('base64url')}`;
}

/** Another program on this machine that nobody listed: what it is asked for, and what it answers. */
async function bystander() {
  const asked: string[] = [];
  let answer = '{}';
  let location: string | undefined;
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Content-Type', 'application/fhir+json');
    if (location !== undefined && request.url?.startsWith('/fhir/Condition')) {
      response.writeHead(307, { Location: location });
    }
    response.end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    asked,
    /** Where it sends whoever reads conditions. */
    redirects: (to: string | undefined) => {
      location = to;
    },
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers: (body: unknown) => {
      answer = JSON.stringify(body);
    },
    stop: () => server.close(),
  };
}

/** Sends headers without an end. @returns after how many milliseconds the service closed the connection */
async function sendHeaders(service: StartedService): Promise<number> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.resume();
  socket.write('GET / HTTP/1.1\r\nX: ');
  const drip = setInterval(() => socket.write('a'), 1000);
  const from = performance.now();
  await once(socket, 'close');
  clearInterval(drip);
  return performance.now() - from;
}

let built: BuiltService;
let trusting: StartedService;
let open: StartedService;
let program: Awaited<ReturnType<typeof bystander>>;
/** Begun first, since it takes as long as the service is patient; the other tests run meanwhile. */
let untilCutOff: Promise<number>;

beforeAll(async () => {
  built = await buildService();
  program = await bystander();
  trusting = await built.start({
    TRUSTED_CLIENTS: clientsFile([{ issuer, jwks }]),
    PUBLIC_BASE_URL: base,
    REPORTS_TOKEN: reportsToken,
  });
  open = await built.start({ FHIR_SERVERS: `${program.origin}/fhir` });
  untilCutOff = sendHeaders(open);
}, 120_000);
afterAll(async () => {
  program.stop();
  await built.remove();
});

function call(service: StartedService, changes: object = {}, token?: string): Promise<Response> {
  return fetch(service.url + path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(hookRequest('order-sign', { prefetch: {}, ...changes })),
  });
}

/** What comes back to bytes that are written as they are. */
async function raw(service: StartedService, text: string): Promise<string> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  socket.end(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer.split('\r\n')[0] ?? '';
}

describe('a token is believed as its keys and claims allow', { timeout: 60_000 }, () => {
  const claims = { iss: issuer, aud: audience, iat: now(), exp: now() + 300 };
  const header = { alg: 'ES384', kid: 'good', typ: 'JWT' };
  it.each<readonly [string, () => string | undefined]>([
    ['none at all', () => undefined],
    [
      'an RSA key of 1024 bits',
      () =>
        signToken({ ...good, kid: 'short' }, audience, {
          algorithm: 'RS384',
          secret: short.privateKey,
        }),
    ],
    ['a key that is for encrypting', () => signToken(forOthers, audience)],
    ['another key under the same name', () => signToken(other, audience)],
    [
      'a lifetime of ten years',
      () => signToken(good, audience, { claims: { exp: now() + 315_360_000 } }),
    ],
    ['the audience of another service', () => signToken(good, 'https://cds.test/cds-services/x')],
    [
      'an issuer that is not listed',
      () => signToken(good, audience, { claims: { iss: 'https://else.example' } }),
    ],
    ['no jti', () => signToken(good, audience, { claims: { jti: undefined } })],
    ['no signature', () => `${signToken(good, audience).split('.').slice(0, 2).join('.')}.`],
    ...([5, {}, [], null, true] as const).flatMap((value) => [
      [
        `a typ of ${JSON.stringify(value)}`,
        () => anyToken({ ...header, typ: value }, { ...claims, jti: 'a' }),
      ] as const,
      [
        `a kid of ${JSON.stringify(value)}`,
        () => anyToken({ ...header, kid: value }, { ...claims, jti: 'b' }),
      ] as const,
      [
        `an alg of ${JSON.stringify(value)}`,
        () => anyToken({ ...header, alg: value }, { ...claims, jti: 'c' }),
      ] as const,
      [
        `an exp of ${JSON.stringify(value)}`,
        () => anyToken(header, { ...claims, exp: value === 5 ? '5' : value, jti: 'd' }),
      ] as const,
      [
        `a jti of ${JSON.stringify(value)}`,
        () => anyToken(header, { ...claims, jti: value }),
      ] as const,
      [`a header that is ${JSON.stringify(value)}`, () => anyToken(value, claims)] as const,
      [`claims that are ${JSON.stringify(value)}`, () => anyToken(header, value)] as const,
    ]),
  ])('not with %s', async (_name, make) => {
    const answer = await call(trusting, {}, make());
    expect(answer.status).toBe(401);
    expect(trusting.output()).not.toContain('"level":50');
  });

  it('with a good key beside the bad ones, and once', async () => {
    const token = signToken(good, audience);
    const chart = {
      prefetch: {
        patient: { resourceType: 'Patient', id: 'pat-1' },
        conditions: { resourceType: 'Bundle', type: 'searchset', entry: [] },
      },
    };
    expect((await call(trusting, chart, token)).status).toBe(200);
    expect((await call(trusting, chart, token)).status).toBe(401);
  });
});

describe('nothing is read that nobody listed', { timeout: 60_000 }, () => {
  it('for a trusted client either, where no server is', async () => {
    program.asked.length = 0;
    await call(trusting, { fhirServer: program.origin }, signToken(good, audience));
    expect(program.asked).toEqual([]);
  });

  it.each([
    '/fhir/..;/admin',
    '/fhir/%252e%252e/admin',
    '/fhir/%2e%2e/admin',
    '/fhir/..%2fadmin',
    '/fhir/%5c../admin',
    '/fhir/.%00./admin',
    '/FHIR/../admin',
    '/admin',
  ])('%s, as the server or the next page', async (hidden) => {
    program.asked.length = 0;
    await call(open, { fhirServer: program.origin + hidden });
    expect(program.asked).toEqual([]);
    program.answers({
      resourceType: 'Bundle',
      type: 'searchset',
      link: [{ relation: 'next', url: `${program.origin}${hidden}?page=2` }],
      entry: [],
    });
    await call(open, { fhirServer: `${program.origin}/fhir` });
    expect(program.asked.length).toBeGreaterThan(0);
    expect(
      program.asked.filter(
        (url) =>
          !/^\/fhir\/[A-Za-z]+[/?]/.test(url) &&
          url !== '/fhir/metadata' &&
          url !== '/fhir/metadata?_summary=true',
      ),
    ).toEqual([]);
    expect(program.asked.filter((url) => url.includes('page=2'))).toEqual([]);
  });
});

describe('a redirect is followed within the base alone', { timeout: 60_000 }, () => {
  afterAll(() => program.redirects(undefined));

  it.each([
    '/admin',
    '/fhir/..;/admin',
    '/fhir/%252e%252e/admin',
    '/fhir/..%2fadmin',
    '../admin',
    '//evil.example/fhir/Condition',
    'http://[::1]:9/fhir/Condition',
    'file:///etc/passwd',
    'http://a:999999/',
  ])('not to %s', async (location) => {
    program.answers({ resourceType: 'Bundle', type: 'searchset', entry: [] });
    program.redirects(location);
    program.asked.length = 0;
    const answer = await call(open, { fhirServer: `${program.origin}/fhir` });
    expect(answer.status).toBeLessThan(500);
    expect(program.asked.some((url) => url.startsWith('/fhir/Condition'))).toBe(true);
    expect(program.asked.filter((url) => !url.startsWith('/fhir/'))).toEqual([]);
    expect(program.asked.filter((url) => /admin|\.\./.test(url))).toEqual([]);
  });

  it('and to another place below it', async () => {
    program.redirects('/fhir/moved/Condition?page=1');
    program.asked.length = 0;
    await call(open, { fhirServer: `${program.origin}/fhir` });
    expect(program.asked).toContain('/fhir/moved/Condition?page=1');
  });
});

describe('reports and metrics', { timeout: 60_000 }, () => {
  it.each(['/reports/calls', '/reports/feedback', '/reports/determinations', '/metrics'])(
    '%s are for whoever has the token, and never for pages of another origin',
    async (url) => {
      expect((await fetch(trusting.url + url)).status).toBe(401);
      const allowed = { Authorization: `Bearer ${reportsToken}` };
      const answer = await fetch(trusting.url + url, { headers: allowed });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const foreign = await fetch(open.url + url, { headers: { Origin: 'https://evil.example' } });
      expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
      expect(
        await raw(open, `GET ${url} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`),
      ).toMatch(/ (401|403|421) /);
    },
  );
});

describe('what is hardly HTTP', { timeout: 60_000 }, () => {
  it.each(['http://a:999999/fhir/Questionnaire', 'http://[/fhir/metadata', '//', 'http:///x'])(
    'the target %s gets an answer',
    async (target) => {
      expect(
        await raw(open, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
      ).not.toMatch(/ 5\d\d /);
      expect(open.output()).not.toContain('"level":50');
    },
  );

  it('headers that never end are cut off', async () => {
    expect(await untilCutOff).toBeLessThan(20_000);
  });
});
