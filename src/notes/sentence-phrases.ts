import type { Mention } from './found-phrases.ts';
import { KindSet } from './kinds.ts';
import type { Span } from './span.ts';
import { addWord } from './words.ts';

/** No phrase has more words. */
const longestPhrase = 14;

/** The phrases of a sentence by their first word, each with what it means beside the longer ones that it is part of. */
export function settledPhrases(span: Span): readonly Mention[] {
  const mentions = span.phrases();
  // One past the last word of the phrases of several words that begin no later than the one that is looked at.
  let covered = 0;
  let begun = -1;
  for (let at = 0; at < mentions.length; at += 1) {
    const mention = mentions[at];
    if (mention === undefined) break;
    if (mention.from !== begun) {
      begun = mention.from;
      covered = Math.max(covered, endOfLongest(mentions, at));
    }
    if (isSideWithGrade(mention, span)) mention.meaning = mention.meaning.withoutKinds();
    else if (covered >= mention.to) settle(mentions, at, mention);
  }
  return mentions;
}

/** One past the last word of the longest phrase of several words that begins where another does. */
function endOfLongest(mentions: readonly Mention[], first: number): number {
  const from = mentions[first]?.from ?? 0;
  let end = 0;
  for (let at = first; at < mentions.length; at += 1) {
    const mention = mentions[at];
    if (mention?.from !== from) break;
    if (mention.to - from > 1 && mention.to > end) end = mention.to;
  }
  return end;
}

/** The longest phrase of a topic is what its words mean. */
function settle(mentions: readonly Mention[], place: number, mention: Mention): void {
  const { from, to } = mention;
  for (let at = place - 1; at >= 0; at -= 1) {
    const other = mentions[at];
    if (other === undefined || other.from < from - longestPhrase) break;
    if (other.to > to || (other.to === to && other.from < from))
      mention.meaning = mention.meaning.within(other.meaning);
  }
  for (let at = place + 1; at < mentions.length; at += 1) {
    const other = mentions[at];
    if (other?.from !== from) break;
    if (other.to > to) mention.meaning = mention.meaning.within(other.meaning);
  }
}

/** "Triceps L 4/5" names a side and a grade; "L4/5", without a space, a level. */
function isSideWithGrade({ from, to }: Mention, span: Span): boolean {
  if (to - from !== 2 || span.knownAt(from) !== leftOrLumbar) return false;
  const number = span.tokenAt(from + 1);
  if (!(Number(number?.word) <= 5) || span.tokenAt(from)?.end === number?.start) return false;
  const sign = span.knownAt(to);
  const at = sign === plus || sign === minus ? to + 1 : to;
  return span.knownAt(at) === slash && span.knownAt(at + 1) === five;
}

const [leftOrLumbar, plus, minus] = [addWord('l'), addWord('+'), addWord('-')];
const [slash, five] = [addWord('/'), addWord('5')];

/** All kinds that some phrases are of. */
export function kindsOf(mentions: readonly Mention[]): KindSet {
  const kinds = new KindSet();
  for (const { meaning } of mentions) kinds.addAll(meaning.kinds);
  return kinds;
}
