import type { FoundPhrases } from './found-phrases.ts';
import type { Kind } from './kinds.ts';
import { type Meaning, noMeaning } from './meanings.ts';
import { type Tokens, tokensOf } from './tokens.ts';
import { addWord, type Word, wordNumbered } from './words.ts';

interface Node {
  /** By the number of the next word; absent where no longer phrase goes on from here, as for most. */
  next: Map<number, Node> | undefined;
  /** A bit for the last five bits of each of those numbers: most words are told by it to be none of them. */
  nextBits: number;
  /** What follows any number. */
  number: Node | undefined;
  meaning: Meaning | undefined;
  /** What adds the phrases from here on, once a note is read that holds their first word. */
  waiting: (() => void)[] | undefined;
}

function emptyNode(): Node {
  return {
    next: undefined,
    nextBits: 0,
    number: undefined,
    meaning: undefined,
    waiting: undefined,
  };
}

const mostFillers = 3;

/**
 * Finds phrases of many kinds in one pass over the tokens. What one place costs is bounded by the longest phrase. Words
 * are numbered, so that going through the tree compares numbers.
 */
export class PhraseTrie {
  /** By the number of the word. */
  readonly #beginnings: (Node | undefined)[] = [];
  /** The phrases that begin with any number. */
  readonly #numbers = emptyNode();

  /**
   * Has phrases added once a note is read that holds the word which they begin with.
   * @param word `#` for any number
   */
  addWhenRead(word: string, add: () => void): void {
    const node = this.#beginning(word);
    node.waiting ??= [];
    node.waiting.push(add);
  }

  /**
   * Adds a phrase of a kind.
   * @param phrase words separated by spaces, as a note would have them
   */
  add(phrase: string, kind: Kind): void {
    this.#change(phrase, (meaning) => meaning.withKind(kind));
  }

  /** Adds a phrase that silences a rule. */
  addSilencing(phrase: string, rule: string): void {
    this.#change(phrase, (meaning) => meaning.withSilenced(rule));
  }

  /** What is said of a leg may be said of both; what is said of legs is said of both only. */
  #change(phrase: string, change: (meaning: Meaning) => Meaning): void {
    const node = this.#nodeOf(phrase);
    if (node === undefined) return;
    node.meaning = change(node.meaning ?? noMeaning);
    const both = phrase.includes('leg') ? phrase.replace(/\bleg\b/, 'legs') : phrase;
    if (both !== phrase) this.#change(both, change);
  }

  #nodeOf(phrase: string): Node | undefined {
    let node: Node | undefined;
    const tokens = tokensOf(phrase, 0, phrase.length);
    for (let position = 0; position < tokens.length; position += 1) {
      const word = tokens[position]?.word ?? '';
      if (node === undefined) node = this.#beginning(word);
      else if (position < tokens.length - 1 && addWord(word).isFiller) continue;
      else node = word === '#' ? afterNumber(node) : after(node, addWord(word));
    }
    return node;
  }

  #beginning(word: string): Node {
    if (word === '#') return this.#numbers;
    const { number } = addWord(word);
    this.#beginnings[number] ??= emptyNode();
    return this.#beginnings[number];
  }

  /**
   * Finds every phrase that stands between two tokens, by its first one.
   * @returns what looks for any of them before anything else: see {@link lead}
   */
  find(tokens: Tokens, begin: number, end: number, found: FoundPhrases): number {
    const place = new Walk(tokens, begin, end, found);
    for (let from = begin; from < end; from += 1) {
      const number = tokens.numberAt(from);
      const beginning = this.#beginnings[number];
      if (beginning !== undefined) place.begin(beginning, from);
      if (wordNumbered(number).isNumber) place.begin(this.#numbers, from);
    }
    return place.leads;
  }
}

/** Goes through the tree along the words of one sentence. */
class Walk {
  readonly #tokens: Tokens;
  readonly #begin: number;
  readonly #end: number;
  readonly #found: FoundPhrases;
  leads = 0;

  constructor(tokens: Tokens, begin: number, end: number, found: FoundPhrases) {
    this.#tokens = tokens;
    this.#begin = begin;
    this.#end = end;
    this.#found = found;
  }

  begin(node: Node, from: number): void {
    const { waiting } = node;
    if (waiting !== undefined) {
      node.waiting = undefined;
      for (const add of waiting) add();
    }
    this.#follow(node, from, from + 1);
  }

  /** Goes on from a place with the next word, and without it where it may stand inside any phrase. */
  #follow(node: Node, from: number, at: number): void {
    const { next, nextBits, number: afterNumber, meaning } = node;
    if (meaning !== undefined) {
      this.#found.add(meaning.number, from - this.#begin, at - this.#begin);
      this.leads |= meaning.leads;
    }
    if (next === undefined && afterNumber === undefined) return;
    const last = Math.min(at + mostFillers, this.#end - 1);
    for (let place = at; place <= last; place += 1) {
      const number = this.#tokens.numberAt(place);
      const mayGoOn = (nextBits & (1 << (number & 31))) !== 0;
      const following = mayGoOn ? next?.get(number) : undefined;
      if (following !== undefined) this.#follow(following, from, place + 1);
      const word = wordNumbered(number);
      if (afterNumber !== undefined && word.isNumber) this.#follow(afterNumber, from, place + 1);
      if (!word.isFiller) return;
    }
  }
}

function after(node: Node, { number }: Word): Node {
  node.next ??= new Map();
  const known = node.next.get(number);
  if (known !== undefined) return known;
  const next = emptyNode();
  node.next.set(number, next);
  node.nextBits |= 1 << (number & 31);
  return next;
}

function afterNumber(node: Node): Node {
  node.number ??= emptyNode();
  return node.number;
}
