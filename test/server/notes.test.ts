import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentReference } from 'fhir/r4.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import type { HookRequest } from '../../src/cds/types.ts';
import { packageRoot } from '../../src/package-root.ts';
import { readSettings } from '../../src/server/settings.ts';
import { readVignette } from '../../src/vignettes/vignette.ts';
import { noteOf } from '../support/moved-into-notes.ts';
import { type FhirTestServer, sendFhir, startFhirServer } from './fhir-server.ts';
import { type RunningApp, reportsToken, runApp } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'notes-'));
const untreated = vignette('no-treatment-at-all');
const documented = vignette('everything-documented');

function vignette(name: string) {
  return readVignette(join(packageRoot, 'fixtures/vignettes/lumbar-radiculopathy', `${name}.json`));
}

/** Words that stand in notes alone. */
const mark = 'Quetzalcoatl';
const failed = `Completed physical therapy from 9/7/2026 to 10/26/2026 without relief, says ${mark}.`;

/** Answers of the FHIR server by path, without the query. */
let answers: (path: string, response: ServerResponse) => void;
let fhir: FhirTestServer;
let elsewhere: FhirTestServer;
let app: RunningApp;
let silent: RunningApp;
beforeAll(async () => {
  fhir = await startFhirServer(({ url = '' }, response) =>
    answers(url.split('?')[0] ?? '', response),
  );
  elsewhere = await startFhirServer((_request, response) => sendFhir(response, binary(failed)));
  const clock = () => new Date(untreated.asOf);
  const env = {
    DATABASE_URL: `file:${join(folder, 'records.db')}`,
    FHIR_SERVERS: `${fhir.origin}/fhir`,
  };
  app = await runApp(env, { services: cdsServices(readSettings({})), clock });
  const off = readSettings({ NOTES: 'off' });
  silent = await runApp(
    { ...env, DATABASE_URL: 'file::memory:' },
    {
      services: cdsServices(off),
      clock,
    },
  );
});
afterEach(() => {
  answers = (_path, response) => sendFhir(response, searchset());
});
afterAll(async () => {
  await Promise.all([app.stop(), silent.stop(), fhir.stop(), elsewhere.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const binary = (text: string) => ({
  resourceType: 'Binary',
  contentType: 'text/plain',
  data: Buffer.from(text).toString('base64'),
});

function searchset(...resources: readonly object[]) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((resource) => ({ resource })),
  };
}

/** A note whose text stands under an address. */
function noteAt(url: string, id = 'note-at'): DocumentReference {
  const attachment = { contentType: 'text/plain', url };
  return { ...noteOf('p1', '2026-11-10', ''), id, content: [{ attachment }] };
}

const url = '/cds-services/spine-imaging-order-sign';

/** The whole prefetch of a vignette, without notes unless they are given. */
function callOf(request: HookRequest, more: Record<string, unknown> = {}) {
  const keys = Object.keys(cdsServices(readSettings({}))[0]?.definition.prefetch ?? {});
  const prefetch: Record<string, unknown> = {
    ...Object.fromEntries(keys.filter((key) => key !== 'notes').map((key) => [key, null])),
    ...request.prefetch,
    ...more,
  };
  return {
    ...request,
    hookInstance: randomUUID(),
    prefetch,
    fhirServer: `${fhir.origin}/fhir`,
    fhirAuthorization: {
      access_token: 'token',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'patient/*.read',
      subject: 'cds',
    },
  };
}

async function detailOf(body: object, by: RunningApp = app): Promise<string> {
  const answer = await by.post(url, body);
  expect(answer.status).toBe(200);
  return answer.json.cards.map((card: { detail?: string }) => card.detail ?? '').join('\n');
}

const asked = () => fhir.requests.map(({ path }) => path.split('?')[0]);

describe('notes', () => {
  it('have a prefetch key of their own, unless they are turned off', async () => {
    const keysBy = async (one: RunningApp): Promise<readonly string[]> =>
      Object.keys((await one.get('/cds-services')).json.services[0].prefetch);
    expect(await keysBy(app)).toContain('notes');
    expect(await keysBy(silent)).not.toContain('notes');
  });

  it('that were prefetched are quoted, and nothing is read', async () => {
    const before = asked().length;
    const notes = searchset(noteOf('p1', '2026-11-10', failed));
    expect(await detailOf(callOf(untreated.request, { notes }))).toContain(
      'Note of Nov 10: “Completed physical therapy from',
    );
    expect(asked().length).toBe(before);
    expect(await detailOf(callOf(untreated.request, { notes }), silent)).not.toContain('Note of');
  });

  it('are read where something is open, with texts by address, and count in the audit', async () => {
    answers = (path, response) => {
      if (path === '/fhir/DocumentReference')
        return sendFhir(response, searchset(noteAt('Binary/7')));
      return sendFhir(response, path === '/fhir/Binary/7' ? binary(failed) : searchset());
    };
    const before = asked().length;
    expect(await detailOf(callOf(untreated.request))).toContain('Note of Nov 10');
    const paths = asked().slice(before);
    expect(paths).toContain('/fhir/DocumentReference');
    expect(paths).toContain('/fhir/Binary/7');
    const calls = await app.get('/reports/calls', { Authorization: `Bearer ${reportsToken}` });
    expect(calls.json.calls.at(-1).notesRead).toBeGreaterThan(0);
    expect(app.log.some((line) => typeof line.notesRead === 'number')).toBe(true);
  });

  it('are not read where nothing is open, nor where they are turned off', async () => {
    const before = asked().length;
    await detailOf(callOf(documented.request));
    await detailOf(callOf(untreated.request), silent);
    expect(asked().slice(before)).toEqual([]);
  });

  it('at an address of another server are left alone', async () => {
    const notes = searchset(noteAt(`${elsewhere.origin}/fhir/Binary/7`));
    const detail = await detailOf(callOf(untreated.request, { notes }));
    expect(detail).not.toContain('Confirm?');
    expect(detail).toContain('could not be read (a link)');
    expect(elsewhere.requests).toEqual([]);
  });

  it('of another patient, or entered in error, are left alone', async () => {
    const others = { ...noteOf('p2', '2026-11-10', failed), id: 'other' };
    const wrong = { ...noteOf('p1', '2026-11-10', failed), status: 'entered-in-error' };
    const notes = searchset(others, wrong);
    expect(await detailOf(callOf(untreated.request, { notes }))).not.toContain('Note of');
  });

  it('are bounded in number and bytes', async () => {
    const many = Array.from({ length: 60 }, (_one, at) => noteAt(`Binary/${at}`, `note-${at}`));
    answers = (path, response) => {
      if (path === '/fhir/DocumentReference') return sendFhir(response, searchset(...many));
      return sendFhir(response, binary('x'.repeat(300_000)));
    };
    const before = asked().length;
    await detailOf(callOf(untreated.request));
    const binaries = asked()
      .slice(before)
      .filter((path) => path?.startsWith('/fhir/Binary/'));
    expect(binaries.length).toBeGreaterThan(0);
    expect(binaries.length).toBeLessThanOrEqual(20);
  });

  it('of a server that fails leave the answer as it is', async () => {
    answers = (_path, response) => {
      response.writeHead(500);
      response.end();
    };
    expect(await detailOf(callOf(untreated.request))).toContain('Treatment: no therapy');
  });

  it('stand in no log line, no metric, no report and not in the database', async () => {
    const refused = { ...callOf(untreated.request), context: {} };
    const notes = searchset(noteOf('p1', '2026-11-10', failed));
    await app.post(url, { ...refused, prefetch: { notes } });
    await detailOf(callOf(untreated.request, { notes }));
    const headers = { Authorization: `Bearer ${reportsToken}` };
    const paths = ['/metrics', '/reports/calls', '/reports/feedback', '/reports/determinations'];
    const reports = await Promise.all(paths.map((path) => app.get(path, headers)));
    const said = [JSON.stringify(app.log), ...reports.map(({ text }) => text)];
    for (const text of said) {
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toContain(mark);
      expect(text).not.toContain('without relief');
    }
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(readFileSync(join(folder, file)).includes(mark)).toBe(false);
    }
  });
});
