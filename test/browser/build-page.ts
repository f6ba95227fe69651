import { join } from 'node:path';
import { build } from 'vite';
import { packageRoot } from '../../src/package-root.ts';
import { builtOnce } from '../support/under-test.ts';

/** Builds the page as `npm run build:web` does, once in a run. @returns the folder that it is in */
export function buildPage(): Promise<string> {
  return builtOnce('web', async (outDir) => {
    await build({
      configFile: join(packageRoot, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir, emptyOutDir: true },
    });
  });
}
