import type { Card } from '../../src/cds/types.ts';

/** Paths of what CDS Hooks forbids: null, "", [] and {} (C11). An updated order is the client's own. */
export function emptyParts(value: unknown, path: string): readonly string[] {
  if (value === null || value === '' || value === undefined) return [path];
  if (typeof value !== 'object') return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return [path];
  if ('type' in value && value.type === 'update') return [];
  return entries.flatMap(([key, item]) => emptyParts(item, `${path}.${key}`));
}

/** The rules of CDS Hooks and CRD that a card does not keep, each by its number and words. */
export function brokenRules(card: Card): readonly string[] {
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
          ? /^ServiceRequest\/./s.test(action.resourceId)
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
  ];
  return rules.flatMap(([rule, holds]) => (holds ? [] : [rule]));
}
