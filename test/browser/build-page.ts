import { join } from 'node:path';
import { build } from 'vite';
import { packageRoot } from '../../src/package-root.ts';
import { folderUnderTest } from '../support/under-test.ts';

let page: Promise<string> | undefined;

/** Builds the page as `npm run build:web` does, once in a process. @returns the folder that it is in */
export function buildPage(): Promise<string> {
  page ??= built();
  return page;
}

async function built(): Promise<string> {
  const outDir = folderUnderTest();
  await build({
    configFile: join(packageRoot, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  return outDir;
}
