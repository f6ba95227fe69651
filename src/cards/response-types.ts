import type { Suggestion } from '../cds/types.ts';
import type { CardDraft } from './card-draft.ts';

/**
 * A card as Da Vinci CRD knows it ("Response types"). Other studies, further orders, forms and plain
 * instructions have a type each; taking an order out without another in its place has none, so the card
 * says it in words, and the clinician does it by hand.
 */
export function removalInWords(draft: CardDraft): CardDraft {
  const suggestions = draft.suggestions.filter((suggestion) => !isRemoval(suggestion));
  const other = suggestions.length === 0 ? '' : 'Otherwise: ';
  const words = draft.suggestions.filter(isRemoval).map(({ label }) => `${other}${label}.`);
  return { ...draft, suggestions, detail: [...draft.detail, ...words] };
}

function isRemoval({ actions = [] }: Suggestion): boolean {
  return actions.length > 0 && actions.every(({ type }) => type === 'delete');
}
