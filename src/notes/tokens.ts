import {
  mostDigits,
  mostInHead,
  packedWord,
  tailOfNumbers,
  withDigit,
  withLetter,
} from './packed-words.ts';
import {
  addWord,
  normal,
  signsOf,
  textOf,
  unknownNumber,
  unknownWord,
  type Word,
  wordAt,
  wordOf,
} from './words.ts';

/** A word, a number or a mark, with its place in the note. */
export interface Token {
  /** Lower case, without apostrophes and without a plural's s. */
  readonly word: string;
  /** What it is, a bit each: see `sign`. */
  readonly signs: number;
  readonly start: number;
  readonly end: number;
}

const lower = 0x20;
const apostrophe = 39;
const curledApostrophe = 0x2019;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isAsciiLetter(code: number): boolean {
  const folded = code | lower;
  return folded >= 97 && folded <= 122;
}

function isLetter(code: number): boolean {
  if (isAsciiLetter(code)) return true;
  return code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7;
}

/** Dashes as typesetters write them; each is one character, so that places stay the same. */
function isDash(code: number): boolean {
  return code === 45 || (code >= 0x2010 && code <= 0x2015) || code === 0x2212;
}

/** Arrows and signs are read as the words they stand for. */
const arrows = [
  ['↓', 'decreased'],
  ['↑', 'increased'],
  ['→', '>'],
  ['∅', 'no'],
  ['Δ', 'change'],
] as const;

/** The bar between the cells of a table, as tokens have it: no letter comes before it in any order. */
export const bar = '.|';

/** Marks as words, by their character's code; those of ASCII are looked up in a list, as most are. */
const marks = new Map([
  ...[...'.,;:?!/()[]{}+=&%#*>☐☒☑'].map((mark) => [mark.charCodeAt(0), addWord(mark)] as const),
  ['|'.charCodeAt(0), addWord(bar)] as const,
  ...arrows.map(([mark, word]) => [mark.charCodeAt(0), addWord(word)] as const),
]);
const ascii = 128;
const asciiMarks = Array.from({ length: ascii }, (_, code) => marks.get(code));
const dash = addWord('-');

/** In numbers: what is kept of each token, and where in it what stands. */
const tokenSize = 4;
const [itsWord, itsSigns, itsStart, itsEnd] = [0, 1, 2, 3];

/** There is room for so many tokens at first; most texts that have more have about one in four characters. */
const fewTokens = 16;
const lengthOfToken = 4;

/**
 * The words, numbers and marks of a text, in its order. They are kept as numbers that stand beside each other: that of
 * its word, what it is, where it begins and where it ends. A note has thousands of them, and most are looked at once.
 */
export class Tokens {
  #text: string;
  #count = 0;
  #numbers = new Int32Array(fewTokens * tokenSize);
  #signs = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Lets go of all tokens, and goes on with another text. */
  beginAnew(text: string): void {
    this.#text = text;
    this.#count = 0;
    this.#signs = 0;
  }

  /** What any of them is, a bit each: see `sign`. */
  get signs(): number {
    return this.#signs;
  }

  get count(): number {
    return this.#count;
  }

  /** What a token is in phrases; undefined where there is none. */
  knownAt(at: number): Word | undefined {
    return at >= 0 && at < this.#count ? this.#numbers[at * tokenSize + itsWord] : undefined;
  }

  /** What it is, a bit each: see `sign`. */
  signsAt(at: number): number {
    return at >= 0 && at < this.#count ? (this.#numbers[at * tokenSize + itsSigns] ?? 0) : 0;
  }

  startAt(at: number): number {
    return this.#numbers[at * tokenSize + itsStart] ?? 0;
  }

  endAt(at: number): number {
    return this.#numbers[at * tokenSize + itsEnd] ?? 0;
  }

  /** The first token from one on that does not begin before a place of the text. */
  firstFrom(first: number, place: number): number {
    let at = first;
    while (at < this.#count && this.startAt(at) < place) at += 1;
    return at;
  }

  /** As it is compared: see {@link normal}. */
  wordAt(at: number): string {
    const known = this.knownAt(at) ?? unknownWord;
    if (known !== unknownWord && known !== unknownNumber) return textOf(known);
    return normal(this.#text.slice(this.startAt(at), this.endAt(at)));
  }

  tokenAt(at: number): Token {
    const start = this.startAt(at);
    return { word: this.wordAt(at), signs: this.signsAt(at), start, end: this.endAt(at) };
  }

  slice(from: number, to: number): readonly Token[] {
    const tokens: Token[] = [];
    for (let at = from; at < to; at += 1) tokens.push(this.tokenAt(at));
    return tokens;
  }

  /**
   * Adds the tokens between two places of the text, in one pass. Hyphens inside words part them ("follow-up"), an
   * apostrophe belongs to its word, a point between digits too.
   */
  read(from: number, to: number): void {
    const text = this.#text;
    let at = from;
    while (at < to) {
      const code = text.charCodeAt(at);
      if (code <= 32) {
        at += 1;
      } else if (isLetter(code)) {
        at = this.#readWord(at, to);
      } else if (isDigit(code)) {
        at = this.#readNumber(at, to);
      } else {
        if (!isDash(code)) this.#addMark(code < ascii ? asciiMarks[code] : marks.get(code), at);
        else if (!isBetweenLetters(text, at, to)) this.#addMark(dash, at);
        at += 1;
      }
    }
  }

  #readWord(start: number, to: number): number {
    const text = this.#text;
    let at = start;
    let head = 0;
    let tail = 0;
    let code = text.charCodeAt(at);
    while (isAsciiLetter(code)) {
      if (at - start < mostInHead) head = withLetter(head, code);
      else tail = withLetter(tail, code);
      at += 1;
      code = at < to ? text.charCodeAt(at) : 0;
    }
    if (isWordPart(code)) {
      while (at < to && isWordPart(text.charCodeAt(at))) at += 1;
      this.#add(wordOf(normal(text.slice(start, at))) ?? unknownWord, start, at);
    } else {
      this.#add(wordAt(text, start, at, head, tail), start, at);
    }
    return at;
  }

  #readNumber(start: number, to: number): number {
    const text = this.#text;
    let at = start;
    let head = 0;
    do {
      head = withDigit(head, text.charCodeAt(at));
      at += 1;
    } while (at < to && isNumberPart(text, at, to));
    const isPacked = at - start <= mostDigits;
    const known = isPacked ? packedWord(head, tailOfNumbers) : wordOf(text.slice(start, at));
    this.#add(known || unknownNumber, start, at);
    return at;
  }

  #addMark(mark: Word | undefined, at: number): void {
    if (mark !== undefined) this.#add(mark, at, at + 1);
  }

  #add(word: Word, start: number, end: number): void {
    const place = this.#count * tokenSize;
    if (place === this.#numbers.length) this.#makeRoom();
    const numbers = this.#numbers;
    numbers[place + itsWord] = word;
    const signs = signsOf(word);
    this.#signs |= signs;
    numbers[place + itsSigns] = signs;
    numbers[place + itsStart] = start;
    numbers[place + itsEnd] = end;
    this.#count += 1;
  }

  #makeRoom(): void {
    const { length } = this.#numbers;
    const likely = Math.ceil(this.#text.length / lengthOfToken) * tokenSize;
    const longer = new Int32Array(Math.max(2 * length, likely));
    longer.set(this.#numbers);
    this.#numbers = longer;
  }
}

/** The tokens between two places of a text. */
export function tokensOf(text: string, from: number, to: number): readonly Token[] {
  passing.beginAnew(text);
  passing.read(from, to);
  const tokens = passing.slice(0, passing.count);
  passing.beginAnew('');
  return tokens;
}

/** Thousands of patterns are taken apart at the start: room for their tokens is made once. */
const passing = new Tokens('');

function isWordPart(code: number): boolean {
  return isLetter(code) || code === apostrophe || code === curledApostrophe;
}

function isNumberPart(text: string, at: number, to: number): boolean {
  const code = text.charCodeAt(at);
  if (isDigit(code)) return true;
  return code === 46 && at + 1 < to && isDigit(text.charCodeAt(at + 1));
}

function isBetweenLetters(text: string, at: number, to: number): boolean {
  return at + 1 < to && isLetter(text.charCodeAt(at + 1)) && isLetter(text.charCodeAt(at - 1));
}

/** Whether a token ends a part of a list. */
export function isStop(token: Token | undefined): boolean {
  const word = token?.word;
  return word === ',' || word === '.' || word === ';' || word === ')' || word === bar;
}

export function isComma(token: Token | undefined): boolean {
  return token?.word === ',';
}
