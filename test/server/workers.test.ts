import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServiceProcess, startProcess } from './process.ts';
import { hookRequest, nothingOnRecord, reportsToken } from './support.ts';
import { clientsFile, ecKey, issuer, signToken } from './tokens.ts';

const path = '/cds-services/spine-imaging-order-sign';
const base = 'https://cds.test';
const key = ecKey('key-1');
const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-workers-'));
afterAll(() => rmSync(folder, { recursive: true }));

let databases = 0;

/** Two workers that trust one client and share a SQLite file. */
function settings() {
  databases += 1;
  return {
    WORKERS: '2',
    DATABASE_URL: `file:${join(folder, `${databases}.db`)}`,
    PUBLIC_BASE_URL: base,
    REPORTS_TOKEN: reportsToken,
    TRUSTED_CLIENTS: clientsFile([{ issuer, jwks: { keys: [key.jwk] } }]),
  };
}

/** Each request on a connection of its own, so that the workers take turns. */
function call(service: ServiceProcess, token = signToken(key, base + path)): Promise<Response> {
  return fetch(service.url + path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${token}`,
      Connection: 'close',
    },
    body: JSON.stringify(hookRequest('order-sign', { prefetch: nothingOnRecord })),
  });
}

/** The copies of the process that it started. */
function workerPids({ child }: ServiceProcess): readonly number[] {
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return processes
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...command]) => Number(parent) === child.pid && isService(command))
    .map(([pid]) => Number(pid));
}

function isService(command: readonly string[]): boolean {
  return command.some((part) => part.endsWith('fake-main.js'));
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('several workers', { timeout: 60_000 }, () => {
  let service: ServiceProcess;
  beforeAll(async () => {
    service = await startProcess(settings());
  }, 60_000);
  afterAll(async () => {
    service.child.kill('SIGTERM');
    await service.ended;
  }, 30_000);

  it('print their one line once all of them are ready', async () => {
    expect(service.output().trim().split('\n')).toHaveLength(1);
    expect(workerPids(service)).toHaveLength(2);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
  });

  it('take turns, refuse a token that another one accepted, and count together', async () => {
    // An odd number: the second time around each token comes to the other worker.
    const tokens = Array.from({ length: 11 }, () => signToken(key, base + path));
    for (const token of tokens) expect((await call(service, token)).status).toBe(200);
    for (const token of tokens) expect((await call(service, token)).status).toBe(401);
    const metrics = await (
      await fetch(`${service.url}/metrics`, {
        headers: { Authorization: `Bearer ${reportsToken}` },
      })
    ).text();
    expect(metrics).toContain(`http_requests_total{route="${path}",status="200"} 11`);
    expect(metrics).toContain('cds_refusals_total{reason="token-replayed"} 11');
    await until(() => service.output().split('"reason":"token-replayed"').length === 12);
    expect(service.output()).toContain('"worker":1,');
    expect(service.output()).toContain('"worker":2,');
  });

  it('go on while one that was killed is replaced', async () => {
    const before = workerPids(service);
    process.kill(firstOf(before), 'SIGKILL');
    await until(() => service.output().includes('a worker ended and is replaced'));
    expect((await call(service)).status).toBe(200);
    await until(() => workerPids(service).length === 2);
    // Its log says that the third process answers, too.
    await until(async () => {
      expect((await call(service)).status).toBe(200);
      return service.output().includes('"worker":3,');
    });
  });

  it('are replaced when one alone is told to stop', async () => {
    const before = workerPids(service);
    process.kill(firstOf(before), 'SIGTERM');
    await until(() => {
      const now = workerPids(service);
      return now.length === 2 && !now.includes(firstOf(before));
    });
    expect((await call(service)).status).toBe(200);
  });
});

/** A process to end; none would stand for the group of the tests themselves. */
function firstOf(pids: readonly number[]): number {
  const [first] = pids;
  if (first === undefined) throw new Error('no worker runs');
  return first;
}

describe('workers that cannot serve', { timeout: 60_000 }, () => {
  it('end the service at its start with the message of one of them', async () => {
    const env = { ...settings(), READINGS_FILE: join(folder, 'missing.json') };
    const failure: unknown = await startProcess(env).catch((error: unknown) => error);
    const message = String(failure);
    expect(message).toContain('ended with 1');
    expect(message.match(/READINGS_FILE/g)).toHaveLength(1);
  });

  it('end the service when none is left and none can be started', async () => {
    const env = settings();
    const service = await startProcess(env);
    writeFileSync(env.TRUSTED_CLIENTS, 'no longer JSON');
    for (const pid of workerPids(service)) process.kill(pid, 'SIGKILL');
    expect(await service.ended).toBe(1);
    expect(service.output()).toContain('no worker is left and none can be started');
  });

  it('are not started on a database that they could not share', async () => {
    await expect(startProcess({ ...settings(), DATABASE_URL: 'file::memory:' })).rejects.toThrow(
      'ended with 1: WORKERS is "2" but DATABASE_URL',
    );
  });
});
