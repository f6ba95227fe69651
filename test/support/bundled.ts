import { basename, join } from 'node:path';
import { bundleServer } from '../../scripts/server-bundle.ts';
import { folderUnderTest } from './under-test.ts';

const bundles = new Map<string, Promise<string>>();

/**
 * A main module as one file, which starts in half the time that a loader for TypeScript takes. Made once in a
 * process.
 * @param entry the path of its TypeScript
 * @returns the path of the file
 */
export function bundled(entry: string): Promise<string> {
  const bundle = bundles.get(entry) ?? makeBundle(entry);
  bundles.set(entry, bundle);
  return bundle;
}

async function makeBundle(entry: string): Promise<string> {
  const folder = folderUnderTest();
  await bundleServer(entry, folder);
  return join(folder, `${basename(entry, '.ts')}.js`);
}
