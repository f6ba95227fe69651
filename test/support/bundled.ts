import { basename, join, relative } from 'node:path';
import { bundleCommands } from '../../scripts/commands-bundle.ts';
import { bundleServer } from '../../scripts/server-bundle.ts';
import { packageRoot } from '../../src/package-root.ts';
import { builtOnce } from './under-test.ts';

/** What debuggers read takes a third of the time, and no test reads it. */
const options = { sourcemap: false };

/**
 * A main module as one file, which starts in half the time that a loader for TypeScript takes. Made once in a run.
 * @param entry the path of its TypeScript
 * @returns the path of the file
 */
export async function bundled(entry: string): Promise<string> {
  const name = relative(packageRoot, entry).replace(/\W+/g, '-');
  const folder = await builtOnce(name, (outdir) => bundleServer(entry, outdir, options));
  return join(folder, `${basename(entry, '.ts')}.js`);
}

/** The commands as they are published, made once in a run. @returns the folder with `main.js` and `part-worker.js` */
export function builtCommands(): Promise<string> {
  return builtOnce('commands', (outdir) => bundleCommands(outdir, options));
}
