import { readFileSync } from 'node:fs';
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

/** What stands before a run's lines in the file of a part. @param bytes of the lines, each with its end */
export function headOf({ file, first, type, patientId }: Run, bytes: number): string {
  return `${bytes}\t${first}\t${type}\t${patientId}\t${file}\n`;
}

/** The runs of each patient of a part, in the order in which they were written. @throws Error where it cannot be read */
export function runsByPatient(path: string): ReadonlyMap<string, readonly StoredRun[]> {
  const whole = readFileSync(path);
  const byPatient = new Map<string, StoredRun[]>();
  for (let at = 0; at < whole.length; ) {
    const from = whole.indexOf(10, at) + 1;
    const [bytes, first, type = '', patientId = '', ...file] = whole
      .toString('utf8', at, from - 1)
      .split('\t');
    const end = from + Number(bytes);
    const run = {
      file: file.join('\t'),
      first: Number(first),
      type,
      patientId,
      lines: () => whole.toString('utf8', from, end - 1).split('\n'),
    };
    const known = byPatient.get(patientId);
    if (known === undefined) byPatient.set(patientId, [run]);
    else known.push(run);
    at = end;
  }
  return byPatient;
}
