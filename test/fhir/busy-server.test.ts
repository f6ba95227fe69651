import { afterAll, beforeAll, expect, it } from 'vitest';
import { FhirReader } from '../../src/fhir/fhir-reader.ts';
import { type FhirTestServer, patient, sendFhir, startFhirServer } from '../server/fhir-server.ts';

let server: FhirTestServer;
let release: () => void = () => undefined;

beforeAll(async () => {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  server = await startFhirServer(async (_request, response) => {
    await released;
    sendFhir(response, patient);
  });
});
afterAll(() => server.stop());

it('what a call can do without is left out while all connections are taken, and the rest waits', async () => {
  const reader = new FhirReader();
  const base = new URL(`${server.origin}/fhir`);
  const { signal } = new AbortController();
  const chart = reader.session(base, undefined, signal, 10_000);
  const notes = reader.session(base, undefined, signal, 10_000, {
    ...{ bytes: 1000, pages: 1, waits: false },
  });
  const read = (session: typeof chart) => reader.readAll(session, ['Patient/pat-1']);
  const taken = Array.from({ length: 65 }, () => read(chart));
  await expect.poll(() => server.requests.length).toBe(64);
  expect(await read(notes)).toEqual([{ outcome: 'deadline', resources: [] }]);
  release();
  const results = (await Promise.all(taken)).flat();
  expect(results.every(({ outcome }) => outcome === 'read')).toBe(true);
  expect(results).toHaveLength(65);
  const [later] = await read(notes);
  expect(later?.outcome).toBe('read');
  await reader.close();
});
