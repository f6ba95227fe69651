import type { FoundPhrases } from './found-phrases.ts';
import { type Kind, KindSet, markOf } from './kinds.ts';
import {
  addKindsOf,
  endOfRulesOf,
  firstRuleOf,
  isOfKind,
  marksOf,
  meaningNumbered,
  meaningWithin,
  nextRule,
  ruleAt,
} from './meanings.ts';
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
  readonly kinds = KindSet.ofAny();
  readonly #span: Span;
  readonly #found: FoundPhrases;
  /** The first of them among those of the text, and one past the last. */
  readonly #first: number;
  readonly #end: number;
  /** Each phrase is one place, whatever it is looked for as. */
  #places: Place[] | undefined;

  constructor(span: Span) {
    this.#span = span;
    this.#found = span.found;
    this.#first = span.firstPhrase;
    this.#end = span.endPhrase;
    if (this.#first === this.#end) return;
    if (this.#found.settledAt(this.#first) === undefined) settle(span);
    for (let at = this.#first; at < this.#end; at += 1) addKindsOf(this.#meaningAt(at), this.kinds);
  }

  /**
   * The numbers of the rules that begin with any of them and may find what they look for beside it, in the order of the
   * phrases.
   */
  rules(): readonly number[] {
    const rules: number[] = [];
    const { joints } = this.#span;
    for (let at = this.#first; at < this.#end; at += 1) {
      const meaning = this.#meaningAt(at);
      const end = endOfRulesOf(meaning);
      for (let place = firstRuleOf(meaning); place < end; place = nextRule(place)) {
        const rule = ruleAt(place, joints);
        if (rule >= 0 && !rules.includes(rule)) rules.push(rule);
      }
    }
    return rules;
  }

  /** Where phrases of a kind stand. */
  ofKind(kind: Kind): readonly Place[] {
    // Most have one; an array that begins empty has room for many.
    let places: Place[] | undefined;
    const mark = markOf(kind);
    for (let at = this.#first; at < this.#end; at += 1) {
      if (!this.#found.mayBeOf(at, mark) || !isOfKind(this.#meaningAt(at), kind)) continue;
      if (places === undefined) places = [this.#placeAt(at)];
      else places.push(this.#placeAt(at));
    }
    return places ?? none;
  }

  /** Whether a phrase of a kind begins between two tokens. */
  hasWithin(kind: Kind, { from, to }: Place): boolean {
    const mark = markOf(kind);
    for (let at = this.#first; at < this.#end; at += 1) {
      const begin = this.#found.fromAt(at);
      if (begin >= to) return false;
      if (begin < from || !this.#found.mayBeOf(at, mark)) continue;
      if (isOfKind(this.#meaningAt(at), kind)) return true;
    }
    return false;
  }

  /** The number of what a phrase of the text means beside longer ones. */
  #meaningAt(phrase: number): number {
    return this.#found.settledAt(phrase) ?? 0;
  }

  #placeAt(phrase: number): Place {
    this.#places ??= [];
    const known = this.#places[phrase - this.#first];
    if (known !== undefined) return known;
    const place = { from: this.#found.fromAt(phrase), to: this.#found.toAt(phrase) };
    this.#places[phrase - this.#first] = place;
    return place;
  }
}

const none: readonly Place[] = [];

/** No phrase has more words. */
const longestPhrase = 14;

/**
 * Finds out what the phrases of a sentence mean beside each other: the longest phrase of a topic is what its words mean.
 * Phrases come by their first word, so that of those before one only the few longer ones are kept that still go on.
 */
function settle(span: Span): void {
  const { found, firstPhrase, endPhrase } = span;
  goingOnCount = 0;
  let begun = -1;
  // One past the last word of the longest phrase that begins with the same word.
  let end = 0;
  for (let at = firstPhrase; at < endPhrase; at += 1) {
    const from = found.fromAt(at);
    const to = found.toAt(at);
    if (from !== begun) {
      begun = from;
      end = endOfLongest(span, at);
      letGoBefore(found, from);
    }
    let meaning = found.meaningAt(at);
    if (isSideWithGrade(span, from, to)) meaning = meaningNumbered(meaning).withoutTopics().number;
    else if (goingOnCount > 0 || end > to) meaning = besideLonger(span, at);
    found.settle(at, meaning, marksOf(meaning));
    if (to - from > 1) {
      goingOn[goingOnCount] = at;
      goingOnCount += 1;
    }
  }
}

/** The longer phrases before the one that is looked at which reach it or a word behind. */
const goingOn: number[] = [];
let goingOnCount = 0;

/** Forgets those that end before a word, or begin too long before it. */
function letGoBefore(found: FoundPhrases, from: number): void {
  let kept = 0;
  for (let at = 0; at < goingOnCount; at += 1) {
    const phrase = goingOn[at] ?? 0;
    if (found.toAt(phrase) <= from || found.fromAt(phrase) < from - longestPhrase) continue;
    goingOn[kept] = phrase;
    kept += 1;
  }
  goingOnCount = kept;
}

/** One past the last word of the longest phrase that begins where another does. */
function endOfLongest({ found, endPhrase }: Span, first: number): number {
  const from = found.fromAt(first);
  let end = 0;
  for (let at = first; at < endPhrase && found.fromAt(at) === from; at += 1)
    end = Math.max(end, found.toAt(at));
  return end;
}

/** What a phrase means beside the longer ones around it; those before it are settled. */
function besideLonger({ found, endPhrase }: Span, phrase: number): number {
  const from = found.fromAt(phrase);
  const to = found.toAt(phrase);
  let meaning = found.meaningAt(phrase);
  for (let at = goingOnCount - 1; at >= 0; at -= 1) {
    const longer = goingOn[at] ?? 0;
    const end = found.toAt(longer);
    if (end > to || (end === to && found.fromAt(longer) < from))
      meaning = meaningWithin(meaning, found.settledAt(longer) ?? 0);
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
