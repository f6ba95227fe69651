import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
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

const builds = new Map<string, Promise<string>>();

/**
 * Builds something once in a run, whichever of its processes asks first; the others wait for it.
 * @param name what it is called among all that is built
 * @param build fills the folder
 * @returns the folder
 * @throws Error where the build fails, here or in the process that asked first
 */
export function builtOnce(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const built = builds.get(name) ?? buildOrWait(name, build);
  builds.set(name, built);
  return built;
}

async function buildOrWait(
  name: string,
  build: (folder: string) => Promise<void>,
): Promise<string> {
  process.env.UNDER_TEST_FOLDER ??= folderUnderTest();
  const folder = join(process.env.UNDER_TEST_FOLDER, name);
  const done = `${folder}.done`;
  const failed = `${folder}.failed`;
  if (isFirst(folder)) {
    await build(folder).catch((error: unknown) => {
      writeFileSync(failed, '');
      throw error;
    });
    writeFileSync(done, '');
  }
  while (!existsSync(done)) {
    if (existsSync(failed)) throw new Error(`${name} could not be built; another test says why.`);
    await setTimeout(50);
  }
  return folder;
}

/** Making a folder succeeds for one process alone. */
function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Before all tests: one folder for everything that any of them builds. @returns what removes it after the last one */
export default function setup(): () => void {
  const folder = folderUnderTest();
  process.env.UNDER_TEST_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
