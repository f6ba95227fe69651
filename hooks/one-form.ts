import type { RenderedCard } from '../src/cards/render-cards.ts';
import type { Suggestion } from '../src/cds/types.ts';

/**
 * The cards with the Questionnaire once: it is large, all tasks name it, and whoever takes a later one up alone finds
 * it under its canonical URL.
 */
export function withOneForm(cards: readonly RenderedCard[]): readonly RenderedCard[] {
  let isThere = false;
  const once = (suggestion: Suggestion): Suggestion => {
    const { actions } = suggestion;
    if (!actions?.some(createsForm)) return suggestion;
    if (isThere) return { ...suggestion, actions: actions.filter((one) => !createsForm(one)) };
    isThere = true;
    return suggestion;
  };
  return cards.map((one) => {
    const { suggestions } = one.card;
    if (suggestions === undefined) return one;
    return { ...one, card: { ...one.card, suggestions: suggestions.map(once) } };
  });
}

function createsForm(action: NonNullable<Suggestion['actions']>[number]): boolean {
  return action.type === 'create' && action.resource.resourceType === 'Questionnaire';
}
