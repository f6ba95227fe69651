import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  conditions,
  type FhirTestServer,
  patient,
  sendFhir,
  startFhirServer,
} from './fhir-server.ts';
import { type Answer, hookRequest, type RunningApp, runApp } from './support.ts';

const path = '/cds-services/spine-imaging-order-sign';

/** What a batch was asked, as the server got it. */
interface Batch {
  readonly urls: readonly string[];
  readonly methods: readonly string[];
}

type Entry = { readonly resource?: object; readonly response: { readonly status: string } };
const ok = (resource: object): Entry => ({ resource, response: { status: '200 OK' } });

let app: RunningApp;
let ehr: FhirTestServer;
let batches: Batch[];
let offers: boolean;
let answerBatch: (batch: Batch) => { readonly status?: number; readonly entry: readonly Entry[] };
let answerRead: (url: string) => object;

const answerTo = (url: string): object =>
  url.startsWith('Patient/') ? patient : conditions(['c1']);

beforeAll(async () => {
  // The first read loads it, which takes longer than these tests' deadline on a busy machine.
  await import('undici');
});
beforeEach(async () => {
  batches = [];
  offers = true;
  answerBatch = ({ urls }) => ({ entry: urls.map((url) => ok(answerTo(url))) });
  answerRead = answerTo;
  ehr = await startFhirServer((request, response) => void respond(request, response));
  app = await runApp({ FHIR_DEADLINE_MS: '3000' });
});
afterEach(async () => {
  await app.stop();
  await ehr.stop();
});

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = (request.url ?? '').replace('/fhir/', '');
  if (url === 'metadata') {
    const interaction = offers ? [{ code: 'transaction' }, { code: 'batch' }] : [];
    const rest = [{ mode: 'server', interaction }];
    return sendFhir(response, { resourceType: 'CapabilityStatement', rest });
  }
  if (request.method !== 'POST') return sendFhir(response, answerRead(url));
  const sent: {
    readonly type: string;
    readonly entry: readonly {
      readonly request: { readonly method: string; readonly url: string };
    }[];
  } = JSON.parse(await text(request));
  expect(sent.type).toBe('batch');
  const batch = {
    urls: sent.entry.map((entry) => entry.request.url),
    methods: sent.entry.map((entry) => entry.request.method),
  };
  batches.push(batch);
  const { status = 200, entry } = answerBatch(batch);
  sendFhir(response, { resourceType: 'Bundle', type: 'batch-response', entry }, status);
}

const call = (): Promise<Answer> =>
  app.post(
    path,
    hookRequest('order-sign', {
      fhirServer: `${ehr.origin}/fhir`,
      fhirAuthorization: { access_token: 'secret-token', token_type: 'Bearer' },
    }),
  );

/** What reached the service: the fake service tells it in its card. */
function seen(answer: Answer): { resources: string[]; unavailable: string[] } {
  expect(answer.status).toBe(200);
  return JSON.parse(answer.json.cards[0].detail);
}

const everything = { resources: ['Patient/pat-1', 'Condition/c1'], unavailable: [] };
const reads = () => ehr.requests.filter((one) => /Patient|Condition/.test(one.path));

describe('a FHIR server that takes a batch', () => {
  it('gets the reads of a call as one Bundle of GETs, with the token; what it offers is asked once, without', async () => {
    expect(seen(await call())).toEqual(everything);
    expect(seen(await call())).toEqual(everything);
    const urls = ['Patient/pat-1', 'Condition?patient=pat-1'];
    expect(batches).toEqual([
      { urls, methods: ['GET', 'GET'] },
      { urls, methods: ['GET', 'GET'] },
    ]);
    expect(reads()).toEqual([]);
    expect(ehr.requests.filter((one) => one.path === '/fhir/metadata')).toEqual([
      { path: '/fhir/metadata', authorization: '' },
    ]);
    const posted = ehr.requests.filter((one) => one.path !== '/fhir/metadata');
    expect(posted.map(({ authorization }) => authorization)).toEqual([
      'Bearer secret-token',
      'Bearer secret-token',
    ]);
  });

  it('may refuse one of them: it is read by itself, and named where that fails too', async () => {
    answerBatch = () => ({
      entry: [
        ok(patient),
        { resource: { resourceType: 'OperationOutcome' }, response: { status: '403 Forbidden' } },
      ],
    });
    expect(seen(await call())).toEqual(everything);
    expect(reads()).toHaveLength(1);
    answerRead = () => ({ resourceType: 'OperationOutcome' });
    expect(seen(await call())).toEqual({
      resources: ['Patient/pat-1'],
      unavailable: ['conditions'],
    });
  });

  it('may give a first page: the further ones are read', async () => {
    answerBatch = () => ({
      entry: [ok(patient), ok(conditions(['c1'], `${ehr.origin}/fhir/Condition?page=2`))],
    });
    answerRead = () => conditions(['c2']);
    expect(seen(await call())).toEqual({
      resources: ['Patient/pat-1', 'Condition/c1', 'Condition/c2'],
      unavailable: [],
    });
  });

  it.each<[string, ReturnType<typeof answerBatch>]>([
    ['refuses it', { status: 405, entry: [] }],
    ['answers with too few entries', { entry: [ok(patient)] }],
    ['answers with none', { entry: [] }],
  ])('that %s after all is read one by one, and not asked again', async (_name, answer) => {
    answerBatch = () => answer;
    expect(seen(await call())).toEqual(everything);
    expect(seen(await call())).toEqual(everything);
    expect(batches).toHaveLength(1);
    expect(reads()).toHaveLength(4);
  });

  it('is no other: one that does not say so gets no batch', async () => {
    offers = false;
    expect(seen(await call())).toEqual(everything);
    expect(batches).toEqual([]);
    expect(reads()).toHaveLength(2);
  });
});
