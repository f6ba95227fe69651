import { type Token, tokensOf } from './tokens.ts';

/** What a phrase means: the kinds that it is of. */
export interface Meaning {
  readonly kinds: readonly string[];
  /** Rules that say nothing where the phrase stands. */
  readonly silenced: readonly string[];
  /** The topics of its kinds. */
  readonly topics: ReadonlySet<string>;
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

function sharedMeaning({ kinds, silenced, topics }: Meaning): Shared {
  return { kinds, silenced, topics, withKind: new Map(), withSilenced: new Map() };
}

const nothing = sharedMeaning({ kinds: [], silenced: [], topics: new Set() });

/** In the order that the kinds are known in, whichever phrase was added first. */
function withKind(
  meaning: Shared,
  kind: string,
  topic: string,
  rankOf: (kind: string) => number,
): Shared {
  if (meaning.kinds.includes(kind)) return meaning;
  const known = meaning.withKind.get(kind);
  if (known !== undefined) return known;
  const { kinds, silenced, topics } = meaning;
  const shared = sharedMeaning({
    kinds: [...kinds, kind].sort((one, other) => rankOf(one) - rankOf(other)),
    silenced,
    topics: new Set([...topics, topic]),
  });
  meaning.withKind.set(kind, shared);
  return shared;
}

function withSilenced(meaning: Shared, rule: string): Shared {
  if (meaning.silenced.includes(rule)) return meaning;
  const known = meaning.withSilenced.get(rule);
  if (known !== undefined) return known;
  const { kinds, silenced, topics } = meaning;
  const shared = sharedMeaning({ kinds, silenced: [...silenced, rule], topics });
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
  'a an the his her their my your any he she it is was were are been be am of'.split(' '),
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

/** Of words that stand in no phrase: any word, and any number. */
const unknownWord = 0;
const unknownNumber = 1;

/**
 * Finds phrases of many kinds in one pass over the tokens. What one place costs is bounded by the longest phrase. Words
 * are looked up once and numbered, so that going through the tree compares numbers.
 */
export class PhraseTrie {
  readonly #rankOf: (kind: string) => number;
  readonly #numberOfWord = new Map<string, number>();
  readonly #isNumber: boolean[] = [false, true];
  readonly #isFiller: boolean[] = [false, false];
  readonly #root = emptyNode();

  /** @param rankOf the place of a kind among all, by which the kinds of a meaning are ordered */
  constructor(rankOf: (kind: string) => number) {
    this.#rankOf = rankOf;
    for (const word of fillers) this.#numbered(word);
  }

  /**
   * Adds a phrase of a kind.
   * @param phrase words separated by spaces, as a note would have them
   * @param topic the longest phrase of one topic is what its words mean
   */
  add(phrase: string, kind: string, topic: string): void {
    this.#change(phrase, (meaning) => withKind(meaning, kind, topic, this.#rankOf));
  }

  /** Adds a phrase that silences a rule. */
  addSilencing(phrase: string, rule: string): void {
    this.#change(phrase, (meaning) => withSilenced(meaning, rule));
  }

  /** What is said of a leg may be said of both; what is said of legs is said of both only. */
  #change(phrase: string, change: (meaning: Shared) => Shared): void {
    const node = this.#nodeOf(phrase);
    node.meaning = change(node.meaning ?? nothing);
    const both = phrase.includes('leg') ? phrase.replace(/\bleg\b/, 'legs') : phrase;
    if (both !== phrase) this.#change(both, change);
  }

  #nodeOf(phrase: string): Node {
    let node = this.#root;
    const tokens = tokensOf(phrase, 0, phrase.length);
    for (let position = 0; position < tokens.length; position += 1) {
      const word = tokens[position]?.word ?? '';
      if (position > 0 && position < tokens.length - 1 && fillers.has(word)) continue;
      node = word === '#' ? afterNumber(node) : this.#after(node, word);
    }
    return node;
  }

  #after(node: Node, word: string): Node {
    const number = this.#numbered(word);
    node.next ??= new Map();
    const known = node.next.get(number);
    if (known !== undefined) return known;
    const next = emptyNode();
    node.next.set(number, next);
    return next;
  }

  /** The number of a word that stands in phrases. */
  #numbered(word: string): number {
    const known = this.#numberOfWord.get(word);
    if (known !== undefined) return known;
    const number = this.#isNumber.length;
    this.#numberOfWord.set(word, number);
    this.#isNumber.push(isNumber(word));
    this.#isFiller.push(fillers.has(word));
    return number;
  }

  /** Every phrase that stands there, by its first token. */
  mentionsIn(tokens: readonly Token[]): readonly Mention[] {
    const mentions: Mention[] = [];
    const words: number[] = [];
    for (const { word } of tokens) {
      words.push(this.#numberOfWord.get(word) ?? (isNumber(word) ? unknownNumber : unknownWord));
    }
    const { next, number } = this.#root;
    for (let from = 0; from < words.length; from += 1) {
      const word = words[from] ?? unknownWord;
      const node = next?.get(word);
      if (node !== undefined) this.#follow(node, words, from, from + 1, mentions);
      if (number !== undefined && this.#isNumber[word] === true)
        this.#follow(number, words, from, from + 1, mentions);
    }
    return mentions;
  }

  /** Goes on from a place with the next word, and without it where it may stand inside any phrase. */
  #follow(
    { next, number, meaning }: Node,
    words: readonly number[],
    from: number,
    at: number,
    mentions: Mention[],
  ): void {
    if (meaning !== undefined) mentions.push({ meaning, from, to: at });
    if (next === undefined && number === undefined) return;
    for (let filled = 0; filled <= mostFillers; filled += 1) {
      const word = words[at + filled];
      if (word === undefined) return;
      const after = next?.get(word);
      if (after !== undefined) this.#follow(after, words, from, at + filled + 1, mentions);
      if (number !== undefined && this.#isNumber[word] === true)
        this.#follow(number, words, from, at + filled + 1, mentions);
      if (this.#isFiller[word] !== true) return;
    }
  }
}

function afterNumber(node: Node): Node {
  node.number ??= emptyNode();
  return node.number;
}
