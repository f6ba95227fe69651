import { describe, expect, it } from 'vitest';
import { readNote } from '../../src/notes/read-note.ts';
import { rules } from '../../src/notes/rules.ts';

describe.each(rules)('the rule $id', ({ id, linkId, examples }) => {
  it.each(examples.map(([text, value]) => ({ text: String(text), value })))(
    '$text → $value',
    ({ text, value }) => {
      const note = { id: 'n', type: 'progress note', date: '2026-11-18', text };
      const { candidates, passedOver } = readNote(note);
      const found = candidates.filter((one) => one.linkId === linkId).map((one) => one.value);
      const isAsked = passedOver.some((one) => one.rule === id && one.why === 'uncertain');
      expect(isAsked || value !== 'asked').toBe(true);
      expect(found).toEqual(value === null || value === 'asked' ? [] : [value]);
    },
  );
});
