import { type Kind, KindSet } from './kinds.ts';
import { type Meaning, meaningNumbered, noMeaning } from './meanings.ts';
import type { Span } from './span.ts';
import { addWord } from './words.ts';

/** A phrase of one kind among the tokens of a sentence. */
export interface Place {
  readonly from: number;
  /** One past the last token. */
  readonly to: number;
}

/** No phrase has more words. */
const longestPhrase = 14;

/**
 * The phrases of a sentence by their first word, each with what it means beside the longer ones that it is part of:
 * the longest phrase of a topic is what its words mean.
 */
export class SentencePhrases {
  /** All kinds that they are of. */
  readonly kinds = new KindSet();
  readonly #span: Span;
  readonly #meanings: Meaning[] = [];
  /** Each phrase is one place, whatever it is looked for as. */
  readonly #places: Place[] = [];

  constructor(span: Span) {
    this.#span = span;
    const { phraseCount } = span;
    for (let at = 0; at < phraseCount; at += 1)
      this.#meanings.push(meaningNumbered(span.meaningAt(at)));
    this.#settleAll();
    for (let at = 0; at < phraseCount; at += 1) this.kinds.addAll(this.#meaningAt(at).kinds);
  }

  get count(): number {
    return this.#meanings.length;
  }

  /** The kinds that rules begin with, in the order in which they come first. */
  ruleKinds(): readonly Kind[] {
    const kinds: Kind[] = [];
    for (const { ruleKinds } of this.#meanings)
      for (const kind of ruleKinds) if (!kinds.includes(kind)) kinds.push(kind);
    return kinds;
  }

  /** Where phrases of a kind stand. */
  ofKind(kind: Kind): readonly Place[] {
    const places: Place[] = [];
    for (let at = 0; at < this.count; at += 1)
      if (this.#meaningAt(at).isOf(kind)) places.push(this.#placeAt(at));
    return places;
  }

  /** Whether a phrase of a kind begins between two tokens. */
  hasWithin(kind: Kind, { from, to }: Place): boolean {
    for (let at = 0; at < this.count; at += 1) {
      const begin = this.#span.phraseFrom(at);
      if (begin >= from && begin < to && this.#meaningAt(at).isOf(kind)) return true;
    }
    return false;
  }

  /** Where words stand that silence a rule. */
  silencing(rule: string): readonly Place[] {
    const places: Place[] = [];
    for (let at = 0; at < this.count; at += 1)
      if (this.#meaningAt(at).silenced.includes(rule)) places.push(this.#placeAt(at));
    return places;
  }

  #meaningAt(at: number): Meaning {
    return this.#meanings[at] ?? noMeaning;
  }

  #placeAt(at: number): Place {
    const known = this.#places[at];
    if (known !== undefined) return known;
    const place = { from: this.#span.phraseFrom(at), to: this.#span.phraseTo(at) };
    this.#places[at] = place;
    return place;
  }

  #settleAll(): void {
    const span = this.#span;
    // One past the last word of the phrases of several words that begin no later than the one that is looked at.
    let covered = 0;
    let begun = -1;
    for (let at = 0; at < this.count; at += 1) {
      const from = span.phraseFrom(at);
      if (from !== begun) {
        begun = from;
        covered = Math.max(covered, this.#endOfLongest(at));
      }
      if (isSideWithGrade(span, from, span.phraseTo(at)))
        this.#meanings[at] = this.#meaningAt(at).withoutKinds();
      else if (covered >= span.phraseTo(at)) this.#settle(at);
    }
  }

  /** One past the last word of the longest phrase of several words that begins where another does. */
  #endOfLongest(first: number): number {
    const span = this.#span;
    const from = span.phraseFrom(first);
    let end = 0;
    for (let at = first; at < this.count && span.phraseFrom(at) === from; at += 1) {
      const to = span.phraseTo(at);
      if (to - from > 1 && to > end) end = to;
    }
    return end;
  }

  /** What a phrase means beside the longer ones around it. */
  #settle(place: number): void {
    const span = this.#span;
    const from = span.phraseFrom(place);
    const to = span.phraseTo(place);
    let meaning = this.#meaningAt(place);
    for (let at = place - 1; at >= 0; at -= 1) {
      const [begin, end] = [span.phraseFrom(at), span.phraseTo(at)];
      if (begin < from - longestPhrase) break;
      if (end > to || (end === to && begin < from)) meaning = meaning.within(this.#meaningAt(at));
    }
    for (let at = place + 1; at < this.count && span.phraseFrom(at) === from; at += 1)
      if (span.phraseTo(at) > to) meaning = meaning.within(this.#meaningAt(at));
    this.#meanings[place] = meaning;
  }
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
