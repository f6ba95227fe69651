import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../browser/build-page.ts';

const mostCompressed = 150 * 1024;

let folder: string;
beforeAll(async () => {
  folder = await buildPage();
}, 60_000);

const pages = ['index', 'guideline', 'reports', 'services', 'form', 'smart', 'criteria', 'api'];
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

/** The files of one kind that a page loads. */
function filesOf(page: string, kind: 'js' | 'css'): readonly string[] {
  const html = read(`${page}.html`);
  const found = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => path);
  return found.filter((path) => path !== undefined).filter((path) => path.endsWith(`.${kind}`));
}

describe.each(pages)('the built page %s', (page) => {
  it('loads less than 150 KB of script, compressed', () => {
    const scripts = filesOf(page, 'js');
    expect(scripts.length).toBeGreaterThan(0);
    const sizes = scripts.map((path) => gzipSync(readFileSync(join(folder, path))).length);
    expect(sizes.reduce((one, other) => one + other, 0)).toBeLessThan(mostCompressed);
  });

  it('has nothing inline and nothing from elsewhere', () => {
    const html = read(`${page}.html`);
    expect(html).not.toMatch(/<style|style="|<script(?![^>]*\bsrc=)|\bon[a-z]+="/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});

describe('the built styles', () => {
  it('load nothing from elsewhere, and nothing from data', () => {
    const styles = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(0);
    for (const name of styles) {
      expect(read(join('assets', name))).not.toMatch(/url\(["']?(?:https?:|\/\/|data:)|@import/);
    }
  });
});
