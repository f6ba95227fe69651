import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hookRequest, nothingOnRecord, type RunningApp, runApp } from './support.ts';

const path = '/cds-services/spine-imaging-order-sign';
let app: RunningApp;
beforeAll(async () => {
  app = await runApp();
});
afterAll(() => app.stop());

const call = (changes: Record<string, unknown> = {}) =>
  app.post(path, hookRequest('order-sign', { prefetch: nothingOnRecord, ...changes }));

/** The body of a good call with one piece of raw JSON put in. */
function rawBody(field: string, json: string): string {
  const good = JSON.stringify(hookRequest('order-sign', { prefetch: nothingOnRecord, [field]: 7 }));
  return good.replace(`"${field}":7`, `"${field}":${json}`);
}

/** Posts a body as it lies in memory: `fetch` makes copies of its own, which would be taken for the service's. */
function sendUncopied(body: Buffer): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    const sending = request(app.url + path, { method: 'POST', headers }, (response) => {
      // What is still to be sent after the answer is of no interest to the service.
      sending.off('error', reject).on('error', () => undefined);
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

describe('hostile bodies', () => {
  it.each(['__proto__', 'constructor', 'prototype'])(
    'with the key %s are answered',
    async (key) => {
      const json = `{"${key}": {"patient": null, "polluted": true, "toString": 7}}`;
      for (const field of ['prefetch', 'extension', 'somethingElse']) {
        expect((await app.post(path, rawBody(field, json))).status).toBeOneOf([200, 412]);
      }
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    },
  );

  it('with duplicate keys are read like any JSON: the last counts', async () => {
    const body = rawBody('hookInstance', '"one", "hookInstance": "two"');
    expect((await app.post(path, body)).status).toBe(200);
  });

  it('nested a hundred levels deep are answered', async () => {
    const nested = `${'{"extension":[{"a":'.repeat(50)}1${'}]}'.repeat(50)}`;
    expect((await app.post(path, rawBody('extension', nested))).status).toBe(200);
  });

  it('nested a million levels deep get an answer', async () => {
    const nested = `{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    expect((await app.post(path, rawBody('extension', nested))).status).toBeOneOf([200, 400]);
  });

  it('with a million entries in a Bundle are answered in bounded time', async () => {
    const bundle = `{"resourceType":"Bundle","entry":[${'{},'.repeat(1_000_000)}null]}`;
    const prefetch = `{"patient":null,"conditions":${bundle}}`;
    const started = performance.now();
    expect((await app.post(path, rawBody('prefetch', prefetch))).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('of 50 MB get 413, and do not stay in memory', async () => {
    const body = Buffer.alloc(50 * 1024 * 1024, ' ');
    const before = process.memoryUsage().rss;
    const answer = await sendUncopied(body);
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text).resourceType).toBe('OperationOutcome');
    // Less than one body: it was not gathered.
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
  });

  it('that are too long leave their connection in use', async () => {
    const port = Number(new URL(app.url).port);
    const body = Buffer.alloc(6 * 1024 * 1024, ' ');
    const post = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const socket = connect(port, '127.0.0.1');
    socket.write(post);
    // The answer waits for what comes late: sent before, it would be lost with the connection.
    await setTimeout(100);
    socket.write(body);
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const statuses = (await text(socket)).match(/(?<=HTTP\/1\.1 )\d+/g);
    expect(statuses).toEqual(['413', '200']);
  });

  it('that say nothing of their length get 413 once they are too long', async () => {
    let sent = 0;
    const stream = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 50) {
          controller.close();
        } else {
          controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
        }
      },
    });
    // The types of Node's fetch do not know `duplex`, without which it sends no stream.
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'Content-Type': 'application/json' },
    };
    const answer = await fetch(app.url + path, init);
    expect(answer.status).toBe(413);
  });

  it('that are compressed are read where they are gzip, within the limit of what they hold', async () => {
    const send = (bytes: Uint8Array, encoding = 'gzip') =>
      app.post(path, bytes, { 'Content-Encoding': encoding });
    const call = JSON.stringify(hookRequest('order-sign', { prefetch: nothingOnRecord }));
    expect((await send(gzipSync(call))).status).toBe(200);
    expect((await send(Buffer.from('{}'))).status).toBe(400);
    expect((await send(gzipSync(Buffer.alloc(6 * 1024 * 1024, ' ')))).status).toBe(413);
    expect((await send(brotliCompressSync(call), 'br')).status).toBe(415);
  });

  it.each(['text/plain', 'application/jsonx', 'application/json; charset=utf-16', 'x'])(
    'of the type %s get 415',
    async (type) => {
      expect((await app.post(path, '{}', { 'Content-Type': type })).status).toBe(415);
    },
  );

  it.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/fhir+json; fhirVersion=4.0',
    'application/fhir+json; fhirVersion=4.0; charset=utf-8',
  ])('of the type %s are read', async (type) => {
    const body = hookRequest('order-sign', { prefetch: nothingOnRecord });
    expect((await app.post(path, body, { 'Content-Type': type })).status).toBe(200);
  });

  it('that begin with a byte order mark are read', async () => {
    const body = `\ufeff${JSON.stringify(hookRequest('order-sign', { prefetch: nothingOnRecord }))}`;
    expect((await app.post(path, body)).status).toBe(200);
  });
});

describe('what is no HTTP', () => {
  const sendRaw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.on('end', () => resolve(answer));
      socket.on('error', reject);
    });

  it('gets 400 and an OperationOutcome', async () => {
    const answer = await sendRaw('GARBAGE\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(answer).toContain('OperationOutcome');
  });

  it('headers without end get 431', async () => {
    const answer = await sendRaw(
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

describe('a service that is called in parallel', () => {
  it('keeps the calls apart', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        call({ prefetch: { patient: { resourceType: 'Patient', id: `p${index}` } } }),
      ),
    );
    const seen = answers.map((answer) => JSON.parse(answer.json.cards[0].detail).resources);
    expect(seen).toEqual(answers.map((_, index) => [`Patient/p${index}`]));
  });
});
