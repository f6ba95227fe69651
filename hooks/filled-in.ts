import type { NoteOffer } from '../src/assessment/types.ts';
import { asFragment } from '../src/fragment-text.ts';

/** Characters of the answers in an address; some twenty quoted sentences. */
const longest = 6000;

/**
 * The part of the form's address that fills in what notes offer: behind the `#`, so that neither we nor a proxy ever
 * receive it. Nothing where there is none, or more than an address holds.
 */
export function filledIn(offers: readonly NoteOffer[]): string {
  if (offers.length === 0) return '';
  const answers = offers.map(({ linkId, value, quote, date }) => ({ linkId, value, quote, date }));
  const packed = asFragment(JSON.stringify(answers));
  return packed.length > longest ? '' : `&notes=${packed}`;
}
