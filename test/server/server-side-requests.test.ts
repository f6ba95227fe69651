import { hostname } from 'node:os';
import { Agent, buildConnector } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FhirReader } from '../../src/fhir/fhir-reader.ts';
import { type FhirTestServer, startFhirServer, wellBehaved } from './fhir-server.ts';
import { hookRequest, type RunningApp, runApp } from './support.ts';

/** Every host that a connection was tried to. */
const tried: string[] = [];
const connect = buildConnector({});
const reader = () =>
  new FhirReader({
    dispatcher: new Agent({
      connect: (options, callback) => {
        tried.push(options.hostname);
        connect(options, callback);
      },
    }),
  });

let allowed: FhirTestServer;
let app: RunningApp;
let appOnDefaults: RunningApp;

beforeAll(async () => {
  allowed = await startFhirServer(wellBehaved);
  app = await runApp({ FHIR_SERVERS: `${allowed.origin}/fhir` }, { reader: reader() });
  appOnDefaults = await runApp({}, { reader: reader() });
});
afterAll(async () => {
  await app.stop();
  await appOnDefaults.stop();
  await allowed.stop();
});
beforeEach(() => {
  tried.length = 0;
});

const call = (to: RunningApp, fhirServer: string) =>
  to.post(
    '/cds-services/spine-imaging-order-sign',
    hookRequest('order-sign', { fhirServer, fhirAuthorization: { access_token: 'secret' } }),
  );

describe('a FHIR server that is not listed is never contacted', () => {
  const port = () => allowed.origin.split(':')[2];
  it.each([
    ['the metadata address', () => 'http://169.254.169.254/latest/meta-data'],
    ['a private address', () => 'http://10.0.0.1/fhir'],
    ['the listed host as user name', () => 'http://127.0.0.1@evil.example/fhir'],
    ['the listed base as user name', () => `${allowed.origin}@evil.example/fhir`],
    ['another name of the listed host', () => `http://localhost:${port()}/fhir`],
    ['another loopback address', () => `http://127.0.0.2:${port()}/fhir`],
    ['a path beside the listed one', () => `${allowed.origin}/fhirx`],
    ['a path above the listed one', () => `${allowed.origin}/fhir/../admin`],
    ['another port', () => 'http://127.0.0.1:1/fhir'],
    ['another scheme', () => 'gopher://127.0.0.1/fhir'],
  ])('%s', async (_name, fhirServer) => {
    expect((await call(app, fhirServer())).status).toBe(412);
    expect(tried).toEqual([]);
    expect(allowed.connections()).toBe(0);
  });

  it.each([
    ['this machine by its name', () => `http://${hostname()}:${port()}/fhir`],
    ['loopback with a trailing dot', () => `http://localhost.:${port()}/fhir`],
    ['the address of all interfaces', () => `http://0.0.0.0:${port()}/fhir`],
    ['a name that resolves to loopback', () => `http://127.0.0.1.nip.io:${port()}/fhir`],
  ])('%s, with the loopback default', async (_name, fhirServer) => {
    expect((await call(appOnDefaults, fhirServer())).status).toBe(412);
    expect(tried).toEqual([]);
    expect(allowed.connections()).toBe(0);
  });

  it('while a listed one is', async () => {
    expect((await call(app, `${allowed.origin}/fhir`)).status).toBe(200);
    expect(tried).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
  });
});
