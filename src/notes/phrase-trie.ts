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

interface Writable extends Meaning {
  readonly kinds: string[];
  readonly silenced: string[];
  readonly topics: Set<string>;
}

interface Node {
  readonly next: Map<string, Node>;
  meaning: Writable | undefined;
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

  /**
   * Adds a phrase of a kind.
   * @param phrase words separated by spaces, as a note would have them
   * @param topic the longest phrase of one topic is what its words mean
   */
  add(phrase: string, kind: string, topic: string): void {
    for (const { kinds, topics } of this.#meanings(phrase)) {
      topics.add(topic);
      if (!kinds.includes(kind)) kinds.push(kind);
    }
  }

  /** Adds a phrase that silences a rule. */
  addSilencing(phrase: string, rule: string): void {
    for (const { silenced } of this.#meanings(phrase)) {
      if (!silenced.includes(rule)) silenced.push(rule);
    }
  }

  /** What is said of a leg may be said of both; what is said of legs is said of both only. */
  #meanings(phrase: string): readonly Writable[] {
    const both = phrase.replace(/\bleg\b/, 'legs');
    return both === phrase
      ? [this.#meaningOf(phrase)]
      : [this.#meaningOf(phrase), ...this.#meanings(both)];
  }

  #meaningOf(phrase: string): Writable {
    let node = this.#root;
    const words = tokensOf(phrase, 0, phrase.length).map(({ word }) => word);
    for (const [position, word] of words.entries()) {
      if (position > 0 && position < words.length - 1 && fillers.has(word)) continue;
      const known = node.next.get(word);
      const next = known ?? { next: new Map(), meaning: undefined };
      if (known === undefined) node.next.set(word, next);
      node = next;
    }
    node.meaning ??= { kinds: [], silenced: [], topics: new Set() };
    return node.meaning;
  }

  /** Every phrase that stands there, by its first token. */
  mentionsIn(tokens: readonly Token[]): readonly Mention[] {
    const mentions: Mention[] = [];
    for (let from = 0; from < tokens.length; from += 1) {
      const word = tokens[from]?.word ?? '';
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
