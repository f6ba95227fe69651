import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ExportFile } from './export-files.ts';
import { doneOnce, unlessTaken, waitABit } from './one-at-a-time.ts';
import { partition } from './partition.ts';
import { BacktestError, problemList } from './problem.ts';
import { Progress } from './progress.ts';
import {
  type Divided,
  hashFile,
  nameOf,
  recordFile,
  type SliceRecord,
  written,
} from './slice-records.ts';
import { bytesOfPiece, type FilePiece, isWhole, slicesOf } from './slices.ts';

/** What one process of a back-test divides. */
export interface FirstPass extends Divided {
  readonly files: readonly ExportFile[];
  readonly parts: number;
  readonly isWanted: (part: number) => boolean;
  /** This process's shard, counted from 0. */
  readonly shard: number;
}

/**
 * Divides an export by patient, together with the processes of the other shards: the export is cut into as many slices
 * as there are shards, each divides its own first and then those that nobody divides, and waits for those that others
 * are at. So each byte is read once in all, and a process that was killed, or has not begun, holds up nobody.
 * @param tell where progress goes, a line a time
 * @throws BacktestError where a file cannot be read or a part cannot be written
 */
export async function divideExport(pass: FirstPass, tell: (line: string) => void): Promise<void> {
  const slices = slicesOf(pass.files, pass.shards);
  const mineFirst = slices.map((_, at) => (at + pass.shard) % pass.shards);
  let isWaiting = false;
  for (;;) {
    const open = mineFirst.filter((slice) => !existsSync(recordFile(pass, slice)));
    if (open.length === 0) return;
    let isDivided = false;
    for (const slice of open) {
      const pieces = slices[slice];
      if (pieces === undefined) continue;
      isDivided = await unlessTaken(join(pass.work, nameOf(pass, slice)), async () => {
        if (!existsSync(recordFile(pass, slice))) await divideSlice(pass, slice, pieces, tell);
      });
      if (isDivided) break;
    }
    if (isDivided) continue;
    if (!isWaiting)
      tell(`waiting for ${open.length} of ${pass.shards} slices, which others divide`);
    isWaiting = true;
    await waitABit();
  }
}

async function divideSlice(
  pass: FirstPass,
  slice: number,
  pieces: readonly FilePiece[],
  tell: (line: string) => void,
): Promise<void> {
  const bytes = pieces.reduce((sum, piece) => sum + bytesOfPiece(piece), 0);
  const progress = new Progress(bytes, 'MB', 1 << 20, (line) => tell(`reading ${line}`));
  // A folder of its own: whoever was taken to have ended may still write.
  const folder = `${nameOf(pass, slice)}.${process.pid}-${Date.now().toString(36)}`;
  const outcome = await partition(
    pieces,
    { folder: join(pass.work, folder), parts: pass.parts, isWanted: pass.isWanted },
    (read) => progress.add(read),
  );
  progress.end();
  const record: SliceRecord = {
    folder,
    inputs: outcome.inputs,
    problems: problemList(outcome.problems),
  };
  written(recordFile(pass, slice), JSON.stringify(record));
}

/**
 * Hashes the files that are cut into slices; each is hashed by one process, which may judge meanwhile.
 * @param isLast whether those that other processes hash are waited for
 * @throws BacktestError where a file cannot be read or a hash cannot be written
 */
export async function hashCutFiles(pass: FirstPass, isLast: boolean): Promise<void> {
  const pieces = slicesOf(pass.files, pass.shards).flat();
  const cut = [...new Set(pieces.filter((one) => !isWhole(one)).map(({ file }) => file))];
  for (const file of cut) {
    const path = hashFile(pass.work, pass.files.indexOf(file));
    const isHashed = () => existsSync(path);
    const hash = async () => written(path, await sha256Of(file));
    if (isLast) await doneOnce(path, isHashed, hash);
    else if (!isHashed()) await unlessTaken(path, hash);
  }
}

async function sha256Of(file: ExportFile): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 }))
      hash.update(chunk);
  } catch (error) {
    throw new BacktestError(
      `${file.name} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  return hash.digest('hex');
}
