import { type Token, tokensOf } from './tokens.ts';

/** What a phrase means: the kinds that it is of. */
export interface Meaning {
  readonly kinds: readonly string[];
  /** Rules that say nothing where the phrase stands. */
  readonly silenced: readonly string[];
  /** The topics of its kinds. */
  readonly topics: readonly string[];
  /** Whether any reader begins with one of its kinds. */
  readonly isTelling: boolean;
}

/** What is known of the kinds of phrases. */
export interface Kinds {
  /** The place of a kind among all, by which the kinds of a meaning are ordered. */
  readonly rankOf: (kind: string) => number;
  /** Whether a reader begins with a kind: sentences without any need no reading. */
  readonly isTelling: (kind: string) => boolean;
}

/** A phrase where it stands among the tokens of a sentence. */
export interface Mention {
  readonly meaning: Meaning;
  readonly from: number;
  /** One past the last token. */
  readonly to: number;
}

/** Phrases that mean the same share one meaning: of hundreds of thousands of phrases there are a few hundred. */
interface Shared extends Meaning {
  /** The meanings with one kind more; a kind is of one topic. */
  readonly withKind: Map<string, Shared>;
  /** The meanings with one silenced rule more. */
  readonly withSilenced: Map<string, Shared>;
}

function sharedMeaning(meaning: Meaning): Shared {
  return { ...meaning, withKind: new Map(), withSilenced: new Map() };
}

const nothing = sharedMeaning({ kinds: [], silenced: [], topics: [], isTelling: false });

/** In the order that the kinds are known in, whichever phrase was added first. */
function withKind(
  meaning: Shared,
  kind: string,
  topic: string,
  { rankOf, isTelling }: Kinds,
): Shared {
  if (meaning.kinds.includes(kind)) return meaning;
  const known = meaning.withKind.get(kind);
  if (known !== undefined) return known;
  const kinds = [...meaning.kinds, kind].sort((one, other) => rankOf(one) - rankOf(other));
  const shared = sharedMeaning({
    kinds,
    silenced: meaning.silenced,
    topics: meaning.topics.includes(topic) ? meaning.topics : [...meaning.topics, topic],
    isTelling: meaning.isTelling || isTelling(kind),
  });
  meaning.withKind.set(kind, shared);
  return shared;
}

function withSilenced(meaning: Shared, rule: string): Shared {
  if (meaning.silenced.includes(rule)) return meaning;
  const known = meaning.withSilenced.get(rule);
  if (known !== undefined) return known;
  const { kinds, silenced, topics, isTelling } = meaning;
  const shared = sharedMeaning({ kinds, silenced: [...silenced, rule], topics, isTelling });
  meaning.withSilenced.set(rule, shared);
  return shared;
}

interface Node {
  /** By the number of the next word; absent where no longer phrase goes on from here, as for most. */
  next: Map<number, Node> | undefined;
  /** What follows any number. */
  number: Node | undefined;
  meaning: Shared | undefined;
}

function emptyNode(): Node {
  return { next: undefined, number: undefined, meaning: undefined };
}

/** Words that may stand inside any phrase: "cannot feel when she wipes" is "cannot feel when wipes". */
const fillers: ReadonlySet<string> = new Set(
  'a an the his her their my your any he she i it is was were are been be am of'.split(' '),
);

const mostFillers = 3;

const numberWords: ReadonlySet<string> = new Set(
  'two three four five six seven eight nine ten eleven twelve fourteen fifteen sixteen eighteen twenty several'.split(
    ' ',
  ),
);

/** Whether a word stands for any number (`#`). */
export function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return (first >= 48 && first <= 57) || numberWords.has(word);
}

/** A word that stands in phrases. */
interface KnownWord {
  readonly number: number;
  /** The phrases that begin with it. */
  begins: Node | undefined;
  readonly isNumber: boolean;
  readonly isFiller: boolean;
}

/** Of words that stand in no phrase: any word, and any number. */
const unknownWord: KnownWord = { number: 0, begins: undefined, isNumber: false, isFiller: false };
const unknownNumber: KnownWord = { number: 1, begins: undefined, isNumber: true, isFiller: false };

/**
 * Finds phrases of many kinds in one pass over the tokens. What one place costs is bounded by the longest phrase. Words
 * are looked up once and numbered, so that going through the tree compares numbers.
 */
export class PhraseTrie {
  readonly #kinds: Kinds;
  readonly #knownWords = new Map<string, KnownWord>();
  /** The phrases that begin with any number. */
  #numberBegins: Node | undefined;

  constructor(kinds: Kinds) {
    this.#kinds = kinds;
    for (const word of fillers) this.#known(word);
  }

  /**
   * Adds a phrase of a kind.
   * @param phrase words separated by spaces, as a note would have them
   * @param topic the longest phrase of one topic is what its words mean
   */
  add(phrase: string, kind: string, topic: string): void {
    this.#change(phrase, (meaning) => withKind(meaning, kind, topic, this.#kinds));
  }

  /** Adds a phrase that silences a rule. */
  addSilencing(phrase: string, rule: string): void {
    this.#change(phrase, (meaning) => withSilenced(meaning, rule));
  }

  /** What is said of a leg may be said of both; what is said of legs is said of both only. */
  #change(phrase: string, change: (meaning: Shared) => Shared): void {
    const node = this.#nodeOf(phrase);
    if (node === undefined) return;
    node.meaning = change(node.meaning ?? nothing);
    const both = phrase.includes('leg') ? phrase.replace(/\bleg\b/, 'legs') : phrase;
    if (both !== phrase) this.#change(both, change);
  }

  #nodeOf(phrase: string): Node | undefined {
    let node: Node | undefined;
    const tokens = tokensOf(phrase, 0, phrase.length);
    for (let position = 0; position < tokens.length; position += 1) {
      const word = tokens[position]?.word ?? '';
      if (node === undefined) node = this.#beginning(word);
      else if (position < tokens.length - 1 && fillers.has(word)) continue;
      else node = word === '#' ? afterNumber(node) : this.#after(node, word);
    }
    return node;
  }

  #beginning(word: string): Node {
    if (word === '#') {
      this.#numberBegins ??= emptyNode();
      return this.#numberBegins;
    }
    const known = this.#known(word);
    known.begins ??= emptyNode();
    return known.begins;
  }

  #after(node: Node, word: string): Node {
    const { number } = this.#known(word);
    node.next ??= new Map();
    const known = node.next.get(number);
    if (known !== undefined) return known;
    const next = emptyNode();
    node.next.set(number, next);
    return next;
  }

  #known(word: string): KnownWord {
    const known = this.#knownWords.get(word);
    if (known !== undefined) return known;
    const one = {
      number: this.#knownWords.size + 2,
      begins: undefined,
      isNumber: isNumber(word),
      isFiller: fillers.has(word),
    };
    this.#knownWords.set(word, one);
    return one;
  }

  /** Every phrase that stands there, by its first token. */
  mentionsIn(tokens: readonly Token[]): readonly Mention[] {
    const mentions: Mention[] = [];
    const words: KnownWord[] = [];
    for (const { word } of tokens) {
      words.push(this.#knownWords.get(word) ?? (isNumber(word) ? unknownNumber : unknownWord));
    }
    for (let from = 0; from < words.length; from += 1) {
      const word = words[from] ?? unknownWord;
      if (word.begins !== undefined) follow(word.begins, words, from, from + 1, mentions);
      if (word.isNumber && this.#numberBegins !== undefined)
        follow(this.#numberBegins, words, from, from + 1, mentions);
    }
    return mentions;
  }
}

/** Goes on from a place with the next word, and without it where it may stand inside any phrase. */
function follow(
  { next, number, meaning }: Node,
  words: readonly KnownWord[],
  from: number,
  at: number,
  mentions: Mention[],
): void {
  if (meaning !== undefined) mentions.push({ meaning, from, to: at });
  if (next === undefined && number === undefined) return;
  for (let filled = 0; filled <= mostFillers; filled += 1) {
    const word = words[at + filled];
    if (word === undefined) return;
    const after = next?.get(word.number);
    if (after !== undefined) follow(after, words, from, at + filled + 1, mentions);
    if (number !== undefined && word.isNumber)
      follow(number, words, from, at + filled + 1, mentions);
    if (!word.isFiller) return;
  }
}

function afterNumber(node: Node): Node {
  node.number ??= emptyNode();
  return node.number;
}
