import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';

/**
 * A new folder for what is built to be tested, inside the package, where a built service finds the modules that are
 * not part of it. Whoever runs outside of the tests removes it at the end of the process.
 */
export function folderUnderTest(): string {
  const parent = process.env.UNDER_TEST_FOLDER ?? join(packageRoot, 'dist');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'under-test-'));
  if (process.env.UNDER_TEST_FOLDER === undefined) {
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
  return folder;
}

/** Before all tests: one folder for everything that any of them builds. @returns what removes it after the last one */
export default function setup(): () => void {
  const folder = folderUnderTest();
  process.env.UNDER_TEST_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
