import { NumberList } from './number-list.ts';
import type { Word } from './words.ts';

/** A place in phrases, by its number: what may follow from there on, and what the words up to there mean. */
export type Node = number;

export const noNode: Node = 0;

/** What a node is made of. */
export interface NodeParts {
  /** The number of what the words up to it mean: see `meaningNumbered`. */
  readonly meaning: number;
  /** What looks for that: see `leadsOf` and `jointsOf`. */
  readonly leads: number;
  readonly joints: number;
  /** What follows any number. */
  readonly afterNumber: Node;
  /** What follows words. */
  readonly next: readonly (readonly [word: Word, node: Node])[];
}

/** In numbers: what a node takes, and where in it what stands. */
const nodeSize = 8;
const [nextBits, afterNumber, meaning, firstEdge, edgePlaces, leads, joints] = [
  0, 1, 2, 3, 4, 5, 6,
];

/** No word of a phrase. */
const noWord: Word = 0;

/**
 * The nodes of phrases, with the words that lead from one to the next. Nodes from which the same phrases go on with the
 * same meanings are one: of half a million there are some ten thousand, which stay close to the processor.
 */
export class PhraseNodes {
  #count = 1;
  readonly #nodes = new NumberList();
  /** A table for each node, at least half of it empty: in a place a word, and the node that it leads to. */
  readonly #edges = new NumberList();
  #edgeCount = 0;
  readonly #known = new Map<string, Node>();

  /** The node that is made so. */
  nodeOf(parts: NodeParts): Node {
    const next = parts.next.toSorted(([one], [other]) => one - other);
    const key = `${parts.meaning} ${parts.afterNumber} ${next.join(' ')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const node = this.#count;
    this.#count += 1;
    this.#known.set(key, node);
    const place = node * nodeSize;
    this.#nodes.set(place + meaning, parts.meaning);
    this.#nodes.set(place + leads, parts.leads);
    this.#nodes.set(place + joints, parts.joints);
    this.#nodes.set(place + afterNumber, parts.afterNumber);
    this.#nodes.set(place + firstEdge, this.#edgeCount);
    let places = 1;
    while (places < next.length * 2) places *= 2;
    this.#edgeCount += places;
    this.#nodes.set(place + edgePlaces, places);
    let bits = 0;
    for (const [word, following] of next) {
      bits |= bitOf(word);
      const at = this.#edgeAt(node, word);
      this.#edges.set(at, word);
      this.#edges.set(at + 1, following);
    }
    this.#nodes.set(place + nextBits, bits);
    return node;
  }

  meaningOf(node: Node): number {
    return this.#nodes.at(node * nodeSize + meaning);
  }

  leadsOf(node: Node): number {
    return this.#nodes.at(node * nodeSize + leads);
  }

  jointsOf(node: Node): number {
    return this.#nodes.at(node * nodeSize + joints);
  }

  afterNumber(node: Node): Node {
    return this.#nodes.at(node * nodeSize + afterNumber);
  }

  /** Whether words lead on from a node. */
  hasNext(node: Node): boolean {
    return this.#nodes.at(node * nodeSize + nextBits) !== 0;
  }

  /** Where a word leads to; {@link noNode} where no phrase goes on with it. */
  after(node: Node, word: Word): Node {
    const place = node * nodeSize;
    if ((this.#nodes.at(place + nextBits) & bitOf(word)) === 0) return noNode;
    return this.#edges.at(this.#edgeAt(node, word) + 1);
  }

  /** Where the edge of a word stands, or where it would. */
  #edgeAt(node: Node, word: Word): number {
    const first = this.#nodes.at(node * nodeSize + firstEdge);
    const last = this.#nodes.at(node * nodeSize + edgePlaces) - 1;
    for (let place = (word ^ (word >> 5)) & last; ; place = (place + 1) & last) {
      const at = 2 * (first + place);
      const other = this.#edges.at(at);
      if (other === word || other === noWord) return at;
    }
  }
}

/** A bit for the last bits of a word: by those of a node most words are told to be none that goes on from it. */
function bitOf(word: Word): number {
  return 1 << (word & 31);
}
