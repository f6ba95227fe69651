import { createHash, type Hash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { messageOf } from '../message-of.ts';
import { type ExportFile, openFile } from './export-files.ts';
import { type Line, PartWriter, type Place } from './part-writer.ts';
import { Piece } from './patient-of-line.ts';
import { BacktestError, note, type Problems } from './problem.ts';
import { type FilePiece, isWhole } from './slices.ts';
import { newline, wholeLinesOf } from './whole-lines.ts';

/** How the first pass divides a slice of the export. */
export interface Partition {
  /** The folder that the parts are written into. */
  readonly folder: string;
  /** Parts in all; a patient's part follows from the id alone. */
  readonly parts: number;
  /** The parts to write. */
  readonly isWanted: (part: number) => boolean;
}

/** What the first pass saw of a file. */
export interface ReadPiece {
  readonly name: string;
  /** Of the whole file. */
  readonly bytes: number;
  /** Of the whole file; null where the piece is a part of it. */
  readonly sha256: string | null;
  /** Lines of the piece. */
  readonly lines: number;
}

/** The hash of a file of which a slice holds the first piece alone: of the bytes before those of the next piece. */
export interface BegunHash {
  readonly file: ExportFile;
  readonly hash: Hash;
  /** The first byte that is not yet hashed. */
  readonly from: number;
}

/** What the first pass saw of a slice. Lines are counted from the beginning of their piece. */
export interface PartitionOutcome {
  readonly inputs: readonly ReadPiece[];
  readonly begun: readonly BegunHash[];
  readonly problems: Problems;
}

/** The part of a patient: FNV-1a of the id. */
export function partOf(patientId: string, parts: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < patientId.length; at += 1) {
    hash ^= patientId.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % parts;
}

/**
 * The first pass over a slice of the export: streams its files and writes each line to the part of its patient. Memory
 * is bounded by what is held back before it is written (12 MB), whatever the size of the export.
 * @param progress called with the bytes that were read from disk
 * @throws BacktestError where a file cannot be read or a part cannot be written
 */
export async function partition(
  slice: readonly FilePiece[],
  target: Partition,
  progress: (bytes: number) => void,
): Promise<PartitionOutcome> {
  rmSync(target.folder, { recursive: true, force: true });
  mkdirSync(target.folder, { recursive: true });
  const problems: Problems = new Map();
  const writer = new PartWriter(target.folder);
  const inputs: ReadPiece[] = [];
  const begun: BegunHash[] = [];
  for (const piece of slice) {
    const { file, from: start, to: stop } = piece;
    const hash = start === 0 ? createHash('sha256') : undefined;
    let hashed = 0;
    // What comes before a later piece ends with a line, or a line goes on into it.
    const { stored, read } = openFile(file, Math.max(0, start - 1));
    stored.on('data', (chunk: unknown) => {
      if (!Buffer.isBuffer(chunk)) return;
      // The piece's last line may go on behind it.
      hash?.update(chunk.subarray(0, Math.max(0, stop - hashed)));
      hashed += chunk.length;
      progress(chunk.length);
    });
    let lines = 0;
    try {
      for await (const bytes of wholeLinesOf(read, start, stop)) {
        const whole = new Piece(bytes);
        for (let from = 0; from < bytes.length; ) {
          const end = lineEndAt(bytes, from);
          lines += 1;
          const line = { piece: whole, from, to: trimmedEnd(bytes, from, end) };
          if (line.to > from) {
            take(line, { file: file.name, number: lines }, target, writer, problems);
          }
          from = end + 1;
        }
        writer.endPiece(bytes.length);
      }
    } catch (error) {
      if (error instanceof BacktestError) throw error;
      const where = start === 0 ? `line ${lines}` : `byte ${start} and ${lines} more lines`;
      throw new BacktestError(`${file.name} cannot be read after ${where}: ${messageOf(error)}.`);
    }
    const sha256 = isWhole(piece) && hash !== undefined ? hash.digest('hex') : null;
    inputs.push({ name: file.name, bytes: file.size, sha256, lines });
    if (hash !== undefined && sha256 === null) begun.push({ file, hash, from: stop });
  }
  writer.flush();
  return { inputs, begun, problems };
}

function take(
  line: Line,
  place: Place,
  target: Partition,
  writer: PartWriter,
  problems: Problems,
): void {
  const owner = line.piece.ownerOf(line.from, line.to);
  switch (owner.kind) {
    case 'patient': {
      const part = partOf(owner.patientId, target.parts);
      if (target.isWanted(part)) writer.add(part, line, place, owner);
      break;
    }
    case 'medication':
      writer.addMedication(line);
      break;
    case 'unused':
      note(problems, `not used: ${owner.type}`);
      break;
    case 'no-patient':
      note(problems, `no patient: ${owner.type}`, named(place));
      break;
    case 'broken':
      note(problems, 'no JSON resource', named(place));
      break;
  }
}

function named({ file, number }: Place): string {
  return `${file}:${number}`;
}

/** Where the line that begins at a place ends. */
function lineEndAt(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(newline, from);
  return end < 0 ? bytes.length : end;
}

/** A line's end without the carriage return of other systems. */
function trimmedEnd(bytes: Buffer, from: number, end: number): number {
  return end > from && bytes[end - 1] === 13 ? end - 1 : end;
}
