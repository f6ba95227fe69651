import { fileURLToPath } from 'node:url';
import { type ServiceProcess, startProcess } from '../server/process.ts';

const entry = fileURLToPath(new URL('fixed-clock.ts', import.meta.url));

/** An answer of the service, or its absence. */
export interface TargetAnswer {
  /** 0 where none came: `text` says why. */
  readonly status: number;
  readonly text: string;
}

/** The service under test, in a process of its own so that one that hangs can be ended and started again. */
export interface Target {
  post(hook: string, body: string): Promise<TargetAnswer>;
  stop(): Promise<void>;
}

/**
 * Starts the service.
 * @param patienceMs after how long without an answer it counts as hung
 */
export async function startTarget(patienceMs: number): Promise<Target> {
  const env = { LOG_LEVEL: 'silent', RATE_LIMIT: '0' };
  let service: ServiceProcess = await startProcess(env, entry);
  const stop = async (): Promise<void> => {
    service.child.kill('SIGKILL');
    await service.ended;
  };
  return {
    stop,
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
        await stop();
        const printed = service.output().slice(-2000);
        service = await startProcess(env, entry);
        return { status: 0, text: `${String(error)}\n${printed}` };
      }
    },
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
