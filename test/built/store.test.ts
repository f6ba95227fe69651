import { randomUUID } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';

let built: BuiltService;
beforeAll(async () => {
  built = await buildService();
}, 60_000);
afterAll(() => built.remove());

const words = { display: 'ZZDISPLAYZZ' };
const feedback = async (service: StartedService): Promise<number> => {
  const answer = await fetch(`${service.url}/cds-services/spine-imaging-order-sign/feedback`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      feedback: [
        {
          card: randomUUID(),
          outcome: 'overridden',
          outcomeTimestamp: new Date().toISOString(),
          overrideReason: {
            reason: { code: 'done-elsewhere', ...words },
            userComment: 'ZZCOMMENTZZ',
          },
        },
      ],
    }),
  });
  return answer.status;
};
const isReady = async ({ url }: StartedService) => (await fetch(`${url}/health/ready`)).status;
const kept = async ({ url }: StartedService) => {
  const report: unknown = await (await fetch(`${url}/reports/feedback`)).json();
  return JSON.stringify(report).match(/"overridden":(\d+)}/)?.[1];
};

// Each has a service of its own, and waits for what a service waits for.
it.concurrent('a copy of the file after a clean stop is a whole backup, and holds nothing that somebody wrote', async () => {
  const service = await built.start();
  const file = join(service.folder, 'records.db');
  expect(await feedback(service)).toBe(200);
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(await service.stop()).toBe(0);
  const bytes = readdirSync(service.folder).map((name) => readFileSync(join(service.folder, name)));
  expect(Buffer.concat(bytes).toString('latin1')).not.toMatch(/ZZ(DISPLAY|COMMENT)ZZ/);
  const copy = join(service.folder, 'restored.db');
  copyFileSync(file, copy);
  const restored = await built.start({ DATABASE_URL: `file:${copy}` });
  expect(await kept(restored)).toBe('1');
}, 30_000);

it.concurrent('a lock of another process holds up nobody but whoever writes, and is over when it is over', async ({
  expect,
}) => {
  const service = await built.start();
  expect(await feedback(service)).toBe(200);
  const other = new Database(join(service.folder, 'records.db'));
  other.exec('BEGIN IMMEDIATE');
  let isWaiting = true;
  const writing = feedback(service).finally(() => {
    isWaiting = false;
  });
  // Each is asked after the one before was answered. Where the lock held up the thread itself, the second of them would
  // only be answered once the writer has given up.
  for (const _call of ['first', 'second', 'third']) {
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    expect(isWaiting).toBe(true);
  }
  expect(await writing).toBe(503);
  expect(await feedback(service)).toBe(503);
  expect(await isReady(service)).toBe(503);
  other.exec('ROLLBACK');
  other.close();
  expect(await isReady(service)).toBe(200);
  expect(await feedback(service)).toBe(200);
  expect(await kept(service)).toBe('2');
}, 90_000);

it.concurrent('feedback is not acknowledged once the file was deleted', async () => {
  const service = await built.start();
  expect(await feedback(service)).toBe(200);
  rmSync(join(service.folder, 'records.db'));
  expect(await feedback(service)).toBe(503);
  expect(await isReady(service)).toBe(503);
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
}, 30_000);
