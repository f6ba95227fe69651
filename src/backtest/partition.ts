import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ExportFile, openFile } from './export-files.ts';
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

/** The file of a part. Each line: file, line, patient, resource. */
export function partFile(folder: string, part: number): string {
  return join(folder, `part-${String(part).padStart(5, '0')}.tsv`);
}

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
          if (line.length > 0) take(line, `${file.name}:${lines}`, target, writer, problems);
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

function take(
  line: Buffer,
  place: string,
  target: Partition,
  writer: PartWriter,
  problems: Problems,
): void {
  const owner = ownerOf(line);
  switch (owner.kind) {
    case 'patient': {
      const part = partOf(owner.patientId, target.parts);
      if (target.isWanted(part)) writer.add(part, `${place}\t${owner.patientId}\t`, line);
      break;
    }
    case 'medication':
      writer.add('medications', '', line);
      break;
    case 'unused':
      note(problems, `not used: ${owner.type}`);
      break;
    case 'no-patient':
      note(problems, `no patient: ${owner.type}`, place);
      break;
    case 'broken':
      note(problems, 'no JSON resource', place);
      break;
  }
}

/** Lines that go to one file, each with what stands before it. */
interface Held {
  readonly heads: string[];
  readonly lines: Buffer[];
  bytes: number;
}

/** Gathers lines, and appends them to their files in large pieces. */
class PartWriter {
  readonly #folder: string;
  readonly #held = new Map<number | 'medications', Held>();
  #retained = 0;
  /** Where the lines of a file are put together: memory that is kept, since what is left behind lies about for long. */
  #scratch = Buffer.alloc(0);

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param line a view of its chunk, which stays in memory until it is written */
  add(to: number | 'medications', head: string, line: Buffer): void {
    let held = this.#held.get(to);
    if (held === undefined) {
      held = { heads: [], lines: [], bytes: 0 };
      this.#held.set(to, held);
    }
    held.heads.push(head);
    held.lines.push(line);
    // A head is of any file name's characters: three bytes each at most.
    held.bytes += 3 * head.length + line.length + 1;
  }

  /** Called where all lines of a chunk have been added, with how many bytes they keep in memory. */
  endChunk(bytes: number): void {
    this.#retained += bytes;
    if (this.#retained > heldBack) this.flush();
  }

  flush(): void {
    for (const [to, held] of this.#held) {
      const path =
        to === 'medications' ? medicationsFile(this.#folder) : partFile(this.#folder, to);
      try {
        appendFileSync(path, this.#bytesOf(held));
      } catch (error) {
        throw new BacktestError(
          `The parts cannot be written: ${error instanceof Error ? error.message : String(error)}. Make room and start again.`,
        );
      }
    }
    this.#held.clear();
    this.#retained = 0;
  }

  #bytesOf({ heads, lines, bytes }: Held): Buffer {
    if (this.#scratch.length < bytes) this.#scratch = Buffer.allocUnsafe(bytes);
    const whole = this.#scratch;
    let end = 0;
    for (const [at, line] of lines.entries()) {
      end += whole.write(heads[at] ?? '', end);
      whole.set(line, end);
      end += line.length;
      whole[end] = 10;
      end += 1;
    }
    return whole.subarray(0, end);
  }
}

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
