import { expect, test } from 'vitest';
import { isCalledPast } from '../../src/chart/called-past.ts';
import { meaningOf } from '../../src/chart/condition-meaning.ts';
import { emergenciesInWords, hasEmergency } from '../../src/terminology/emergencies.ts';
import texts from './emergencies-in-words.json' with { type: 'json' };

/**
 * Whether a text decides by itself that an emergency is there now. Of a weak leg the grade decides, and is asked
 * about.
 */
function saysSo(text: string): boolean {
  const meaning = meaningOf({ text }, undefined);
  const concepts = [...meaning.concepts].filter((one) => one !== 'leg-weakness');
  return hasEmergency(concepts, emergenciesInWords) && !isCalledPast({ text }, meaning);
}

// The texts were written, and told apart, by someone who had not read the lists of words.
test.each(texts.filter(({ now }) => !now))('$text: no emergency of now', ({ text }) => {
  expect(saysSo(text)).toBe(false);
});

test('of those that are there now more than three quarters decide by themselves; the rest is asked about', () => {
  const there = texts.filter(({ now }) => now);
  const heard = there.filter(({ text }) => saysSo(text));
  expect(heard.length / there.length).toBeGreaterThan(0.75);
});
