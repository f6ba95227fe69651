import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.ts';

const setter = fileURLToPath(new URL('set-clock.ts', import.meta.url));

/** The clocks of a service in a process of its own. */
export interface Clocks {
  /** What the service is started with. */
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Sets them off by so many milliseconds: the clock on the wall, and the one that is never set. */
  set(off: { readonly wallMs?: number; readonly passedMs?: number }): void;
  remove(): void;
}

/** Clocks that are right until they are set. */
export async function clocksOf(): Promise<Clocks> {
  const folder = mkdtempSync(join(tmpdir(), 'clocks-'));
  const file = join(folder, 'off');
  const set: Clocks['set'] = ({ wallMs = 0, passedMs = 0 }) =>
    writeFileSync(file, `${wallMs} ${passedMs}`);
  set({});
  return {
    options: ['--import', await bundled(setter)],
    env: { CLOCKS_FILE: file },
    set,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
