import { rememberingLast } from './remember.ts';
import { usualSpelling, withPlainMarks } from './spelling.ts';

/** At most this many characters of a text are read. */
const longestText = 4000;

/** A word in lower case, or a mark where a clause ends: `.`, or `?` after a question. */
export type Word = string;

const ends: ReadonlySet<Word> = new Set(['.', '?', 'but', 'however', 'although', 'though']);

const wordOrMark = /[\p{L}\p{N}]+|[.;!?,:()[\]|]|(?<=\s)(?:[-–—]+|\/)(?=\s)|—/gu;

/** What is said of what stands before it, and ends with a stroke: "SLR negative / right foot drop". */
const saidBehind: ReadonlySet<Word> = new Set(
  'negative neg normal absent intact unremarkable clear wnl no none'.split(' '),
);

/** Where a part of a clause ends: at a comma, a bracket or a dash. It is no word. */
export const pause = ',';

/** The same behind a heading: "Mother: foot drop". */
export const colon = ':';

/** Of texts that were read, the marks within their clauses, by the place of the word that follows them. */
const marksIn = new WeakMap<readonly Word[], ReadonlyMap<number, string>>();

/**
 * A text as lower-case words with a mark at each end of a clause. Hyphens and slashes separate words
 * ("weight-bearing", "PET/MRI"); a dot between digits ("1.5 T") ends nothing; a line's end does unless
 * the next line goes on in lower case. Reads the first 4,000 characters, once: a text is asked about from several sides, as it
 * is written and as it is read.
 */
export const wordsOf: (text: string) => readonly Word[] = rememberingLast(6, wordsIn);

/** "Lumbo-sacral", "lumbo sacral": one word. */
const twoLevels =
  /\b(lumbo|thoraco|cervico|sacro|dorso)[- ](sacral|lumbar|iliac|thoracic|coccygeal|dorsal)\b/gi;

/** The dot of an abbreviation ends no clause: "Bilat. leg weakness". */
const abbreviated = /\b(bil(?:at)?|prog|rt|lt|sev|approx|hx|extr?|extrem|chr)\.(?= ?[a-z\d(])/g;
/** Levels cut short: "lumb. radiculopathy". */
const levelCut = /\b(?:(lumb)|(cerv)|thor)\b(?:\.(?= ?[a-z\d(]))?/g;

function wordsIn(text: string): readonly Word[] {
  const bounded = withPlainMarks(text.slice(0, longestText))
    .replaceAll(twoLevels, '$1$2')
    .replaceAll(/[’'`]/g, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/\n ?(?=[^a-z ])/g, '. ')
    .replaceAll(/(\d)\.(?=\d)/g, '$1 ')
    .toLowerCase()
    .replaceAll(/\bd\/t\b/g, 'due to')
    .replaceAll(abbreviated, '$1')
    .replaceAll(levelCut, (_, lumbar, cervical) =>
      lumbar ? 'lumbar' : cervical ? 'cervical' : 'thoracic',
    );
  const words: Word[] = [];
  const marks = new Map<number, string>();
  for (const [word] of bounded.matchAll(wordOrMark)) {
    if (word === ';' || word === '!') words.push('.');
    else if (/[\p{L}\p{N}.?]/u.test(word)) words.push(usualSpelling(word));
    else if (word === '/') {
      if (words.length > 1 && saidBehind.has(words.at(-1) ?? '')) marks.set(words.length, pause);
    } else marks.set(words.length, word === colon ? colon : pause);
  }
  if (marks.size > 0) marksIn.set(words, marks);
  return words;
}

/** A list written as one text, separated by commas. */
export function phraseList(text: string): readonly string[] {
  return text.trim().split(/,\s*/);
}

/** The words of phrases by their first word, so that a text is gone through once for any number of them. */
type PhraseIndex = ReadonlyMap<Word, readonly (readonly Word[])[]>;

const indexes = new WeakMap<readonly string[], PhraseIndex>();

function indexOf(phrases: readonly string[]): PhraseIndex {
  const known = indexes.get(phrases);
  if (known !== undefined) return known;
  const index = new Map<Word, (readonly Word[])[]>();
  for (const phrase of phrases) {
    const words = phrase.split(' ').map(usualSpelling);
    const [first = ''] = words;
    const others = index.get(first);
    if (others === undefined) index.set(first, [words]);
    else others.push(words);
  }
  indexes.set(phrases, index);
  return index;
}

function standsAt(words: readonly Word[], at: number, phrase: readonly Word[]): boolean {
  for (let offset = 1; offset < phrase.length; offset += 1) {
    if (words[at + offset] !== phrase[offset]) return false;
  }
  return true;
}

/** The words that stand in none of the phrases; of several that begin at a word the longest counts. */
export function wordsBeside(words: readonly Word[], phrases: readonly string[]): readonly Word[] {
  const beside: Word[] = [];
  for (let at = 0; at < words.length; ) {
    const length = lengthAt(words, phrases, at);
    if (length === 0) beside.push(words[at] ?? '');
    at += Math.max(1, length);
  }
  return beside;
}

/** Whether any of the phrases, each of words separated by single spaces, stands in a text. */
export function hasAny(words: readonly Word[], phrases: readonly string[]): boolean {
  const index = indexOf(phrases);
  for (let at = 0; at < words.length; at += 1) {
    const beginning = index.get(words[at] ?? '');
    if (beginning?.some((phrase) => standsAt(words, at, phrase))) return true;
  }
  return false;
}

/** Whether a text begins with any of the phrases. @param at the place of the word that counts as its first */
export function beginsWithAny(words: readonly Word[], phrases: readonly string[], at = 0): boolean {
  const beginning = indexOf(phrases).get(words[at] ?? '');
  return beginning?.some((phrase) => standsAt(words, at, phrase)) === true;
}

/** How many words the longest of the phrases has that begins at a place of a text; 0 where none does. */
export function lengthAt(words: readonly Word[], phrases: readonly string[], at: number): number {
  let longest = 0;
  for (const phrase of indexOf(phrases).get(words[at] ?? '') ?? []) {
    if (phrase.length > longest && standsAt(words, at, phrase)) longest = phrase.length;
  }
  return longest;
}

/** Where the last of any of the phrases begins in a text; -1 where none stands there. */
export function lastPlaceOf(words: readonly Word[], phrases: readonly string[]): number {
  const index = indexOf(phrases);
  return words.findLastIndex((word, at) =>
    index.get(word)?.some((phrase) => standsAt(words, at, phrase)),
  );
}

/** A phrase where it stands in a text, with the rest of its clause. */
export interface Mention {
  readonly phrase: string;
  /** At most twelve words of the same clause before the phrase. */
  readonly before: readonly Word[];
  /** At most twelve words of the same clause after the phrase. */
  readonly after: readonly Word[];
  /** A question mark stands right before the phrase or ends its clause. */
  readonly questioned: boolean;
  /** Both with the marks between their words, as far as the text is known that they stand in. */
  readonly marked: { readonly before: readonly Word[]; readonly after: readonly Word[] };
  /** What stands in the clause before those twelve words, with its marks: the head of a long list. */
  readonly farther: () => readonly Word[];
}

const reach = 12;
/** A list of denials has no more words. */
const longestList = 60;

/** Every place of any of the phrases in a text, with its clause; of several that begin there the longest. */
export function mentionsOf(words: readonly Word[], phrases: readonly string[]): readonly Mention[] {
  const index = indexOf(phrases);
  const mentions: Mention[] = [];
  for (let at = 0; at < words.length; at += 1) {
    let longest: readonly Word[] | undefined;
    for (const phrase of index.get(words[at] ?? '') ?? []) {
      if (phrase.length > (longest?.length ?? 0) && standsAt(words, at, phrase)) longest = phrase;
    }
    if (longest !== undefined) mentions.push(mentionAt(words, at, longest));
  }
  return mentions;
}

/** A phrase at a place of a text, with its clause. */
export function mentionAt(words: readonly Word[], at: number, phrase: readonly Word[]): Mention {
  const earlier = words.slice(Math.max(0, at - reach), at);
  const next = at + phrase.length;
  const later = words.slice(next, next + reach);
  const begin = earlier.findLastIndex((word) => ends.has(word)) + 1;
  const end = later.findIndex((word) => ends.has(word));
  const before = earlier.slice(begin);
  const after = end === -1 ? later : later.slice(0, end);
  return {
    phrase: phrase.join(' '),
    before,
    after,
    questioned: words[at - 1] === '?' || later[end] === '?',
    marked: {
      before: withMarks(words, at - before.length, at),
      after: withMarks(words, next, next + after.length),
    },
    farther: () => (before.length < reach ? none : clauseUpTo(words, at - before.length)),
  };
}

/** The words of a clause before a place, with their marks. */
function clauseUpTo(words: readonly Word[], to: number): readonly Word[] {
  let from = to;
  while (from > 0 && to - from < longestList && !ends.has(words[from - 1] ?? '.')) from -= 1;
  return withMarks(words, from, to);
}

const none: readonly never[] = [];

/** The words from one place up to another, with the marks before them, and those that stand at the end. */
function withMarks(words: readonly Word[], from: number, to: number): readonly Word[] {
  const marks = marksIn.get(words);
  if (marks === undefined) return words.slice(from, to);
  const marked: Word[] = [];
  for (let at = from; at <= to; at += 1) {
    const mark = marks.get(at);
    const word = words[at];
    if (mark !== undefined) marked.push(mark);
    if (at < to && word !== undefined) marked.push(word);
  }
  return marked;
}

/**
 * Whether a text says nothing but what is known: each of its words stands in one of the vocabularies, or has a shape (a number,
 * a level). Where any other word stands beside, something else may be told.
 */
export function areKnown(
  words: readonly Word[],
  vocabularies: readonly ReadonlySet<Word>[],
  shape?: RegExp,
): boolean {
  return words.every(
    (word) => vocabularies.some((known) => known.has(word)) || shape?.test(word) === true,
  );
}

/** The last `count` words. */
export function last(words: readonly Word[], count: number): readonly Word[] {
  return words.slice(Math.max(0, words.length - count));
}
