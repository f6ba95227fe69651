import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { packageRoot } from '../src/package-root.ts';
import { bundleOptions } from './bundle-options.ts';

/**
 * Bundles the commands into a folder of this package: the command line (`main.js`), the file that the back-test's
 * threads run (`part-worker.js`), and what other programs import (`index.js`).
 * @param options what is to be otherwise
 */
export async function bundleCommands(
  outdir: string,
  options: Pick<BuildOptions, 'sourcemap'> = {},
): Promise<void> {
  await build({
    ...bundleOptions,
    ...options,
    entryPoints: {
      main: join(packageRoot, 'src', 'cli', 'main.ts'),
      index: join(packageRoot, 'src', 'index.ts'),
      'part-worker': join(packageRoot, 'src', 'backtest', 'part-worker.ts'),
    },
    outdir,
    // What stands in node_modules is loaded from there: a command starts once, and the pool finds its thread's file
    // beside itself.
    packages: 'external',
  });
}
