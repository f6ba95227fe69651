import { describe, expect, test } from 'vitest';
import {
  codingsOf,
  hasCode,
  listOf,
  localReference,
  referenceOf,
  shortened,
  textOf,
  wordsOf,
  wordsWithCode,
} from '../../src/chart/fields.ts';
import { cpt } from './support.ts';

test.each([
  ['text', 'text'],
  [' text', ' text'],
  ['\u00e9t\u00e9', '\u00e9t\u00e9'],
  ['~', '~'],
  ['!', '!'],
  ['\u0080', '\u0080'],
  ['', undefined],
  [' ', undefined],
  ['\t\n', undefined],
  ['\u00a0', undefined],
  ['\u3000', undefined],
  [7, undefined],
  [null, undefined],
])('%j is the text %j: a blank one is none', (value, expected) => {
  expect(textOf(value)).toBe(expected);
});

test('a list is of its objects alone; a lone object is a list of one', () => {
  const object = { code: 'x' };
  expect(listOf([object, null, 'text', ['nested'], object])).toEqual([object, object]);
  const whole = [object, object];
  expect(listOf(whole)).toBe(whole);
  expect([listOf(object), listOf(null), listOf('text'), listOf(undefined)]).toEqual([
    [object],
    [],
    [],
    [],
  ]);
});

describe('a CodeableConcept', () => {
  test('has the codings that carry a code', () => {
    expect(
      codingsOf({ coding: [{ display: 'no code' }, { code: 'x' }, { code: ' ', system: 's' }] }),
    ).toEqual([{ system: undefined, code: 'x', display: undefined }]);
    expect([codingsOf(undefined), codingsOf({ text: 'x' })]).toEqual([[], []]);
  });

  test('has a code that passes a test, whatever stands beside it', () => {
    const isX = (code: string): boolean => code.startsWith('x');
    expect(hasCode({ coding: [{ code: 7 }, {}, { code: 'x1' }] }, isX)).toBe(true);
    expect(hasCode({ coding: [{ code: 7 }, { code: 'y' }] }, isX)).toBe(false);
    expect(hasCode(undefined, isX)).toBe(false);
  });

  test.each([
    [{ text: 'Words', coding: [{ code: 'x', display: 'Display' }] }, 'Words'],
    [{ text: ' ', coding: [{ code: 'x', display: 'Display' }] }, 'Display'],
    [{ coding: [{ code: 'x' }, { code: 'y', display: 'Display' }] }, 'Display'],
    [{ coding: [{ display: 'without a code' }, { code: 'x' }, { code: 'y' }] }, 'x'],
    [{}, ''],
    ['text', ''],
  ])('%j says %j', (concept, words) => {
    expect(wordsOf(concept)).toBe(words);
  });

  test('is told with its CPT code, once', () => {
    const told = (text: string, ...coding: readonly object[]): string =>
      wordsWithCode({ text, coding });
    expect(told('Therapy', { system: 'http://x', code: '1' }, { system: cpt, code: '97110' })).toBe(
      'Therapy (97110)',
    );
    expect(told('Therapy 97110', { system: cpt, code: '97110' })).toBe('Therapy 97110');
    expect(told('Therapy', { system: 'http://x', code: '1' })).toBe('Therapy');
  });
});

test('a text is cut to what a card can show', () => {
  expect(shortened('x'.repeat(120))).toBe('x'.repeat(120));
  expect(shortened('x'.repeat(121))).toBe(`${'x'.repeat(119)}…`);
});

test.each([
  ['Condition/x', 'Condition/x', 'Condition/x'],
  ['Condition/x/_history/12', 'Condition/x', 'Condition/x'],
  ['https://ehr.example/fhir/Condition/x', 'https://ehr.example/fhir/Condition/x', 'Condition/x'],
  [
    'https://ehr.example/_history/fhir/Condition/x',
    'https://ehr.example/_history/fhir/Condition/x',
    'Condition/x',
  ],
  ['#x', '#x', '#x'],
])('%s refers to %s, here %s', (reference, whole, local) => {
  expect(referenceOf({ reference })).toBe(whole);
  expect(localReference(whole)).toBe(local);
});
