// The same kinds of hostile or unusual input as elsewhere in this folder, in other shapes.
import { constants, createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hookRequest, reportsToken } from '../server/support.ts';
import { clientsFile, ecKey, issuer, rsaKey } from '../server/tokens.ts';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';

const path = '/cds-services/spine-imaging-order-sign';
const base = 'https://cds.test';
const weak = { ...rsaKey('weak').jwk, e: Buffer.from([1]).toString('base64url') };
const prefetch = {
  patient: { resourceType: 'Patient', id: 'pat-1' },
  conditions: { resourceType: 'Bundle', type: 'searchset', entry: [] },
};

let built: BuiltService;
let trusting: StartedService;
let open: StartedService;
let origin: string;
let asked: string[] = [];
/** Parameters that the FHIR server does not know. */
let unknown: readonly string[] = [];
const fhirServer = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://x');
  asked.push(url.pathname + url.search);
  const isRefused = unknown.some((name) => url.searchParams.has(name));
  response.writeHead(isRefused ? 400 : 200, { 'Content-Type': 'application/fhir+json' });
  const isPatient = url.pathname.endsWith('/Patient/pat-1');
  response.end(
    JSON.stringify(isPatient ? prefetch.patient : { resourceType: 'Bundle', type: 'searchset' }),
  );
});

beforeAll(async () => {
  built = await buildService();
  await once(fhirServer.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(fhirServer.address() as AddressInfo).port}`;
  trusting = await built.start({
    TRUSTED_CLIENTS: clientsFile([{ issuer, jwks: { keys: [ecKey('good').jwk, weak] } }]),
    PUBLIC_BASE_URL: base,
    REPORTS_TOKEN: reportsToken,
  });
  // The server answers at once; on a busy machine that takes longer than the usual deadline.
  open = await built.start({ FHIR_SERVERS: `${origin}/fhir`, FHIR_DEADLINE_MS: '20000' });
}, 120_000);
afterAll(async () => {
  fhirServer.close();
  await built.remove();
});

const call = (changes: object = {}, headers: Record<string, string> = {}) =>
  fetch(open.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(hookRequest('order-sign', { prefetch, ...changes })),
  });

/** The first line of what comes back to a request with these header lines. */
async function statusOf(service: StartedService, url: string, lines: string): Promise<string> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  socket.end(`GET ${url} HTTP/1.1\r\n${lines}\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer.split('\r\n')[0] ?? '';
}

describe('keys', { timeout: 60_000 }, () => {
  it('whose signatures anybody can write are not believed, and the log names them at the start', async () => {
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: base + path, iat: now, exp: now + 300, jti: 'forged' };
    const signed = `${encoded({ alg: 'RS384', kid: 'weak' })}.${encoded(claims)}`;
    // With the exponent 1 a signature is its own padded digest (RFC 8017, section 9.2).
    const digest = Buffer.concat([
      Buffer.from('3041300d060960864801650304020205000430', 'hex'),
      createHash('sha384').update(signed).digest(),
    ]);
    const padding = Buffer.alloc(256 - 3 - digest.length, 0xff);
    const forged = Buffer.concat([
      Buffer.from([0, constants.RSA_PKCS1_PADDING]),
      padding,
      Buffer.from([0]),
      digest,
    ]);
    const answer = await fetch(trusting.url + path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${signed}.${forged.toString('base64url')}`,
      },
      body: JSON.stringify(hookRequest('order-sign', { prefetch })),
    });
    expect(answer.status).toBe(401);
    // Lines of the log are written beside the calls.
    await vi.waitFor(() => expect(trusting.output()).toMatch(/"keys":\["weak"\].*not believed/));
  });
});

describe('the token endpoint refuses what it cannot read', { timeout: 60_000 }, () => {
  const form = 'application/x-www-form-urlencoded';
  it.each<readonly [string, Record<string, string>, string]>([
    ['a long form', { 'Content-Type': form }, `a=${'x'.repeat(40_000)}`],
    ['a form of many fields', { 'Content-Type': form }, 'a=1&'.repeat(2000)],
    ['another charset', { 'Content-Type': `${form}; charset=utf-7` }, 'grant_type=x'],
    ['what is no gzip', { 'Content-Type': form, 'Content-Encoding': 'gzip' }, 'grant_type=x'],
    ['another encoding', { 'Content-Type': form, 'Content-Encoding': 'zstd' }, 'grant_type=x'],
    ['JSON', { 'Content-Type': 'application/json' }, '{}'],
  ])('%s', async (_name, headers, body) => {
    const answer = await fetch(`${trusting.url}/fhir/token`, { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: 'invalid_request' });
    expect(trusting.output()).not.toContain('"level":50');
  });
});

describe('reports are for this machine alone', { timeout: 60_000 }, () => {
  it.each([
    'X-Forwarded-For: 192.0.2.1',
    'X-Forwarded-Host: cds.example',
    'X-Forwarded-Proto: https',
    'X-Real-IP: 192.0.2.1',
    'Forwarded: for=192.0.2.1',
    'Via: 1.1 proxy',
  ])('not with the header %s of a proxy', async (line) => {
    expect(await statusOf(open, '/metrics', 'Host: localhost')).toContain(' 200 ');
    expect(await statusOf(open, '/metrics', `Host: localhost\r\n${line}`)).toContain(' 401 ');
  });
});

it('the reports token opens them, whatever the case of its scheme', {
  timeout: 60_000,
}, async () => {
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    const headers = { Authorization: `${scheme} ${reportsToken}` };
    expect((await fetch(`${trusting.url}/metrics`, { headers })).status).toBe(200);
  }
});

describe('nothing is read outside a base', { timeout: 60_000 }, () => {
  it.each([
    '/fhir/%EF%BC%8E%EF%BC%8E/admin',
    '/fhir/%E2%80%A5/admin',
    '/fhir/.%09./admin',
    '/fhir/.%20./admin',
    '/fhir/.%0d%0a./admin',
    '/fhir/.%E2%80%8B./admin',
    '/fhir/%25EF%25BC%258E%25EF%25BC%258E/admin',
  ])('%s', async (hidden) => {
    asked = [];
    expect((await call({ prefetch: {}, fhirServer: origin + hidden })).status).toBe(412);
    expect(asked).toEqual([]);
  });
});

describe('a FHIR server that does not know a parameter', { timeout: 60_000 }, () => {
  it.each([[['_sort']], [['_count']], [['_sort', '_count']]])(
    '%s is asked without',
    async (names) => {
      unknown = names;
      asked = [];
      const answer = await call({ prefetch: {}, fhirServer: `${origin}/fhir` });
      unknown = [];
      expect(answer.status).toBe(200);
      expect(asked.some((url) => /_sort|_count/.test(url))).toBe(true);
    },
  );
});

describe('published resources', { timeout: 60_000 }, () => {
  it.each([
    '/fhir/Questionnaire?_id=a,b',
    '/fhir/Questionnaire?_format=xml',
    '/fhir/ValueSet?_format=application/fhir%2Bxml',
    '/fhir/ValueSet/answers-mri-result/$expand?filter=x',
    '/fhir/ValueSet/$expand?url=x&count=1',
    '/fhir/ValueSet/$expand?url=x&url=y',
  ])('%s is refused, not answered with too much', async (url) => {
    expect((await fetch(open.url + url)).status).toBe(400);
  });

  it.each(['application/fhir%2Bjson', 'application/fhir+json', 'json', 'application/json'])(
    'come as %s',
    async (format) => {
      const answer = await fetch(`${open.url}/fhir/Questionnaire?_format=${format}`);
      expect(answer.status).toBe(200);
    },
  );
});

describe('bodies', { timeout: 60_000 }, () => {
  it('in x-gzip are read as gzip', async () => {
    const answer = await fetch(open.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf8', 'Content-Encoding': 'x-gzip' },
      body: gzipSync(JSON.stringify(hookRequest('order-sign', { prefetch }))),
    });
    expect(answer.status).toBe(200);
  });

  it.each(['null', '[]', '5'])('of feedback that are %s are named', async (body) => {
    const answer = await fetch(`${open.url}${path}/feedback`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('"expression":["body"]');
  });

  it.each(['extension', 'extension.davinci-crd.configuration'])(
    'of a call have no %s of more members than anybody sends',
    async (name) => {
      const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`x${at}`, false]));
      const extension = name === 'extension' ? many : { 'davinci-crd.configuration': many };
      const answer = await call({ extension });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toMatch(/extension.*at most 200 elements/);
    },
  );

  const long = { resourceType: 'ServiceRequest', note: [{ text: 'weakness '.repeat(20_000) }] };
  it.each([
    [
      '/fhir/Questionnaire/$questionnaire-package',
      {
        resourceType: 'Parameters',
        parameter: [
          { name: 'coverage', resource: { resourceType: 'Coverage', id: 'c' } },
          { name: 'order', resource: long },
        ],
      },
    ],
    [
      '/fhir/Questionnaire/$populate',
      {
        resourceType: 'Parameters',
        parameter: [
          { name: 'subject', valueReference: { reference: 'Patient/p1' } },
          { name: 'order', resource: long },
        ],
      },
    ],
    ['/form/review', { patientId: 'p1', order: long, resources: [] }],
  ])('of %s hold orders no longer than orders are', async (url, body) => {
    const answer = await fetch(open.url + url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('order.note[0].text');
  });
});
