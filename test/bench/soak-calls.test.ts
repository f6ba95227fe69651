import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SoakCall, SoakCalls } from '../../bench/soak-calls.ts';
import { trustedClientsFile } from '../../bench/tokens.ts';
import { cdsServices } from '../../hooks/services.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type Answer, type RunningApp, runApp } from '../server/support.ts';

const day = '2026-03-01';
const publicBaseUrl = 'https://cds.test';

let app: RunningApp;
beforeAll(async () => {
  app = await runApp(
    { TRUSTED_CLIENTS: trustedClientsFile(), PUBLIC_BASE_URL: publicBaseUrl },
    { services: cdsServices(readSettings({})) },
  );
});
afterAll(() => app.stop());

const send = ({ path, body, token }: SoakCall): Promise<Answer> =>
  app.post(path, body, token === undefined ? {} : { Authorization: `Bearer ${token}` });

describe('the calls of a soak', () => {
  // Sixty calls hold each kind, and each of the six that have to be refused.
  it('are of every kind and are answered as they expect', async () => {
    const calls = new SoakCalls(publicBaseUrl, new Date());
    const problems: (string | undefined)[] = [];
    const statuses: Record<string, number[]> = {};
    for (let count = 0; count < 60; count += 1) {
      const call = calls.next();
      const { status, text } = await send(call);
      problems.push(calls.problem(call, status, text, day));
      statuses[call.kind] = [...new Set([...(statuses[call.kind] ?? []), status])].sort();
    }
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
    expect(statuses).toEqual({
      'order-select': [200],
      'order-sign': [200],
      'full chart': [200],
      feedback: [200],
      refused: [400, 401, 412],
    });
  });

  it('notice a wrong status, and an answer that differs from an earlier one on the same day', async () => {
    const calls = new SoakCalls(publicBaseUrl, new Date());
    const call = calls.next();
    const { status, text } = await send(call);
    const other = text.replaceAll(/"determination":"[\w-]+"/g, '"determination":"another"');
    expect(calls.problem(call, 503, '', day)).toContain('answered 503 instead of 200');
    expect(calls.problem(call, status, text, day)).toBeUndefined();
    expect(calls.problem(call, status, text, day)).toBeUndefined();
    expect(calls.problem(call, status, other, '2026-03-02')).toBeUndefined();
    expect(calls.problem(call, status, other, day)).toContain('was judged otherwise than before');
  });
});
