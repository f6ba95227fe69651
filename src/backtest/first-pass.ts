import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import type { ExportFile } from './export-files.ts';
import type { SliceFolder } from './part-file.ts';
import { partition, type ReadPiece } from './partition.ts';
import {
  addProblems,
  BacktestError,
  type ProblemEntry,
  type Problems,
  problemList,
} from './problem.ts';
import { Progress } from './progress.ts';
import { bytesOfPiece, type FilePiece, isWhole, slicesOf } from './slices.ts';

/** What the first pass saw of a slice, as it is kept. Its lines are counted from the beginning of its pieces. */
interface SliceRecord {
  /** The name of the folder that holds its parts. */
  readonly folder: string;
  readonly inputs: readonly ReadPiece[];
  readonly problems: readonly ProblemEntry[];
}

/** What the first pass saw of the whole export. */
export interface ExportRecord {
  readonly inputs: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly lines: number;
  }[];
  readonly problems: readonly ProblemEntry[];
}

/** What one process of a back-test divides. */
export interface FirstPass {
  readonly files: readonly ExportFile[];
  /** The folder that all processes write into. */
  readonly work: string;
  readonly parts: number;
  readonly isWanted: (part: number) => boolean;
  /** This process's shard, counted from 0, and how many there are. */
  readonly shard: number;
  readonly shards: number;
}

/** A process that has shown no sign of life for so long is taken to have ended. */
const staleAfter = 15_000;
const signOfLifeEvery = 3_000;
/** How often it is looked whether another process has finished. */
const waitMilliseconds = 100;

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
    await delay(waitMilliseconds);
  }
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
    while (!existsSync(path)) {
      const isMine = await unlessTaken(path, async () => {
        if (!existsSync(path)) written(path, await sha256Of(file));
      });
      if (!isMine && !isLast) break;
      if (!isMine) await delay(waitMilliseconds);
    }
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

function hashFile(work: string, file: number): string {
  return join(work, `file-${file}.sha256`);
}

/** Does something that one process at a time does. @returns whether it was this one */
async function unlessTaken(path: string, work: () => Promise<void>): Promise<boolean> {
  let release: () => Promise<void>;
  try {
    release = await lock(path, {
      realpath: false,
      stale: staleAfter,
      update: signOfLifeEvery,
      // Another process then divides the slice too, into a folder of its own.
      onCompromised: () => {},
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return false;
    throw new BacktestError(
      `The parts cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  try {
    await work();
  } finally {
    await release().catch(() => {});
  }
  return true;
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

/** Writes a file that is there whole or not at all. */
function written(path: string, text: string): void {
  try {
    writeFileSync(`${path}.${process.pid}`, text);
    renameSync(`${path}.${process.pid}`, path);
  } catch (error) {
    throw new BacktestError(
      `"${path}" cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function nameOf({ shards }: Pick<FirstPass, 'shards'>, slice: number): string {
  return `slice-${slice}-of-${shards}`;
}

function recordFile(pass: Pick<FirstPass, 'work' | 'shards'>, slice: number): string {
  return join(pass.work, `${nameOf(pass, slice)}.json`);
}

/** What the first pass wrote, in the order of the export; all slices have been divided. */
export function dividedSlices(pass: Pick<FirstPass, 'work' | 'shards'>): readonly SliceFolder[] {
  const records = recordsOf(pass);
  return records.map(({ folder }, at) => ({
    folder: join(pass.work, folder),
    linesBefore: linesBefore(records, at),
  }));
}

/** Whether every slice has been divided. */
export function isDivided(pass: Pick<FirstPass, 'work' | 'shards'>): boolean {
  return Array.from({ length: pass.shards }, (_, slice) => slice).every((slice) =>
    existsSync(recordFile(pass, slice)),
  );
}

/** What the first pass saw of the whole export: all slices have been divided, and the files that it cut are hashed. */
export function exportRecord(pass: Pick<FirstPass, 'work' | 'shards' | 'files'>): ExportRecord {
  const records = recordsOf(pass);
  const problems: Problems = new Map();
  for (const [at, record] of records.entries()) {
    const before = linesBefore(records, at);
    addProblems(
      problems,
      record.problems.map((one) => ({
        ...one,
        places: one.places.map((place) => placeInFile(place, before)),
      })),
    );
  }
  const pieces = records.flatMap(({ inputs }) => inputs);
  const inputs = pass.files.map(({ name, size }, at) => ({
    name,
    bytes: size,
    sha256:
      pieces.find((piece) => piece.name === name)?.sha256 ??
      readFileSync(hashFile(pass.work, at), 'utf8'),
    lines: linesOf(pieces, name),
  }));
  return { inputs, problems: problemList(problems) };
}

function recordsOf(pass: Pick<FirstPass, 'work' | 'shards'>): readonly SliceRecord[] {
  return Array.from(
    { length: pass.shards },
    (_, slice): SliceRecord => JSON.parse(readFileSync(recordFile(pass, slice), 'utf8')),
  );
}

/** The lines of each file in the slices before one. */
function linesBefore(
  records: readonly SliceRecord[],
  slice: number,
): Readonly<Record<string, number>> {
  const before = records.slice(0, slice).flatMap(({ inputs }) => inputs);
  const names = records[slice]?.inputs.map(({ name }) => name) ?? [];
  return Object.fromEntries(names.map((name) => [name, linesOf(before, name)]));
}

function linesOf(pieces: readonly ReadPiece[], file: string): number {
  return pieces.reduce((sum, { name, lines }) => sum + (name === file ? lines : 0), 0);
}

/** A place of a slice, `FILE:LINE`, with its line counted from the beginning of the file. */
function placeInFile(place: string, before: Readonly<Record<string, number>>): string {
  const at = place.lastIndexOf(':');
  const file = place.slice(0, at);
  return `${file}:${Number(place.slice(at + 1)) + (before[file] ?? 0)}`;
}
