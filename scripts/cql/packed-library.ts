import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packageRoot } from '../../src/package-root.ts';
import {
  type LibraryText,
  unpacked,
} from '../../src/questionnaire/population/prepopulation-library.ts';

/** Where the library lies that the service packs into its answers. */
export const prepopulationFile = join(
  packageRoot,
  'src/questionnaire/population/prepopulation.json',
);

/** The library as the file holds it. */
export function packedLibrary({ cql, elm }: LibraryText): string {
  const packed = (text: string): string => gzipSync(text, { level: 9 }).toString('base64');
  return `${JSON.stringify({ cql: packed(cql), elm: packed(elm) }, null, 2)}\n`;
}

/** The library of the file that stands in the repository. */
export function readPackedLibrary(): LibraryText {
  return unpacked(JSON.parse(readFileSync(prepopulationFile, 'utf8')));
}
