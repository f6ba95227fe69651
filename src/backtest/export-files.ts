import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BacktestError } from './problem.ts';

/** One NDJSON file of an export. */
export interface ExportFile {
  /** Its path below the export's folder. */
  readonly name: string;
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  readonly isCompressed: boolean;
}

/** How much of a file is read at once. */
const pieceBytes = 64 << 10;

/** About how much larger NDJSON is than its gzip: for the sizes of parts and slices only. */
const expansion = 10;

/**
 * The NDJSON files of an export, gzipped or not, in the order of their names; folders below are read too.
 * @throws BacktestError where the folder cannot be read or holds none
 */
export function exportFiles(folder: string): readonly ExportFile[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    throw new BacktestError(`The export's folder "${folder}" cannot be read.`);
  }
  const files = names
    .filter((name) => /\.ndjson(\.gz)?$/.test(name))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      return { name, path, size: statSync(path).size, isCompressed: name.endsWith('.gz') };
    });
  if (files.length === 0) {
    throw new BacktestError(
      `"${folder}" holds no .ndjson or .ndjson.gz file; expected a FHIR Bulk Data export.`,
    );
  }
  return files;
}

/** How many bytes a file has when it is read, roughly. */
export function bytesWhenRead(file: ExportFile): number {
  return file.size * (file.isCompressed ? expansion : 1);
}

/**
 * The bytes of a file as they are stored, and what is read from them.
 * @param start the first byte that is wanted; 0 for a gzipped file
 */
export function openFile(
  file: ExportFile,
  start: number,
): { readonly stored: Readable; readonly read: Readable } {
  const stored = createReadStream(file.path, { highWaterMark: pieceBytes, start });
  if (!file.isCompressed) return { stored, read: stored };
  const read = createGunzip({ chunkSize: pieceBytes });
  stored.on('error', (error) => read.destroy(error));
  stored.pipe(read);
  return { stored, read };
}
