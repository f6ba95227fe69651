import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPostgresServer, type PostgresServer, startPostgres } from '../store/postgres.ts';
import { killRounds } from './kill-rounds.ts';
import { hookRequest, nothingOnRecord, type RunningApp, runApp } from './support.ts';
import { clientsFile, ecKey, issuer, signToken } from './tokens.ts';

describe('kill -9 during feedback', () => {
  it('loses nothing that was acknowledged', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spine-imaging-cds-kill-'));
    const report = await killRounds(3, `file:${join(folder, 'kill.db')}`);
    expect(report.acknowledged).toBeGreaterThan(0);
    expect(report).toMatchObject({ lost: [], torn: 0 });
  });
});

const path = '/cds-services/spine-imaging-order-sign';
const title = 'PostgreSQL that goes away and comes back';

describe.skipIf(noPostgresServer !== undefined)(
  noPostgresServer === undefined ? title : `${title}: skipped, ${noPostgresServer}`,
  { timeout: 60_000 },
  () => {
    const key = ecKey('key-1');
    const clients = [{ issuer, jwks: { keys: [key.jwk] } }];
    let postgres: PostgresServer;
    let open: RunningApp;
    let refusing: RunningApp;
    let accepting: RunningApp;

    beforeAll(async () => {
      postgres = await startPostgres();
      const env = { DATABASE_URL: postgres.url };
      const trusting = { ...env, TRUSTED_CLIENTS: clientsFile(clients) };
      open = await runApp(env);
      refusing = await runApp(trusting);
      accepting = await runApp({ ...trusting, REPLAY_WITHOUT_STORE: 'accept' });
    }, 60_000);
    afterAll(async () => {
      await Promise.all([open.stop(), refusing.stop(), accepting.stop()]);
      await postgres.remove();
    });

    const token = () => signToken(key, `https://cds.test${path}`);
    const call = (app: RunningApp, bearer = token()) =>
      app.post(path, hookRequest('order-sign', { prefetch: nothingOnRecord }), {
        Authorization: `Bearer ${bearer}`,
      });
    const feedback = (card: string) =>
      open.post(`${path}/feedback`, {
        feedback: [{ card, outcome: 'overridden', outcomeTimestamp: '2026-03-01T10:00:00Z' }],
      });

    it('keeps calls answered, refuses what cannot be kept, and loses nothing', async () => {
      const acknowledged: string[] = [];
      const send = async (): Promise<number> => {
        const card = randomUUID();
        const { status } = await feedback(card);
        if (status === 200) {
          acknowledged.push(card);
        }
        return status;
      };
      for (const app of [open, refusing, accepting]) {
        expect((await call(app)).status).toBe(200);
      }
      expect(await send()).toBe(200);
      const before = (await open.get('/reports/feedback')).json;

      await postgres.stop();
      const away = token();
      expect((await call(open)).status).toBe(200);
      expect((await call(refusing)).status).toBe(503);
      expect((await call(accepting, away)).status).toBe(200);
      expect((await call(accepting, away)).status).toBe(401);
      expect(await send()).toBe(503);
      expect((await open.get('/health/ready')).status).toBe(503);

      await postgres.start();
      expect(await send()).toBe(200);
      expect((await open.get('/health/ready')).status).toBe(200);
      expect((await call(refusing)).status).toBe(200);
      const after = (await open.get('/reports/feedback')).json;
      expect(after.feedbackItems.overridden).toBe(acknowledged.length);
      // The call that was answered while the store was away was recorded once it was back.
      expect(after.total.shown).toBeGreaterThan(before.total.shown);
    });
  },
);
