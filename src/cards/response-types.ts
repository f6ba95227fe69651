import type { Link, Suggestion } from '../cds/types.ts';
import type { CardContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { lowerFirst } from './words/lower-first.ts';

/** What a suggestion is to Da Vinci CRD ("Response types"); taking an order out by itself is nothing that it knows. */
type SuggestionType = 'alternate' | 'orders' | 'form' | 'removal';

function typeOf({ actions = [] }: Suggestion): SuggestionType {
  if (actions.some(({ type }) => type === 'update')) return 'alternate';
  if (actions.some((action) => action.type === 'create' && action.resource.resourceType === 'Task'))
    return 'form';
  return actions.some(({ type }) => type === 'create') ? 'orders' : 'removal';
}

const sentences = {
  alternate: 'Another study can be ordered instead.',
  orders: 'What is missing can be ordered.',
  form: 'What is missing can be documented in a form, now, later or by somebody else.',
  launch: 'The form opens in the record, filled in from the chart.',
  links: 'Everything that was checked, with its evidence.',
} as const;

/**
 * A card as callers of CRD get it: one response type a card. The first carries the message and the suggestions
 * of the recommended one's type; the others follow with a sentence each. Taking the order out has no type, so the
 * card says it in words, and the clinician does it by hand. Where nothing is left to suggest about a study that is
 * not supported, the card itself leads to the policy.
 */
export function asResponseTypes(
  draft: CardDraft,
  quote: string | undefined,
  study: string,
  context: CardContext,
): readonly CardDraft[] {
  const kept = draft.suggestions.filter((one) => typeOf(one) !== 'removal');
  const removals = draft.suggestions.filter((one) => typeOf(one) === 'removal');
  const other = kept.length === 0 ? '' : 'Otherwise: ';
  const notes = [...draft.notes, ...removals.map(({ label }) => `${other}${label}.`)];
  const lead = kept.find(({ isRecommended }) => isRecommended === true) ?? kept[0];
  if (lead === undefined && draft.kind === 'not-supported') {
    return [
      { ...draft, notes, suggestions: [], links: [policyLink(quote, context), ...draft.links] },
    ];
  }
  const first = lead === undefined ? undefined : typeOf(lead);
  const types: readonly SuggestionType[] = ['alternate', 'orders', 'form'];
  const rest = types.filter(
    (type) => type !== first && kept.some((suggestion) => typeOf(suggestion) === type),
  );
  return [
    { ...draft, notes, suggestions: kept.filter((one) => typeOf(one) === first), links: [] },
    ...rest.map((type) => ({
      ...alone(draft, `${study}: ${lowerFirst(sentences[type === 'removal' ? 'orders' : type])}`),
      kind: kindOf(type, draft),
      notes: [sentences[type === 'removal' ? 'orders' : type]],
      suggestions: kept.filter((one) => typeOf(one) === type),
    })),
    ...(draft.indicator === 'info' ? [] : linkCards(draft, study)),
  ];
}

/** Links of one type a card: an app that is launched is another response than a page that is opened. */
function linkCards(draft: CardDraft, study: string): readonly CardDraft[] {
  const launched = draft.links.filter(({ type }) => type === 'smart');
  const opened = draft.links.filter(({ type }) => type === 'absolute');
  const card = (links: CardDraft['links'], what: string, note: string): CardDraft => ({
    ...alone(draft, `${study}: ${what}`),
    kind: 'documentation-form',
    notes: [note],
    links,
  });
  return [
    ...(launched.length === 0 ? [] : [card(launched, 'answer in the form', sentences.launch)]),
    ...(opened.length === 0 ? [] : [card(opened, 'everything that was checked', sentences.links)]),
  ];
}

function kindOf(type: SuggestionType, draft: CardDraft): CardDraft['kind'] {
  if (type === 'form') return 'documentation-task';
  return type === 'alternate' ? 'preferred-study' : draft.kind;
}

function alone(draft: CardDraft, summary: string): CardDraft {
  return {
    ...draft,
    indicator: 'info',
    summary: summary.replace(/\.$/, ''),
    lines: [],
    alsoOnChart: [],
    notes: [],
    statements: [],
    suggestions: [],
    links: [],
  };
}

/** To the statement that is quoted, as the service's own page of the guideline addresses it. */
function policyLink(statement: string | undefined, { source }: CardContext): Link {
  const isWhole = statement === undefined || source.url.includes('#');
  return {
    label: 'Read it in the guideline',
    url: isWhole ? source.url : `${source.url}#${statement}`,
    type: 'absolute',
  };
}
