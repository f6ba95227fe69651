import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ResourceAccount } from '../../src/explain/chart-account.ts';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';
import { builtCommands } from '../support/bundled.ts';

const hospital = 'urn:oid:1.2.3.4';
const mappings = {
  facts: [
    {
      fact: 'severe-radicular.pain-score',
      resource: 'Observation',
      where: "code.coding.exists(system = 'urn:oid:1.2.3.4' and code = 'PAIN')",
      date: 'effective',
      value: 'value',
    },
  ],
  codes: [
    { system: hospital, code: 'MRLS1', is: { system: 'cpt', code: '72148' } },
    { system: hospital, code: 'XRLS2', is: { system: 'cpt', code: '72100' } },
    { system: hospital, code: '13', is: { system: 'class', code: 'AMB' } },
    { words: 'Back class', is: { system: 'cpt', code: '97110' } },
  ],
};

const subject = { reference: 'Patient/p' };
const local = (code: string) => ({ coding: [{ system: hospital, code }] });
const chart = [
  { resourceType: 'Patient', id: 'p' },
  {
    resourceType: 'DiagnosticReport',
    id: 'film',
    status: 'final',
    subject,
    code: local('XRLS2'),
    effectiveDateTime: '2026-09-14',
    conclusion: 'No acute fracture.',
  },
  {
    resourceType: 'Encounter',
    id: 'visit',
    status: 'finished',
    subject,
    class: { system: hospital, code: '13' },
    period: { start: '2026-09-03' },
  },
  {
    resourceType: 'Procedure',
    id: 'class',
    status: 'completed',
    subject,
    code: { text: 'Back class' },
    performedDateTime: '2026-09-20',
  },
  {
    resourceType: 'Observation',
    id: 'pain',
    status: 'final',
    subject,
    code: local('PAIN'),
    effectiveDateTime: '2026-09-21',
    valueInteger: 9,
  },
  {
    resourceType: 'Observation',
    id: 'of-somebody-else',
    status: 'final',
    subject: { reference: 'Patient/q' },
    code: local('PAIN'),
    effectiveDateTime: '2026-09-21',
    valueInteger: 9,
  },
  {
    resourceType: 'Observation',
    id: 'unmapped',
    status: 'final',
    subject,
    code: local('MYSTERY'),
  },
];
const request = {
  hook: 'order-sign',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: {
    userId: 'Practitioner/d',
    patientId: 'p',
    draftOrders: {
      resourceType: 'Bundle',
      entry: [
        {
          resource: {
            resourceType: 'ServiceRequest',
            id: 'mri',
            status: 'draft',
            intent: 'order',
            subject,
            code: local('MRLS1'),
          },
        },
      ],
    },
  },
  prefetch: {
    patient: chart[0],
    chart: {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: chart.slice(1).map((resource) => ({ resource })),
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'site-evidence-'));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const mappingsFile = file('mappings.json', mappings);
const requestFile = file('request.json', request);

let built: BuiltService;
let mapped: StartedService;
let bare: StartedService;
beforeAll(async () => {
  built = await buildService();
  mapped = await built.start({ SITE_EVIDENCE_FILE: mappingsFile });
  bare = await built.start();
}, 60_000);
afterAll(async () => {
  await built.remove();
  rmSync(folder, { recursive: true });
});

const readWithMappings = [
  ['DiagnosticReport/film', 'X-ray lumbar spine, 2 or 3 views, 2026-09-14'],
  ['Encounter/visit', 'visit in person, 2026-09-03'],
  ['Procedure/class', 'session of physical-therapy, 2026-09-20'],
  ['Observation/pain', 'severe-radicular.pain-score: 9, 2026-09-21'],
] as const;

async function accountBy(service: StartedService): Promise<readonly ResourceAccount[]> {
  const answer = await fetch(`${service.url}/playground/chart`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ patientId: 'p', resources: chart }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as readonly ResourceAccount[];
}

describe('the account of a chart, where the hospital has mapped its own codes', () => {
  test.each(readWithMappings)('reads %s as the service does', async (reference, words) => {
    const account = (await accountBy(mapped)).find((one) => one.reference === reference);
    expect(account?.readAs.join('; ')).toContain(words);
    expect(account?.notUsed).toEqual([]);
  });

  test('still says what is not known, and whose it is not', async () => {
    const of = async (id: string) =>
      (await accountBy(mapped)).find(({ reference }) => reference === `Observation/${id}`);
    expect((await of('unmapped'))?.notUsed.join()).toContain('not known here');
    expect(await of('of-somebody-else')).toMatchObject({
      readAs: [],
      notUsed: ['it is about someone else'],
    });
  });

  test.each(readWithMappings)(
    'says of %s that it is not known without them',
    async (reference, words) => {
      const account = (await accountBy(bare)).find((one) => one.reference === reference);
      expect(account?.readAs.join('; ')).not.toContain(words);
      expect(account?.notUsed).not.toEqual([]);
    },
  );

  test.each([
    ['an option', ['--site-evidence', mappingsFile], {}],
    ['the setting of the service', [], { SITE_EVIDENCE_FILE: mappingsFile }],
  ])(
    'is the same on the command line, by %s',
    async (_name, words, env) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          ...[join(await builtCommands(), 'main.js'), 'explain', requestFile],
          ...['--chart', '--json', '--as-of', '2026-10-01', ...words],
        ],
        { env: { PATH: process.env.PATH ?? '', ...env } },
      );
      const told = JSON.parse(stdout);
      expect(told.chart).toEqual(await accountBy(mapped));
      expect(told.assessments).toMatchObject([{ study: { cpt: '72148' } }]);
    },
    30_000,
  );

  test('is not given where callers have to show a token, or where the playground is off', async () => {
    const service = await built.start({ PLAYGROUND: 'off' });
    const answer = await fetch(`${service.url}/playground/chart`, { method: 'POST' });
    expect(answer.status).toBe(404);
  });
});
