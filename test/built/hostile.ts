import { request } from 'node:http';
import { orderSignBody, usual } from '../../bench/chart-body.ts';
import { warmUp } from '../../bench/warm-up.ts';
import { buildService } from '../support/built-service.ts';
import { watchedTurns } from '../support/long-turns.ts';

/** What became of a body, and what it cost. */
export interface Outcome {
  readonly status: number;
  /** Of the answer. */
  readonly bytes: number;
  /** Processor time of all threads. */
  readonly processorMs: number;
  /** The longest turn of the event loop in processor time: others wait for as long. */
  readonly turnMs: number;
  readonly memoryMb: number;
}

/** A service as it is built, in a heap of 256 MB, that is watched while it is sent bodies. */
export interface Hostile {
  /** Sends a body, at order-sign unless told otherwise. */
  send(body: string, path?: string): Promise<Outcome>;
  /**
   * How many times as long as on the machine of docs/performance.md a usual call takes here and now; at least 1. Bounds of
   * processor time are those of that machine.
   */
  slowness(): Promise<number>;
  /** Whether it still runs. */
  readonly isRunning: boolean;
  remove(): Promise<void>;
}

/** What a usual call takes there, in processor time. */
const usualMs = 1.2;
const callsOfABlock = 500;

const signPath = '/cds-services/spine-imaging-order-sign';
const token = 'reports-token-of-the-test';

/** Starts one. */
export async function startHostile(): Promise<Hostile> {
  const built = await buildService();
  const turns = await watchedTurns();
  const settings = { NOTES: 'on', REPORTS_TOKEN: token, RATE_LIMIT: '0', ...turns.env };
  const service = await built.start(settings, ['--max-old-space-size=256', ...turns.options]);
  const measured = async (): Promise<{ readonly ms: number; readonly memoryMb: number }> => {
    const headers = { Authorization: `Bearer ${token}` };
    const text = await (await fetch(`${service.url}/metrics`, { headers })).text();
    const metric = (name: string): number =>
      Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
    const ms = metric('process_cpu_seconds_total') * 1000;
    return { ms, memoryMb: metric('process_resident_memory_bytes') / 1e6 };
  };
  const measuredSlowness = async (): Promise<number> => {
    const body = orderSignBody(usual, 'plain', new Date());
    let ms = 0;
    const block = async (): Promise<number> => {
      const before = await measured();
      for (let call = 0; call < callsOfABlock; call += 1) await sent(service.url + signPath, body);
      ms = ((await measured()).ms - before.ms) / callsOfABlock;
      return ms;
    };
    await warmUp(block, { least: 6, most: 12 });
    return Math.max(1, ms / usualMs);
  };
  let slowness: Promise<number> | undefined;
  return {
    get isRunning() {
      return service.child.exitCode === null;
    },
    slowness: () => {
      slowness ??= measuredSlowness();
      return slowness;
    },
    send: async (body, path = signPath) => {
      const before = await measured();
      turns.longest();
      const { status, bytes } = await sent(service.url + path, body);
      const after = await measured();
      const processorMs = after.ms - before.ms;
      return { status, bytes, processorMs, turnMs: turns.longest(), memoryMb: after.memoryMb };
    },
    remove: async () => {
      await built.remove();
      turns.remove();
    },
  };
}

function sent(
  url: string,
  body: string,
): Promise<{ readonly status: number; readonly bytes: number }> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method: 'POST', headers: { 'Content-Type': 'application/json' } },
      (answer) => {
        let bytes = 0;
        answer.on('data', (part: Buffer) => {
          bytes += part.length;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes }));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
