import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportPage } from '../../src/backtest/report.ts';
import { packageRoot } from '../../src/package-root.ts';

const head = {
  policy: 'spine-imaging 2026.1',
  other: undefined,
  mode: 'strict',
  asOf: 'order',
  problems: [],
};
const figure = (id: string, rows: readonly (readonly (string | number)[])[]) => ({
  id,
  title: id,
  about: '',
  query: '',
  columns: [id, 'determination', 'orders'],
  rows,
});

describe('The report of a back-test', () => {
  test('has the colours of the page /reports', () => {
    const styles = readFileSync(join(packageRoot, 'src', 'web', 'style', 'base.css'), 'utf8');
    const colorOf = (name: string) => new RegExp(`--${name}: (#\\w+);`).exec(styles)?.[1];
    const page = reportPage(
      [
        figure('study', [
          ['MRI', 'supported', 20],
          ['MRI', 'alternative-preferred', 20],
          ['MRI', 'prerequisites-missing', 20],
          ['MRI', 'not-supported', 20],
        ]),
      ],
      head,
    );
    const drawn = [...page.matchAll(/<rect [^>]*fill="([^"]+)"/g)].map(([, color]) => color);
    expect(drawn).toEqual(['met', 'info', 'open', 'unmet'].map(colorOf));
  });

  test('shows the twelve longest bars of many, the last twelve of months, and no small count', () => {
    const names = Array.from({ length: 15 }, (_, at) => String.fromCharCode(97 + at));
    const rows = names.map((name, at) => [name, 'supported', at === 14 ? 10 : 20 + at] as const);
    const labels = (id: string) =>
      [...reportPage([figure(id, rows)], head).matchAll(/text-anchor="end">(\w)</g)].map(
        ([, label]) => label,
      );
    expect(labels('study')).toEqual(names.slice(2, 14).reverse());
    expect(labels('months')).toEqual(names.slice(2, 14));
    expect(reportPage([figure('study', rows)], head)).toContain('2 more in the counts below');
  });
});
