import { describe, expect, test } from 'vitest';
import { cdsServices } from '../hooks/services.ts';
import type { Card } from '../src/cds/types.ts';
import { allVignettes, type Vignette } from '../src/vignettes/vignette.ts';
import { brokenRules, emptyParts } from './support/card-rules.ts';
import { resourcesOf, serviceSettings } from './support/vignette-call.ts';

const services = cdsServices(serviceSettings);

function cardsOf(vignette: Vignette): readonly Card[] {
  const { request } = vignette;
  const service = services.find((one) => one.definition.hook === request.hook);
  const asOf = new Date(vignette.asOf);
  const resources = resourcesOf(request);
  return service?.answer({ request, resources, unavailable: [], asOf }).response.cards ?? [];
}

describe.each(allVignettes().map((vignette) => [vignette.name, vignette] as const))(
  '%s',
  (_name, vignette) => {
    test('its cards keep the rules of CDS Hooks', () => {
      const cards = cardsOf(vignette);
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
