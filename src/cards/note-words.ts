import type { NoteOffer, OrderReview } from '../assessment/types.ts';
import type { CardContext } from './card-context.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { shownDay } from './words/days.ts';

/** Of two offers that a card could quote, the one that stands for more: a red flag, then what most is open for. */
export function leadingOffer(
  offers: readonly NoteOffer[],
  asked: readonly string[] = [],
): NoteOffer | undefined {
  return (
    offers.find(({ redFlag }) => redFlag !== undefined) ??
    offers.find(({ linkId }) => asked.includes(linkId)) ??
    offers[0]
  );
}

/**
 * What a note says of what the chart leaves open, with one sentence quoted: to be confirmed, and evidence of nothing.
 * Where it answers nothing that is open, and says otherwise than the chart, that is said instead.
 * @param asked the items of the first thing that is open
 */
export function noteWords(
  { fromNotes, order }: OrderReview,
  { asOf }: Pick<CardContext, 'asOf'>,
  asked: readonly string[] = [],
): readonly string[] {
  if (fromNotes === undefined) return [];
  const { offers, beside } = fromNotes;
  const lead = leadingOffer(offers, asked);
  const source = (offer: NoteOffer): string =>
    offer.reference === order.reference ? 'The order' : noteName(offer, asOf);
  if (lead !== undefined) return [`${source(lead)}: ${quoted(lead.excerpt)}. Confirm?`];
  const [other] = beside;
  return other === undefined ? [] : [`${source(other)} says otherwise: ${quoted(other.excerpt)}.`];
}

/** What an attachment that could not be read is. */
const kinds: Readonly<Record<string, string>> = { PDF: 'a PDF', 'a link': 'a link' };

/** "Note of Nov 29 could not be read (a PDF)": what is missing may stand there. */
export function unreadDocumentWords(
  { unreadDocuments = [] }: OrderReview,
  { asOf }: Pick<CardContext, 'asOf'>,
): readonly string[] {
  const [newest] = unreadDocuments;
  if (newest === undefined) return [];
  const day = newest.date === undefined ? undefined : shownDay(newest.date, asOf);
  const what = kinds[newest.why];
  const why = what === undefined ? '' : ` (${what})`;
  return unreadDocuments.length === 1
    ? [`Note${day === undefined ? '' : ` of ${day}`} could not be read${why}.`]
    : [`${unreadDocuments.length} notes could not be read${why}.`];
}

/** "Note of Oct 12", "Report of Oct 12". */
export function noteName({ reference, date }: NoteOffer, asOf: Date): string {
  const day = shownDay(date, asOf);
  const kind = reference.startsWith('DiagnosticReport/') ? 'Report' : 'Note';
  return day === undefined ? kind : `${kind} of ${day}`;
}

function quoted(excerpt: string): string {
  return `“${escapeMarkdown(excerpt)}”`;
}
