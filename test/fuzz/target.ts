import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServiceProcess, startProcess } from '../server/process.ts';

const entry = fileURLToPath(new URL('fixed-clock.ts', import.meta.url));

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

/** The service under test, in a process of its own so that one that hangs can be ended and started again. */
export interface Target {
  post(hook: string, body: string): Promise<TargetAnswer>;
  /** How it fares: the longest pause since the last look, its memory, and the processor time that it has used. */
  health(): Promise<TargetHealth>;
  stop(): Promise<void>;
}

/**
 * Starts the service.
 * @param patienceMs after how long without an answer it counts as hung
 */
export async function startTarget(patienceMs: number): Promise<Target> {
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
