import pino from 'pino';
import type { CdsService } from '../cds/service.ts';
import type { Readings } from '../guideline/readings.ts';
import type { SiteEvidence } from '../site-evidence/site-evidence.ts';
import { readReadings } from './readings-file.ts';
import { serve } from './serve.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';
import { readSiteEvidence } from './site-evidence-file.ts';

/** The settings, with what the files that they name hold. */
type ServiceOptions = Settings & {
  readonly readings: Readings;
  readonly siteEvidence?: SiteEvidence;
};

/**
 * Serves until it is told to stop. Prints one line with its URL once it accepts requests; a setting that cannot be
 * used ends the process with a message that names it; SIGTERM and SIGINT end it with 0 once all is finished.
 */
export async function run(
  env: Readonly<Record<string, string | undefined>>,
  services: (settings: ServiceOptions) => readonly CdsService[],
): Promise<void> {
  try {
    await start(readSettings(env), services);
  } catch (error) {
    if (!(error instanceof SettingsError)) {
      throw error;
    }
    console.error(error.message);
    process.exit(1);
  }
}

async function start(
  settings: Settings,
  services: (settings: ServiceOptions) => readonly CdsService[],
): Promise<void> {
  // Lines are gathered before they are written: a write per request would cost more than the answer.
  const output = pino.destination({ sync: false, minLength: 4096 });
  setInterval(() => output.flush(), 1000).unref();
  const log = pino({ level: settings.logLevel, base: null }, output);
  const readings = readReadings(settings.readingsFile);
  const siteEvidence = await readSiteEvidence(settings.siteEvidenceFile);
  const options = {
    ...settings,
    readings,
    ...(siteEvidence === undefined ? {} : { siteEvidence }),
  };
  const service = await serve(settings, services(options), log);
  console.log(`spine-imaging-cds is listening on ${service.url}`);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) {
      return;
    }
    stopping = true;
    await service.stop();
    output.flushSync();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
