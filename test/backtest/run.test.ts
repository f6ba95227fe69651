import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateExport } from '../../src/backtest/generate.ts';
import { packageRoot } from '../../src/package-root.ts';
import { smallDisk } from '../support/small-disk.ts';
import { exportOf, supportedPatient } from './support.ts';

const built = join(packageRoot, 'dist', 'backtest-under-test');
const home = mkdtempSync(join(os.tmpdir(), 'backtests-'));
afterAll(() => rmSync(home, { recursive: true }));
const exported = newFolder();
/** The results of one whole run, which the others are compared with. */
const whole = newFolder();

function newFolder(): string {
  return join(mkdtempSync(join(home, 'backtest-')), 'out');
}

/** Runs it as it is typed. */
function asTyped(...words: readonly string[]) {
  const command = [join(built, 'main.js'), 'backtest', ...words];
  const run = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { code: run.status, says: run.stderr };
}

/** Runs it with one thread: each takes longer to start than to judge what is judged here. */
function backtest(...words: readonly string[]) {
  return asTyped(...words, '--threads', '1');
}

function rows(folder: string, table = 'orders'): readonly string[] {
  return readFileSync(join(folder, `${table}.csv`), 'utf8')
    .trimEnd()
    .split('\r\n')
    .slice(1);
}

beforeAll(async () => {
  execFileSync(process.execPath, [
    join(packageRoot, 'node_modules', 'tsx', 'dist', 'cli.mjs'),
    join(packageRoot, 'scripts', 'build-commands.ts'),
    built,
  ]);
  await generateExport({
    folder: exported,
    patients: 200,
    resources: 20,
    seed: 7,
    until: '2026-11-01',
  });
  expect(asTyped(exported, '--out', whole)).toMatchObject({ code: 0 });
}, 120_000);

describe('A back-test over an export', { timeout: 120_000 }, () => {
  test('gives one row for every spine imaging order, and names no one', () => {
    expect(rows(whole)).toHaveLength(200);
    for (const name of readdirSync(whole)) {
      const text = readFileSync(join(whole, name), 'latin1');
      expect(text, name).not.toMatch(/\bp\d+-sr\b|Practitioner\/d\d|Location\/l\d|Patient\/p/);
    }
  });

  test('keeps identifiers where that is asked for', () => {
    const kept = newFolder();
    backtest(exportOf(supportedPatient), '--out', kept, '--identifiers', 'keep');
    expect(rows(kept)).toEqual([expect.stringMatching(/^ServiceRequest\/sr1,p1,/)]);
  });

  test('gives the same bytes again, whole or in shards, plain or gzipped', () => {
    const sharded = newFolder();
    expect(backtest(exported, '--out', sharded, '--shards', '2')).toMatchObject({ code: 0 });
    const hashes = JSON.parse(readFileSync(join(whole, 'manifest.json'), 'utf8')).outputs;
    expect(JSON.parse(readFileSync(join(sharded, 'manifest.json'), 'utf8')).outputs).toEqual(
      hashes,
    );
    const zipped = mkdtempSync(join(home, 'zipped-'));
    for (const name of readdirSync(exported)) {
      writeFileSync(join(zipped, `${name}.gz`), gzipSync(readFileSync(join(exported, name))));
    }
    const fromZipped = newFolder();
    backtest(zipped, '--out', fromZipped);
    expect(rows(fromZipped)).toEqual(rows(whole));
  }, 120_000);

  test('every figure of the report is found again by the query beside it', async () => {
    const page = readFileSync(join(whole, 'report.html'), 'utf8');
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`SET file_search_path = '${whole}'`);
    const sections = [...page.matchAll(/<section id="(.+?)">([\s\S]*?)<\/section>/g)].filter(
      ([, id]) => id !== 'problems',
    );
    expect(sections.map(([, id]) => id)).toEqual(
      expect.arrayContaining([
        'decided',
        'decided-confirmed',
        'cards',
        'determinations',
        'months',
        'orderers',
        'missing',
      ]),
    );
    for (const [, id, text = ''] of sections) {
      const query = unescaped(/<code>([\s\S]*?)<\/code>/.exec(text)?.[1] ?? '');
      const reader = await connection.runAndReadAll(query);
      const found = reader
        .getRows()
        .map((row) => row.map(shown).join('|'))
        .sort();
      const printed = [...text.matchAll(/<tr>((?:<td.*?<\/td>)+)<\/tr>/g)]
        .map(([, cells = '']) =>
          [...cells.matchAll(/<td.*?>(.*?)<\/td>/g)]
            .map(([, cell = '']) => unescaped(cell))
            .join('|'),
        )
        .sort();
      expect(printed, id).toEqual(found);
    }
  });

  test('the Parquet tables hold what the CSV tables hold', async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    for (const table of ['orders', 'criteria']) {
      const reader = await connection.runAndReadAll(
        `SELECT count(*) FROM (SELECT * FROM '${whole}/${table}.parquet' EXCEPT ALL SELECT * FROM read_csv('${whole}/${table}.csv', all_varchar = true, nullstr = 'NULL'))`,
      );
      expect(reader.getRows()).toEqual([[0n]]);
    }
    expect(rows(whole, 'criteria').length).toBeGreaterThan(500);
  });

  test('the examples for a lake run on its results', async () => {
    const guide = readFileSync(join(packageRoot, 'docs', 'backtest.md'), 'utf8');
    const examples = [...guide.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(examples.length).toBeGreaterThan(1);
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`SET file_search_path = '${whole}'`);
    for (const example of examples) {
      const reader = await connection.runAndReadAll(example);
      expect(reader.getRows().length, example).toBeGreaterThan(0);
    }
  });

  test('another policy shows what it would change', () => {
    const readings = join(mkdtempSync(join(home, 'policy-')), 'shorter.json');
    writeFileSync(readings, JSON.stringify({ trialDays: 14 }));
    const compared = newFolder();
    backtest(exported, '--out', compared, '--compare', readings);
    expect(readFileSync(join(compared, 'report.html'), 'utf8')).toContain('id="changes"');
    expect(
      rows(compared).some((row) =>
        /,prerequisites-missing,prerequisites-missing,supported,/.test(row),
      ),
    ).toBe(true);
  });
});

describe('A back-test that is disturbed', { timeout: 120_000 }, () => {
  test('names broken lines, unknown types and orders without a patient, and judges the rest', () => {
    const folder = exportOf(supportedPatient);
    appendFileSync(
      join(folder, 'Observation.ndjson'),
      '{"resourceType":"Observation","subject":{"reference":"Patient/p1"\n',
    );
    appendFileSync(join(folder, 'Observation.ndjson'), 'nonsense\n');
    appendFileSync(
      join(folder, 'Observation.ndjson'),
      '{"resourceType":"Observation","id":"lost"}\n',
    );
    writeFileSync(
      join(folder, 'Immunization.ndjson'),
      '{"resourceType":"Immunization","id":"i"}\n',
    );
    // Cut off, of somebody without orders; and behind a byte order mark, as some servers begin a file.
    writeFileSync(
      join(folder, 'Procedure-2.ndjson'),
      '\ufeff{"resourceType":"Procedure","id":"a","subject":{"reference":"Patient/p2"}}\n{"resourceType":"Procedure","subject":{"reference":"Patient/p2"},"note":[{"text"',
    );
    // Somebody else's, though a patient stands in it.
    writeFileSync(
      join(folder, 'Flag.ndjson'),
      '{"resourceType":"Flag","id":"f","subject":{"reference":"Group/g"},"author":{"reference":"Patient/p1"}}\n',
    );
    const out = newFolder();
    expect(backtest(folder, '--out', out, '--identifiers', 'keep')).toMatchObject({ code: 0 });
    expect(rows(out)).toEqual([expect.stringContaining('ServiceRequest/sr1,p1,')]);
    expect(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')).leftAside).toEqual([
      {
        kind: 'no JSON resource',
        count: 3,
        places: ['Observation.ndjson:4', 'Observation.ndjson:5', 'Procedure-2.ndjson:2'],
      },
      { kind: 'no patient: Flag', count: 1, places: ['Flag.ndjson:1'] },
      { kind: 'no patient: Observation', count: 1, places: ['Observation.ndjson:6'] },
      { kind: 'not used: Immunization', count: 1, places: [] },
    ]);
  });

  test('a shard that is killed is gone on with, and the results are those of a whole run', async () => {
    const out = newFolder();
    const words = [join(built, 'main.js'), 'backtest', exported, '--out', out];
    const killed = spawn(process.execPath, [...words, '--shard', '0/2', '--threads', '1'], {
      stdio: 'ignore',
    });
    const parts = join(out, 'parts');
    while (!existsSync(parts) || readdirSync(parts).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(backtest(exported, '--out', out, '--shard', '1/2')).toMatchObject({
      code: 0,
    });
    expect(existsSync(join(out, 'report.html'))).toBe(false);
    expect(backtest(exported, '--out', out, '--resume')).toMatchObject({ code: 0 });
    expect(rows(out)).toEqual(rows(whole));
    expect(existsSync(parts)).toBe(false);
  }, 120_000);

  test.each([
    [['nowhere-at-all', '--out', 'x'], 'The export\'s folder "nowhere-at-all" cannot be read.'],
    [[exported], "required option '--out <dir>' not specified"],
    [[exported, '--out', 'x', '--mode', 'loose'], '--mode is "loose"; expected strict or lenient.'],
    [
      [exported, '--out', 'x', '--shard', '4/4'],
      '--shard is "4/4"; expected i/N with i from 0 to N-1',
    ],
    [[exported, '--out', 'x', '--as-of', 'today'], '--as-of is "today"; expected order or a date'],
    [
      [exported, '--out', 'x', '--policy', 'none.json'],
      'The policy is "none.json", but it cannot be read',
    ],
    [[exported, '--out', '/dev/null/x'], '"/dev/null/x" cannot be written'],
    [[exported, '--out', 'x', '--wrong'], "unknown option '--wrong'"],
  ])('%j ends with what is wrong', (words, message) => {
    const { code, says } = asTyped(...words);
    expect(code).toBe(2);
    expect(says).toContain(message);
    expect(says).not.toContain('    at ');
  });

  const disk = smallDisk(1);
  test.skipIf(disk === undefined)(
    'a full disk is named, and once there is room the run goes on to the same results',
    () => {
      const cramped = join(disk?.folder ?? '', 'out');
      const { code, says } = backtest(exported, '--out', cramped);
      expect(code).not.toBe(0);
      expect(says).toContain('no space left');
      expect(existsSync(join(cramped, 'orders.csv'))).toBe(false);
      disk?.grow(200);
      expect(backtest(exported, '--out', cramped, '--resume')).toMatchObject({
        code: 0,
      });
      for (const table of ['orders', 'criteria']) {
        expect(rows(cramped, table)).toEqual(rows(whole, table));
      }
      disk?.remove();
    },
    120_000,
  );

  test('results that are there already are not written over', () => {
    expect(backtest(exported, '--out', whole).says).toContain('holds a back-test already');
    expect(backtest(exported, '--out', whole, '--resume', '--mode', 'lenient').says).toContain(
      'was begun with another export, policy or other options',
    );
  });
});

function shown(value: unknown): string {
  const text = String(value);
  if (typeof value !== 'bigint') return text === '' ? '(none)' : text;
  return value > 0n && value < 11n ? '<11' : text;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
