import { FoundPhrases } from './found-phrases.ts';
import type { Kind } from './kinds.ts';
import { jointsOf, leadsOf, type Meaning, noMeaning } from './meanings.ts';
import { NumberList } from './number-list.ts';
import { type Node, noNode, PhraseNodes } from './phrase-nodes.ts';
import type { Pattern } from './phrase-patterns.ts';
import { Tokens } from './tokens.ts';
import { addSign, addWord, sign, signsOf, textOf, type Word } from './words.ts';

/** A node while phrases are added. */
interface Branch {
  /** By the next word. */
  next: Map<Word, Branch> | undefined;
  /** What follows any number. */
  number: Branch | undefined;
  meaning: Meaning;
}

function emptyBranch(): Branch {
  return { next: undefined, number: undefined, meaning: noMeaning };
}

/** How far a phrase has come that is added. */
interface Place {
  /** Undefined before its first word. */
  readonly branch: Branch | undefined;
  /** The word behind the branch that notes may leave out: it counts where the phrase ends with it. */
  readonly filler: Word | undefined;
  /** Whether it speaks of one leg. */
  readonly isOneLeg: boolean;
}

const start: Place = { branch: undefined, filler: undefined, isOneLeg: false };

/** The phrases that begin with a word until a note is read that holds it. */
interface Beginning {
  readonly branch: Branch;
  /** What adds those phrases that nobody has asked for yet. */
  readonly waiting: (() => void)[];
}

/** In place of a word: any number. */
const anyNumber = -1;

/** In place of the node of a word: its phrases are not read yet. */
const unread = -1;

const mostFillers = 3;

/**
 * Finds phrases of many kinds in one pass over the tokens. What one place costs is bounded by the longest phrase. Words
 * and nodes are numbered, so that going along compares numbers that stand close together.
 */
export class PhraseTrie {
  readonly #nodes = new PhraseNodes();
  readonly #walk = new Walk(this.#nodes);
  /** By their first word; those that begin with any number by {@link anyNumber}. */
  readonly #unread = new Map<Word, Beginning>();
  /** The first node of the phrases that begin with a word. */
  readonly #read = new NumberList();
  #readNumbers: Node = unread;

  /**
   * Has phrases added once a note is read that holds the word which they begin with.
   * @param word `#` for any number
   */
  addWhenRead(word: string, add: () => void): void {
    this.#beginning(word).waiting.push(add);
  }

  /**
   * Adds the phrases of a pattern, all of them at once: what they have in common is gone along once.
   * @param kind what each of them means besides
   */
  add(pattern: Pattern, kind: Kind): void {
    for (const { branch, filler } of this.#along(pattern, [start])) {
      const end = branch === undefined || filler === undefined ? branch : after(branch, filler);
      if (end !== undefined) end.meaning = end.meaning.withKind(kind);
    }
  }

  /** Where the phrases of a pattern lead to from some places. */
  #along(pattern: Pattern, from: readonly Place[]): readonly Place[] {
    const ends: Place[] = [];
    for (const sequence of pattern) {
      let places = from;
      for (const part of sequence)
        places =
          typeof part === 'string'
            ? this.#behind(places, part)
            : withoutRepeats(this.#along(part, places));
      for (const place of places) ends.push(place);
    }
    return ends;
  }

  /** What is said of a leg may be said of both; what is said of legs is said of both only. */
  #behind(places: readonly Place[], text: string): readonly Place[] {
    if (text !== 'leg') return this.#next(places, text);
    const one = this.#next(places, text).map((place) => ({ ...place, isOneLeg: true }));
    const both = places.filter(({ isOneLeg }) => !isOneLeg);
    return [...one, ...this.#next(both, 'legs')];
  }

  /** Where a word leads to from each place. */
  #next(places: readonly Place[], text: string): readonly Place[] {
    const word = text === '#' ? anyNumber : addWord(text);
    const isFiller = word !== anyNumber && (signsOf(word) & sign.filler) !== 0;
    return places.map(({ branch, isOneLeg }): Place => {
      if (branch === undefined)
        return { branch: this.#beginning(text).branch, filler: undefined, isOneLeg };
      if (isFiller) return { branch, filler: word, isOneLeg };
      const next = word === anyNumber ? afterNumber(branch) : after(branch, word);
      return { branch: next, filler: undefined, isOneLeg };
    });
  }

  /** @throws where its phrases were read: all patterns have to name the words that their phrases begin with */
  #beginning(text: string): Beginning {
    const word = text === '#' ? anyNumber : addWord(text);
    const known = this.#unread.get(word);
    if (known !== undefined) return known;
    if (this.#nodeOf(word) !== (word === anyNumber ? unread : noNode))
      throw new Error(`phrases that begin with "${textOf(word)}" were read before all were added`);
    const beginning = { branch: emptyBranch(), waiting: [] };
    this.#unread.set(word, beginning);
    if (word !== anyNumber) {
      this.#read.set(word, unread);
      addSign(sign.begins, [text]);
    }
    return beginning;
  }

  #nodeOf(word: Word): Node {
    return word === anyNumber ? this.#readNumbers : this.#read.at(word);
  }

  /** Adds what waits for a word, for which nothing is added from then on. */
  #readPhrases(word: Word): Node {
    const beginning = this.#unread.get(word);
    for (const add of beginning?.waiting ?? []) add();
    const node = beginning === undefined ? noNode : this.#settle(beginning.branch);
    this.#unread.delete(word);
    if (word === anyNumber) this.#readNumbers = node;
    else this.#read.set(word, node);
    return node;
  }

  #settle({ next, number, meaning }: Branch): Node {
    const following: (readonly [Word, Node])[] = [];
    for (const [word, branch] of next ?? []) following.push([word, this.#settle(branch)]);
    const afterNumber = number === undefined ? noNode : this.#settle(number);
    const { number: meant } = meaning;
    return this.#nodes.nodeOf({ meaning: meant, afterNumber, next: following });
  }

  /**
   * Finds every phrase that stands between two tokens, by its first one.
   * @returns what looks for any of them, until phrases are looked for again
   */
  find(tokens: Tokens, begin: number, end: number, found: FoundPhrases): Looked {
    const walk = this.#walk;
    walk.begin(tokens, begin, end, found);
    for (let from = begin; from < end; from += 1) {
      const signs = tokens.signsAt(from);
      if ((signs & (sign.begins | sign.number)) === 0) continue;
      const word = tokens.knownAt(from) ?? 0;
      const read = this.#read.at(word);
      const node = read === unread ? this.#readPhrases(word) : read;
      if (node !== noNode) walk.follow(node, from, from + 1);
      if ((signs & sign.number) === 0) continue;
      const numbers = this.#readNumbers;
      walk.follow(numbers === unread ? this.#readPhrases(anyNumber) : numbers, from, from + 1);
    }
    walk.end();
    return walk;
  }
}

/** What looks for any of some phrases: before anything else (see `lead`), and beside others (see `addJoint`). */
export interface Looked {
  readonly leads: number;
  readonly joints: number;
}

/** Goes along the words of one sentence after the other, and keeps none of their texts. */
class Walk implements Looked {
  readonly #nodes: PhraseNodes;
  #tokens = noTokens;
  #begin = 0;
  #end = 0;
  #found = noPhrases;
  leads = 0;
  joints = 0;

  constructor(nodes: PhraseNodes) {
    this.#nodes = nodes;
  }

  begin(tokens: Tokens, begin: number, end: number, found: FoundPhrases): void {
    this.#tokens = tokens;
    this.#begin = begin;
    this.#end = end;
    this.#found = found;
    this.leads = 0;
    this.joints = 0;
  }

  end(): void {
    this.#tokens = noTokens;
    this.#found = noPhrases;
  }

  /** Goes on from a place with the next word, and without it where it may stand inside any phrase. */
  follow(node: Node, from: number, at: number): void {
    const nodes = this.#nodes;
    const meaning = nodes.meaningOf(node);
    if (meaning !== noMeaning.number) {
      this.#found.add(meaning, from - this.#begin, at - this.#begin);
      this.leads |= leadsOf(meaning);
      this.joints |= jointsOf(meaning);
    }
    const afterNumber = nodes.afterNumber(node);
    if (afterNumber === noNode && !nodes.hasNext(node)) return;
    const last = Math.min(at + mostFillers, this.#end - 1);
    for (let place = at; place <= last; place += 1) {
      const following = nodes.after(node, this.#tokens.knownAt(place) ?? 0);
      if (following !== noNode) this.follow(following, from, place + 1);
      const signs = this.#tokens.signsAt(place);
      if (afterNumber !== noNode && (signs & sign.number) !== 0)
        this.follow(afterNumber, from, place + 1);
      if ((signs & sign.filler) === 0) return;
    }
  }
}

const noTokens = new Tokens('');
const noPhrases = new FoundPhrases();

function after(branch: Branch, word: Word): Branch {
  branch.next ??= new Map();
  const known = branch.next.get(word);
  if (known !== undefined) return known;
  const next = emptyBranch();
  branch.next.set(word, next);
  return next;
}

function afterNumber(branch: Branch): Branch {
  branch.number ??= emptyBranch();
  return branch.number;
}

/** Each place once: phrases that differ in what may be left out lead to the same. */
function withoutRepeats(places: readonly Place[]): readonly Place[] {
  const known = new Map<Branch | undefined, Place[]>();
  return places.filter((place) => {
    const beside = known.get(place.branch);
    if (beside === undefined) {
      known.set(place.branch, [place]);
      return true;
    }
    const isRepeated = beside.some(
      ({ filler, isOneLeg }) => filler === place.filler && isOneLeg === place.isOneLeg,
    );
    if (!isRepeated) beside.push(place);
    return !isRepeated;
  });
}
