import { bytesWhenRead, type ExportFile } from './export-files.ts';

/** The part of a file that belongs to one slice: the lines that begin from one byte on and before another. */
export interface FilePiece {
  readonly file: ExportFile;
  readonly from: number;
  /** Infinite where the rest of the file belongs to the slice. */
  readonly to: number;
}

/**
 * Cuts an export into slices of about the same size, which follow each other as the files do. A gzipped file is not
 * cut: it belongs to the slice in which it begins.
 * @param count how many slices
 */
export function slicesOf(
  files: readonly ExportFile[],
  count: number,
): readonly (readonly FilePiece[])[] {
  const total = files.reduce((sum, file) => sum + bytesWhenRead(file), 0);
  const slices: FilePiece[][] = Array.from({ length: count }, () => []);
  const beginningOf = (slice: number) => Math.floor((total * slice) / count);
  let begin = 0;
  let slice = 0;
  for (const file of files) {
    const end = begin + bytesWhenRead(file);
    while (slice < count - 1 && beginningOf(slice + 1) <= begin) slice += 1;
    let from = 0;
    while (!file.isCompressed && slice < count - 1 && beginningOf(slice + 1) < end) {
      const to = beginningOf(slice + 1) - begin;
      slices[slice]?.push({ file, from, to });
      from = to;
      slice += 1;
    }
    slices[slice]?.push({ file, from, to: Number.POSITIVE_INFINITY });
    begin = end;
  }
  return slices;
}

/** Whether a piece is all of its file. */
export function isWhole({ from, to }: FilePiece): boolean {
  return from === 0 && to === Number.POSITIVE_INFINITY;
}

/** How many stored bytes a piece has. */
export function bytesOfPiece({ file, from, to }: FilePiece): number {
  return Math.min(to, file.size) - from;
}
