import { describe, expect, test } from 'vitest';
import { cdsServices } from '../hooks/services.ts';
import type { Card } from '../src/cds/types.ts';
import { allVignettes, type Vignette } from '../src/vignettes/vignette.ts';
import { resourcesOf, serviceSettings } from './support/vignette-call.ts';

const services = cdsServices(serviceSettings);

function cardsOf(vignette: Vignette): readonly Card[] {
  const { request } = vignette;
  const service = services.find((one) => one.definition.hook === request.hook);
  const asOf = new Date(vignette.asOf);
  const resources = resourcesOf(request);
  return service?.answer({ request, resources, unavailable: [], asOf }).response.cards ?? [];
}

/** Paths of what CDS Hooks forbids: null, "", [] and {} (C11). An updated order is the client's own. */
function emptyParts(value: unknown, path: string): readonly string[] {
  if (value === null || value === '' || value === undefined) return [path];
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return [path];
  if ('type' in value && value.type === 'update') return [];
  return entries.flatMap(([key, item]) => emptyParts(item, `${path}.${key}`));
}

function broken(card: Card): readonly string[] {
  const suggestions = card.suggestions ?? [];
  const actions = suggestions.flatMap((suggestion) => suggestion.actions ?? []);
  const rules: readonly (readonly [rule: string, holds: boolean])[] = [
    ['K1 summary under 140 characters', card.summary.length < 140 && card.summary.length > 0],
    ['K2 indicator', ['info', 'warning', 'critical'].includes(card.indicator)],
    ['K3 source.label', card.source.label !== ''],
    ['K4 detail is text', typeof card.detail === 'string'],
    [
      'K6 suggestions need selectionBehavior',
      suggestions.length === 0 || card.selectionBehavior !== undefined,
    ],
    [
      'K6 one recommended at most',
      suggestions.filter((one) => one.isRecommended === true).length <= 1,
    ],
    ['K7 description', actions.every((action) => action.description !== '')],
    [
      'K7 the whole resource, or what to delete',
      actions.every((action) =>
        action.type === 'delete'
          ? /^ServiceRequest\/.+/.test(action.resourceId)
          : 'resourceType' in action.resource,
      ),
    ],
    ['K8 no actionSelectionBehavior', !JSON.stringify(card).includes('actionSelectionBehavior')],
    [
      'K9 override reasons',
      (card.overrideReasons ?? []).every(
        (one) => one.code !== '' && one.system !== '' && one.display !== '',
      ),
    ],
    [
      'K10 links',
      (card.links ?? []).every((link) => link.type === 'smart' || link.appContext === undefined),
    ],
    [
      'CRD a card that links suggests nothing',
      card.links === undefined || card.suggestions === undefined,
    ],
  ];
  return rules.flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

describe.each(allVignettes().map((vignette) => [vignette.name, vignette] as const))(
  '%s',
  (_name, vignette) => {
    test('its cards keep the rules of CDS Hooks', () => {
      const cards = cardsOf(vignette);
      expect(
        cards.flatMap((card) => broken(card).map((rule) => `${card.summary}: ${rule}`)),
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
