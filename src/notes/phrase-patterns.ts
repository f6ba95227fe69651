import { tokensOf } from './tokens.ts';

/**
 * The words that the phrases of a pattern begin with, as tokens have them; `#` for any number. A leg may be said of both.
 * @param pattern as for {@link expanded}
 */
export function beginningsOf(pattern: string): ReadonlySet<string> {
  const words = new Set<string>();
  const [begun = ''] = /^[^()[\]|]*/.exec(pattern) ?? [];
  // Most begin with one word, whatever comes after it.
  const beginnings =
    begun.trim() === '' || isChoice(pattern) ? expanded(pattern, 'beginnings') : [begun];
  for (const phrase of beginnings) {
    const [first] = tokensOf(phrase, 0, phrase.length);
    if (first === undefined) continue;
    words.add(first.word);
    if (first.word === 'leg') words.add('legs');
  }
  return words;
}

/** Whether alternatives stand outside all parentheses. */
function isChoice(pattern: string): boolean {
  let depth = 0;
  for (const character of pattern) {
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth -= 1;
    else if (character === '|' && depth === 0) return true;
  }
  return false;
}

/**
 * Every phrase that a pattern stands for; or how they begin, of which there are far fewer.
 * @param pattern alternatives stand in parentheses, what may be left out in brackets: `(no|without) [lasting] relief`
 */
export function expanded(
  pattern: string,
  what: 'phrases' | 'beginnings' = 'phrases',
): readonly string[] {
  let at = 0;
  function alternatives(): readonly string[] {
    let all: readonly string[] = [];
    for (;;) {
      all = [...all, ...sequence()];
      if (pattern.charAt(at) !== '|') return all;
      at += 1;
    }
  }
  function sequence(): readonly string[] {
    let heads = [''];
    while (at < pattern.length) {
      const mark = pattern.charAt(at);
      if (mark === '|' || mark === ')' || mark === ']') break;
      let tails: readonly string[];
      if (mark === '(' || mark === '[') {
        at += 1;
        tails = mark === '[' ? [...alternatives(), ''] : alternatives();
      } else {
        const from = at;
        while (at + 1 < pattern.length && !'()[]|'.includes(pattern.charAt(at + 1))) at += 1;
        tails = [pattern.slice(from, at + 1)];
      }
      at += 1;
      heads = heads.flatMap((head) =>
        what === 'beginnings' && head.trim() !== ''
          ? [head]
          : tails.map((tail) => `${head} ${tail}`),
      );
    }
    return heads;
  }
  return alternatives().map((phrase) => phrase.trim());
}
