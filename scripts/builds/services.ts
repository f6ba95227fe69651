import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { CdsService } from '../../src/cds/service.ts';
import { packageRoot } from '../../src/package-root.ts';
import { serviceSettings } from '../../test/support/vignette-call.ts';

/** The services as they were at a commit, whose source tree is unpacked into a new folder. */
export async function servicesAt(commit: string, folder: string): Promise<readonly CdsService[]> {
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('git', ['archive', commit], {
    cwd: packageRoot,
    maxBuffer: 2 ** 30,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  return servicesOf(folder, folder);
}

/** The services of a source tree, bundled into one file of a folder so that several builds can run in this process. */
export async function servicesOf(root: string, folder: string): Promise<readonly CdsService[]> {
  const outfile = join(folder, 'services.mjs');
  await build({
    stdin: { contents: "export { cdsServices } from './hooks/services.ts';", resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    packages: 'external',
  });
  const { cdsServices } = await import(pathToFileURL(outfile).href);
  return cdsServices(serviceSettings);
}
