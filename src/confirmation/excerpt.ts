import { readNote } from '../notes/read-note.ts';
import type { Candidate, EpisodeOfNote } from '../notes/types.ts';

/** A card is read in five seconds: of a sentence no more words than these are quoted. */
const mostWords = 18;

/** Words before those that tell, so that they are read in their sentence. */
const before = 6;

/**
 * The part of a candidate's sentence that a card quotes: all of a short one; of a long one the words that still give
 * the same answer when they are read alone, with a few before them.
 * @param trialDays how long a trial of treatment has to last, as when the whole note was read
 */
export function excerptOf(candidate: Candidate, episode: EpisodeOfNote, trialDays: number): string {
  const { quote, linkId, value, date } = candidate;
  const words = quote.replace(/[\s.;,]+$/, '').split(/\s+/);
  if (words.length <= mostWords) return words.join(' ');
  const tells = (from: number, to: number): boolean =>
    readNote(
      { id: 'excerpt', type: 'note', date, episode, text: words.slice(from, to).join(' ') },
      trialDays,
    ).candidates.some((one) => one.linkId === linkId && one.value === value);
  const from = last(words.length - 1, (at) => tells(at, words.length));
  const to = words.length - last(words.length - from - 1, (at) => tells(from, words.length - at));
  const start = Math.max(0, from - Math.min(before, Math.max(0, mostWords - (to - from))));
  const end = Math.min(to, start + mostWords);
  const shown = words.slice(start, end).join(' ');
  return `${start > 0 ? '… ' : ''}${shown}${end < words.length ? ' …' : ''}`;
}

/** The greatest number up to a bound for which something holds, where it holds up to some number and not beyond. */
function last(most: number, holds: (at: number) => boolean): number {
  let known = 0;
  let beyond = most + 1;
  while (beyond - known > 1) {
    const middle = Math.floor((known + beyond) / 2);
    if (holds(middle)) known = middle;
    else beyond = middle;
  }
  return known;
}
