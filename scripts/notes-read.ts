import { readNote } from '../src/notes/read-note.ts';
import { readNotesFile } from './notes-file.ts';

/** `npm run --silent notes-read -- notes.json`: the candidates in the notes of a JSON array, as a JSON array. */
function main([path]: readonly string[]): number {
  if (path === undefined) {
    console.error('Usage: npm run --silent notes-read -- notes.json');
    return 2;
  }
  const candidates = readNotesFile(path)
    .flatMap((note) => readNote(note).candidates)
    .map(({ id, linkId, value, quote, date }) => ({ id, linkId, value, quote, date }));
  console.log(JSON.stringify(candidates, null, 2));
  return 0;
}

process.exitCode = main(process.argv.slice(2));
