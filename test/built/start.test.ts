import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltService, buildService } from '../support/built-service.ts';

let built: BuiltService;
beforeAll(async () => {
  built = await buildService();
}, 60_000);
afterAll(() => built.remove());

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const evidence = [
  {
    fact: 'clinical-re-evaluation',
    resource: 'Observation',
    where: "code.coding.exists(system = 'urn:x' and code = '1')",
  },
];

it.each([
  ['site evidence', { SITE_EVIDENCE_FILE: file('evidence.json', evidence) }],
  ['other readings', { READINGS_FILE: file('readings.json', { trialDays: 28 }) }],
  ['several workers', { WORKERS: '2' }],
  ['secrets in files', { REPORTS_TOKEN_FILE: file('token', 'r'.repeat(32)) }],
])(
  'starts with %s, and serves its pages',
  async (_name, env) => {
    const service = await built.start(env);
    const discovery = await fetch(`${service.url}/cds-services`);
    expect(discovery.status).toBe(200);
    expect((await fetch(`${service.url}/fhir/metadata`)).status).toBe(200);
    expect(await service.stop()).toBe(0);
  },
  30_000,
);

it.each([
  ['TRUSTED_CLIENT', '/nowhere.json'],
  ['trusted_clients', '/nowhere.json'],
  ['REPORT_TOKEN', 'r'.repeat(32)],
  ['FHIR_SERVER', 'https://ehr.example/fhir'],
  ['TRUSTED_CLIENTS_PATH', '/nowhere.json'],
  ['WITHOUT_AUTHORIZATION', '99999'],
])('does not start with %s=%s, and names what is wrong', async (name, value) => {
  await expect(built.start({ [name]: value })).rejects.toThrow(name);
});
