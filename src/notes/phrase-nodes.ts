import { NumberList } from './number-list.ts';
import type { Word } from './words.ts';

/** A place in phrases, by its number: what may follow from there on, and what the words up to there mean. */
export type Node = number;

export const noNode: Node = 0;

/** What a node is made of. */
export interface NodeParts {
  /** The number of what the words up to it mean: see `meaningNumbered`. */
  readonly meaning: number;
  /** What follows any number. */
  readonly afterNumber: Node;
  /** What follows words. */
  readonly next: readonly (readonly [word: Word, node: Node])[];
}

/**
 * In numbers: what a node takes, and where in it what stands. Two bits for each word that leads on, by which most words
 * are told to lead nowhere; the meaning and what follows a number, in a half each; where its table of words begins, and
 * in the last five bits how large it is.
 */
const nodeSize = 4;
const [lowBits, highBits, meaningAndNumber, table] = [0, 1, 2, 3];

/** In half a number. */
const most = 0xffff;
const half = 16;
const bitsOfSize = 5;

/** No word of a phrase. */
const noWord: Word = 0;

/**
 * The nodes of phrases, with the words that lead from one to the next. Nodes from which the same phrases go on with the
 * same meanings are one: of half a million there are some ten thousand. Each takes as little room as it can, since what
 * a step costs is to wait for memory, and what is small stays close to the processor.
 */
export class PhraseNodes {
  #count = 1;
  readonly #nodes = new NumberList();
  /** A table for each node, at least half of it empty: in a place a word and the node that it leads to, in a half each. */
  readonly #edges = new NumberList();
  #edgeCount = 0;
  readonly #known = new Map<string, Node>();

  /**
   * The node that is made so.
   * @throws where there are more nodes, words or meanings than half a number can tell apart
   */
  nodeOf(parts: NodeParts): Node {
    const next = parts.next.toSorted(([one], [other]) => one - other);
    const key = `${parts.meaning} ${parts.afterNumber} ${next.join(' ')}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const node = this.#count;
    const lastWord = next.at(-1)?.[0] ?? noWord;
    if (Math.max(node, parts.meaning, lastWord) > most)
      throw new RangeError('there are too many phrases');
    this.#count += 1;
    this.#known.set(key, node);
    const place = node * nodeSize;
    let size = 0;
    while (1 << size < next.length * 2) size += 1;
    this.#nodes.set(place + meaningAndNumber, (parts.meaning << half) | parts.afterNumber);
    this.#nodes.set(place + table, (this.#edgeCount << bitsOfSize) | size);
    this.#edgeCount += 1 << size;
    let low = 0;
    let high = 0;
    for (const [word, following] of next) {
      low |= lowBitOf(word);
      high |= highBitOf(word);
      this.#edges.set(this.#edgeAt(node, word), (word << half) | following);
    }
    this.#nodes.set(place + lowBits, low);
    this.#nodes.set(place + highBits, high);
    return node;
  }

  meaningOf(node: Node): number {
    return this.#nodes.at(node * nodeSize + meaningAndNumber) >>> half;
  }

  afterNumber(node: Node): Node {
    return this.#nodes.at(node * nodeSize + meaningAndNumber) & most;
  }

  /** Whether words lead on from a node. */
  hasNext(node: Node): boolean {
    return this.#nodes.at(node * nodeSize + lowBits) !== 0;
  }

  /** Where a word leads to; {@link noNode} where no phrase goes on with it. */
  after(node: Node, word: Word): Node {
    const place = node * nodeSize;
    if ((this.#nodes.at(place + lowBits) & lowBitOf(word)) === 0) return noNode;
    if ((this.#nodes.at(place + highBits) & highBitOf(word)) === 0) return noNode;
    return this.#edges.at(this.#edgeAt(node, word)) & most;
  }

  /** Where the edge of a word stands, or where it would. */
  #edgeAt(node: Node, word: Word): number {
    const where = this.#nodes.at(node * nodeSize + table);
    const first = where >>> bitsOfSize;
    const last = (1 << (where & ((1 << bitsOfSize) - 1))) - 1;
    for (let place = (word ^ (word >> 5)) & last; ; place = (place + 1) & last) {
      const other = this.#edges.at(first + place) >>> half;
      if (other === word || other === noWord) return first + place;
    }
  }
}

function lowBitOf(word: Word): number {
  return 1 << (word & 31);
}

function highBitOf(word: Word): number {
  return 1 << ((word >> 5) & 31);
}
