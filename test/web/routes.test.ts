import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get as rawGet } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorsToHttp, notFound } from '../../src/server/middleware/errors.ts';
import { jsonBody } from '../../src/server/middleware/json-body.ts';
import { webRoutes } from '../../src/server/routes/web.ts';

const today = new Date('2027-03-01T09:00:00Z');

let folder: string;
let url: string;
let stop: () => void;

/** The routes alone, over a folder that holds what a build leaves. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'web-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Playground</title>');
  const script = `// ${'x'.repeat(2000)}`;
  writeFileSync(join(folder, 'assets', 'page-1a2b.js'), script);
  writeFileSync(join(folder, 'assets', 'page-1a2b.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'secret.txt'), 'not a part of the page');
  const app = express();
  app.use(webRoutes({ folder, clock: () => today, body: jsonBody(10_000) }));
  app.use(notFound, errorsToHttp(pino({ level: 'silent' })));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  stop = () => server.close();
});
afterAll(() => {
  stop();
  rmSync(folder, { recursive: true });
});

const get = (path: string) => fetch(url + path);

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON under test
async function json(path: string): Promise<any> {
  return (await get(path)).json();
}

describe('the pages', () => {
  it('allow nothing inline, nothing from elsewhere, and no markup but the sanitiser’s', async () => {
    const answer = await get('/');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('http');
  });

  it('are asked for again each time, their files never', async () => {
    const page = await get('/');
    const script = await get('/assets/page-1a2b.js');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(script.headers.get('cache-control')).toContain('immutable');
  });

  it.each([
    { taken: 'gzip', sent: 'gzip', unpacked: gunzipSync },
    { taken: 'gzip, deflate, br', sent: 'br', unpacked: brotliDecompressSync },
  ])('go out as $sent to whoever takes $taken', async ({ taken, sent, unpacked }) => {
    const plain = await fetch(`${url}/assets/page-1a2b.js`, {
      headers: { 'Accept-Encoding': 'identity' },
    });
    // fetch unpacks by itself, so it could not tell.
    const packed = await new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve) => {
      const headers = { 'Accept-Encoding': taken };
      rawGet(`${url}/assets/page-1a2b.js`, { headers }, async (answer) => {
        const chunks: Buffer[] = [];
        for await (const chunk of answer) chunks.push(chunk);
        resolve({ encoding: answer.headers['content-encoding'], bytes: Buffer.concat(chunks) });
      });
    });
    const text = await plain.text();
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(packed.encoding).toBe(sent);
    expect(packed.bytes.length).toBeLessThan(text.length);
    expect(unpacked(packed.bytes).toString()).toBe(text);
  });

  it.each([
    '/secret.txt',
    '/assets/none.js',
    '/assets/page-1a2b.js.br',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/reports/',
  ])('serve nothing at %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('not a part');
  });

  it('say how to build them where they are not built', async () => {
    const answer = await get('/guideline');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('npm run build:web');
  });
});

describe('the data of the pages', () => {
  it('lists the vignettes, and opens each with its dates moved to today', async () => {
    const list = await json('/playground/vignettes');
    expect(list.length).toBeGreaterThan(40);
    const [first] = list;
    expect(first).toMatchObject({ hook: expect.any(String), story: expect.any(String) });
    const opened = await json(`/playground/vignettes/${first.name}`);
    expect(opened.story).toBe(first.story);
    expect(opened.expected.assessments.length).toBeGreaterThan(0);
    expect(opened.request.context.draftOrders.entry.length).toBeGreaterThan(0);
    // Written for November 2026; three months later nothing may stand in the past that stood in the present.
    const [order] = opened.request.context.draftOrders.entry;
    expect(order.resource.authoredOn.slice(0, 7)).toMatch(/^2027-0[23]$/);
  });

  it.each(['/playground/vignettes/none/none', '/playground/vignettes/..%2f..%2fpackage/json'])(
    'knows no vignette %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('leads from every statement to what encodes it', async () => {
    const { sections, encodings } = await json('/playground/statements');
    const statements = sections.flatMap((one: { statements: object[] }) => one.statements);
    expect(statements).toHaveLength(208);
    for (const { id, encodedBy, note } of statements) {
      expect(encodedBy.length > 0 || typeof note === 'string', id).toBe(true);
      for (const by of encodedBy) expect(encodings[by], by).toBeDefined();
    }
  });

  it('brings every sentence with its section, and the title of every id, without what only one page shows', async () => {
    const { sections, encodings, ...more } = await json('/playground/guideline-texts');
    const statements = sections.flatMap((one: { statements: object[] }) => one.statements);
    expect(statements).toHaveLength(208);
    for (const { id, text } of statements) expect(text, id).not.toBe('');
    expect(encodings['red-flag.cauda-equina'].title).toBe('Cauda equina syndrome');
    expect(more).toEqual({});
  });

  it('brings the study catalogue', async () => {
    const studies = await json('/playground/studies');
    expect(studies.map(({ cpt }: { cpt: string }) => cpt)).toContain('72148');
  });
});

describe('a service without its playground', () => {
  let off: string;
  let end: () => void;
  beforeAll(async () => {
    writeFileSync(join(folder, 'services.html'), '<!doctype html><html lang="en"></html>');
    const app = express();
    app.use(webRoutes({ folder, clock: () => today, playground: false }));
    app.use(notFound, errorsToHttp(pino({ level: 'silent' })));
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    off = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    end = () => server.close();
  });
  afterAll(() => end());

  it('leads from its root to the services, whose page does not lead back', async () => {
    const root = await fetch(`${off}/`, { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, './services']);
    expect(await (await fetch(`${off}/services`)).text()).toContain('data-playground="off"');
  });

  it('knows no invented patients, and still brings the guideline', async () => {
    expect(await (await fetch(`${off}/playground/vignettes`)).json()).toEqual([]);
    const one = await fetch(
      `${off}/playground/vignettes/lumbar-radiculopathy/everything-documented`,
    );
    expect(one.status).toBe(404);
    expect((await fetch(`${off}/playground/statements`)).status).toBe(200);
  });
});

describe('the account of a chart', () => {
  const send = (body: unknown) =>
    fetch(`${url}/playground/chart`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('is kept by nobody', async () => {
    const answer = await send({ patientId: 'p', resources: [] });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual([]);
  });

  it.each([
    [{ resources: [] }, 'patientId'],
    [{ patientId: 'p', resources: {} }, 'resources'],
    [{ patientId: 'p', resources: [{ id: 'x' }] }, 'resources.0.resourceType'],
  ])('names what is wrong with %j', async (body, field) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(field);
  });

  it('is not given where no body is read', async () => {
    const app = express();
    app.use(webRoutes({ folder, clock: () => today }));
    app.use(notFound, errorsToHttp(pino({ level: 'silent' })));
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : '';
    const answer = await fetch(`http://127.0.0.1:${port}/playground/chart`, { method: 'POST' });
    server.close();
    expect(answer.status).toBe(404);
  });
});
