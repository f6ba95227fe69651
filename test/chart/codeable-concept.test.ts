import { describe, expect, it } from 'vitest';
import { keptConcept, ofConcept } from '../../src/chart/codeable-concept.ts';
import { wordsOf } from '../../src/chart/fields.ts';

const system = 'http://example.org/local';

function named(code: string, display: string, text?: string) {
  return { coding: [{ system, code, display }], text };
}

describe('a concept that was seen before', () => {
  it('is told by everything that it says, not by its code alone', () => {
    const words = ofConcept(wordsOf);
    expect(words(named('A1', 'Foot drop, left'))).toBe('Foot drop, left');
    expect(words(named('A1', 'Foot drop, right'))).toBe('Foot drop, right');
    expect(words(named('A1', 'Foot drop, left', 'old foot drop'))).toBe('old foot drop');
    expect(words(named('A1', 'Foot drop, left'))).toBe('Foot drop, left');
    const second = {
      coding: [
        { system, code: 'A1' },
        { system, code: 'B2', display: 'Pain' },
      ],
    };
    expect(words({ coding: [{ system, code: 'A1' }] })).toBe('A1');
    expect(words(second)).toBe('Pain');
  });

  it('tells the systems of the same code apart', () => {
    const systemOf = ofConcept((concept) => JSON.stringify(concept));
    expect(systemOf({ coding: [{ system: 'urn:a', code: '72148' }] })).toContain('urn:a');
    expect(systemOf({ coding: [{ system: 'urn:b', code: '72148' }] })).toContain('urn:b');
  });

  it('is read right when thousands of others have come since', () => {
    const words = ofConcept(wordsOf);
    for (let at = 0; at < 5000; at += 1) words(named(`C${at}`, `name ${at}`));
    for (let at = 0; at < 5000; at += 1) {
      expect(words(named(`C${at}`, `name ${at}`))).toBe(`name ${at}`);
    }
  });

  it('is never one with a sentence of a note, or malformed; these are read all the same', () => {
    const sentence = 'Mrs Example says that her left leg has been weak since she fell. '.repeat(3);
    expect(keptConcept({ text: sentence })).toBeUndefined();
    expect(keptConcept(named('A1', sentence))).toBeUndefined();
    expect(keptConcept({ coding: ['A1'] })).toBeUndefined();
    expect(keptConcept({ coding: [{ code: 7 }] })).toBeUndefined();
    expect(keptConcept(undefined)).toBeUndefined();
    expect(ofConcept(wordsOf)({ text: sentence })).toBe(wordsOf({ text: sentence }));
    expect(ofConcept(wordsOf)({ coding: { code: 'A1', display: 'Pain' } })).toBe('Pain');
  });
});
