import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packageRoot } from '../src/package-root.ts';
import { bundleOptions } from './bundle-options.ts';

/**
 * Builds the commands into `dist/commands`, or another folder of this package: the command line, the file that the
 * back-test's threads run, and what other programs import.
 */
const outdir = process.argv[2] ?? join(packageRoot, 'dist', 'commands');
rmSync(outdir, { recursive: true, force: true });
await build({
  ...bundleOptions,
  entryPoints: {
    main: join(packageRoot, 'src', 'cli', 'main.ts'),
    index: join(packageRoot, 'src', 'index.ts'),
    'part-worker': join(packageRoot, 'src', 'backtest', 'part-worker.ts'),
  },
  outdir,
  // What stands in node_modules is loaded from there: a command starts once, and the pool finds its thread's file beside itself.
  packages: 'external',
});
