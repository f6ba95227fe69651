import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bundled } from '../support/bundled.ts';

/** The service as a process of its own. */
export interface ServiceProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything that was printed so far. */
  readonly output: () => string;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

const fakeMain = fileURLToPath(new URL('fake-main.ts', import.meta.url));

/**
 * Starts the service on a free port, and waits until it says that it is listening.
 * @throws Error with what it printed, where it ends instead
 */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  entry = fakeMain,
  options: readonly string[] = [],
): Promise<ServiceProcess> {
  const main = entry.endsWith('.ts') ? await bundled(entry) : entry;
  const child = spawn(process.execPath, [...options, main], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATABASE_URL: 'file::memory:', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ended = once(child, 'close').then(([code]): number | null => code);
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const match = /listening on (\S+)/.exec(printed);
      if (match?.[1] !== undefined) {
        resolve(match[1]);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    ended.then((code) => reject(new Error(`ended with ${code}: ${printed}`)));
  });
  return { url, child, output: () => printed, ended };
}
