import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cdsServices } from '../hooks/services.ts';
import { packageRoot } from '../src/package-root.ts';
import { openApiDocument } from '../src/server/openapi/document.ts';
import { schemas } from '../src/server/setting-schemas.ts';
import { readSettings } from '../src/server/settings.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];
const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(packageRoot, 'package.json'), 'utf8'),
);

const services = cdsServices(readSettings({})).map(({ definition }) => definition);
const { paths } = openApiDocument('https://cds.test', services);
/** `GET /cds-services`, as the interface is described; `{id}` stands for any id, and for itself. */
const addresses = Object.entries(Object(paths)).flatMap(([path, methods]) =>
  Object.keys(Object(methods)).map((method) => `${method.toUpperCase()} ${path}`),
);
const isAnswered = (named: string) =>
  addresses.some(
    (address) =>
      new RegExp(`^${address.replace(/\{\w+\}/g, '[^/]+').replace('.', '\\.')}$`).test(named) ||
      address.replace(/spine-imaging-order-\w+/, '{id}') === named,
  );

describe('The documentation', () => {
  test.each(pages)('%s links to files that are there', (page) => {
    const text = readFileSync(join(packageRoot, page), 'utf8');
    const links = [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^(https?:|mailto:)/.test(link));
    const lost = links.filter((link) => !existsSync(join(packageRoot, dirname(page), link)));
    expect(lost).toEqual([]);
  });

  test.each(pages)('%s links to headings that are there', (page) => {
    const text = readFileSync(join(packageRoot, page), 'utf8');
    const links = [...text.matchAll(/\]\(([^)\s#]*)#([^)\s]+)\)/g)].filter(
      ([, path = '']) => !/^https?:/.test(path) && (path === '' || path.endsWith('.md')),
    );
    const lost = links.filter(([, path = '', heading = '']) => {
      const file = path === '' ? page : join(dirname(page), path);
      return !headingsOf(readFileSync(join(packageRoot, file), 'utf8')).includes(heading);
    });
    expect(lost.map(([link]) => link)).toEqual([]);
  });

  test.each(pages)(
    '%s shows pictures that are there, each with words for whoever cannot see it',
    (page) => {
      const text = readFileSync(join(packageRoot, page), 'utf8');
      for (const [, words, path = ''] of text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)) {
        expect(words, path).not.toBe('');
        expect(existsSync(join(packageRoot, dirname(page), path)), path).toBe(true);
      }
    },
  );

  test.each(pages)('%s names commands that exist', (page) => {
    const text = readFileSync(join(packageRoot, page), 'utf8');
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test.each(pages)('%s names files and folders that are there', (page) => {
    const text = readFileSync(join(packageRoot, page), 'utf8');
    const named = [
      ...text.matchAll(/`((?:src|test|docs|scripts|deploy|fixtures|bench|hooks)\/[\w./-]*)`/g),
    ].map(([, path = '']) => path);
    // A section that CONTRIBUTING.md invents, to show how one is added.
    const lost = named.filter((path) => !path.includes('facet-cyst'));
    expect(lost.filter((path) => !existsSync(join(packageRoot, path)))).toEqual([]);
  });

  test.each(pages)('%s names addresses that the service answers', (page) => {
    const text = readFileSync(join(packageRoot, page), 'utf8');
    const named = [...text.matchAll(/`(GET|POST) (\/[^`\s?]*)/g)].map(
      ([, method = '', path = '']) => `${method} ${path}`,
    );
    expect(named.filter((address) => !isAnswered(address))).toEqual([]);
  });

  test('every page of docs is found from its index', () => {
    const index = readFileSync(join(packageRoot, 'docs', 'README.md'), 'utf8');
    const lost = readdirSync(join(packageRoot, 'docs'))
      .filter((name) => name.endsWith('.md') && name !== 'README.md')
      .filter((name) => !index.includes(`(${name})`));
    expect(lost).toEqual([]);
  });

  test('every setting stands in the table', () => {
    const table = readFileSync(join(packageRoot, 'docs', 'settings.md'), 'utf8');
    const names = Object.keys(schemas);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
  });
});

/** The addresses of a page's headings, as GitHub makes them, and of its anchors. */
function headingsOf(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  const anchors = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = '']) => name);
  return [...headings, ...anchors];
}
