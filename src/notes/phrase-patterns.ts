import { tokensOf } from './tokens.ts';

/** One of several ways on: what stands there one after the other. */
type Sequence = readonly (string | Pattern)[];

/**
 * What a list of phrases says in short: a text stands for one of some sequences, and each of those is made of words, as
 * tokens have them (`#` for any number), and of places at which there are several ways on again.
 */
export type Pattern = readonly Sequence[];

/**
 * Reads a pattern.
 * @param text alternatives stand in parentheses, what may be left out in brackets: `(no|without) [lasting] relief`
 */
export function patternOf(text: string): Pattern {
  let at = 0;
  function alternatives(): Pattern {
    const all = [sequence()];
    while (text.charAt(at) === '|') {
      at += 1;
      all.push(sequence());
    }
    return all;
  }
  function sequence(): Sequence {
    const parts: (string | Pattern)[] = [];
    while (at < text.length) {
      const mark = text.charAt(at);
      if (mark === '|' || mark === ')' || mark === ']') break;
      if (mark === '(' || mark === '[') {
        at += 1;
        parts.push(mark === '[' ? [...alternatives(), []] : alternatives());
        at += 1;
      } else {
        const from = at;
        while (at < text.length && !'()[]|'.includes(text.charAt(at))) at += 1;
        for (const { word } of tokensOf(text, from, at)) parts.push(word);
      }
    }
    return parts;
  }
  return alternatives();
}

/**
 * The words that the phrases of a pattern begin with, as tokens have them; `#` for any number. A leg may be said of both.
 * @param text as for {@link patternOf}
 */
export function beginningsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  addBeginnings(beginOf(text), words);
  if (words.has('leg')) words.add('legs');
  return words;
}

/** Most patterns begin with one word, whatever comes after it: then the rest is not read. */
function beginOf(text: string): Pattern {
  const [begun = ''] = /^[^()[\]|]*/.exec(text) ?? [];
  return begun.trim() === '' || isChoice(text) ? patternOf(text) : patternOf(begun);
}

/** Whether alternatives stand outside all parentheses. */
function isChoice(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

/** @returns whether a phrase may begin with what comes behind the pattern */
function addBeginnings(pattern: Pattern, words: Set<string>): boolean {
  let isLeftOut = false;
  for (const sequence of pattern) {
    const ends = sequence.some((part) => {
      if (typeof part !== 'string') return !addBeginnings(part, words);
      words.add(part);
      return true;
    });
    if (!ends) isLeftOut = true;
  }
  return isLeftOut;
}
