import { type Token, tokensOf } from './tokens.ts';

/** A phrase where it stands among the tokens of a sentence. */
export interface Mention {
  /** The kinds of phrase that these words are. */
  readonly kinds: readonly string[];
  readonly from: number;
  /** One past the last token. */
  readonly to: number;
}

interface Node {
  readonly next: Map<string, Node>;
  kinds: readonly string[] | undefined;
}

/** Words that may stand inside any phrase: "cannot feel when she wipes" is "cannot feel when wipes". */
const fillers: ReadonlySet<string> = new Set(
  'a an the his her their my your any he she it is was were are been be am of'.split(' '),
);

const mostFillers = 3;

/**
 * Finds phrases of many kinds in one pass over the tokens: at each place the longest, none of them overlapping.
 * So the "no" of "no relief" denies nothing else.
 */
export class PhraseTrie {
  readonly #root: Node = { next: new Map(), kinds: undefined };

  /** @param phrase words separated by spaces, as a note would have them */
  add(kind: string, phrase: string): void {
    let node = this.#root;
    const words = tokensOf(phrase, 0, phrase.length).map(({ word }) => word);
    for (const [position, word] of words.entries()) {
      if (position > 0 && position < words.length - 1 && fillers.has(word)) continue;
      const known = node.next.get(word);
      const next = known ?? { next: new Map(), kinds: undefined };
      if (known === undefined) node.next.set(word, next);
      node = next;
    }
    if (node.kinds?.includes(kind) !== true) node.kinds = [...(node.kinds ?? []), kind];
  }

  mentionsIn(tokens: readonly Token[]): readonly Mention[] {
    const mentions: Mention[] = [];
    let at = 0;
    while (at < tokens.length) {
      const found = this.#longestAt(tokens, at);
      if (found === undefined) {
        at += 1;
      } else {
        mentions.push(found);
        at = found.to;
      }
    }
    return mentions;
  }

  #longestAt(tokens: readonly Token[], from: number): Mention | undefined {
    let node: Node = this.#root;
    let found: Mention | undefined;
    let filled = 0;
    for (let at = from; at < tokens.length; at += 1) {
      const word = tokens[at]?.word ?? '';
      const next = node.next.get(word);
      if (next === undefined) {
        if (at === from || filled >= mostFillers || !fillers.has(word)) break;
        filled += 1;
      } else {
        node = next;
        if (node.kinds !== undefined) found = { kinds: node.kinds, from, to: at + 1 };
      }
    }
    return found;
  }
}
