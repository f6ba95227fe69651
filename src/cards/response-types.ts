import type { Link, Suggestion } from '../cds/types.ts';
import type { CardContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';

/**
 * A card as Da Vinci CRD knows it ("Response types"). Other studies, further orders, forms and plain
 * instructions have a type each; taking an order out without another in its place has none, so the card
 * says it in words, and the clinician does it by hand. Where nothing is left to suggest about a study that
 * is not supported, the card leads to the policy: an external reference.
 */
export function asResponseType(draft: CardDraft, context: CardContext): CardDraft {
  const suggestions = draft.suggestions.filter((suggestion) => !isRemoval(suggestion));
  const other = suggestions.length === 0 ? '' : 'Otherwise: ';
  const words = draft.suggestions.filter(isRemoval).map(({ label }) => `${other}${label}.`);
  const told = { ...draft, suggestions, detail: [...draft.detail, ...words] };
  return draft.kind === 'not-supported' && suggestions.length === 0
    ? { ...told, links: [policyLink(draft, context)] }
    : told;
}

/** To the statement that decided, as the service's own page of the guideline addresses it. */
function policyLink({ statements: [statement] }: CardDraft, { source }: CardContext): Link {
  const isWhole = statement === undefined || source.url.includes('#');
  return {
    label: 'Read it in the guideline',
    url: isWhole ? source.url : `${source.url}#${statement}`,
    type: 'absolute',
  };
}

function isRemoval({ actions = [] }: Suggestion): boolean {
  return actions.length > 0 && actions.every(({ type }) => type === 'delete');
}
