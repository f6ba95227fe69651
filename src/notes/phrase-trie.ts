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

/** Phrases that mean the same share one meaning: of hundreds of thousands of phrases there are a few hundred. */
interface Shared extends Meaning {
  /** The meanings with one kind more; a kind is of one topic. */
  readonly withKind: Map<string, Shared>;
  /** The meanings with one silenced rule more. */
  readonly withSilenced: Map<string, Shared>;
}

function sharedMeaning({ kinds, silenced, topics }: Meaning): Shared {
  return { kinds, silenced, topics, withKind: new Map(), withSilenced: new Map() };
}

const nothing = sharedMeaning({ kinds: [], silenced: [], topics: new Set() });

/** In the order that the kinds are known in, whichever phrase was added first. */
function withKind(
  meaning: Shared,
  kind: string,
  topic: string,
  rankOf: (kind: string) => number,
): Shared {
  if (meaning.kinds.includes(kind)) return meaning;
  const known = meaning.withKind.get(kind);
  if (known !== undefined) return known;
  const { kinds, silenced, topics } = meaning;
  const shared = sharedMeaning({
    kinds: [...kinds, kind].sort((one, other) => rankOf(one) - rankOf(other)),
    silenced,
    topics: new Set([...topics, topic]),
  });
  meaning.withKind.set(kind, shared);
  return shared;
}

function withSilenced(meaning: Shared, rule: string): Shared {
  if (meaning.silenced.includes(rule)) return meaning;
  const known = meaning.withSilenced.get(rule);
  if (known !== undefined) return known;
  const { kinds, silenced, topics } = meaning;
  const shared = sharedMeaning({ kinds, silenced: [...silenced, rule], topics });
  meaning.withSilenced.set(rule, shared);
  return shared;
}

interface Node {
  /** Absent where no longer phrase goes on from here, as for most. */
  next: Map<string, Node> | undefined;
  meaning: Shared | undefined;
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

/** Whether a word stands for any number (`#`). */
export function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return (first >= 48 && first <= 57) || numberWords.has(word);
}

/** Finds phrases of many kinds in one pass over the tokens. What one place costs is bounded by the longest phrase. */
export class PhraseTrie {
  readonly #rankOf: (kind: string) => number;
  readonly #words = new Map<string, string>();
  readonly #root: Node = { next: undefined, meaning: undefined };

  /** @param rankOf the place of a kind among all, by which the kinds of a meaning are ordered */
  constructor(rankOf: (kind: string) => number) {
    this.#rankOf = rankOf;
  }

  /**
   * Adds a phrase of a kind.
   * @param phrase words separated by spaces, as a note would have them
   * @param topic the longest phrase of one topic is what its words mean
   */
  add(phrase: string, kind: string, topic: string): void {
    this.#change(phrase, (meaning) => withKind(meaning, kind, topic, this.#rankOf));
  }

  /** Adds a phrase that silences a rule. */
  addSilencing(phrase: string, rule: string): void {
    this.#change(phrase, (meaning) => withSilenced(meaning, rule));
  }

  /** What is said of a leg may be said of both; what is said of legs is said of both only. */
  #change(phrase: string, change: (meaning: Shared) => Shared): void {
    const node = this.#nodeOf(phrase);
    node.meaning = change(node.meaning ?? nothing);
    const both = phrase.includes('leg') ? phrase.replace(/\bleg\b/, 'legs') : phrase;
    if (both !== phrase) this.#change(both, change);
  }

  /** One text for all places of a word. */
  #wordShared(word: string): string {
    const known = this.#words.get(word);
    if (known === undefined) this.#words.set(word, word);
    return known ?? word;
  }

  #nodeOf(phrase: string): Node {
    let node = this.#root;
    const tokens = tokensOf(phrase, 0, phrase.length);
    for (let position = 0; position < tokens.length; position += 1) {
      const word = tokens[position]?.word ?? '';
      if (position > 0 && position < tokens.length - 1 && fillers.has(word)) continue;
      node.next ??= new Map();
      const known = node.next.get(word);
      const next = known ?? { next: undefined, meaning: undefined };
      if (known === undefined) node.next.set(this.#wordShared(word), next);
      node = next;
    }
    return node;
  }

  /** Every phrase that stands there, by its first token. */
  mentionsIn(tokens: readonly Token[]): readonly Mention[] {
    const mentions: Mention[] = [];
    for (let from = 0; from < tokens.length; from += 1) {
      const word = tokens[from]?.word ?? '';
      const node = this.#root.next?.get(word);
      if (node !== undefined) follow(node, tokens, from, from + 1, mentions);
      const number = isNumber(word) ? this.#root.next?.get('#') : undefined;
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
  if (node.next === undefined) return;
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
