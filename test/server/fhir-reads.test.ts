import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  conditions,
  type FhirTestServer,
  patient,
  type Responder,
  sendFhir,
  startFhirServer,
  wellBehaved,
} from './fhir-server.ts';
import { type Answer, hookRequest, type RunningApp, runApp } from './support.ts';

const path = '/cds-services/spine-imaging-order-sign';
const deadlineMs = 500;

let app: RunningApp;
let ehr: FhirTestServer;
let respond: Responder;

beforeAll(async () => {
  // The first read loads it, which takes longer than these tests' deadline on a busy machine.
  await import('undici');
});
beforeEach(async () => {
  respond = wellBehaved;
  ehr = await startFhirServer((request, response) => respond(request, response));
  app = await runApp({ FHIR_DEADLINE_MS: String(deadlineMs) });
});
afterEach(async () => {
  await app.stop();
  await ehr.stop();
});

function call(changes: Record<string, unknown> = {}): Promise<Answer> {
  const body = hookRequest('order-sign', {
    fhirServer: `${ehr.origin}/fhir`,
    fhirAuthorization: { access_token: 'secret-token', token_type: 'Bearer' },
    ...changes,
  });
  return app.post(path, body);
}

/** What reached the service: the fake service tells it in its card. */
function seen(answer: Answer): { resources: string[]; unavailable: string[] } {
  expect(answer.status).toBe(200);
  return JSON.parse(answer.json.cards[0].detail);
}

const everything = { resources: ['Patient/pat-1', 'Condition/c1'], unavailable: [] };

describe('missing prefetch keys', () => {
  it('are all read, with the token, where none came', async () => {
    expect(seen(await call())).toEqual(everything);
    expect(ehr.requests.filter(({ path: read }) => read !== '/fhir/metadata')).toHaveLength(2);
    expect(ehr.requests).toEqual(
      expect.arrayContaining([
        { path: '/fhir/Patient/pat-1', authorization: 'Bearer secret-token' },
        { path: '/fhir/Condition?patient=pat-1', authorization: 'Bearer secret-token' },
      ]),
    );
  });

  it('alone are read where some came', async () => {
    const answer = await call({ prefetch: { patient } });
    expect(seen(answer)).toEqual(everything);
    expect(ehr.requests.map((read) => read.path)).toEqual(['/fhir/Condition?patient=pat-1']);
  });

  it('are not read where all came', async () => {
    const answer = await call({ prefetch: { patient, conditions: conditions(['c1']) } });
    expect(seen(answer)).toEqual(everything);
    expect(ehr.connections()).toBe(0);
  });

  it('are read without a token where none was given', async () => {
    expect(seen(await call({ fhirAuthorization: undefined }))).toEqual(everything);
    expect(ehr.requests[0]?.authorization).toBe('');
  });
});

describe('keys that are there but empty-handed', () => {
  it.each([
    ['null', null, []],
    ['an empty Bundle', conditions([]), []],
    ['an OperationOutcome', { resourceType: 'OperationOutcome' }, ['conditions']],
    ['a text', 'oops', ['conditions']],
  ])('%s is not read again', async (_name, value, unavailable) => {
    const answer = await call({ prefetch: { patient, conditions: value } });
    expect(seen(answer)).toEqual({ resources: ['Patient/pat-1'], unavailable });
    expect(ehr.connections()).toBe(0);
  });
});

describe('a page with more to come', () => {
  it('is followed', async () => {
    respond = (_request, response) => sendFhir(response, conditions(['c2']));
    const page = conditions(['c1'], `${ehr.origin}/fhir?page=2`);
    expect(seen(await call({ prefetch: { patient, conditions: page } }))).toEqual({
      resources: ['Patient/pat-1', 'Condition/c1', 'Condition/c2'],
      unavailable: [],
    });
  });

  it('counts as partly unavailable where it cannot be followed', async () => {
    const page = conditions(['c1'], `${ehr.origin}/fhir?page=2`);
    const answer = await call({
      prefetch: { patient, conditions: page },
      fhirServer: undefined,
      fhirAuthorization: undefined,
    });
    expect(seen(answer)).toEqual({
      resources: ['Patient/pat-1', 'Condition/c1'],
      unavailable: ['conditions'],
    });
  });

  it('is not followed out of the FHIR base', async () => {
    const other = await startFhirServer(wellBehaved);
    for (const next of [`${other.origin}/fhir?page=2`, `${ehr.origin}/admin?page=2`]) {
      const answer = await call({ prefetch: { patient, conditions: conditions(['c1'], next) } });
      expect(seen(answer).unavailable).toEqual(['conditions']);
    }
    expect(other.connections()).toBe(0);
    expect(ehr.connections()).toBe(0);
    await other.stop();
  });

  it('that never ends is left after a while', async () => {
    respond = (_request, response) =>
      sendFhir(response, conditions(['c2'], `${ehr.origin}/fhir?page=2`));
    const answer = await call({ prefetch: { patient } });
    expect(seen(answer).unavailable).toEqual(['conditions']);
    expect(ehr.requests.length).toBeLessThan(30);
  });
});

describe('a FHIR server that fails', () => {
  const garbled: Responder = (_request, response) => {
    response.end('<html>Sign in</html>');
  };
  const cases: readonly [string, Responder][] = [
    ['answers too late', () => undefined],
    ['refuses the token', (_request, response) => sendFhir(response, {}, 401)],
    ['fails', (_request, response) => sendFhir(response, {}, 500)],
    ['sends garbage', garbled],
    [
      'sends an OperationOutcome with 200',
      (_request, response) => sendFhir(response, { resourceType: 'OperationOutcome', issue: [] }),
    ],
    [
      'closes halfway',
      (_request, response) => {
        response.writeHead(200, { 'Content-Length': 1000 });
        response.write('{"resourceType"');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    [
      'trickles',
      (_request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(timer));
      },
    ],
    [
      'sends without end',
      (_request, response) => {
        const more = (): void => {
          while (response.writable && response.write(Buffer.alloc(1 << 20, ' ')));
        };
        response.on('drain', more);
        more();
      },
    ],
  ];

  // Once more where the machine was busy with something else: the service is what is timed.
  it.each(cases)(
    '%s: the call is answered in time, key by key',
    { retry: 2 },
    async (_name, responder) => {
      respond = (request, response) =>
        request.url?.includes('Condition') === true
          ? responder(request, response)
          : wellBehaved(request, response);
      const started = performance.now();
      const answer = await call();
      expect(performance.now() - started).toBeLessThan(deadlineMs + 200);
      expect(seen(answer)).toEqual({ resources: ['Patient/pat-1'], unavailable: ['conditions'] });
    },
  );

  it('is not there at all: the chart is not taken for an empty one', async () => {
    await ehr.stop();
    expect((await call()).status).toBe(412);
    ehr = await startFhirServer(wellBehaved);
  });
});

describe('redirects', () => {
  const redirectTo = (location: string): Responder => {
    return (request, response) => {
      if (request.url?.startsWith('/fhir/moved') === true) {
        wellBehaved(request, response);
        return;
      }
      response.writeHead(302, { Location: location }).end();
    };
  };

  it('within the base are followed', async () => {
    respond = redirectTo('/fhir/moved/Condition');
    const answer = await call({ prefetch: { patient } });
    expect(seen(answer)).toEqual(everything);
  });

  it('anywhere else are not', async () => {
    const evil = await startFhirServer(wellBehaved);
    for (const location of [`${evil.origin}/fhir`, '/admin', `//${evil.origin.slice(7)}/fhir`]) {
      respond = redirectTo(location);
      const answer = await call({ prefetch: { patient } });
      expect(seen(answer).unavailable).toEqual(['conditions']);
    }
    expect(evil.connections()).toBe(0);
    await evil.stop();
  });

  it('in a circle come to an end', async () => {
    respond = redirectTo('/fhir/Condition');
    expect(seen(await call({ prefetch: { patient } })).unavailable).toEqual(['conditions']);
    expect(ehr.requests.length).toBeLessThan(10);
  });
});

describe('without any prefetch', () => {
  it.each([undefined, {}, { somethingElse: null }])(
    'and without a FHIR server (prefetch %j) the call gets 412 naming the keys',
    async (prefetch) => {
      const answer = await call({ prefetch, fhirServer: undefined, fhirAuthorization: undefined });
      expect(answer.status).toBe(412);
      expect(answer.json.resourceType).toBe('OperationOutcome');
      expect(answer.json.issue[0].diagnostics).toMatch(/patient.*conditions/);
    },
  );

  it('one key is enough for an answer', async () => {
    const answer = await call({
      prefetch: { patient: null },
      fhirServer: undefined,
      fhirAuthorization: undefined,
    });
    expect(seen(answer)).toEqual({ resources: [], unavailable: ['conditions'] });
  });
});

describe('the access token', () => {
  it('never reaches the log', async () => {
    await call();
    respond = (_request, response) => sendFhir(response, {}, 500);
    await call();
    expect(JSON.stringify(app.log)).not.toContain('secret-token');
  });

  it('that cannot stand in a header reads nothing', async () => {
    const answer = await call({ fhirAuthorization: { access_token: 'a\r\nX-Evil: 1' } });
    expect(answer.status).toBe(412);
    expect(ehr.requests.map((read) => read.path)).toEqual(['/fhir/metadata']);
  });
});
