import type { BuildOptions } from 'esbuild';

/**
 * How everything that Node runs is bundled: what is imported only when it is needed stays a file of its own. Types are
 * checked by `npm run types`.
 */
export const bundleOptions = {
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;
