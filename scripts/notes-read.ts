import { readNotes } from '../src/notes/read-notes.ts';
import { readNotesFile } from './notes-file.ts';

/** `npm run --silent notes-read -- notes.json`: the candidates in the notes of a JSON array, as a JSON array. */
function main([path]: readonly string[]): number {
  if (path === undefined) {
    console.error('Usage: npm run --silent notes-read -- notes.json');
    return 2;
  }
  const candidates = readNotes(readNotesFile(path)).map(
    ({ resource: id, linkId, value, quote, date }) => ({ id, linkId, value, quote, date }),
  );
  console.log(JSON.stringify(candidates, null, 2));
  return 0;
}

process.exitCode = main(process.argv.slice(2));
