import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';
import { isFullSize } from '../support/sample-size.ts';
import { maximalBodies } from './maximal-bodies.ts';

let built: BuiltService;
let service: StartedService;
beforeAll(async () => {
  built = await buildService();
  service = await built.start({ RATE_LIMIT: '0' }, ['--max-old-space-size=256']);
}, 60_000);
afterAll(() => built.remove());

const path = '/cds-services/spine-imaging-order-sign';
const headers = { 'Content-Type': 'application/json' };
const post = (body: string) => fetch(`${service.url}${path}`, { method: 'POST', headers, body });

/** Half as many hold five times what the heap holds, once they are read. */
const atOnce = isFullSize ? 48 : 24;

/** Begins a body of 5 MB, and goes away before its end. */
function goAway(body: string): Promise<void> {
  return new Promise((resolve) => {
    const length = Buffer.byteLength(body) + 1;
    const call = request(`${service.url}${path}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': length },
    });
    call.on('error', () => resolve()).on('close', () => resolve());
    call.write(body, () => call.destroy());
  });
}

it('many long bodies at once are served one after the other, or told to come later, in 256 MB of heap', async () => {
  const body = maximalBodies()['goals, several orders']?.() ?? '';
  const answers = await Promise.all(
    Array.from({ length: atOnce }, async () => {
      const answer = await post(body);
      await answer.arrayBuffer();
      return { status: answer.status, after: answer.headers.get('retry-after') };
    }),
  );
  const served = answers.filter(({ status }) => status === 200);
  expect(served.length).toBeGreaterThan(8);
  for (const { status, after } of answers) {
    if (status === 200) continue;
    expect(status).toBe(429);
    expect(Number(after)).toBeGreaterThan(0);
  }
  expect(service.child.exitCode).toBeNull();
}, 120_000);

it('callers that go away before the end of a long body take no room from others', async () => {
  const body = maximalBodies()['goals, several orders']?.() ?? '';
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(Array.from({ length: 16 }, () => goAway(body)));
  }
  await expect.poll(async () => (await post(body)).status, { timeout: 20_000 }).toBe(200);
}, 120_000);
