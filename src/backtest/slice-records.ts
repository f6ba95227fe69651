import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../message-of.ts';
import type { ExportFile } from './export-files.ts';
import type { SliceFolder } from './part-file.ts';
import type { ReadPiece } from './partition.ts';
import {
  addProblems,
  BacktestError,
  type ProblemEntry,
  type Problems,
  problemList,
} from './problem.ts';

/** What the first pass saw of a slice, as it is kept. Its lines are counted from the beginning of its pieces. */
export interface SliceRecord {
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

/** Where the processes of a back-test keep what they have divided, and into how many slices. */
export interface Divided {
  readonly work: string;
  readonly shards: number;
}

/** How a slice's files are named. */
export function nameOf({ shards }: Pick<Divided, 'shards'>, slice: number): string {
  return `slice-${slice}-of-${shards}`;
}

/** Where the record of a slice stands; it is there once the slice has been divided. */
export function recordFile(pass: Divided, slice: number): string {
  return join(pass.work, `${nameOf(pass, slice)}.json`);
}

/** Where the hash of a file that is cut into slices stands. @param file its place in the list of files */
export function hashFile(work: string, file: number): string {
  return join(work, `file-${file}.sha256`);
}

/** Writes a file that is there whole or not at all. */
export function written(path: string, text: string): void {
  try {
    writeFileSync(`${path}.${process.pid}`, text);
    renameSync(`${path}.${process.pid}`, path);
  } catch (error) {
    throw new BacktestError(`"${path}" cannot be written: ${messageOf(error)}.`);
  }
}

/** What the first pass wrote, in the order of the export; all slices have been divided. */
export function dividedSlices(pass: Divided): readonly SliceFolder[] {
  const records = recordsOf(pass);
  return records.map(({ folder }, at) => ({
    folder: join(pass.work, folder),
    linesBefore: linesBefore(records, at),
  }));
}

/** What the first pass saw of the whole export: all slices have been divided, and the files that it cut are hashed. */
export function exportRecord(
  pass: Divided & { readonly files: readonly ExportFile[] },
): ExportRecord {
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

function recordsOf(pass: Divided): readonly SliceRecord[] {
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
