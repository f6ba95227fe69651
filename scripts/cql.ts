import { writeFileSync } from 'node:fs';
import { placeholderBase } from '../src/questionnaire/population/prepopulation-library.ts';
import { prepopulationCql } from './cql/library.ts';
import { packedLibrary, prepopulationFile, readPackedLibrary } from './cql/packed-library.ts';
import { toElm } from './cql/to-elm.ts';

/**
 * `npm run --silent cql [-- --write]`: prints the library of CQL by which forms fill themselves in, made of the same
 * tables as their FHIRPath, and ends with 1 where the packed one is of other tables; `--write` translates it to ELM
 * and packs both anew.
 */
const cql = prepopulationCql(placeholderBase);
if (process.argv.includes('--write')) {
  writeFileSync(prepopulationFile, packedLibrary({ cql, elm: toElm(cql) }));
} else {
  console.log(cql);
  if (readPackedLibrary().cql !== cql) {
    console.error(`${prepopulationFile} is not what the tables say: run it with --write`);
    process.exitCode = 1;
  }
}
