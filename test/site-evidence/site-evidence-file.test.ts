import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SettingsError } from '../../src/server/settings.ts';
import { readSiteEvidence } from '../../src/server/site-evidence-file.ts';
import { startProcess } from '../server/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-evidence-'));
let files = 0;

function file(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const entry = {
  fact: 'clinical-re-evaluation',
  resource: 'Observation',
  where: "code.coding.exists(system = 'urn:x' and code = '123')",
  date: 'effective',
};

describe('the site evidence file', () => {
  it('is not needed', async () => {
    expect(await readSiteEvidence(undefined)).toBeUndefined();
  });

  it('is compiled once', async () => {
    const evidence = await readSiteEvidence(
      file([entry, { ...entry, resource: 'RiskAssessment', date: 'occurrence' }]),
    );
    expect([...(evidence?.resourceTypes ?? [])]).toEqual(['Observation', 'RiskAssessment']);
  });

  it.each<readonly [string, unknown, string]>([
    ['no JSON', '[{', 'it cannot be read as JSON'],
    ['an unknown part', { entry }, 'entry'],
    [
      'a local code for none that is read',
      { codes: [{ system: 'urn:x', code: 'a', is: { system: 'cpt', code: '99999' } }] },
      'codes[0].is: cpt 99999 is not a code that is read here',
    ],
    [
      'a local code for an unknown system',
      { codes: [{ system: 'urn:x', code: 'a', is: { system: 'icd9', code: '724.2' } }] },
      '.codes[0].is.system: ',
    ],
    ['a missing member', [{ fact: 'x', resource: 'y' }], '[0].where: '],
    ['an unknown member', [{ ...entry, when: 'effective' }], 'when'],
    ['an empty expression', [{ ...entry, where: '' }], '[0].where: '],
    [
      'a misspelt element',
      [entry, { ...entry, where: 'cod.exists()' }],
      '[1].where: Observation has no element "cod", at line 1, column 1 of "cod.exists()"',
    ],
  ])('with %s stops the start and says so', async (_name, content, message) => {
    const path = file(content);
    const reading = readSiteEvidence(path);
    await expect(reading).rejects.toThrow(SettingsError);
    await expect(reading).rejects.toThrow(`SITE_EVIDENCE_FILE is "${path}", but `);
    await expect(reading).rejects.toThrow(message);
  });

  it('that is not there stops the start', async () => {
    await expect(readSiteEvidence(join(folder, 'none.json'))).rejects.toThrow(SettingsError);
  });

  it('is read by the real service', { timeout: 30_000 }, async () => {
    const main = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url));
    const wrong = file([{ ...entry, where: 'code.codign.exists()' }]);
    await expect(startProcess({ SITE_EVIDENCE_FILE: wrong }, main)).rejects.toThrow(
      `ended with 1: SITE_EVIDENCE_FILE is "${wrong}", but [0].where: CodeableConcept has no element "codign", at line 1, column 6`,
    );
    const right = file([{ ...entry, resource: 'RiskAssessment', date: 'occurrence' }]);
    const service = await startProcess({ SITE_EVIDENCE_FILE: right }, main);
    const discovery = await (await fetch(`${service.url}/cds-services`)).text();
    expect(discovery).toContain('"riskAssessments":"RiskAssessment?patient={{context.patientId}}"');
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
  });
});
