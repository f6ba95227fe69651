import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';

/**
 * Links what `npm ci --omit=dev` installs to this checkout's own `node_modules`. What stands below a package comes with
 * it.
 * @param folder gets a `node_modules` of links
 */
export function linkProductionPackages(folder: string): void {
  const lock: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
    readFileSync(join(packageRoot, 'package-lock.json'), 'utf8'),
  );
  for (const [path, { dev = false }] of Object.entries(lock.packages)) {
    const source = join(packageRoot, path);
    if (dev || !/^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) || !existsSync(source)) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(source, join(folder, path));
  }
}
