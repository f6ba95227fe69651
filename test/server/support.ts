import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import type { CdsService } from '../../src/cds/service.ts';
import type { HookName } from '../../src/cds/types.ts';
import { FhirReader } from '../../src/fhir/fhir-reader.ts';
import { type AppParts, createApp } from '../../src/server/app.ts';
import { messagesOf } from '../../src/server/express-messages.ts';
import { httpServer } from '../../src/server/http-server.ts';
import type { ServiceOptions } from '../../src/server/service-options.ts';
import { readSettings } from '../../src/server/settings.ts';
import { readTrustedClients } from '../../src/server/trust/trusted-clients.ts';
import { Store } from '../../src/store/store.ts';

/** A hook request with one lumbar MRI as draft order; `changes` replace or add top-level fields. */
export function hookRequest(hook: HookName, changes: Record<string, unknown> = {}) {
  const order = {
    resourceType: 'ServiceRequest',
    id: 'mri-1',
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/pat-1' },
    code: {
      coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72148' }],
    },
  };
  return {
    hook,
    hookInstance: randomUUID(),
    context: {
      userId: 'Practitioner/doc-1',
      patientId: 'pat-1',
      ...(hook === 'order-select' ? { selections: ['ServiceRequest/mri-1'] } : {}),
      draftOrders: { resourceType: 'Bundle', entry: [{ resource: order }] },
    },
    ...changes,
  };
}

/** A prefetch that answers every key of the fake service with "no data". */
export const nothingOnRecord = { patient: null, conditions: null };

const cardSource = { label: 'Test payer' };

/**
 * A service that needs `patient` and `conditions` and answers with one card that tells what it was given:
 * the tests of the protocol look at what reached the service, not at the guideline.
 */
export function fakeService(hook: HookName): CdsService {
  return {
    definition: {
      hook,
      id: `spine-imaging-${hook}`,
      title: 'Spine imaging',
      description: 'Spine imaging for tests',
      prefetch: {
        patient: 'Patient/{{context.patientId}}',
        conditions: 'Condition?patient={{context.patientId}}',
      },
    },
    aside: () => ({ response: { cards: [] }, record: { cards: [], orders: [] } }),
    neededKeys: (request) =>
      (request.context.draftOrders.entry ?? []).length === 0 ? [] : ['patient', 'conditions'],
    answer({ resources, unavailable }) {
      const uuid = randomUUID();
      const detail = JSON.stringify({
        resources: resources.map((resource) => `${resource.resourceType}/${resource.id}`),
        unavailable,
      });
      const determination = 'prerequisites-missing';
      return {
        response: {
          cards: [
            {
              uuid,
              summary: 'What came',
              indicator: 'info',
              detail,
              source: cardSource,
            },
          ],
        },
        record: {
          cards: [
            {
              uuid,
              kind: 'trial-of-treatment',
              criteria: ['trial-of-treatment'],
              determination,
              order: 'ServiceRequest/mri-1',
            },
          ],
          orders: [{ cpt: '72148', guideline: '2026.1', determination }],
        },
      };
    },
  };
}

/** What opens the reports of the tests' apps. */
export const reportsToken = 'reports-token-of-the-tests';
const isForReports = /^\/(reports\/|metrics)/;

export interface RunningApp {
  readonly url: string;
  readonly log: readonly Record<string, unknown>[];
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The answers are looked at field by field in assertions; a type for each would assert nothing more.
  // biome-ignore lint/suspicious/noExplicitAny: parsed JSON under test
  readonly json: any;
}

/** The real app on a free port, with the fake services unless others are given. */
export async function runApp(
  env: Record<string, string> = {},
  parts: Partial<AppParts> = {},
  files: Pick<ServiceOptions, 'readings' | 'siteEvidence'> = {},
): Promise<RunningApp> {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => lines.push(JSON.parse(line)) });
  const read = readSettings({
    PUBLIC_BASE_URL: 'https://cds.test',
    DATABASE_URL: 'file::memory:',
    REPORTS_TOKEN: reportsToken,
    ...env,
  });
  const settings = { ...read, ...files };
  const services = [fakeService('order-select'), fakeService('order-sign')];
  const clients = readTrustedClients(settings.trustedClients, settings.trustSandbox);
  const reader = new FhirReader();
  const store = new Store(settings.databaseUrl, (error) => log.warn(error));
  const app = createApp({ settings, services, clients, reader, store, log, ...parts });
  const { server, url } = await listen(
    httpServer(app, settings, messagesOf(app)),
    Number(env.PORT ?? 0),
  );
  const send = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(url + path, { method, ...init });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json: text.startsWith('{') ? JSON.parse(text) : undefined,
    };
  };
  return {
    url,
    log: lines,
    get: (path, headers = {}) =>
      send('GET', path, {
        headers: {
          ...(isForReports.test(path) ? { Authorization: `Bearer ${reportsToken}` } : {}),
          ...headers,
        },
      }),
    post: (path, body, headers = {}) =>
      send('POST', path, {
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
    stop: async () => {
      await reader.close();
      await store.close();
      await stopped(server);
    },
  };
}

async function listen(server: Server, at: number): Promise<{ server: Server; url: string }> {
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}` };
}

async function stopped(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
