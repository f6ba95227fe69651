import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import { bundleCommands } from './commands-bundle.ts';

/**
 * Builds the commands into `dist/commands`, or another folder of this package: `tsx scripts/build-commands.ts
 * [folder]`.
 */
const outdir = process.argv[2] ?? join(packageRoot, 'dist', 'commands');
rmSync(outdir, { recursive: true, force: true });
await bundleCommands(outdir);
