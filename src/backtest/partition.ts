import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ExportFile, openFile } from './export-files.ts';
import { ownerOf } from './patient-of-line.ts';
import { BacktestError, note, type Problems } from './problem.ts';

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

const heldBack = 48 << 20;
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
 * held back before it is written (48 MB), whatever the size of the export.
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
  const writer = new PartWriter();
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
      for await (const line of linesOf(read)) {
        lines += 1;
        if (line.length > 0) take(line, `${file.name}:${lines}`, target, writer, problems);
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
      if (target.isWanted(part)) {
        writer.add(
          partFile(target.folder, part),
          Buffer.from(`${place}\t${owner.patientId}\t`),
          line,
        );
      }
      break;
    }
    case 'medication':
      writer.add(medicationsFile(target.folder), line);
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

/** Gathers lines, and appends them to their files in large pieces. */
class PartWriter {
  readonly #held = new Map<string, Buffer[]>();
  #bytes = 0;

  add(path: string, ...pieces: readonly Buffer[]): void {
    let held = this.#held.get(path);
    if (held === undefined) {
      held = [];
      this.#held.set(path, held);
    }
    // The line is a view of the chunk it was read with: copied, so that the chunk can go.
    const whole = Buffer.concat([...pieces, newline]);
    held.push(whole);
    this.#bytes += whole.length + 100;
    if (this.#bytes > heldBack) this.flush();
  }

  flush(): void {
    for (const [path, held] of this.#held) {
      try {
        appendFileSync(path, Buffer.concat(held));
      } catch (error) {
        throw new BacktestError(
          `The parts cannot be written: ${error instanceof Error ? error.message : String(error)}. Make room and start again.`,
        );
      }
    }
    this.#held.clear();
    this.#bytes = 0;
  }
}

const newline = Buffer.from('\n');

/** The lines of a stream as bytes, without their ends. */
async function* linesOf(read: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  let rest: Buffer | undefined;
  for await (const chunk of read) {
    const bytes: Buffer = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      yield trimmed(bytes, from, at);
      from = at + 1;
    }
    rest = from < bytes.length ? bytes.subarray(from) : undefined;
  }
  if (rest !== undefined) yield trimmed(rest, 0, rest.length);
}

function trimmed(bytes: Buffer, from: number, to: number): Buffer {
  return bytes.subarray(from, to > from && bytes[to - 1] === 13 ? to - 1 : to);
}
