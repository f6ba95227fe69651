import type { Kind } from './kinds.ts';
import { type Meaning, noMeaning } from './meanings.ts';
import { type Token, tokensOf } from './tokens.ts';
import { addWord, type Word } from './words.ts';

/** A phrase where it stands among the tokens of a sentence. */
export interface Mention {
  readonly meaning: Meaning;
  readonly from: number;
  /** One past the last token. */
  readonly to: number;
}

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

  /** Every phrase that stands there, by its first token. */
  mentionsIn(tokens: readonly Token[]): readonly Mention[] {
    const mentions: Mention[] = [];
    for (let from = 0; from < tokens.length; from += 1) {
      const word = tokens[from]?.known;
      if (word === undefined) break;
      const beginning = this.#beginnings[word.number];
      if (beginning !== undefined) begin(beginning, tokens, from, mentions);
      if (word.isNumber) begin(this.#numbers, tokens, from, mentions);
    }
    return mentions;
  }
}

function begin(node: Node, tokens: readonly Token[], from: number, mentions: Mention[]): void {
  const { waiting } = node;
  if (waiting !== undefined) {
    node.waiting = undefined;
    for (const add of waiting) add();
  }
  follow(node, tokens, from, from + 1, mentions);
}

/** Goes on from a place with the next word, and without it where it may stand inside any phrase. */
function follow(
  { next, nextBits, number, meaning }: Node,
  tokens: readonly Token[],
  from: number,
  at: number,
  mentions: Mention[],
): void {
  if (meaning !== undefined) mentions.push({ meaning, from, to: at });
  if (next === undefined && number === undefined) return;
  const last = Math.min(at + mostFillers, tokens.length - 1);
  for (let place = at; place <= last; place += 1) {
    const word = tokens[place]?.known;
    if (word === undefined) return;
    const mayGoOn = (nextBits & (1 << (word.number & 31))) !== 0;
    const node = mayGoOn ? next?.get(word.number) : undefined;
    if (node !== undefined) follow(node, tokens, from, place + 1, mentions);
    if (number !== undefined && word.isNumber) follow(number, tokens, from, place + 1, mentions);
    if (!word.isFiller) return;
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
