import { type BuildOptions, build } from 'esbuild';
import { bundleOptions } from './bundle-options.ts';

/**
 * Bundles a main module of the service into a folder of this package, as `name.js`. One file instead of a thousand,
 * since finding and reading the modules of its dependencies takes Node longer than everything else at the start.
 * @param options what is to be otherwise
 */
export async function bundleServer(
  entry: string,
  outdir: string,
  options: Pick<BuildOptions, 'sourcemap'> = {},
): Promise<void> {
  await build({
    ...bundleOptions,
    ...options,
    entryPoints: [entry],
    outdir,
    // libsql finds its compiled part beside itself. undici is CommonJS and imported when it is needed: bundled, such
    // an import has no names, and every read would fail.
    external: ['libsql', 'undici'],
    banner: {
      // Some dependencies are CommonJS, and ask for what an ES module doesn't have. These are properties of the global
      // object, not declarations: a name declared here would end the start of a bundle that declares it as well.
      js: [
        "globalThis.require ??= process.getBuiltinModule('node:module').createRequire(import.meta.url);",
        "globalThis.__filename ??= process.getBuiltinModule('node:url').fileURLToPath(import.meta.url);",
        "globalThis.__dirname ??= process.getBuiltinModule('node:path').dirname(globalThis.__filename);",
      ].join('\n'),
    },
  });
}
