import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.ts';

const watcher = fileURLToPath(new URL('watch-turns.ts', import.meta.url));

/** How long others had to wait for a service, whatever else the machine did meanwhile. */
export interface LongTurns {
  /** What the service is started with. */
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /**
   * The longest turn of its event loop since the last time, in milliseconds of processor time; 0 where all were
   * short.
   */
  longest(): number;
  remove(): void;
}

/** Watches the turns of a service that is started with what this gives. */
export async function watchedTurns(): Promise<LongTurns> {
  const folder = mkdtempSync(join(tmpdir(), 'long-turns-'));
  const file = join(folder, 'turns');
  writeFileSync(file, '');
  return {
    options: ['--import', await bundled(watcher)],
    env: { LONG_TURNS: file },
    longest: () => {
      const turns = readFileSync(file, 'latin1').split('\n').map(Number);
      writeFileSync(file, '');
      return Math.max(0, ...turns);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
