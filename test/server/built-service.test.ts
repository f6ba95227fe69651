import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { startFhirServer, wellBehaved } from './fhir-server.ts';
import { startProcess } from './process.ts';
import { hookRequest } from './support.ts';
import { clientsFile, ecKey, issuer, signToken, startKeyServer } from './tokens.ts';

const path = '/cds-services/spine-imaging-order-sign';
const publicBaseUrl = 'https://cds.test';

/** What a bundler does to modules that are imported only when they are needed is seen in the built service alone. */
it('the built service fetches its clients’ keys and reads their FHIR servers', async () => {
  const key = ecKey('key-1');
  const keys = await startKeyServer([key]);
  const fhir = await startFhirServer(wellBehaved);
  const service = await startProcess(
    {
      PUBLIC_BASE_URL: publicBaseUrl,
      TRUSTED_CLIENTS: clientsFile([{ issuer, jwksUrl: keys.url, fhirServers: [fhir.origin] }]),
    },
    join(packageRoot, 'src', 'server', 'main.ts'),
  );
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${signToken(key, publicBaseUrl + path)}`,
    },
    body: JSON.stringify(hookRequest('order-sign', { fhirServer: fhir.origin })),
  });
  service.child.kill('SIGTERM');
  await service.ended;
  await Promise.all([keys.stop(), fhir.stop()]);
  expect(answer.status).toBe(200);
  expect(fhir.requests.map((request) => request.path)).toContain('/Patient/pat-1');
}, 30_000);
