import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type CallsReport, callUntilRefused } from './callers.ts';
import { startFhirServer } from './fhir-server.ts';
import { startProcess } from './process.ts';
import { hookRequest, nothingOnRecord } from './support.ts';

const path = '/cds-services/spine-imaging-order-sign';

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    // A connection that is kept open is waited for at the end.
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify(body),
  });
}

/** Asks for one line of the log each, all over one connection that the last of them closes. */
async function askedTimes(url: string, times: number): Promise<void> {
  const { hostname, port } = new URL(url);
  const headers = `Host: ${hostname}\r\nX-Request-Id: ${'x'.repeat(64)}\r\n`;
  const asked = `GET /health/live HTTP/1.1\r\n${headers}`;
  const connection = connect(Number(port), hostname);
  connection.write(`${`${asked}\r\n`.repeat(times - 1)}${asked}Connection: close\r\n\r\n`);
  let answers = '';
  for await (const part of connection) answers += String(part);
  expect(answers.split('HTTP/1.1 200').length - 1).toBe(times);
}

describe('the process', { timeout: 30_000 }, () => {
  it('prints one line with its URL, serves, and writes its log before it exits', async () => {
    const service = await startProcess({});
    expect(service.output().trim().split('\n')).toHaveLength(1);
    const answer = await post(
      service.url,
      hookRequest('order-sign', { prefetch: nothingOnRecord }),
    );
    expect(answer.status).toBe(200);
    await askedTimes(service.url, 1);
    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(service.output()).toContain('"route":"/health/live"');
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT is "abc"; expected a port number'],
    [{ HOST: '203.0.113.1', AUTH: 'off' }, 'PORT is "0" and HOST is "203.0.113.1"; expected'],
    [{ DATABASE_URL: 'file:/etc/passwd/x.db' }, 'DATABASE_URL'],
  ])('with %j stops at once and says so', async (env, message) => {
    await expect(startProcess(env)).rejects.toThrow(`ended with 1: ${message}`);
  });

  it('finishes what is under way when it is told to stop, and exits with 0', async () => {
    const ehr = await startFhirServer((_request, response) => {
      setTimeout(() => response.end('{"resourceType": "Patient", "id": "pat-1"}'), 300);
    });
    const service = await startProcess({ FHIR_DEADLINE_MS: '20000' });
    const pending = post(
      service.url,
      hookRequest('order-sign', { fhirServer: `${ehr.origin}/fhir` }),
    );
    while (ehr.requests.length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    service.child.kill('SIGTERM');
    const answer = await pending;
    expect(answer.status).toBe(200);
    expect(await answer.json()).toHaveProperty('cards');
    expect(await service.ended).toBe(0);
    await expect(fetch(`${service.url}/health/live`)).rejects.toThrow();
    await ehr.stop();
  });

  it.each([
    ['1', 'kept open', true],
    ['1', 'opened for each request', false],
    ['2', 'kept open', true],
    ['2', 'opened for each request', false],
  ])(
    'with WORKERS=%s loses no request when it is told to stop, on connections %s',
    async (workers, _, keepAlive) => {
      const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-stop-'));
      const service = await startProcess({
        WORKERS: workers,
        DATABASE_URL: `file:${join(folder, 'stop.db')}`,
      });
      const body = JSON.stringify(hookRequest('order-sign', { prefetch: nothingOnRecord }));
      const callers = 16;
      let left = 3 * callers;
      let calls: Promise<CallsReport> | undefined;
      // It is told to stop in the midst of calls, however fast the machine is.
      await new Promise<void>((resolve) => {
        const onAnswer = () => {
          left -= 1;
          if (left === 0) resolve();
        };
        const url = service.url + path;
        calls = callUntilRefused({ url, callers, keepAlive, body, onAnswer });
      });
      service.child.kill('SIGTERM');
      const report = await calls;
      if (report === undefined) throw new Error('nobody called');
      const { answered, lastAnswers, lost } = report;
      expect(lost).toEqual([]);
      expect(answered).toBeGreaterThan(3 * callers);
      // Every connection that is kept open was closed by an answer that said so. A caller who opens one for each
      // request may come to a door that is closed already, and has closed the one before by himself.
      if (keepAlive) expect(lastAnswers).toBeGreaterThanOrEqual(callers);
      expect(await service.ended).toBe(0);
      rmSync(folder, { recursive: true });
    },
  );

  it('does not wait for connections that nothing comes over', async () => {
    const service = await startProcess({});
    const { hostname, port } = new URL(service.url);
    const idle = connect(Number(port), hostname);
    await once(idle, 'connect');
    const closed = once(idle, 'close');
    service.child.kill('SIGTERM');
    await closed;
    expect(await service.ended).toBe(0);
  });

  it.each([
    ['is gone', 1, (log: Readable) => log.destroy()],
    // More than the pipe holds.
    ['no longer reads', 2000, (log: Readable) => log.pause()],
  ])('ends when it is told to, though whoever read its log %s', async (_, lines, leave) => {
    const service = await startProcess({});
    const { stdout } = service.child;
    if (stdout === null) throw new Error('nobody reads the log');
    leave(stdout);
    await askedTimes(service.url, lines);
    service.child.kill('SIGTERM');
    const [code] = await once(service.child, 'exit');
    expect(code).toBe(0);
  });
});
