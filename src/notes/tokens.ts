import { addWord, normal, unknownNumber, unknownWord, type Word, wordAt, wordOf } from './words.ts';

/** A word, a number or a mark, with its place in the note. */
export interface Token {
  /** Lower case, without apostrophes and without a plural's s. */
  readonly word: string;
  /** What it is in phrases. */
  readonly known: Word;
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

/** By their character's code. */
const marks = new Map([
  ...[...'.,;:?!/()[]{}+=&%#*>☐☒☑'].map((mark) => [mark.charCodeAt(0), addWord(mark)] as const),
  ...arrows.map(([mark, word]) => [mark.charCodeAt(0), addWord(word)] as const),
]);
const dash = addWord('-');

/**
 * The tokens between two places of a text, in one pass. Hyphens inside words part them ("follow-up"), an apostrophe
 * belongs to its word, a point between digits too.
 */
export function tokensOf(text: string, from: number, to: number): readonly Token[] {
  const tokens: Token[] = [];
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code <= 32) {
      at += 1;
    } else if (isLetter(code)) {
      const start = at;
      while (at < to && isAsciiLetter(text.charCodeAt(at))) at += 1;
      const isAscii = at === to || !isWordPart(text.charCodeAt(at));
      while (at < to && isWordPart(text.charCodeAt(at))) at += 1;
      tokens.push(isAscii ? asciiToken(text, start, at, unknownWord) : token(text, start, at));
    } else if (isDigit(code)) {
      const start = at;
      at += 1;
      while (at < to && isNumberPart(text, at, to)) at += 1;
      tokens.push(asciiToken(text, start, at, unknownNumber));
    } else if (isDash(code)) {
      if (!isBetweenLetters(text, at, to)) tokens.push(markToken(dash, at));
      at += 1;
    } else {
      const mark = marks.get(code);
      if (mark !== undefined) tokens.push(markToken(mark, at));
      at += 1;
    }
  }
  return tokens;
}

function asciiToken(text: string, start: number, end: number, unknown: Word): Token {
  const known = wordAt(text, start, end);
  if (known !== undefined) return { word: known.text, known, start, end };
  return { word: normal(text.slice(start, end)), known: unknown, start, end };
}

function token(text: string, start: number, end: number): Token {
  const word = normal(text.slice(start, end));
  return { word, known: wordOf(word) ?? unknownWord, start, end };
}

function markToken(known: Word, at: number): Token {
  return { word: known.text, known, start: at, end: at + 1 };
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
  return word === ',' || word === '.' || word === ';' || word === ')';
}

export function isComma(token: Token | undefined): boolean {
  return token?.word === ',';
}
