import type { Server } from 'node:http';
import type { Logger } from 'pino';
import type { CdsService } from '../cds/service.ts';
import { FhirReader } from '../fhir/fhir-reader.ts';
import { messageOf } from '../message-of.ts';
import { preparePhrases } from '../notes/phrases.ts';
import { Store } from '../store/store.ts';
import { createApp } from './app.ts';
import { drainable } from './drainable.ts';
import { messagesOf } from './express-messages.ts';
import { httpServer } from './http-server.ts';
import type { ServiceOptions } from './service-options.ts';
import { type Settings, SettingsError } from './settings.ts';
import type { Tracing } from './tracing.ts';
import { readTrustedClients } from './trust/trusted-clients.ts';
import type { WorkerPart } from './workers/worker.ts';

/** A service that accepts requests. */
export interface RunningService {
  /** Where it listens. */
  readonly url: string;
  /** Stops accepting, finishes what is under way, writes what waits; within ten seconds. */
  stop(): Promise<void>;
}

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** How long the requests may take once the service is asked to stop, and then the store for what waits. */
const stopTimes = { silenceMs: 1000, limitMs: 7000, storeMs: 2000 } as const;

/**
 * Opens the store, and listens.
 * @param worker the part of this process, where it is one of several
 * @throws SettingsError where a setting cannot be used: the clients' file, the database, the port
 */
export async function serve(
  settings: ServiceOptions,
  services: readonly CdsService[],
  log: Logger,
  worker?: WorkerPart,
): Promise<RunningService> {
  const clients = readTrustedClients(settings.trustedClients, settings.trustSandbox);
  for (const { issuer, ignoredKeys: keys = [] } of clients.values()) {
    if (keys.length > 0) log.warn({ client: issuer, keys }, 'keys of this client are not believed');
  }
  const store = openStore(settings, log);
  const reader = new FhirReader({ linkBases: settings.fhirLinkBases });
  let stopping = false;
  const isStopping = () => stopping;
  const tracing = await tracingTo(settings.tracesEndpoint);
  const app = createApp({
    ...{ settings, services, clients, reader, store, log, isStopping },
    ...(tracing === undefined ? {} : { tracing }),
    ...(worker === undefined ? {} : { shareMetrics: worker.shareMetrics }),
  });
  const { server, drain } = drainable(app, (listener) =>
    httpServer(listener, settings, messagesOf(app)),
  );
  // PostgreSQL may be away for the moment: then the service is not ready, but answers.
  await store.check().catch((error: unknown) => logStoreError(log, error));
  await listen(server, settings);
  // The first call that brings a note would wait for the words of its rules.
  const preparing =
    settings.notes === 'on' ? setTimeout(preparePhrases, afterStartMs).unref() : undefined;
  const keepHouse = (): void => {
    forgetOld(store, settings).catch((error: unknown) => logStoreError(log, error));
  };
  // What gathered before the start is a matter for one process; later each does it, seldom at once.
  if (worker === undefined || worker.id === 1) keepHouse();
  const housekeeping = setInterval(keepHouse, hour * (1 + Math.random() / 4)).unref();
  return {
    url: urlOf(server, settings.host),
    stop: async () => {
      stopping = true;
      clearInterval(housekeeping);
      clearTimeout(preparing);
      await drain(stopTimes, worker);
      await Promise.all([
        reader.close(),
        within(stopTimes.storeMs, store.close()),
        // A collector that is away is no reason not to stop.
        within(stopTimes.storeMs, tracing?.stop().catch(() => undefined) ?? Promise.resolve()),
      ]);
    },
  };
}

/** Who waits for the service to be up asks at once. */
const afterStartMs = 500;

/** Loaded only where it is asked for: the start stays as short as it is. */
async function tracingTo(endpoint: string | undefined): Promise<Tracing | undefined> {
  if (endpoint === undefined) return undefined;
  const { openTelemetry } = await import('./open-telemetry.ts');
  return openTelemetry(endpoint);
}

function openStore(settings: Settings, log: Logger): Store {
  try {
    return new Store(settings.databaseUrl, (error) => logStoreError(log, error));
  } catch (error) {
    const why = messageOf(error);
    throw new SettingsError(
      `DATABASE_URL names a database that cannot be opened; expected a path that can be written (${why}).`,
    );
  }
}

/** Database errors quote statements and values: the log gets the kind and the code. */
function logStoreError(log: Logger, error: unknown): void {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  log.warn({ type: cause instanceof Error ? cause.name : typeof cause, code }, 'the store failed');
}

function forgetOld(store: Store, settings: Settings): Promise<void> {
  const now = Date.now();
  const recordsBefore = new Date(now - settings.recordsRetentionDays * day);
  return store.forget(new Date(now), recordsBefore, settings.tokenLifetimeSeconds * 1000 + hour);
}

async function listen(server: Server, { port, host }: Settings): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const why = 'code' in error ? String(error.code) : error.message;
      reject(
        new SettingsError(
          `PORT is "${port}" and HOST is "${host}"; expected an address that is free to listen on (${why}).`,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
