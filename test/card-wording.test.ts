import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Card } from '../src/cds/types.ts';
import { type Sentence, wording } from '../src/explain/wording.ts';
import { packageRoot } from '../src/package-root.ts';
import { allVignettes } from '../src/vignettes/vignette.ts';
import { answerTo } from './support/vignette-answers.ts';

const answers = allVignettes().map((vignette) => ({
  vignette: vignette.name,
  given: answerTo(vignette),
}));
const cards = answers.flatMap(({ vignette, given }) =>
  given.response.cards.map((card) => ({ vignette, card })),
);
const textOf = ({ summary, detail = '' }: Card): string => `${summary}\n${detail}`;
const wordsIn = (card: Card): number =>
  textOf(card)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The value below which a part of the sorted numbers lies. */
function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

describe('a card is read in five seconds', () => {
  test('one card an order, over all vignettes', () => {
    const counts = answers.flatMap(({ given: { record } }) => {
      const orders = new Set(record.cards.map(({ order }) => order));
      return [...orders].map((order) => record.cards.filter((card) => card.order === order).length);
    });
    expect(counts.length).toBeGreaterThan(150);
    expect(Math.max(...counts)).toBe(1);
  });

  test('sixty words at the median, 110 at the 90th percentile, never more than 160', () => {
    const counts = cards.map(({ card }) => wordsIn(card));
    expect(quantile(counts, 0.5)).toBeLessThanOrEqual(60);
    expect(quantile(counts, 0.9)).toBeLessThanOrEqual(110);
    expect(Math.max(...counts)).toBeLessThanOrEqual(160);
  });

  test('nothing that only a machine reads, no technical word, no date in digits', () => {
    const machine =
      /\b[A-Z][A-Za-z]+\/[A-Za-z0-9.-]+\d|\d{4}-\d{2}-\d{2}|\b(?:criteri(?:on|a)|attested|alternatives?|items?|linkId)\b/i;
    const statement = /\b[a-z0-9]+(?:-[a-z0-9]+)*-\d+\)|\bred-flag\.|\btrial-of-treatment/;
    const wrong = cards.flatMap(({ vignette, card }) => {
      const own = textOf(card)
        .split('\n')
        .filter((line) => !line.startsWith('> '))
        .join('\n');
      const found = machine.exec(own) ?? statement.exec(own);
      return found === null ? [] : [`${vignette}: ${found[0]}`];
    });
    expect(wrong).toEqual([]);
  });

  test('one quotation at most', () => {
    for (const { card } of cards) {
      expect((card.detail ?? '').match(/^> /gm)?.length ?? 0).toBeLessThanOrEqual(1);
    }
  });

  test('marks are readable where no list, box, quotation or table is rendered', () => {
    for (const { card } of cards) {
      expect(card.detail ?? '').not.toMatch(/\[[ x]\]|\*\*|^\s*\||^#|<[a-z]/m);
      for (const line of (card.detail ?? '').split('\n').filter((one) => one.startsWith('- '))) {
        expect(line).toMatch(/^- [✓✗?] \S/u);
      }
    }
  });

  test('a card against an order offers a step, or says why there is none', () => {
    const silent = cards
      .filter(({ card }) => card.indicator !== 'info' && card.suggestions === undefined)
      .filter(
        ({ card }) =>
          !/not offered|no order is offered|No other study|could not be read|Write the answer|settle that first/.test(
            textOf(card),
          ),
      );
    expect(silent.map(({ vignette, card }) => `${vignette}: ${card.summary}`)).toEqual([]);
  });
});

test('docs/card-wording.md shows every sentence (npm run wording -- --write)', () => {
  const document = readFileSync(join(packageRoot, 'docs', 'card-wording.md'), 'utf8');
  const found: readonly Sentence[] = wording(
    answers.map(({ vignette, given }) => ({ vignette, cards: given.response.cards })),
  );
  const missing = found.filter(
    ({ text }) => !document.includes(`| ${text.replaceAll('|', '\\|')} |`),
  );
  expect(missing).toEqual([]);
});
