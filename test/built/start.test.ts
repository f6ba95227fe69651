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
  [
    'site evidence, other readings and secrets in files',
    {
      SITE_EVIDENCE_FILE: file('evidence.json', evidence),
      READINGS_FILE: file('readings.json', { trialDays: 28 }),
      REPORTS_TOKEN_FILE: file('token', 'r'.repeat(32)),
    },
  ],
  ['several workers', { WORKERS: '2', NOTES: 'on' }],
])(
  'starts with %s, and serves its pages',
  async (_name, env) => {
    const service = await built.start(env);
    // A connection that is kept open is waited for at the end.
    const last = { headers: { Connection: 'close' } };
    const discovery = await fetch(`${service.url}/cds-services`, last);
    expect(discovery.status).toBe(200);
    expect((await fetch(`${service.url}/fhir/metadata`, last)).status).toBe(200);
    expect(await service.stop()).toBe(0);
  },
  30_000,
);

it('does not start with a setting that it does not know, and names it', async () => {
  await expect(built.start({ TRUSTED_CLIENT: '/nowhere.json' })).rejects.toThrow('TRUSTED_CLIENT');
});
