import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportFiles } from '../../src/backtest/export-files.ts';
import {
  divideExport,
  type FirstPass,
  hashBegunFiles,
  hashCutFiles,
} from '../../src/backtest/first-pass.ts';
import { runsByPatient } from '../../src/backtest/part-file.ts';
import { dividedSlices, exportRecord } from '../../src/backtest/slice-records.ts';

const home = mkdtempSync(join(tmpdir(), 'first-pass-'));
const exported = join(home, 'export');
const parts = 3;

/** Lines of different lengths, two of them broken, one far longer than a slice, with every kind of end. */
beforeAll(() => {
  mkdirSync(exported);
  const line = (type: string, at: number, patient: number, words = '') =>
    JSON.stringify({
      resourceType: type,
      id: `${at}`,
      subject: { reference: `Patient/p${patient}` },
      note: words,
    });
  const conditions = Array.from({ length: 40 }, (_, at) =>
    at === 7 || at === 31
      ? '{"resourceType":"Condition", broken'
      : line('Condition', at, at % 5, 'é'.repeat(at === 20 ? 4000 : (at * 37) % 90)),
  );
  writeFileSync(join(exported, 'Condition.ndjson'), `\ufeff${conditions.join('\r\n')}`);
  const visits = Array.from({ length: 30 }, (_, at) => line('Encounter', at, at % 4));
  writeFileSync(join(exported, 'Encounter.ndjson.gz'), gzipSync(`${visits.join('\n')}\n`));
  const nobodys = Array.from({ length: 9 }, (_, at) =>
    JSON.stringify({ resourceType: 'Procedure', id: `${at}` }),
  );
  writeFileSync(join(exported, 'Procedure.ndjson'), `${nobodys.join('\n')}\n\n`);
});
afterAll(() => rmSync(home, { recursive: true }));

function passOf(shard: number, shards: number, work: string): FirstPass {
  return { files: exportFiles(exported), work, parts, isWanted: () => true, shard, shards };
}

/** Every line with its place, as the second pass reads them. */
function linesOf(pass: FirstPass): readonly string[] {
  const slices = dividedSlices(pass);
  return Array.from({ length: parts }, (_, part) => [...runsByPatient(slices, part).values()])
    .flat(2)
    .flatMap((run) => run.lines().map((line, at) => `${run.file}:${run.first + at} ${line}`));
}

function newWork(): string {
  return mkdtempSync(join(home, 'work-'));
}

describe('The first pass of a back-test', () => {
  test('finds the same lines at the same places, however many slices the export is cut into', async () => {
    const whole = passOf(0, 1, newWork());
    await divideExport(whole, () => {});
    expect(linesOf(whole)).toHaveLength(68);
    expect(exportRecord(whole).problems).toEqual([
      {
        kind: 'no JSON resource',
        count: 2,
        places: ['Condition.ndjson:32', 'Condition.ndjson:8'],
      },
      {
        kind: 'no patient: Procedure',
        count: 9,
        places: Array.from({ length: 9 }, (_, at) => `Procedure.ndjson:${at + 1}`),
      },
    ]);
    for (const shards of [2, 3, 5, 8, 21, 64]) {
      const cut = passOf(0, shards, newWork());
      await hashBegunFiles(cut, await divideExport(cut, () => {}));
      expect(linesOf(cut).toSorted(), `${shards} slices`).toEqual(linesOf(whole).toSorted());
      expect(exportRecord(cut), `${shards} slices`).toEqual(exportRecord(whole));
    }
  });

  test('hashes a cut file anew where the process that began has ended', async () => {
    const [whole, cut] = [passOf(0, 1, newWork()), passOf(0, 3, newWork())];
    await divideExport(whole, () => {});
    await divideExport(cut, () => {});
    await hashCutFiles(cut);
    expect(exportRecord(cut)).toEqual(exportRecord(whole));
  });

  test('is shared by the processes of the shards: each divides what no other does', async () => {
    const work = newWork();
    await Promise.all([0, 1, 2].map((shard) => divideExport(passOf(shard, 3, work), () => {})));
    expect(readdirSync(work).filter((name) => /^slice-\d-of-3\.\d/.test(name))).toHaveLength(3);
  });

  test('takes over the slice of a process that has ended', async () => {
    const work = newWork();
    const left = join(work, 'slice-1-of-2.lock');
    mkdirSync(left);
    const minuteAgo = new Date(Date.now() - 60_000);
    utimesSync(left, minuteAgo, minuteAgo);
    await divideExport(passOf(0, 2, work), () => {});
    expect(linesOf(passOf(0, 2, work))).toHaveLength(68);
  });

  test('waits for the slice of a process that is still at it', async () => {
    const work = newWork();
    mkdirSync(join(work, 'slice-1-of-2.lock'));
    const said: string[] = [];
    const dividing = divideExport(passOf(0, 2, work), (line) => {
      said.push(line);
      if (line.startsWith('waiting')) rmSync(join(work, 'slice-1-of-2.lock'), { recursive: true });
    });
    await dividing;
    expect(said).toContainEqual('waiting for 1 of 2 slices, which others divide');
    expect(linesOf(passOf(0, 2, work))).toHaveLength(68);
  });
});
