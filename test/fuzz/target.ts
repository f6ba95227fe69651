import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type ServiceProcess, startProcess } from '../server/process.ts';
import { bundled } from '../support/bundled.ts';

/** The service whose clock stands still, and the one that is served. */
const entries = {
  'fixed-clock': fileURLToPath(new URL('fixed-clock.ts', import.meta.url)),
  served: fileURLToPath(new URL('../../src/server/main.ts', import.meta.url)),
} as const;

const probe = fileURLToPath(new URL('live-probe.ts', import.meta.url));

/** An answer of the service, or its absence. */
export interface TargetAnswer {
  /** 0 where none came: `text` says why. */
  readonly status: number;
  readonly text: string;
}

export interface TargetHealth {
  readonly pauseMs: number;
  readonly memoryMb: number;
  readonly processorMs: number;
}

export interface Watched {
  readonly longestMs: number;
  readonly asked: number;
}

/** The service under test, in a process of its own so that one that hangs can be ended and started again. */
export interface Target {
  post(hook: string, body: string): Promise<TargetAnswer>;
  /** How it fares: the longest pause since the last look, its memory, and the processor time that it has used. */
  health(): Promise<TargetHealth>;
  /** Asks whether it lives, all the while. @returns what ends that, and says how long the longest answer took */
  watch(): Promise<() => Promise<Watched>>;
  stop(): Promise<void>;
}

/**
 * Starts the service.
 * @param patienceMs after how long without an answer it counts as hung
 * @param clock `served`: exactly what is built and started elsewhere, whose clock goes on
 */
export async function startTarget(
  patienceMs: number,
  clock: keyof typeof entries = 'fixed-clock',
): Promise<Target> {
  const entry = entries[clock];
  // What is recorded lies on the disk, so that memory is the service's own.
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const env = {
    ...{ LOG_LEVEL: 'silent', RATE_LIMIT: '0' },
    DATABASE_URL: `file:${join(folder, 'records.db')}`,
  };
  const options = ['--max-old-space-size=256', '--max-semi-space-size=8'];
  let service: ServiceProcess = await startProcess(env, entry, options);
  const end = async (): Promise<void> => {
    service.child.kill('SIGKILL');
    await service.ended;
  };
  return {
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
    watch: async () => {
      const asking = spawn(process.execPath, [await bundled(probe), service.url], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      return async () => {
        asking.stdin.end();
        return JSON.parse(await text(asking.stdout));
      };
    },
    health: async () => {
      const text = await (await fetch(`${service.url}/metrics`)).text();
      const metric = (name: string): number =>
        Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
      return {
        pauseMs: metric('nodejs_eventloop_lag_max_seconds') * 1000,
        memoryMb: metric('process_resident_memory_bytes') / 1e6,
        processorMs: metric('process_cpu_seconds_total') * 1000,
      };
    },
    post: async (hook, body) => {
      const send = async (): Promise<TargetAnswer> => {
        const response = await fetch(`${service.url}/cds-services/spine-imaging-${hook}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
          signal: AbortSignal.timeout(patienceMs),
        });
        return { status: response.status, text: await response.text() };
      };
      try {
        // A connection that was idle can be closed just as it is used again: that is no answer of the service.
        return await send().catch((error) => {
          if (service.child.exitCode === null && !isTimeout(error)) return send();
          throw error;
        });
      } catch (error) {
        await end();
        const printed = service.output().slice(-2000);
        service = await startProcess(env, entry, options);
        return { status: 0, text: `${String(error)}\n${printed}` };
      }
    },
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
