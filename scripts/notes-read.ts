import { readNotes } from '../src/notes/read-notes.ts';
import type { Note } from '../src/notes/types.ts';
import { readNotesFile } from './notes-file.ts';

/**
 * `npm run --silent notes-read -- notes.json`: the candidates in the notes of a JSON array, as a JSON array.
 * Notes with the same episode are taken as one patient's: a sentence copied forward is as old as its first note.
 */
function main([path]: readonly string[]): number {
  if (path === undefined) {
    console.error('Usage: npm run --silent notes-read -- notes.json');
    return 2;
  }
  const ofPatient = new Map<string, Note[]>();
  for (const note of readNotesFile(path)) {
    const key = JSON.stringify(note.episode ?? note.id);
    ofPatient.set(key, [...(ofPatient.get(key) ?? []), note]);
  }
  const candidates = [...ofPatient.values()]
    .flatMap((notes) => readNotes(notes))
    .map(({ resource: id, linkId, value, quote, date }) => ({ id, linkId, value, quote, date }));
  console.log(JSON.stringify(candidates, null, 2));
  return 0;
}

process.exitCode = main(process.argv.slice(2));
