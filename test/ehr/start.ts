import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { cdsServices } from '../../hooks/services.ts';
import { serve } from '../../src/server/serve.ts';
import { readSettings } from '../../src/server/settings.ts';
import { allVignettes } from '../../src/vignettes/vignette.ts';
import { recordOf } from './record.ts';
import { startStubEhr } from './stub-ehr.ts';

/**
 * `npm run ehr [vignette]`: an EHR on loopback with the chart of a vignette, and this service beside it, to try the
 * whole loop: sign the order, fill in the form, sign again. EHR_PORT and PORT say where they listen; DTR_FORM=adaptive
 * asks group by group.
 */
const [name = 'lumbar-radiculopathy/no-radiograph'] = process.argv.slice(2);
const vignette = allVignettes().find((one) => one.name === name);
if (vignette === undefined) {
  console.error(`No vignette is called ${name}; they lie under fixtures/vignettes.`);
  process.exit(1);
}
const { context, chart } = recordOf(vignette);
let url = '';
const ehr = await startStubEhr(context, chart, {
  port: Number(process.env.EHR_PORT ?? 4004),
  service: () => url,
});
const file = join(mkdtempSync(join(tmpdir(), 'smart-ehrs-')), 'ehrs.json');
const demonstration = `${ehr.origin}/`;
writeFileSync(
  file,
  JSON.stringify([{ issuer: ehr.fhirBase, clientId: 'spine-form', demonstration }]),
);
const settings = readSettings({
  DATABASE_URL: 'file::memory:',
  LOG_LEVEL: 'warn',
  ...process.env,
  SMART_EHRS: file,
});
const service = await serve(settings, cdsServices(settings), pino({ level: settings.logLevel }));
url = service.url;
console.log(`Try the whole loop at ${demonstration}
The service is at ${url}; the form alone opens at ${url}/form/launch`);
