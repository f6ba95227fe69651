import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ExportFile, openFile } from './export-files.ts';
import { headOf, partFile, type Run } from './part-file.ts';
import { ownerOf } from './patient-of-line.ts';
import { BacktestError, note, type ProblemEntry, type Problems } from './problem.ts';

/** How the first pass divides an export. */
export interface Partition {
  /** The folder that the parts are written into. */
  readonly folder: string;
  /** Parts in all; a patient's part follows from the id alone. */
  readonly parts: number;
  /** The parts to write. */
  readonly isWanted: (part: number) => boolean;
}

/** What the first pass saw. */
export interface PartitionOutcome {
  readonly inputs: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly lines: number;
  }[];
  readonly problems: Problems;
}

/** What the first pass of a shard found, as it is kept. */
export interface ShardRecord {
  readonly inputs: PartitionOutcome['inputs'];
  readonly problems: readonly ProblemEntry[];
}

/** How much of what was read stays in memory before it is written. */
const heldBack = 12 << 20;
const medicationFile = 'medications.ndjson';

/** The Medications of the export, which belong to no patient. */
export function medicationsFile(folder: string): string {
  return join(folder, medicationFile);
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
 * The first pass: streams every file and writes each line to the part of its patient. Memory is bounded by what is
 * held back before it is written (12 MB), whatever the size of the export.
 * @param progress called with the bytes that were read from disk
 * @throws BacktestError where a file cannot be read or a part cannot be written
 */
export async function partition(
  files: readonly ExportFile[],
  target: Partition,
  progress: (bytes: number) => void,
): Promise<PartitionOutcome> {
  rmSync(target.folder, { recursive: true, force: true });
  mkdirSync(target.folder, { recursive: true });
  const problems: Problems = new Map();
  const writer = new PartWriter(target.folder);
  const inputs: PartitionOutcome['inputs'][number][] = [];
  for (const file of files) {
    const hash = createHash('sha256');
    const { stored, read } = openFile(file);
    stored.on('data', (chunk: unknown) => {
      if (!Buffer.isBuffer(chunk)) return;
      hash.update(chunk);
      progress(chunk.length);
    });
    let lines = 0;
    try {
      for await (const chunk of linesOf(read)) {
        for (const line of chunk.lines) {
          lines += 1;
          if (line.length > 0)
            take(line, { file: file.name, number: lines }, target, writer, problems);
        }
        writer.endChunk(chunk.bytes);
      }
    } catch (error) {
      if (error instanceof BacktestError) throw error;
      throw new BacktestError(
        `${file.name} cannot be read after line ${lines}: ${error instanceof Error ? error.message : String(error)}.`,
      );
    }
    inputs.push({ name: file.name, bytes: file.size, sha256: hash.digest('hex'), lines });
  }
  writer.flush();
  return { inputs, problems };
}

/** Where a line stands in the export. */
interface Place {
  readonly file: string;
  readonly number: number;
}

function take(
  line: Buffer,
  place: Place,
  target: Partition,
  writer: PartWriter,
  problems: Problems,
): void {
  const owner = ownerOf(line);
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

/** A run whose lines are still in memory. */
interface HeldRun extends Run {
  readonly lines: Buffer[];
  bytes: number;
}

/** Gathers lines, and appends them to their files in large pieces. */
class PartWriter {
  readonly #folder: string;
  readonly #held = new Map<number, HeldRun[]>();
  #medications: Buffer[] = [];
  #retained = 0;
  /** Where the lines of a file are put together: memory that is kept, since what is left behind lies about for long. */
  #scratch = Buffer.alloc(0);

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param line a view of its chunk, which stays in memory until it is written */
  add(
    part: number,
    line: Buffer,
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
      last.first + last.lines.length === number &&
      last.patientId === patientId &&
      last.type === type &&
      last.file === file
    ) {
      last.lines.push(line);
      last.bytes += line.length + 1;
    } else {
      held.push({ file, first: number, type, patientId, lines: [line], bytes: line.length + 1 });
    }
  }

  /** @param line as in `add` */
  addMedication(line: Buffer): void {
    this.#medications.push(line);
  }

  /** Called where all lines of a chunk have been added, with how many bytes they keep in memory. */
  endChunk(bytes: number): void {
    this.#retained += bytes;
    if (this.#retained > heldBack) this.flush();
  }

  flush(): void {
    try {
      for (const [part, runs] of this.#held) {
        appendFileSync(partFile(this.#folder, part), this.#bytesOf(runs));
      }
      if (this.#medications.length > 0) {
        const lines = this.#medications.flatMap((line) => [line, lineEnd]);
        appendFileSync(medicationsFile(this.#folder), Buffer.concat(lines));
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

  #bytesOf(runs: readonly HeldRun[]): Buffer {
    const heads = runs.map((run) => headOf(run, run.bytes));
    // A head is of any file name's characters: three bytes each at most.
    const most = runs.reduce((sum, { bytes }, at) => sum + 3 * (heads[at] ?? '').length + bytes, 0);
    if (this.#scratch.length < most) this.#scratch = Buffer.allocUnsafe(most);
    const whole = this.#scratch;
    let end = 0;
    for (const [at, { lines }] of runs.entries()) {
      end += whole.write(heads[at] ?? '', end);
      for (const line of lines) {
        whole.set(line, end);
        end += line.length;
        whole[end] = 10;
        end += 1;
      }
    }
    return whole.subarray(0, end);
  }
}

const lineEnd = Buffer.from('\n');
const byteOrderMark = Buffer.from('\ufeff');

/** The lines of a stream as bytes, without their ends, chunk by chunk. */
async function* linesOf(
  read: AsyncIterable<Buffer>,
): AsyncGenerator<{ readonly lines: readonly Buffer[]; readonly bytes: number }, void, void> {
  let rest: Buffer | undefined;
  let isFirst = true;
  for await (const chunk of read) {
    const bytes: Buffer = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
    const lines: Buffer[] = [];
    let from = isFirst && bytes.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0;
    isFirst = false;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      lines.push(trimmed(bytes, from, at));
      from = at + 1;
    }
    rest = from < bytes.length ? bytes.subarray(from) : undefined;
    yield { lines, bytes: bytes.length };
  }
  if (rest !== undefined) yield { lines: [trimmed(rest, 0, rest.length)], bytes: rest.length };
}

function trimmed(bytes: Buffer, from: number, to: number): Buffer {
  return bytes.subarray(from, to > from && bytes[to - 1] === 13 ? to - 1 : to);
}
