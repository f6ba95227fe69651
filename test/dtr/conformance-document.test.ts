import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

const read = (path: string) => readFileSync(join(packageRoot, path), 'utf8');
const levels: Readonly<Record<string, string>> = JSON.parse(
  read('fixtures/dtr/server-statements.json'),
);
const text = read('docs/dtr-conformance.md');

const rows = text
  .split('\n')
  .filter((line) => /^\| [a-z]+-\d+ \|/.test(line))
  .map((line) => {
    const [id = '', level = '', what = '', status = '', grounds = ''] = line
      .slice(2, -2)
      .split(' | ');
    return { id, level, what, status, grounds };
  });

describe('docs/dtr-conformance.md', () => {
  it('lists every statement about servers once, with its level', () => {
    const listed = rows.map(({ id, level }) => [id, level]);
    expect(listed.sort()).toEqual(Object.entries(levels).sort());
  });

  it.each(rows.filter(({ status }) => status === 'met'))(
    '$id is met, by tests that exist',
    (row) => {
      const grounds = [...row.grounds.matchAll(/\[([^\]]+)\]\(([^)]+)\): “([^”]+)”/g)];
      expect(grounds.length).toBeGreaterThan(0);
      for (const [, path = '', link = '', title = ''] of grounds) {
        expect(join('docs', link)).toBe(path);
        expect(existsSync(join(packageRoot, path)), path).toBe(true);
        expect(read(path)).toContain(title);
      }
    },
  );

  it.each(rows.filter(({ status }) => status !== 'met'))('$id says why not', (row) => {
    expect(['not met', 'not applicable']).toContain(row.status);
    expect(row.grounds.length).toBeGreaterThan(20);
  });

  it('counts as it lists, and says first what is not met', () => {
    const count = (status: string) => rows.filter((row) => row.status === status).length;
    const [beginning = ''] = text.split('\n## ');
    expect(beginning).toContain(
      `Of the ${rows.length} statements that DTR 2.2.0 makes of servers, ${count('met')} are met, ${count('not applicable')} do not apply, and ${count('not met')} are not met.`,
    );
    for (const { id, status } of rows) {
      expect(beginning.includes(`**${id}**`), id).toBe(status === 'not met');
    }
  });
});
