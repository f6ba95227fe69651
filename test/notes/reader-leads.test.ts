import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
// All phrases are named before a note is read: those of the rules too, which other tests of the same worker need.
import '../../src/notes/read-notes.ts';
import { readers } from '../../src/notes/readers/all.ts';
import { mayRead, type VisitContext } from '../../src/notes/readers/reader.ts';
import { mayTellOfTreatment, readTreatment } from '../../src/notes/readers/treatment.ts';
import { sentenceOf } from '../../src/notes/sentence.ts';
import { sentencesOf } from '../../src/notes/sentences.ts';
import type { Note } from '../../src/notes/types.ts';
import { packageRoot } from '../../src/package-root.ts';
import { isFullSize } from '../support/sample-size.ts';

const files = ['independent', 'phrases-1', 'phrases-3', 'phrases-4', 'styles'];

describe('A sentence that a reader is not asked about', () => {
  it.each(isFullSize ? files : files.slice(0, 2))(
    'holds nothing that it would find: %s',
    (file) => {
      for (const note of notesIn(file)) expect(foundUnasked(note)).toEqual([]);
    },
  );
});

function notesIn(file: string): readonly Note[] {
  return JSON.parse(readFileSync(join(packageRoot, 'fixtures', 'notes', `${file}.json`), 'utf8'));
}

/** What readers find in sentences of which they say that they find nothing there, with those sentences. */
function foundUnasked(note: Note): readonly string[] {
  const found: string[] = [];
  const spans = sentencesOf(note.text);
  for (const [at, span] of spans.entries()) {
    const sentence = sentenceOf(span, note.date);
    const ahead = spans[at - 1];
    const context: VisitContext = {
      note,
      since: note.episode?.onset ?? '2025-01-01',
      trialDays: 42,
      leastDays: 7,
      isTherapyNote: true,
      isBackOnly: () => true,
      isRemote: false,
      before: ahead === undefined ? undefined : sentenceOf(ahead, note.date),
    };
    const all = readers.flatMap((reader) =>
      mayRead(reader, span, ahead) ? [] : reader.read(sentence, context),
    );
    const treatment = mayTellOfTreatment(span)
      ? []
      : readTreatment(sentence, undefined, context).found;
    for (const { rule } of [...all, ...treatment])
      found.push(`${rule}: ${note.text.slice(span.start, span.end)}`);
  }
  return found;
}
