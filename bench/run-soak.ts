import { setInterval } from 'node:timers/promises';
import { Pool } from 'undici';
import { openLoop } from './open-loop.ts';
import { serviceHealth } from './service-health.ts';
import { type SoakCall, SoakCalls } from './soak-calls.ts';
import { SoakRecord } from './soak-record.ts';
import { printMinute, printMinuteHead } from './soak-report.ts';

export interface SoakInput {
  readonly url: string;
  /** What tokens are meant for. */
  readonly publicBaseUrl: string;
  /** Calls a second. */
  readonly rate: number;
  readonly connections: number;
  /** The database's size in bytes. */
  readonly size: () => Promise<number>;
  /** Ends the load. */
  readonly signal: AbortSignal;
}

const lookEveryMs = 5000;
const timeoutMs = 10_000;

/** Holds the load until it is told to end, and prints a line for each minute. */
export async function runSoak(input: SoakInput): Promise<SoakRecord> {
  const { url, size, signal } = input;
  const calls = new SoakCalls(input.publicBaseUrl, new Date());
  const pool = new Pool(url, { connections: input.connections });
  const record = new SoakRecord(await serviceHealth(url, size));
  const underWay = new Set<Promise<void>>();
  printMinuteHead();
  const load = openLoop(input.rate, signal, () => {
    const call = calls.next();
    return (due) => {
      record.lateness.push(performance.now() - due);
      const sending = send(call, due).finally(() => underWay.delete(sending));
      underWay.add(sending);
    };
  });
  await watch();
  await load;
  await Promise.all(underWay);
  await look();
  printMinute(record.endMinute());
  await pool.close();
  return record;

  async function send(call: SoakCall, due: number): Promise<void> {
    const sentOn = utcDay();
    try {
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: call.path,
        headers: {
          'content-type': 'application/json',
          ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
        },
        body: call.body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await body.text();
      record.answered(call.kind, performance.now() - due);
      if (call.kind === 'feedback' && statusCode === 200) record.acknowledged += 1;
      const problem = calls.problem(call, statusCode, text, sentOn);
      // What was under way at midnight may have been judged on either day.
      if (problem !== undefined && sentOn === utcDay()) record.failed(problem);
    } catch (error) {
      record.failed(`${call.kind}: ${errorName(error)}`);
    }
  }

  async function watch(): Promise<void> {
    let looks = 0;
    try {
      for await (const _ of setInterval(lookEveryMs, undefined, { signal })) {
        await look();
        looks += 1;
        if (looks % (60_000 / lookEveryMs) === 0) printMinute(record.endMinute());
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async function look(): Promise<void> {
    await serviceHealth(url, size).then(
      (health) => record.look(health),
      (error) => record.failed(`metrics: ${errorName(error)}`),
    );
  }
}

function utcDay(): string {
  return new Date().toISOString().slice(0, 10);
}

/** `ECONNRESET` where there is a code, else the error's name. */
function errorName(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return errorName(cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
