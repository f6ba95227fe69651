import { createHash, type Hash } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { type ExportFile, openFile } from './export-files.ts';
import { headOf, medicationsFile, partFile, type Run } from './part-file.ts';
import { Piece } from './patient-of-line.ts';
import { BacktestError, note, type Problems } from './problem.ts';
import { type FilePiece, isWhole } from './slices.ts';

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

/** How much of what was read stays in memory before it is written. */
const heldBack = 12 << 20;

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
        const read = new Piece(bytes);
        for (let from = 0; from < bytes.length; ) {
          const end = lineEndAt(bytes, from);
          lines += 1;
          const line = { piece: read, from, to: trimmedEnd(bytes, from, end) };
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
      throw new BacktestError(
        `${file.name} cannot be read after ${where}: ${error instanceof Error ? error.message : String(error)}.`,
      );
    }
    const sha256 = isWhole(piece) && hash !== undefined ? hash.digest('hex') : null;
    inputs.push({ name: file.name, bytes: file.size, sha256, lines });
    if (hash !== undefined && sha256 === null) begun.push({ file, hash, from: stop });
  }
  writer.flush();
  return { inputs, begun, problems };
}

/** Where a line stands in the export. */
interface Place {
  readonly file: string;
  readonly number: number;
}

/** A line in the piece that it was read with, without its end. */
interface Line {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
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

/** Lines that stand in a piece one right after the other. */
interface Stretch {
  readonly bytes: Buffer;
  readonly from: number;
  to: number;
}

/** A run whose lines are still in memory. */
interface HeldRun extends Run {
  readonly stretches: Stretch[];
  lines: number;
}

/** Gathers lines, and appends them to their files in large pieces. */
class PartWriter {
  readonly #folder: string;
  readonly #held = new Map<number, HeldRun[]>();
  #medications: Stretch[] = [];
  #retained = 0;
  /** Where the lines of a file are put together: memory that is kept, since what is left behind lies about for long. */
  #scratch = Buffer.alloc(0);

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param line whose piece stays in memory until it is written */
  add(
    part: number,
    line: Line,
    { file, number }: Place,
    { type, patientId }: Pick<Run, 'type' | 'patientId'>,
  ): void {
    let held = this.#held.get(part);
    if (held === undefined) {
      held = [];
      this.#held.set(part, held);
    }
    const last = held.at(-1);
    if (
      last !== undefined &&
      last.first + last.lines === number &&
      last.patientId === patientId &&
      last.type === type &&
      last.file === file
    ) {
      last.lines += 1;
      append(last.stretches, line);
    } else {
      held.push({ file, first: number, type, patientId, stretches: [stretchOf(line)], lines: 1 });
    }
  }

  /** @param line as in `add` */
  addMedication(line: Line): void {
    append(this.#medications, line);
  }

  /** Called where all lines of a piece have been added, with how many bytes they keep in memory. */
  endPiece(bytes: number): void {
    this.#retained += bytes;
    if (this.#retained > heldBack) this.flush();
  }

  flush(): void {
    try {
      for (const [part, runs] of this.#held) {
        const named = runs.map(
          (run) => [headOf(run, sizeOf(run.stretches)), run.stretches] as const,
        );
        appendFileSync(partFile(this.#folder, part), this.#bytesOf(named));
      }
      if (this.#medications.length > 0) {
        appendFileSync(medicationsFile(this.#folder), this.#bytesOf([['', this.#medications]]));
      }
    } catch (error) {
      throw new BacktestError(
        `The parts cannot be written: ${error instanceof Error ? error.message : String(error)}. Make room and start again.`,
      );
    }
    this.#held.clear();
    this.#medications = [];
    this.#retained = 0;
  }

  /** Heads, each with the lines that follow it. */
  #bytesOf(runs: readonly (readonly [string, readonly Stretch[]])[]): Buffer {
    // A head is of any file name's characters: three bytes each at most.
    const most = runs.reduce((sum, [head, lines]) => sum + 3 * head.length + sizeOf(lines), 0);
    if (this.#scratch.length < most) this.#scratch = Buffer.allocUnsafe(most);
    const whole = this.#scratch;
    let end = 0;
    for (const [head, stretches] of runs) {
      end += whole.write(head, end);
      for (const { bytes, from, to } of stretches) {
        end += bytes.copy(whole, end, from, to);
        whole[end] = newline;
        end += 1;
      }
    }
    return whole.subarray(0, end);
  }
}

function stretchOf({ piece, from, to }: Line): Stretch {
  return { bytes: piece.bytes, from, to };
}

/** Adds a line to those before it; where it stands right behind the last one, nothing more has to be known of it. */
function append(stretches: Stretch[], line: Line): void {
  const last = stretches.at(-1);
  if (last !== undefined && last.bytes === line.piece.bytes && last.to + 1 === line.from) {
    last.to = line.to;
  } else {
    stretches.push(stretchOf(line));
  }
}

/** The bytes of lines, each with its end. */
function sizeOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

const newline = 10;
const byteOrderMark = Buffer.from('\ufeff');

/**
 * The bytes of a stream in pieces of whole lines, each with its end; the last line of all may have none.
 * @param read from the byte before `start` on, or from the beginning of the file
 * @param start lines that begin before it are left out
 * @param stop lines that begin here or later are left out
 */
async function* wholeLinesOf(
  read: AsyncIterable<Buffer>,
  start: number,
  stop: number,
): AsyncGenerator<Buffer, void, void> {
  let rest: Buffer[] = [];
  let isAtBeginning = true;
  /** How many bytes of the file come before what is not yet given. */
  let before = Math.max(0, start - 1);
  const given = (whole: Buffer): Buffer => {
    const lines = isAtBeginning
      ? start === 0
        ? withoutMark(whole)
        : afterFirstLine(whole)
      : whole;
    isAtBeginning = false;
    return lines;
  };
  for await (const chunk of read) {
    const end = chunk.lastIndexOf(newline);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    let whole = Buffer.concat([...rest, chunk.subarray(0, end + 1)]);
    rest = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    if (before + whole.length >= stop) {
      // The line that holds the last byte before the stop is the last one.
      whole = whole.subarray(0, whole.indexOf(newline, stop - before - 1) + 1);
      yield given(whole);
      return;
    }
    before += whole.length;
    yield given(whole);
  }
  const last = Buffer.concat(rest);
  if (last.length > 0) yield given(last);
}

/** What follows the first line, or its end alone. */
function afterFirstLine(bytes: Buffer): Buffer {
  const end = bytes.indexOf(newline);
  return end < 0 ? bytes.subarray(bytes.length) : bytes.subarray(end + 1);
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(byteOrderMark) ? bytes.subarray(3) : bytes;
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
