import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Resource } from 'fhir/r4.js';
import { allVignettes, requestOn } from '../../src/vignettes/vignette.ts';
import { resourcesOf } from '../support/vignette-call.ts';
import { startStubEhr } from './stub-ehr.ts';

/**
 * `npm run ehr [vignette] [port]`: an EHR on loopback with the chart of a vignette, from which the form of a service on
 * this machine can be launched.
 */
const [name = 'lumbar-radiculopathy/no-radiograph', port = '4004'] = process.argv.slice(2);
const vignette = allVignettes().find((one) => one.name === name);
if (vignette === undefined) {
  console.error(`No vignette is called ${name}; they lie under fixtures/vignettes.`);
  process.exit(1);
}
const request = requestOn(vignette, new Date());
const { patientId, draftOrders } = request.context;
const orders = (draftOrders.entry ?? []).flatMap(({ resource }) => resource ?? []);
const patient: Resource = { resourceType: 'Patient', id: patientId };
const context = { patientId, order: `ServiceRequest/${orders[0]?.id}`, user: 'Practitioner/pr1' };
const ehr = await startStubEhr(
  context,
  [patient, ...resourcesOf(request), ...orders],
  Number(port),
);
const file = join(mkdtempSync(join(tmpdir(), 'smart-ehrs-')), 'ehrs.json');
writeFileSync(file, JSON.stringify([{ issuer: ehr.fhirBase, clientId: 'spine-form' }]));
console.log(`Start the service with SMART_EHRS=${file}, then open
${ehr.origin}/launch?app=http://127.0.0.1:3000/form/launch`);
