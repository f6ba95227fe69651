import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const root = join(import.meta.dirname, 'src', 'web');
const page = (name: string) => join(root, `${name}.html`);

const sharedHead = `
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="./style/base.css" />`;
const sharedBody = `
  <body>
    <noscript>This page needs JavaScript; GET /cds-services lists the services without it.</noscript>
  </body>`;

/** Puts into every page what all of them have. */
const sharedParts: Plugin = {
  name: 'shared-parts',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) =>
      html.replace('<head>', `<head>${sharedHead}`).replace('</head>', `</head>${sharedBody}`),
  },
};

/** Rows as a script that spreads them out: those in a row that differ in nothing but their codes stand once. */
function spreadOut(rows: readonly Record<string, unknown>[]): string {
  if (rows.some(({ code }) => code === undefined)) return JSON.stringify(rows);
  const groups: [shared: string, codes: unknown[]][] = [];
  for (const { code, ...shared } of rows) {
    const alike = JSON.stringify(shared);
    if (groups.at(-1)?.[0] === alike) groups.at(-1)?.[1].push(code);
    else groups.push([alike, [code]]);
  }
  const written = groups.map(([shared, codes]) => `[${shared},${JSON.stringify(codes)}]`);
  return `[${written.join(',')}].flatMap(([row, codes]) => codes.map((code) => ({ code, ...row })))`;
}

/**
 * Leaves out of the terminology what is there for whoever looks after it and no page shows: where and when a code was
 * looked up, and what it means. A study is called by its first row.
 */
const codesAlone: Plugin = {
  name: 'codes-alone',
  enforce: 'pre',
  transform(text, id) {
    if (!/\/terminology\/data\/[\w-]+\.json$/.test(id)) return null;
    const named = new Set<string>();
    const rows: Record<string, string>[] = JSON.parse(text);
    for (const row of rows) {
      delete row.source;
      delete row.lookedUp;
      if (named.has(row.concept ?? '') || !id.endsWith('studies.json')) delete row.meaning;
      named.add(row.concept ?? '');
    }
    return { code: `export default ${spreadOut(rows)};`, moduleType: 'js', map: null };
  },
};

/** Leaves out of lists of words and phrases the lines by which they are read more easily. */
const wordsAlone: Plugin = {
  name: 'words-alone',
  enforce: 'pre',
  transform(text, id) {
    if (!id.endsWith('.ts')) return null;
    const lists = /(?<=phraseList\(\s*)`[^`$]*`|`[^`$]*`(?=\.split\(\s*\/\\s\+\/)/g;
    return { code: text.replaceAll(lists, (list) => list.replaceAll(/\s+/g, ' ')), map: null };
  },
};

/** Leaves out of the rules for notes their examples, which are tests. */
const rulesAlone: Plugin = {
  name: 'rules-alone',
  enforce: 'pre',
  transform(text, id) {
    if (!/\/notes\/data\/rules\/[\w-]+\.json$/.test(id)) return null;
    const rules: unknown = JSON.parse(text);
    if (!Array.isArray(rules)) return null;
    const looked = rules.map(({ examples: _tested, ...rule }) => rule);
    return { code: JSON.stringify(looked), map: null };
  },
};

/** Lays beside each script and style what it is when compressed as far as possible, which takes too long at each start. */
const compressedBeside: Plugin = {
  name: 'compressed-beside',
  writeBundle({ dir = '' }) {
    const folder = join(dir, 'assets');
    for (const name of readdirSync(folder)) {
      if (!/\.(?:js|css)$/.test(name)) continue;
      const path = join(folder, name);
      writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
    }
  },
};

/** The browser's part: eight pages into `dist/web`, everything a file of its own so that nothing stands inline. */
export default defineConfig({
  root,
  base: './',
  plugins: [sharedParts, codesAlone, wordsAlone, rulesAlone, compressedBeside],
  // The same page whatever NODE_ENV says: tests ask what is shipped.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
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
