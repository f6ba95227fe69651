import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/package-root.ts';
import { bundleServer } from './server-bundle.ts';

/** Builds the service into `dist/server` or another folder of this package: `tsx scripts/build-server.ts [folder]`. */
const outdir = process.argv[2] ?? join(packageRoot, 'dist', 'server');
rmSync(outdir, { recursive: true, force: true });
await bundleServer(join(packageRoot, 'src', 'server', 'main.ts'), outdir);
