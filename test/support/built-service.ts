import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { type ServiceProcess, startProcess } from '../server/process.ts';
import { bundled } from './bundled.ts';

/** The service as `npm start` runs it. */
export interface BuiltService {
  /**
   * Starts it on a free port with a database of its own and without notes, unless the settings say otherwise: preparing
   * for notes takes longer than the start.
   */
  start(
    env?: Readonly<Record<string, string>>,
    options?: readonly string[],
  ): Promise<StartedService>;
  /** Ends what was started, and removes its databases. */
  remove(): Promise<void>;
}

export interface StartedService extends ServiceProcess {
  /** Where its database lies. */
  readonly folder: string;
  /** Asks it to stop, as an orchestrator does. @returns its exit code */
  stop(): Promise<number | null>;
}

/** Builds the service, once in a process. */
export async function buildService(): Promise<BuiltService> {
  const main = await bundled(join(packageRoot, 'src', 'server', 'main.ts'));
  const started: StartedService[] = [];
  const folders: string[] = [];
  return {
    start: async (env = {}, options = []) => {
      const folder = mkdtempSync(join(tmpdir(), 'built-service-'));
      folders.push(folder);
      const settings = {
        DATABASE_URL: `file:${join(folder, 'records.db')}`,
        LOG_LEVEL: 'warn',
        NOTES: 'off',
        ...env,
      };
      const service = await startProcess(settings, main, options);
      const stop = (): Promise<number | null> => {
        service.child.kill('SIGTERM');
        return service.ended;
      };
      const one = { ...service, folder, stop };
      started.push(one);
      return one;
    },
    remove: async () => {
      for (const { child } of started) child.kill('SIGKILL');
      await Promise.all(started.map(({ ended }) => ended));
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}
