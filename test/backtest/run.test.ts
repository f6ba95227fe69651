import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateExport } from '../../src/backtest/generate.ts';
import { type BacktestWords, readOptions } from '../../src/backtest/options.ts';
import { BacktestError } from '../../src/backtest/problem.ts';
import { runBacktest } from '../../src/backtest/run.ts';
import { packageRoot } from '../../src/package-root.ts';
import { builtCommands } from '../support/bundled.ts';
import { smallDisk } from '../support/small-disk.ts';
import { exportOf, supportedPatient } from './support.ts';

let built: string;
const home = mkdtempSync(join(os.tmpdir(), 'backtests-'));
afterAll(() => rmSync(home, { recursive: true }));
const exported = newFolder();
/** Each has one order; so many that an orderer has enough of them to be shown. */
const patients = 200;
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

/**
 * Does what the command does, in this process, with one thread: each takes longer to start than to judge what is judged
 * here.
 * @returns what it said
 * @throws BacktestError where the command would end with its message
 */
async function backtest(
  exportFolder: string,
  out: string,
  words: Omit<BacktestWords, 'out'> = {},
): Promise<string> {
  const said: string[] = [];
  const options = readOptions(exportFolder, { out, threads: '1', ...words });
  await runBacktest(options, join(built, 'part-worker.js'), (line) => said.push(line));
  return said.join('\n');
}

function rows(folder: string, table = 'orders'): readonly string[] {
  return readFileSync(join(folder, `${table}.csv`), 'utf8')
    .trimEnd()
    .split('\r\n')
    .slice(1);
}

beforeAll(async () => {
  built = await builtCommands();
  await generateExport({
    folder: exported,
    patients,
    resources: 20,
    seed: 7,
    until: '2026-11-01',
  });
  expect(asTyped(exported, '--out', whole)).toMatchObject({ code: 0 });
}, 120_000);

describe('A back-test over an export', { timeout: 120_000 }, () => {
  test('gives one row for every spine imaging order, and names no one', () => {
    expect(rows(whole)).toHaveLength(patients);
    for (const name of readdirSync(whole)) {
      const text = readFileSync(join(whole, name), 'latin1');
      expect(text, name).not.toMatch(/\bp\d+-sr\b|Practitioner\/d\d|Location\/l\d|Patient\/p/);
    }
  });

  test('gives the same bytes again in shards, of the same export gzipped', () => {
    const zipped = mkdtempSync(join(home, 'zipped-'));
    for (const name of readdirSync(exported)) {
      writeFileSync(join(zipped, `${name}.gz`), gzipSync(readFileSync(join(exported, name))));
    }
    const sharded = newFolder();
    expect(asTyped(zipped, '--out', sharded, '--shards', '2', '--threads', '1')).toMatchObject({
      code: 0,
    });
    const outputsOf = (folder: string) =>
      JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).outputs;
    expect(outputsOf(sharded)).toEqual(outputsOf(whole));
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

  test('another policy shows what it would change', async () => {
    const readings = join(mkdtempSync(join(home, 'policy-')), 'shorter.json');
    writeFileSync(readings, JSON.stringify({ trialDays: 14 }));
    const compared = newFolder();
    await backtest(exported, compared, { compare: readings });
    expect(readFileSync(join(compared, 'report.html'), 'utf8')).toContain('id="changes"');
    expect(
      rows(compared).some((row) =>
        /,prerequisites-missing,prerequisites-missing,supported,/.test(row),
      ),
    ).toBe(true);
  });
});

describe('A back-test that is disturbed', { timeout: 120_000 }, () => {
  test('names broken lines, unknown types and orders without a patient, judges the rest, and keeps identifiers where that is asked for', async () => {
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
    expect(await backtest(folder, out, { identifiers: 'keep' })).toContain('Done: ');
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

  test('what a shard does not do that is killed is done by the others, with the results of a whole run', async () => {
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
    // What a process leaves that was killed while it put the results together.
    mkdirSync(join(out, 'merging.lock'));
    const work = join(out, 'work');
    const locks = readdirSync(work).filter((name) => name.endsWith('.lock'));
    const hourAgo = new Date(Date.now() - 3_600_000);
    for (const left of [join(out, 'merging.lock'), ...locks.map((name) => join(work, name))]) {
      utimesSync(left, hourAgo, hourAgo);
    }
    expect(await backtest(exported, out, { shard: '1/2' })).toContain('Done: ');
    expect(rows(out)).toEqual(rows(whole));
    expect(existsSync(parts)).toBe(false);
    expect(await backtest(exported, out, { shard: '0/2' })).toContain('Done already');
  }, 120_000);

  test.each<[Omit<BacktestWords, 'out'> & { readonly of?: string; readonly out?: string }, string]>(
    [
      [{ of: 'nowhere-at-all' }, 'The export\'s folder "nowhere-at-all" cannot be read.'],
      [{ mode: 'loose' }, '--mode is "loose"; expected strict or lenient.'],
      [{ shard: '4/4' }, '--shard is "4/4"; expected i/N with i from 0 to N-1'],
      [{ asOf: 'today' }, '--as-of is "today"; expected order or a date'],
      [{ policy: 'none.json' }, 'The policy is "none.json", but it cannot be read'],
      [{ out: '/dev/null/x' }, '"/dev/null/x" cannot be written'],
    ],
  )(
    '%j ends with what is wrong',
    async ({ of = exported, out = newFolder(), ...words }, message) => {
      const end = backtest(of, out, words);
      await expect(end).rejects.toThrow(BacktestError);
      await expect(end).rejects.toThrow(message);
    },
  );

  test.each([
    [['--mode', 'loose'], "required option '--out <dir>' not specified"],
    [['--out', 'x', '--mode', 'loose'], '--mode is "loose"; expected strict or lenient.'],
  ])('%j typed as a command ends with 2 and what is wrong', (words, message) => {
    const { code, says } = asTyped(exported, ...words);
    expect(code).toBe(2);
    expect(says).toContain(message);
    expect(says).not.toContain('    at ');
  });

  const disk = smallDisk(1);
  test.skipIf(disk === undefined)(
    'a full disk is named, and once there is room the run goes on to the same results',
    async () => {
      const cramped = join(disk?.folder ?? '', 'out');
      const { code, says } = asTyped(exported, '--out', cramped, '--threads', '1');
      expect(code).not.toBe(0);
      expect(says).toContain('no space left');
      expect(existsSync(join(cramped, 'orders.csv'))).toBe(false);
      disk?.grow(200);
      expect(await backtest(exported, cramped, { resume: true })).toContain('Done: ');
      for (const table of ['orders', 'criteria']) {
        expect(rows(cramped, table)).toEqual(rows(whole, table));
      }
      disk?.remove();
    },
    120_000,
  );

  test('results that are there already are not written over', async () => {
    await expect(backtest(exported, whole)).rejects.toThrow('holds a back-test already');
    await expect(backtest(exported, whole, { resume: true, mode: 'lenient' })).rejects.toThrow(
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
