import pino from 'pino';
import { cdsServices } from '../../hooks/services.ts';
import { serve } from './serve.ts';
import { readSettings, SettingsError } from './settings.ts';

try {
  await start();
} catch (error) {
  if (!(error instanceof SettingsError)) {
    throw error;
  }
  console.error(error.message);
  process.exit(1);
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const output = pino.destination({ sync: false, minLength: 4096 });
  setInterval(() => output.flush(), 1000).unref();
  const log = pino({ level: settings.logLevel, base: null }, output);
  const service = await serve(settings, cdsServices(settings), log);
  console.log(`spine-imaging-cds is listening on ${service.url}`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) {
      return;
    }
    stopping = true;
    service.stop().then(() => {
      output.flushSync();
      process.exit(0);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
