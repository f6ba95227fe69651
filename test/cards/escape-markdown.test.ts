import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, oneLine } from '../../src/cards/escape-markdown.ts';
import { hostileTexts } from './hostile-texts.ts';
import { tokensOf } from './support.ts';

/** Where a text from the chart stands in a card. */
const places: readonly (readonly [string, (text: string) => string])[] = [
  ['a paragraph', (text) => text],
  ['a list item', (text) => `- ${text}`],
  ['a task', (text) => `- [ ] **not met**: ${text}`],
  ['nested evidence', (text) => `- [x] **met**: x\n  - 2026-10-20: ${text} (Condition/c-1)`],
  ['a quotation', (text) => `- x\n  > ${text} (radiculopathy-1)`],
];

const harmless: ReadonlySet<string> = new Set([
  'text',
  'escape',
  'paragraph',
  'list',
  'list_item',
  'checkbox',
  'space',
  'strong',
  'blockquote',
]);

/** The tokens that the place itself gives with a plain word in it. */
function shapeOf(markdown: string): readonly string[] {
  return tokensOf(markdown)
    .map((token) => token.type)
    .filter((type) => type !== 'text' && type !== 'escape');
}

describe.each(places)('text from the chart in %s', (_name, place) => {
  test.each(hostileTexts)('%j stays text', (text) => {
    const markdown = place(escapeMarkdown(text));
    expect(
      tokensOf(markdown)
        .map((token) => token.type)
        .filter((type) => !harmless.has(type)),
    ).toEqual([]);
    expect(shapeOf(markdown)).toEqual(shapeOf(place('word')));
  });
});

/** What a reader of a rendered text sees. */
function seen(markdown: string): string {
  return marked
    .parse(markdown, { async: false, gfm: true })
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .trim();
}

test('a renderer that looks for links after undoing the escapes finds none', () => {
  for (const text of hostileTexts) {
    const shown = seen(escapeMarkdown(text));
    expect(shown).not.toMatch(/(https?|ftp):\/\/|www\.|mailto:|xmpp:/i);
    expect(shown).not.toMatch(/[\w.+-]@\w/);
    expect(shown).not.toMatch(/[a-z]\.(com|info|uk)\b/i);
  }
});

test('a clinician sees what the chart says', () => {
  const visible = (text: string): string => seen(escapeMarkdown(text)).replaceAll('\u2060', '');
  for (const text of [
    'L4-L5 disc protrusion *contacting* the left L5 root [image 3]',
    '<5 mm; >3 mm & stable',
    'Grade 3/5, e.g. foot drop (M21.37_); 50% | 20°',
    '1. Fusion L4/L5',
    '#3 vertebra',
    'nurse@clinic.example',
    'https://clinic.example/a?b=c',
    'Müller – 腰痛 😀',
  ]) {
    expect(visible(text)).toBe(text);
  }
});

test('unseen characters and line ends become spaces', () => {
  expect(escapeMarkdown('a\u0000b\u200bc\u202ed\ne\u2028f\ud800g')).toBe('a b c d e f g');
  expect(oneLine(' a\r\nb\u202ec ', 100)).toBe('a b c');
});

test('no text of the chart makes anything but text', () => {
  const pieces = fc.constantFrom(
    ...['[', ']', '(', ')', '<', '>', '!', '`', '~', '*', '_', '\\', '|', '#', '-', '+', '=', '1.'],
    ...['://', 'http', 'www.', '@', 'a.com', 'mailto:', '&', ';', 'x', ' ', '  ', '\n', '\t', ':'],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      for (const [, place] of places) {
        const markdown = place(escapeMarkdown(`${parts.join('')} x`));
        expect(shapeOf(markdown)).toEqual(shapeOf(place('word')));
      }
    }),
    { numRuns: 300 },
  );
});

test('one line is cut without halving a character', () => {
  expect(oneLine('short', 5)).toBe('short');
  expect(oneLine('longer text', 7)).toBe('longer…');
  const cut = oneLine('ab😀cd', 4);
  expect(cut).toBe('ab…');
});
