import { randomUUID } from 'node:crypto';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hookRequest } from '../server/support.ts';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';
import { smallDisk } from '../support/small-disk.ts';

/** A disk of two megabytes, where this machine lets one be mounted. */
const disk = smallDisk(2);
let built: BuiltService;
beforeAll(async () => {
  built = await buildService();
}, 60_000);
afterAll(async () => {
  await built.remove();
  disk?.remove();
});

const status = async ({ url }: StartedService, path: string) => {
  const from = performance.now();
  const answer = await fetch(url + path);
  return { status: answer.status, ms: performance.now() - from };
};
const send = async ({ url }: StartedService, path: string, body: object): Promise<number> => {
  const answer = await fetch(`${url}/cds-services/spine-imaging-order-sign${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  return answer.status;
};
const call = (service: StartedService) =>
  send(service, '', hookRequest('order-sign', { prefetch: { conditions: null } }));
const feedback = (service: StartedService) =>
  send(service, '/feedback', {
    feedback: [
      { card: randomUUID(), outcome: 'overridden', outcomeTimestamp: new Date().toISOString() },
    ],
  });
const kept = async ({ url }: StartedService): Promise<number> => {
  const report: { feedbackItems?: { overridden: number } } = JSON.parse(
    await (await fetch(`${url}/reports/feedback`)).text(),
  );
  return report.feedbackItems?.overridden ?? -1;
};

it.skipIf(disk === undefined)(
  'a full disk stops no call; feedback is not acknowledged, readiness says so, and both are well again afterwards',
  async () => {
    const folder = disk?.folder ?? '';
    const service = await built.start({ DATABASE_URL: `file:${join(folder, 'records.db')}` });
    expect(await call(service)).toBe(200);
    expect(await feedback(service)).toBe(200);
    expect((await status(service, '/health/ready')).status).toBe(200);

    const filler = join(folder, 'filler');
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(filler, Buffer.alloc(bavail * bsize));
    // What SQLite has allocated already, or frees when it moves its log into the file, takes some more.
    let acknowledged = 1;
    let refused = 0;
    const isFull = async () => {
      const isKept = (await feedback(service)) === 200;
      if (isKept) acknowledged += 1;
      else refused += 1;
      return !isKept && (await status(service, '/health/ready')).status === 503;
    };
    const untilFull = async () => {
      for (let item = 0; item < 4000; item += 1) if (await isFull()) return true;
      return false;
    };
    expect(await untilFull()).toBe(true);
    for (let round = 0; round < 10; round += 1) {
      expect(await call(service)).toBe(200);
      expect(await status(service, '/health/live')).toMatchObject({ status: 200 });
    }
    expect(await untilFull()).toBe(true);

    rmSync(filler);
    await expect
      .poll(async () => (await status(service, '/health/ready')).status, { timeout: 45_000 })
      .toBe(200);
    await expect.poll(() => feedback(service), { timeout: 45_000 }).toBe(200);
    // Nothing that was acknowledged is lost, and nothing is kept that nobody sent.
    const surplus = (await kept(service)) - (acknowledged + 1);
    expect(surplus).toBeGreaterThanOrEqual(0);
    expect(surplus).toBeLessThanOrEqual(refused);
    // The calls that came meanwhile waited, and are on record.
    const { calls } = JSON.parse(
      await (await fetch(`${service.url}/reports/calls?limit=100`)).text(),
    );
    expect(calls).toHaveLength(11);
    expect(await service.stop()).toBe(0);
  },
  180_000,
);
