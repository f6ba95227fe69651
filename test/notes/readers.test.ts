import { describe, expect, it } from 'vitest';
import readers from '../../src/notes/data/rules/readers.json' with { type: 'json' };
import { readNote } from '../../src/notes/read-note.ts';

/** Examples are of a note of a Wednesday, for an episode of the low back that began on September 1. */
const note = {
  id: 'n',
  date: '2026-11-18',
  episode: { onset: '2026-09-01', region: 'lumbar' },
} as const;

describe.each(readers)('$reads', ({ rules, examples }) => {
  it.each(examples.map(([text, value]) => ({ text: String(text), value })))(
    '$text',
    ({ text, value }) => {
      const type =
        text.startsWith('EXAM:') || text.startsWith('XR ') ? 'radiology' : 'progress note';
      const found = readNote({ ...note, type, text }).candidates.filter(({ rule }) =>
        rules.includes(rule),
      );
      expect(Object.fromEntries(found.map((one) => [one.linkId, one.value]))).toEqual(value);
    },
  );
});
