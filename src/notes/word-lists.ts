import { NumberList } from './number-list.ts';
import type { Tokens } from './tokens.ts';
import { addListed } from './words.ts';

/** So many lists share a number of bits. */
const listsOfBlock = 32;

const lists: WordList[] = [];

/** The lists that a word stands in, a bit each: those of a block by the number of the word. */
const blocks: NumberList[] = [];

/** How many lists were entered there. */
let entered = 0;

/**
 * A closed list of words. A sentence tells at once whether any of its words stands in it (`SentenceWords.hasOf`), so
 * that only then its words are gone through: few sentences hold a word of a list that is asked for.
 */
export class WordList {
  readonly number = lists.length;
  readonly words: ReadonlySet<string>;

  /** @param words as tokens have them, separated by spaces */
  constructor(words: string) {
    this.words = new Set(words.split(' '));
    lists.push(this);
  }

  has(word: string): boolean {
    return this.words.has(word);
  }

  /** Whether it is among the lists of a sentence. @param bits see {@link listsOf} */
  isAmong(bits: readonly number[]): boolean {
    return ((bits[this.number >> 5] ?? 0) & (1 << (this.number & 31))) !== 0;
  }
}

/** The lists that any of the words between two tokens stands in, a bit each. */
export function listsOf(tokens: Tokens, from: number, to: number): readonly number[] {
  return blocks.map((block) => {
    let bits = 0;
    for (let at = from; at < to; at += 1) bits |= block.at(tokens.knownAt(at) ?? 0);
    return bits;
  });
}

/**
 * Enters the words of lists that were not entered yet. All phrases have to be known: words that no phrase has are known
 * as those of lists from then on.
 */
export function prepareLists(): void {
  for (; entered < lists.length; entered += 1) {
    const list = lists[entered];
    if (list === undefined) return;
    const at = Math.floor(entered / listsOfBlock);
    const block = blocks[at] ?? new NumberList();
    blocks[at] = block;
    for (const text of list.words) {
      const word = addListed(text);
      if (word !== undefined) block.set(word, block.at(word) | (1 << (entered % listsOfBlock)));
    }
  }
}
