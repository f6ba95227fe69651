import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../message-of.ts';
import type { ExportFile } from './export-files.ts';
import { allDone, unlessTaken } from './one-at-a-time.ts';
import { type BegunHash, partition } from './partition.ts';
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
 * are at. So each byte is divided once in all, and a process that was killed, or has not begun, holds up nobody.
 * @param tell where progress goes, a line a time
 * @returns the hashes of the files whose first piece this process has divided, but not the last
 * @throws BacktestError where a file cannot be read or a part cannot be written
 */
export async function divideExport(
  pass: FirstPass,
  tell: (line: string) => void,
): Promise<readonly BegunHash[]> {
  const begun: BegunHash[] = [];
  const tasks = slicesOf(pass.files, pass.shards).map((pieces, slice) => ({
    path: join(pass.work, nameOf(pass, slice)),
    isDone: () => existsSync(recordFile(pass, slice)),
    work: async () => {
      begun.push(...(await divideSlice(pass, slice, pieces, tell)));
    },
  }));
  await allDone([...tasks.slice(pass.shard), ...tasks.slice(0, pass.shard)], {
    onWaiting: (open) => tell(`waiting for ${open} of ${pass.shards} slices, which others divide`),
  });
  return begun;
}

async function divideSlice(
  pass: FirstPass,
  slice: number,
  pieces: readonly FilePiece[],
  tell: (line: string) => void,
): Promise<readonly BegunHash[]> {
  const bytes = pieces.reduce((sum, piece) => sum + bytesOfPiece(piece), 0);
  const progress = new Progress(bytes, 'MB', 1 << 20, (line) => tell(`reading ${line}`));
  // A folder of its own: whoever was taken to have ended may still write.
  const folder = `${nameOf(pass, slice)}.${process.pid}-${Date.now().toString(36)}`;
  const { inputs, begun, problems } = await partition(
    pieces,
    { folder: join(pass.work, folder), parts: pass.parts, isWanted: pass.isWanted },
    (read) => progress.add(read),
  );
  progress.end();
  const record: SliceRecord = { folder, inputs, problems: problemList(problems) };
  written(recordFile(pass, slice), JSON.stringify(record));
  return begun;
}

/**
 * Goes on with the hashes of cut files that this process has begun, over what others have divided; meanwhile threads
 * may judge.
 * @throws BacktestError where a file cannot be read or a hash cannot be written
 */
export async function hashBegunFiles(pass: FirstPass, begun: readonly BegunHash[]): Promise<void> {
  for (const one of begun) {
    const path = hashFile(pass.work, pass.files.indexOf(one.file));
    await unlessTaken(path, async () => written(path, await hashedToTheEnd(one)));
  }
}

/**
 * Sees to it that all cut files are hashed, from their beginning where the process that began has ended.
 * @throws BacktestError as above
 */
export async function hashCutFiles(pass: FirstPass): Promise<void> {
  const pieces = slicesOf(pass.files, pass.shards).flat();
  const cut = new Set(pieces.filter((one) => !isWhole(one)).map(({ file }) => file));
  const tasks = [...cut].map((file) => {
    const path = hashFile(pass.work, pass.files.indexOf(file));
    const whole = () => hashedToTheEnd({ file, hash: createHash('sha256'), from: 0 });
    return {
      path,
      isDone: () => existsSync(path),
      work: async () => written(path, await whole()),
    };
  });
  await allDone(tasks);
}

/** @returns the hash in hexadecimal, of the whole file */
async function hashedToTheEnd({ file, hash, from }: BegunHash): Promise<string> {
  try {
    const rest = createReadStream(file.path, { highWaterMark: 1 << 20, start: from });
    for await (const chunk of rest) hash.update(chunk);
  } catch (error) {
    throw new BacktestError(`${file.name} cannot be read: ${messageOf(error)}.`);
  }
  return hash.digest('hex');
}
