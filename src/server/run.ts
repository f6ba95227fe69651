import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import type { CdsService } from '../cds/service.ts';
import { serve } from './serve.ts';
import { type ServiceOptions, withFiles } from './service-options.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';
import type { WorkerPart } from './workers/worker.ts';

type Services = (settings: ServiceOptions) => readonly CdsService[];

/** How long the end of the process waits for whoever reads the log. */
const logMs = 1000;

/**
 * Serves until it is told to stop. Prints one line with its URL once it accepts requests; a setting that cannot be
 * used ends the process with a message that names it; SIGTERM and SIGINT end it with 0 once all is finished.
 */
export async function run(
  env: Readonly<Record<string, string | undefined>>,
  services: Services,
): Promise<void> {
  try {
    const settings = readSettings(env);
    if (settings.workers === 1) return await start(settings, services);
    // Loaded only here: one process alone starts the sooner without it.
    const { workerPart } = await import('./workers/worker.ts');
    const worker = workerPart();
    if (worker !== undefined) return await start(settings, services, worker);
    // A token that one worker issues is shown to another.
    process.env.ACCESS_TOKEN_SECRET ??= randomBytes(32).toString('base64url');
    const { runWorkers } = await import('./workers/run-workers.ts');
    await runWorkers(settings, announce);
  } catch (error) {
    if (!(error instanceof SettingsError)) {
      throw error;
    }
    console.error(error.message);
    process.exit(1);
  }
}

async function start(settings: Settings, services: Services, worker?: WorkerPart): Promise<void> {
  // Lines are gathered before they are written: a write per request would cost more than the answer. What several
  // processes write to one pipe stays whole up to 4096 bytes.
  const gather = worker === undefined ? { minLength: 4096 } : { minLength: 2048, maxWrite: 4096 };
  const output = pino.destination({ sync: false, ...gather });
  setInterval(() => output.flush(), 1000).unref();
  const base = worker === undefined ? null : { worker: worker.id };
  const log = pino({ level: settings.logLevel, base }, output);
  const options = await withFiles(settings);
  const service = await serve(options, services(options), log, worker);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) {
      return;
    }
    stopping = true;
    await service.stop();
    await endLog(output);
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  (worker?.announce ?? announce)(service.url);
}

/**
 * Writes the log's last lines. Whoever read them may be gone, or no longer reading: written synchronously, they would
 * then be tried again for ever, here and at the end of the process.
 */
async function endLog(output: ReturnType<typeof pino.destination>): Promise<void> {
  const written = new Promise<void>((resolve) => output.flush(() => resolve()));
  await Promise.race([written, pause(logMs)]);
  output.destroy();
}

function announce(url: string): void {
  console.log(`spine-imaging-cds is listening on ${url}`);
}
