import { datesIn, type NamedDate } from './dates.ts';
import type { Meaning, Mention } from './phrase-trie.ts';
import { type PhraseClass, topicOf } from './phrases.ts';
import type { Span } from './sentences.ts';
import { isComma, type Token } from './tokens.ts';

/** A phrase of one kind among the tokens of a sentence. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** The words of one sentence: which phrases stand where, and how clauses, statements and lists part them. */
export class SentenceWords {
  readonly span: Span;
  readonly #byKind = new Map<string, Place[]>();
  readonly #mentions: readonly Mention[];
  readonly #clauseEnds: readonly number[];
  #statementEnds: readonly number[] | undefined;
  #hasSigns: boolean | undefined;
  readonly #noteDate: string;
  #pastDates: readonly NamedDate[] | undefined;
  #silencing: readonly Mention[] | undefined;

  constructor(span: Span, mentions: readonly Mention[], noteDate: string) {
    this.span = span;
    this.#noteDate = noteDate;
    this.#mentions = mentions;
    const phrases = mentions.filter(isOfSeveralWords);
    let begin = 0;
    for (const mention of mentions) {
      if (this.#isSideWithGrade(mention)) continue;
      while ((phrases[begin]?.from ?? mention.from) < mention.from - longestPhrase) begin += 1;
      const longer = phrases.length === begin ? none : longerThan(mention, phrases, begin);
      for (const kind of mention.meaning.kinds) {
        if (longer.length > 0 && longer.some((one) => isSwallowed(kind, one))) continue;
        const places = this.#byKind.get(kind);
        if (places === undefined) this.#byKind.set(kind, [mention]);
        else places.push(mention);
      }
    }
    this.#clauseEnds = this.of('break').map(({ from }) => from);
  }

  get tokens(): readonly Token[] {
    return this.span.tokens;
  }

  /** The kinds of rules' phrases that stand in the sentence. */
  get kinds(): Iterable<string> {
    return this.#byKind.keys();
  }

  /** "Triceps L 4/5" names a side and a grade; "L4/5", without a space, a level. */
  #isSideWithGrade({ from, to }: Place): boolean {
    const letter = this.tokens[from];
    const number = this.tokens[from + 1];
    if (letter?.word !== 'l' || to - from !== 2 || number === undefined) return false;
    if (!(Number(number.word) <= 5) || letter.end === number.start) return false;
    const sign = this.tokens[to]?.word;
    const at = sign === '+' || sign === '-' ? to + 1 : to;
    return this.tokens[at]?.word === '/' && this.tokens[at + 1]?.word === '5';
  }

  /** Where phrases of a class or of a rule stand. */
  of(kind: PhraseClass): readonly Place[] {
    return this.ofRule(kind);
  }

  ofRule(kind: string): readonly Place[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** Where words stand that silence a rule. */
  silencing(rule: string): readonly Place[] {
    this.#silencing ??= this.#mentions.filter(({ meaning }) => meaning.silenced.length > 0);
    return this.#silencing.filter(({ meaning }) => meaning.silenced.includes(rule));
  }

  has(kind: PhraseClass): boolean {
    return this.#byKind.has(kind);
  }

  /** The days, months and years that the sentence names, as they lie before the note. */
  get pastDates(): readonly NamedDate[] {
    this.#pastDates ??= datesIn(this.tokens, this.#noteDate, 'past');
    return this.#pastDates;
  }

  get futureDates(): readonly NamedDate[] {
    return datesIn(this.tokens, this.#noteDate, 'future');
  }

  /** The clause around a place: what stands between two words such as "but" and "which". */
  clauseOf(place: Place): Place {
    return this.#between(this.#clauseEnds, place);
  }

  /** The part of a clause around a place for which one denial or one doubt holds. */
  statementOf(place: Place): Place {
    this.#statementEnds ??= this.#statements();
    return this.#between(this.#statementEnds, place);
  }

  #between(ends: readonly number[], { from }: Place): Place {
    let begin = 0;
    for (const end of ends) {
      if (end > from) return { from: begin, to: end };
      begin = end;
    }
    return { from: begin, to: this.tokens.length };
  }

  /** The part of a statement around a place that commas bound. */
  chunkOf(place: Place): Place {
    const clause = this.statementOf(place);
    let { from, to } = clause;
    for (let at = clause.from; at < clause.to; at += 1) {
      if (!isComma(this.tokens[at])) continue;
      if (at < place.from) from = at + 1;
      else if (at >= place.to) {
        to = at;
        break;
      }
    }
    return { from, to };
  }

  hasWithin(kind: PhraseClass, { from, to }: Place): boolean {
    return this.of(kind).some((one) => one.from >= from && one.from < to);
  }

  /** Whether a sign of a list stands anywhere: "(-) fever, (+) numbness". */
  get hasSigns(): boolean {
    this.#hasSigns ??= this.tokens.some(({ word }) => word === '-' || word === '+');
    return this.#hasSigns;
  }

  /** Where statements end: with their clause, and where another begins: "…, now with …", "… and he has …". */
  #statements(): readonly number[] {
    const ends = [...this.#clauseEnds, ...this.of('new-statement').map(({ from }) => from)];
    for (const { from } of this.of('clause-start')) {
      const before = this.tokens[from - 1]?.word;
      if (before === ',' || before === ';' || before === ')') ends.push(from);
    }
    for (const [at, { word }] of this.tokens.entries()) if (word === ')') ends.push(at);
    return ends.sort((one, other) => one - other);
  }
}

function isOfSeveralWords({ from, to }: Mention): boolean {
  return to - from > 1;
}

const none: readonly Meaning[] = [];

/** No phrase has more words. */
const longestPhrase = 14;

/** The longer phrases that a phrase is part of, among those from a place on. */
function longerThan(
  { from, to }: Mention,
  phrases: readonly Mention[],
  begin: number,
): readonly Meaning[] {
  let longer: Meaning[] | undefined;
  for (let at = begin; at < phrases.length; at += 1) {
    const other = phrases[at];
    if (other === undefined || other.from > from) break;
    if (other.to < to || other.to - other.from <= to - from) continue;
    longer ??= [];
    longer.push(other.meaning);
  }
  return longer ?? none;
}

/**
 * The longest phrase of a topic is what its words mean. A word of context inside a phrase of treatment or of a rule
 * belongs to that phrase too: "no relief" denies nothing else. A denial in a rule's phrase ("no pain") holds for others.
 */
function isSwallowed(kind: string, { topics }: Meaning): boolean {
  const topic = topicOf(kind);
  if (topics.includes(topic)) return true;
  if (topic !== 'context') return false;
  for (const one of topics) {
    if (one === 'treatment' || one === 'visits') return true;
    if (one.startsWith('rule ') && kind !== 'negation') return true;
  }
  return false;
}
