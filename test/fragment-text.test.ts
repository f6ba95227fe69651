import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asFragment, ofFragment } from '../src/fragment-text.ts';

test('any text comes back as it was, and stands in a fragment as RFC 3986 allows it', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const fragment = asFragment(text);
      expect(fragment).toMatch(/^[\w\-.~!$&'()*+,;=:@/?]*$/);
      expect(new URL(`https://cds.example/#${fragment}`).hash.slice(1)).toBe(fragment);
      expect(ofFragment(fragment)).toBe(text);
    }),
  );
});

test('what JSON and sentences are made of takes one character each', () => {
  const json = '["met",["Encounter/visit-2","2026-10-28"],"X-ray: no fracture; seen (1 of 2)"]';
  expect(asFragment(json)).toHaveLength(json.length);
});
