/** At most this many characters of a text are read. */
const longestText = 4000;

/** A word in lower case, or a mark where a clause ends: `.`, or `?` after a question. */
export type Word = string;

const ends: ReadonlySet<Word> = new Set(['.', '?', 'but', 'however', 'although', 'though']);

const wordOrMark = /[\p{L}\p{N}]+|[.;!?]/gu;

/**
 * A text as lower-case words with a mark at each end of a clause. Hyphens and slashes separate words
 * ("weight-bearing", "PET/MRI"); a dot between digits ("1.5 T") ends nothing; a line's end does unless
 * the next line goes on in lower case. Reads the first 4,000 characters, once.
 */
export function wordsOf(text: string): readonly Word[] {
  const bounded = text
    .slice(0, longestText)
    .replaceAll(/[’'`]/g, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/\n ?(?=[^a-z ])/g, '. ')
    .replaceAll(/(\d)\.(?=\d)/g, '$1 ')
    .toLowerCase();
  return Array.from(bounded.matchAll(wordOrMark), ([word]) =>
    word === ';' || word === '!' ? '.' : word,
  );
}

/** A list written as one text, separated by commas. */
export function phraseList(text: string): readonly string[] {
  return text.trim().split(/,\s*/);
}

/** Where a phrase of words separated by single spaces begins in a text. */
export function placesOf(words: readonly Word[], phrase: string): readonly number[] {
  const wanted = phrase.split(' ');
  const places: number[] = [];
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    if (wanted.every((word, offset) => words[at + offset] === word)) places.push(at);
  }
  return places;
}

/** Whether a phrase of words separated by single spaces stands in a text. */
export function hasPhrase(words: readonly Word[], phrase: string): boolean {
  return placesOf(words, phrase).length > 0;
}

/** Whether any of the phrases stands in a text. */
export function hasAny(words: readonly Word[], phrases: readonly string[]): boolean {
  return phrases.some((phrase) => hasPhrase(words, phrase));
}

/** A phrase where it stands in a text, with the rest of its clause. */
export interface Mention {
  /** At most twelve words of the same clause before the phrase. */
  readonly before: readonly Word[];
  /** At most twelve words of the same clause after the phrase. */
  readonly after: readonly Word[];
  /** A question mark stands right before the phrase or ends its clause. */
  readonly questioned: boolean;
}

const reach = 12;

/** Every place of a phrase in a text, with its clause. */
export function mentionsOf(words: readonly Word[], phrase: string): readonly Mention[] {
  const length = phrase.split(' ').length;
  return placesOf(words, phrase).map((at) => {
    const earlier = words.slice(Math.max(0, at - reach), at);
    const later = words.slice(at + length, at + length + reach);
    const begin = earlier.findLastIndex((word) => ends.has(word)) + 1;
    const end = later.findIndex((word) => ends.has(word));
    return {
      before: earlier.slice(begin),
      after: end === -1 ? later : later.slice(0, end),
      questioned: words[at - 1] === '?' || later[end] === '?',
    };
  });
}

/** The last `count` words. */
export function last(words: readonly Word[], count: number): readonly Word[] {
  return words.slice(Math.max(0, words.length - count));
}
