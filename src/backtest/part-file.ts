import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lines that follow each other in one file of the export and are of one type and one patient. */
export interface Run {
  /** The file, and the number of its first line there. */
  readonly file: string;
  readonly first: number;
  readonly type: string;
  readonly patientId: string;
}

/** A run as a part holds it. */
export interface StoredRun extends Run {
  /** The lines' JSON, decoded when it is asked for: most patients of a payer have no order. */
  readonly lines: () => readonly string[];
}

/** The file of a part: runs, each a head and then its lines. */
export function partFile(folder: string, part: number): string {
  return join(folder, `part-${String(part).padStart(5, '0')}.runs`);
}

/** The Medications of a slice, which belong to no patient. */
export function medicationsFile(folder: string): string {
  return join(folder, 'medications.ndjson');
}

/** What stands before a run's lines in the file of a part. @param bytes of the lines, each with its end */
export function headOf({ file, first, type, patientId }: Run, bytes: number): string {
  return `${bytes}\t${first}\t${type}\t${patientId}\t${file}\n`;
}

/** What the first pass wrote of one slice of the export. */
export interface SliceFolder {
  readonly folder: string;
  /** How many lines of a file belong to slices before this one. */
  readonly linesBefore: Readonly<Record<string, number>>;
}

/**
 * The runs of each patient of a part, in the order of the export.
 * @param slices all of them, in their order
 * @throws Error where a file cannot be read
 */
export function runsByPatient(
  slices: readonly SliceFolder[],
  part: number,
): ReadonlyMap<string, readonly StoredRun[]> {
  const byPatient = new Map<string, StoredRun[]>();
  for (const { folder, linesBefore } of slices) {
    const path = partFile(folder, part);
    if (!existsSync(path)) continue;
    for (const run of storedRuns(path, linesBefore)) {
      const known = byPatient.get(run.patientId);
      if (known === undefined) byPatient.set(run.patientId, [run]);
      else known.push(run);
    }
  }
  return byPatient;
}

/** The runs of one file of a part. */
function storedRuns(path: string, linesBefore: SliceFolder['linesBefore']): readonly StoredRun[] {
  const part = readFileSync(path);
  const runs: StoredRun[] = [];
  // The files and types of an export are few: each name is held once.
  const names = new Map<string, string>();
  const once = (name: string): string => {
    const known = names.get(name);
    if (known === undefined) names.set(name, name);
    return known ?? name;
  };
  for (let at = 0; at < part.length; ) {
    const from = part.indexOf(10, at) + 1;
    const [bytes, first, type = '', patientId = '', ...name] = part
      .toString('utf8', at, from - 1)
      .split('\t');
    const end = from + Number(bytes);
    const file = once(name.join('\t'));
    const run = {
      file,
      first: Number(first) + (linesBefore[file] ?? 0),
      type: once(type),
      patientId,
    };
    runs.push(new RunOfPart(run, part, from, end - 1));
    at = end;
  }
  return runs;
}

/** A run where it lies in the file of a part: of many only the places are held. */
class RunOfPart implements StoredRun {
  readonly file: string;
  readonly first: number;
  readonly type: string;
  readonly patientId: string;
  readonly #part: Buffer;
  readonly #from: number;
  readonly #to: number;

  constructor({ file, first, type, patientId }: Run, part: Buffer, from: number, to: number) {
    this.file = file;
    this.first = first;
    this.type = type;
    this.patientId = patientId;
    this.#part = part;
    this.#from = from;
    this.#to = to;
  }

  lines(): readonly string[] {
    return linesBetween(this.#part, this.#from, this.#to);
  }
}

/**
 * About how much is decoded at once: a larger text is given memory of its own each time, which takes longer than to
 * decode it.
 */
const pieceBytes = 64 << 10;

/** The lines from a byte to another, the last of them without its end. */
function linesBetween(whole: Buffer, from: number, to: number): readonly string[] {
  if (from < to && to - from <= pieceBytes) return whole.toString('utf8', from, to).split('\n');
  const lines: string[] = [];
  for (let at = from; at < to; ) {
    const end = at + pieceBytes < to ? lineEndNear(whole, at, to) : to;
    for (const line of whole.toString('utf8', at, end).split('\n')) lines.push(line);
    at = end + 1;
  }
  return lines;
}

/** The end of the last line that fits into a piece; of one that is longer than that, its own. */
function lineEndNear(whole: Buffer, at: number, to: number): number {
  const within = whole.lastIndexOf(10, at + pieceBytes);
  const end = within > at ? within : whole.indexOf(10, at + pieceBytes);
  return end < 0 || end > to ? to : end;
}
