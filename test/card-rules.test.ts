import { describe, expect, test } from 'vitest';
import { allVignettes } from '../src/vignettes/vignette.ts';
import { brokenRules, emptyParts } from './support/card-rules.ts';
import { answerTo } from './support/vignette-answers.ts';

describe.each(allVignettes().map((vignette) => [vignette.name, vignette] as const))(
  '%s',
  (_name, vignette) => {
    test('its cards keep the rules of CDS Hooks', () => {
      const { cards } = answerTo(vignette).response;
      expect(
        cards.flatMap((card) => brokenRules(card).map((rule) => `${card.summary}: ${rule}`)),
      ).toEqual([]);
      expect(cards.flatMap((card, position) => emptyParts(card, `cards[${position}]`))).toEqual([]);
      const ids = cards.flatMap((card) => [
        card.uuid,
        ...(card.suggestions ?? []).map((one) => one.uuid),
      ]);
      expect(new Set(ids).size).toBe(ids.length);
    });
  },
);
