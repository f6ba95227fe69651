import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hookRequest, reportsToken } from '../server/support.ts';
import { clientsFile, ecKey, issuer, signToken } from '../server/tokens.ts';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';
import { type Clocks, clocksOf } from '../support/clocks.ts';

const path = '/cds-services/spine-imaging-order-sign';
const base = 'https://cds.test';
const key = ecKey('key-1');
const [minute, day] = [60_000, 86_400_000];

/** A client's key set, which can be away. */
async function keySet() {
  let isUp = true;
  const server = createServer((_request, response) => {
    response.writeHead(isUp ? 200 : 503).end(JSON.stringify({ keys: [key.jwk] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    isUp: (now: boolean) => {
      isUp = now;
    },
    stop: () => server.close(),
  };
}

let built: BuiltService;
let keys: Awaited<ReturnType<typeof keySet>>;
let clocks: readonly Clocks[];
const clockOf = (at: number): Clocks => clocks[at] ?? never();
const never = (): never => {
  throw new Error('no such clock');
};

beforeAll(async () => {
  built = await buildService();
  keys = await keySet();
  clocks = await Promise.all([clocksOf(), clocksOf(), clocksOf(), clocksOf()]);
}, 60_000);
afterAll(async () => {
  keys.stop();
  await built.remove();
  for (const one of clocks) one.remove();
});

const start = (clock: Clocks, more: Readonly<Record<string, string>> = {}) =>
  built.start(
    {
      TRUSTED_CLIENTS: clientsFile([{ issuer, jwksUrl: keys.url }]),
      PUBLIC_BASE_URL: base,
      REPORTS_TOKEN: reportsToken,
      ...clock.env,
      ...more,
    },
    clock.options,
  );

async function statusOf(
  service: StartedService,
  token = signToken(key, base + path),
): Promise<number> {
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(hookRequest('order-sign', { prefetch: { patient: null } })),
  });
  await answer.arrayBuffer();
  return answer.status;
}

describe('clocks', { timeout: 60_000 }, () => {
  it('a year ahead while keys cannot be fetched, and set right: they are fetched again', async () => {
    const clock = clockOf(0);
    const service = await start(clock);
    keys.isUp(false);
    clock.set({ wallMs: 365 * day });
    expect(await statusOf(service)).toBe(401);
    keys.isUp(true);
    clock.set({ passedMs: 6000 });
    expect(await statusOf(service)).not.toBe(401);
  });

  it('keys that can no longer be fetched are believed for a day, and a metric says so before', async () => {
    const clock = clockOf(1);
    const service = await start(clock);
    const overdue = async (): Promise<string | undefined> => {
      const headers = { Authorization: `Bearer ${reportsToken}` };
      const text = await (await fetch(`${service.url}/metrics`, { headers })).text();
      return /^cds_client_keys_overdue (\S+)$/m.exec(text)?.[1];
    };
    expect(await statusOf(service)).not.toBe(401);
    expect(await overdue()).toBe('0');
    keys.isUp(false);
    clock.set({ passedMs: 11 * minute });
    expect(await statusOf(service)).not.toBe(401);
    expect(await overdue()).toBe('1');
    clock.set({ passedMs: day + 11 * minute });
    expect(await statusOf(service)).toBe(401);
    keys.isUp(true);
    clock.set({ passedMs: day + 12 * minute });
    expect(await statusOf(service)).not.toBe(401);
  });

  describe('where another replica keeps house', () => {
    let service: StartedService;
    beforeAll(async () => {
      service = await start(clockOf(3));
    });

    it.each([30_000, 4 * minute, 50 * minute])(
      'a used token stays used where its clock is %d ms ahead',
      async (ahead) => {
        const clock = clockOf(2);
        clock.set({});
        const token = signToken(key, base + path, {
          claims: { exp: Math.floor(Date.now() / 1000) + 20 },
        });
        expect(await statusOf(service, token)).not.toBe(401);
        clock.set({ wallMs: ahead });
        const DATABASE_URL = `file:${join(service.folder, 'records.db')}`;
        // It keeps house when it starts, and has done so when it stops.
        const other = await start(clock, { DATABASE_URL });
        expect(await other.stop()).toBe(0);
        expect(await statusOf(service, token)).toBe(401);
      },
    );
  });
});
