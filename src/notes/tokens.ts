/** A word, a number or a mark, with its place in the note. */
export interface Token {
  /** Lower case, without apostrophes and without a plural's s. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const lower = 0x20;
const apostrophe = 39;
const curledApostrophe = 0x2019;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  const folded = code | lower;
  if (folded >= 97 && folded <= 122) return true;
  return code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7;
}

/** Dashes as typesetters write them; each is one character, so that places stay the same. */
function isDash(code: number): boolean {
  return code === 45 || (code >= 0x2010 && code <= 0x2015) || code === 0x2212;
}

const marks = '.,;:?!/()[]{}+=&%#*☐☒☑';

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
      at += 1;
      while (at < to && isWordPart(text.charCodeAt(at))) at += 1;
      tokens.push({ word: normal(text.slice(start, at)), start, end: at });
    } else if (isDigit(code)) {
      const start = at;
      at += 1;
      while (at < to && isNumberPart(text, at, to)) at += 1;
      tokens.push({ word: text.slice(start, at), start, end: at });
    } else if (isDash(code)) {
      if (!isBetweenLetters(text, at, to)) tokens.push({ word: '-', start: at, end: at + 1 });
      at += 1;
    } else {
      const mark = text.charAt(at);
      if (marks.includes(mark)) tokens.push({ word: mark, start: at, end: at + 1 });
      at += 1;
    }
  }
  return tokens;
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

const endings = 'sui';

/** "Legs" are two of them; "returns" tells what "return" asks for. */
const kept: ReadonlySet<string> = new Set(['legs', 'returns', 'presents', 'comes', 'patients']);

/** How words are compared: lower case, without apostrophes and without a plural's s; "legs" stays two of them. */
function normal(word: string): string {
  let plain = word.toLowerCase();
  if (plain.includes("'") || plain.includes('’')) {
    plain = plain.replace(/['’]s?$/, '').replaceAll(/['’]/g, '');
  }
  if (kept.has(plain)) return plain;
  const last = plain.length - 1;
  return last > 2 && plain.charAt(last) === 's' && !endings.includes(plain.charAt(last - 1))
    ? plain.slice(0, -1)
    : plain;
}

/** Whether a token ends a part of a list. */
export function isStop(token: Token | undefined): boolean {
  const word = token?.word;
  return word === ',' || word === '.' || word === ';' || word === ')';
}

export function isComma(token: Token | undefined): boolean {
  return token?.word === ',';
}
