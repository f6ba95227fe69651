import type { FoundPhrases } from './found-phrases.ts';
import { type Kind, KindSet } from './kinds.ts';
import { type Meaning, meaningNumbered, meaningWithin } from './meanings.ts';
import type { Span } from './span.ts';
import { addWord } from './words.ts';

/** A phrase of one kind among the tokens of a sentence. */
export interface Place {
  readonly from: number;
  /** One past the last token. */
  readonly to: number;
}

/** The phrases of a sentence by their first word, each with what it means beside the longer ones that it is part of. */
export class SentencePhrases {
  /** All kinds that they are of. */
  readonly kinds = new KindSet();
  readonly #found: FoundPhrases;
  /** The first of them among those of the text. */
  readonly #first: number;
  readonly #count: number;
  /** Each phrase is one place, whatever it is looked for as. */
  readonly #places: Place[] = [];

  constructor(span: Span) {
    this.#found = span.found;
    this.#first = span.firstPhrase;
    this.#count = span.endPhrase - span.firstPhrase;
    if (this.#count > 0 && this.#found.settledAt(this.#first) === undefined) settle(span);
    for (let at = 0; at < this.#count; at += 1) this.kinds.addAll(this.#meaningAt(at).kinds);
  }

  /** The kinds that rules begin with, in the order in which they come first. */
  ruleKinds(): readonly Kind[] {
    const kinds: Kind[] = [];
    for (let at = 0; at < this.#count; at += 1)
      for (const kind of this.#meaningAt(at).ruleKinds) if (!kinds.includes(kind)) kinds.push(kind);
    return kinds;
  }

  /** Where phrases of a kind stand. */
  ofKind(kind: Kind): readonly Place[] {
    const places: Place[] = [];
    for (let at = 0; at < this.#count; at += 1)
      if (this.#meaningAt(at).isOf(kind)) places.push(this.#placeAt(at));
    return places;
  }

  /** Whether a phrase of a kind begins between two tokens. */
  hasWithin(kind: Kind, { from, to }: Place): boolean {
    for (let at = 0; at < this.#count; at += 1) {
      const begin = this.#found.fromAt(this.#first + at);
      if (begin >= from && begin < to && this.#meaningAt(at).isOf(kind)) return true;
    }
    return false;
  }

  /** Where words stand that silence a rule. */
  silencing(rule: string): readonly Place[] {
    const places: Place[] = [];
    for (let at = 0; at < this.#count; at += 1)
      if (this.#meaningAt(at).silenced.includes(rule)) places.push(this.#placeAt(at));
    return places;
  }

  #meaningAt(at: number): Meaning {
    return meaningNumbered(this.#found.settledAt(this.#first + at) ?? 0);
  }

  #placeAt(at: number): Place {
    const known = this.#places[at];
    if (known !== undefined) return known;
    const phrase = this.#first + at;
    const place = { from: this.#found.fromAt(phrase), to: this.#found.toAt(phrase) };
    this.#places[at] = place;
    return place;
  }
}

/** No phrase has more words. */
const longestPhrase = 14;

/** Finds out what the phrases of a sentence mean beside each other: the longest phrase of a topic is what its words mean. */
function settle(span: Span): void {
  const { found, firstPhrase, endPhrase } = span;
  // One past the last word of the phrases of several words that begin no later than the one that is looked at.
  let covered = 0;
  let begun = -1;
  for (let at = firstPhrase; at < endPhrase; at += 1) {
    const from = found.fromAt(at);
    if (from !== begun) {
      begun = from;
      covered = Math.max(covered, endOfLongest(span, at));
    }
    const to = found.toAt(at);
    let meaning = found.meaningAt(at);
    if (isSideWithGrade(span, from, to)) meaning = meaningNumbered(meaning).withoutKinds().number;
    else if (covered >= to) meaning = besideLonger(span, at);
    found.settle(at, meaning);
  }
}

/** One past the last word of the longest phrase of several words that begins where another does. */
function endOfLongest({ found, endPhrase }: Span, first: number): number {
  const from = found.fromAt(first);
  let end = 0;
  for (let at = first; at < endPhrase && found.fromAt(at) === from; at += 1) {
    const to = found.toAt(at);
    if (to - from > 1 && to > end) end = to;
  }
  return end;
}

/** What a phrase means beside the longer ones around it; those before it are settled. */
function besideLonger({ found, firstPhrase, endPhrase }: Span, phrase: number): number {
  const from = found.fromAt(phrase);
  const to = found.toAt(phrase);
  let meaning = found.meaningAt(phrase);
  for (let at = phrase - 1; at >= firstPhrase; at -= 1) {
    const begin = found.fromAt(at);
    if (begin < from - longestPhrase) break;
    const end = found.toAt(at);
    if (end > to || (end === to && begin < from))
      meaning = meaningWithin(meaning, found.settledAt(at) ?? 0);
  }
  for (let at = phrase + 1; at < endPhrase && found.fromAt(at) === from; at += 1)
    if (found.toAt(at) > to) meaning = meaningWithin(meaning, found.meaningAt(at));
  return meaning;
}

/** "Triceps L 4/5" names a side and a grade; "L4/5", without a space, a level. */
function isSideWithGrade(span: Span, from: number, to: number): boolean {
  if (to - from !== 2 || span.knownAt(from) !== leftOrLumbar) return false;
  const number = span.tokenAt(from + 1);
  if (!(Number(number?.word) <= 5) || span.tokenAt(from)?.end === number?.start) return false;
  const sign = span.knownAt(to);
  const at = sign === plus || sign === minus ? to + 1 : to;
  return span.knownAt(at) === slash && span.knownAt(at + 1) === five;
}

const [leftOrLumbar, plus, minus] = [addWord('l'), addWord('+'), addWord('-')];
const [slash, five] = [addWord('/'), addWord('5')];
