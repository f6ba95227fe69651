import { type Token, tokensOf } from './tokens.ts';

/** What a phrase means: the kinds that it is of. */
export interface Meaning {
  readonly kinds: readonly string[];
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

interface Node {
  readonly next: Map<string, Node>;
  meaning: { readonly kinds: string[]; readonly topics: Set<string> } | undefined;
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

function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return (first >= 48 && first <= 57) || numberWords.has(word);
}

/** Finds phrases of many kinds in one pass over the tokens. What one place costs is bounded by the longest phrase. */
export class PhraseTrie {
  readonly #root: Node = { next: new Map(), meaning: undefined };

  /** @param phrase words separated by spaces, as a note would have them */
  add(phrase: string, kind: string, topic: string): void {
    // What is said of a leg may be said of both; what is said of legs is said of both only.
    if (/\bleg\b/.test(phrase)) this.add(phrase.replace(/\bleg\b/, 'legs'), kind, topic);
    let node = this.#root;
    const words = tokensOf(phrase, 0, phrase.length).map(({ word }) => word);
    for (const [position, word] of words.entries()) {
      if (position > 0 && position < words.length - 1 && fillers.has(word)) continue;
      const known = node.next.get(word);
      const next = known ?? { next: new Map(), meaning: undefined };
      if (known === undefined) node.next.set(word, next);
      node = next;
    }
    node.meaning ??= { kinds: [], topics: new Set() };
    node.meaning.topics.add(topic);
    if (!node.meaning.kinds.includes(kind)) node.meaning.kinds.push(kind);
  }

  /** Every phrase that stands there, by its first token. */
  mentionsIn(tokens: readonly Token[]): readonly Mention[] {
    const mentions: Mention[] = [];
    for (const [from, { word }] of tokens.entries()) {
      const node = this.#root.next.get(word);
      if (node !== undefined) follow(node, tokens, from, from + 1, mentions);
      const number = isNumber(word) ? this.#root.next.get('#') : undefined;
      if (number !== undefined) follow(number, tokens, from, from + 1, mentions);
    }
    return mentions;
  }
}

/** Goes on from a place with the next word, and without it where it may stand inside any phrase. */
function follow(
  node: Node,
  tokens: readonly Token[],
  from: number,
  at: number,
  mentions: Mention[],
): void {
  if (node.meaning !== undefined) mentions.push({ meaning: node.meaning, from, to: at });
  if (node.next.size === 0) return;
  for (let filled = 0; filled <= mostFillers; filled += 1) {
    const word = tokens[at + filled]?.word;
    if (word === undefined) return;
    const next = node.next.get(word);
    if (next !== undefined) follow(next, tokens, from, at + filled + 1, mentions);
    const number = isNumber(word) ? node.next.get('#') : undefined;
    if (number !== undefined) follow(number, tokens, from, at + filled + 1, mentions);
    if (!fillers.has(word)) return;
  }
}
