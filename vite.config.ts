import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, 'src', 'web');
const page = (name: string) => join(root, `${name}.html`);

/** The browser's part: eight pages into `dist/web`, everything a file of its own so that nothing stands inline. */
export default defineConfig({
  root,
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(import.meta.dirname, 'dist', 'web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: {
      // A dependency of the SMART client is written for both kinds of modules; only its ES part is used.
      checks: { commonJsVariableInEsm: false },
      input: ['index', 'guideline', 'reports', 'services', 'form', 'smart', 'criteria', 'api'].map(
        page,
      ),
    },
  },
});
