import {
  addWord,
  normal,
  signsOf,
  textOf,
  unknownNumber,
  unknownWord,
  type Word,
  withCharacter,
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

/** Arrows are read as the words they stand for. */
const arrows = [
  ['↓', 'decreased'],
  ['↑', 'increased'],
  ['→', '>'],
] as const;

/** The bar between the cells of a table, as tokens have it: no letter comes before it in any order. */
export const bar = '.|';

/** By their character's code. */
const marks = new Map([
  ...[...'.,;:?!/()[]{}+=&%#*>☐☒☑'].map((mark) => [mark.charCodeAt(0), addWord(mark)] as const),
  ['|'.charCodeAt(0), addWord(bar)] as const,
  ...arrows.map(([mark, word]) => [mark.charCodeAt(0), addWord(word)] as const),
]);
const dash = addWord('-');

/**
 * The words, numbers and marks of a text, in its order. They are kept as numbers: that of its word, where it begins
 * and where it ends. A note has thousands of them, and most are looked at once.
 */
export class Tokens {
  readonly text: string;
  readonly #numbers: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(text: string) {
    this.text = text;
  }

  get count(): number {
    return this.#numbers.length;
  }

  /** What a token is in phrases; undefined where there is none. */
  knownAt(at: number): Word | undefined {
    return this.#numbers[at];
  }

  /** What it is, a bit each: see `sign`. */
  signsAt(at: number): number {
    const known = this.#numbers[at];
    return known === undefined ? 0 : signsOf(known);
  }

  startAt(at: number): number {
    return this.#starts[at] ?? 0;
  }

  endAt(at: number): number {
    return this.#ends[at] ?? 0;
  }

  /** As it is compared: see {@link normal}. */
  wordAt(at: number): string {
    const known = this.#numbers[at] ?? unknownWord;
    if (known !== unknownWord && known !== unknownNumber) return textOf(known);
    return normal(this.text.slice(this.startAt(at), this.endAt(at)));
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
    const { text } = this;
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
        if (!isDash(code)) this.#addMark(marks.get(code), at);
        else if (!isBetweenLetters(text, at, to)) this.#addMark(dash, at);
        at += 1;
      }
    }
  }

  #readWord(start: number, to: number): number {
    const { text } = this;
    let at = start;
    let sum = 0;
    let sumBefore = 0;
    let code = text.charCodeAt(at);
    while (isAsciiLetter(code)) {
      sumBefore = sum;
      sum = withCharacter(sum, code);
      at += 1;
      code = at < to ? text.charCodeAt(at) : 0;
    }
    if (isWordPart(code)) {
      while (at < to && isWordPart(text.charCodeAt(at))) at += 1;
      this.#add(wordOf(normal(text.slice(start, at))) ?? unknownWord, start, at);
    } else {
      this.#add(wordAt(text, start, at, sum, sumBefore) ?? unknownWord, start, at);
    }
    return at;
  }

  #readNumber(start: number, to: number): number {
    const { text } = this;
    let at = start;
    let sum = 0;
    do {
      sum = withCharacter(sum, text.charCodeAt(at));
      at += 1;
    } while (at < to && isNumberPart(text, at, to));
    // A number has no plural.
    this.#add(wordAt(text, start, at, sum, sum) ?? unknownNumber, start, at);
    return at;
  }

  #addMark(mark: Word | undefined, at: number): void {
    if (mark !== undefined) this.#add(mark, at, at + 1);
  }

  #add(word: Word, start: number, end: number): void {
    this.#numbers.push(word);
    this.#starts.push(start);
    this.#ends.push(end);
  }
}

/** The tokens between two places of a text. */
export function tokensOf(text: string, from: number, to: number): readonly Token[] {
  const tokens = new Tokens(text);
  tokens.read(from, to);
  return tokens.slice(0, tokens.count);
}

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
