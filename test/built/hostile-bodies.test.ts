import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltService, buildService, type StartedService } from '../support/built-service.ts';
import { sampleSize } from '../support/sample-size.ts';
import { maximalBodies, maximalBodiesOfOneStudy } from './maximal-bodies.ts';

const token = 'reports-token-of-the-test';

let built: BuiltService;
let service: StartedService;
beforeAll(async () => {
  built = await buildService();
  service = await built.start({ REPORTS_TOKEN: token }, ['--max-old-space-size=256']);
}, 60_000);
afterAll(() => built.remove());

/** Sends a body. @returns the status and the length of the answer */
function send(body: string): Promise<{ readonly status: number; readonly bytes: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${service.url}/cds-services/spine-imaging-order-sign`,
      { method: 'POST', headers: { 'Content-Type': 'application/json' } },
      (answer) => {
        let bytes = 0;
        answer.on('data', (part: Buffer) => {
          bytes += part.length;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Processor time that the service has used since its start, in milliseconds. */
async function processorTime(): Promise<number> {
  const headers = { Authorization: `Bearer ${token}` };
  const text = await (await fetch(`${service.url}/metrics`, { headers })).text();
  return 1000 * Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}

/**
 * Others wait for as long as a body is worked on. In processor time, which a busy machine does not stretch much; none
 * takes a third of it, and what grows with the square of a body takes many times more.
 */
const mostMs = 3000;

const bodies = { ...maximalBodies, ...(sampleSize(1) > 1 ? maximalBodiesOfOneStudy : {}) };

describe('a body of 5 MB is answered or refused, whatever its shape', () => {
  it.each(Object.entries(bodies))(
    '%s',
    async (_name, make) => {
      const body = make();
      expect(Buffer.byteLength(body)).toBeLessThan(5 * 1024 * 1024);
      const before = await processorTime();
      const answer = await send(body);
      const used = (await processorTime()) - before;
      expect([200, 400]).toContain(answer.status);
      expect(answer.bytes).toBeLessThanOrEqual(1024 * 1024);
      expect(used).toBeLessThan(mostMs);
      expect(service.child.exitCode).toBeNull();
    },
    60_000,
  );
});
