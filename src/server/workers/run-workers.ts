import pino from 'pino';
import type { Settings } from '../settings.ts';
import { Supervisor, WorkerFailed } from './supervisor.ts';

/**
 * Serves with several processes until it is told to stop: `ready` is called with their URL once all of them accept
 * requests; SIGTERM and SIGINT end this process with 0 once each of them has finished; a start that fails ends it
 * with 1, after the worker's own message.
 */
export async function runWorkers(settings: Settings, ready: (url: string) => void): Promise<void> {
  const log = pino({ level: settings.logLevel, base: null }, pino.destination({ sync: true }));
  const supervisor = new Supervisor(log, () => fail('no worker is left and none can be started'));

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    process.exit(await supervisor.stop());
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  try {
    ready(await supervisor.start(settings.workers));
  } catch (error) {
    if (!(error instanceof WorkerFailed)) throw error;
    if (stopping) return;
    await supervisor.stop();
    fail('a worker ended before it accepted requests');
  }
}

function fail(why: string): never {
  console.error(`spine-imaging-cds stops: ${why}.`);
  process.exit(1);
}
