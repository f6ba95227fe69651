import { createServer } from 'node:http';
import pino from 'pino';
import { cdsServices } from '../../hooks/services.ts';
import { FhirReader } from '../fhir/fhir-reader.ts';
import { createApp } from './app.ts';
import { readSettings, SettingsError } from './settings.ts';

try {
  start();
} catch (error) {
  if (!(error instanceof SettingsError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}

function start(): void {
  const settings = readSettings(process.env);
  const log = pino({ level: settings.logLevel, base: null }, pino.destination({ sync: false }));
  const services = cdsServices({
    payerName: settings.payerName,
    guidelineUrl: settings.guidelineUrl,
    publicBaseUrl: settings.publicBaseUrl,
    canonicalBase: settings.canonicalBase,
  });
  const server = createServer(createApp({ settings, services, reader: new FhirReader(), log }));
  server.listen(settings.port, settings.host, () => {
    console.log(`spine-imaging-cds serves ${settings.publicBaseUrl}`);
  });
}
