import { addDays } from './calendar.ts';
import { datesIn, type NamedDate, ofDates } from './dates.ts';
import type { Kind, KindSet } from './kinds.ts';
import { classOf, type PhraseClass } from './phrases.ts';
import { type Place, SentencePhrases } from './sentence-phrases.ts';
import type { Span } from './span.ts';
import { isComma, type Token } from './tokens.ts';
import type { WordList } from './word-lists.ts';
import { sign } from './words.ts';

export type { Place } from './sentence-phrases.ts';

/**
 * The words of one sentence: which phrases stand where, and how clauses, statements and lists part them. What nobody
 * asks for is not found out.
 */
export class SentenceWords {
  readonly span: Span;
  #knownPhrases: SentencePhrases | undefined;
  #tokens: readonly Token[] | undefined;
  #lists: readonly number[] | undefined;
  /** The kinds that were asked for, and where each stands: a few of each sentence. */
  #asked: Kind[] | undefined;
  #places: (readonly Place[])[] | undefined;
  #clauseEnds: readonly number[] | undefined;
  #statementEnds: readonly number[] | undefined;
  readonly #noteDate: string;
  #pastDates: readonly NamedDate[] | undefined;
  #futureDates: readonly NamedDate[] | undefined;
  /** What was looked for in the whole sentence, and what was found: see {@link once}. */
  #finders: unknown[] | undefined;
  #findings: unknown[] | undefined;

  constructor(span: Span, noteDate: string) {
    this.span = span;
    this.#noteDate = noteDate;
  }

  #phrases(): SentencePhrases {
    this.#knownPhrases ??= new SentencePhrases(this.span);
    return this.#knownPhrases;
  }

  get tokens(): readonly Token[] {
    this.#tokens ??= this.span.tokens();
    return this.#tokens;
  }

  /** What a function finds in the sentence, found once: several readers ask for the same. */
  once<Finding>(find: (sentence: this) => Finding): Finding {
    this.#finders ??= [];
    this.#findings ??= [];
    const at = this.#finders.indexOf(find);
    if (at >= 0) return this.#findings[at] as Finding;
    const finding = find(this);
    this.#finders.push(find);
    this.#findings.push(finding);
    return finding;
  }

  /** The numbers of the rules that may hold in the sentence, in the order of the phrases that they begin with. */
  rules(): readonly number[] {
    return this.#phrases().rules();
  }

  /** Where phrases of a class or of a rule stand. */
  of(name: PhraseClass): readonly Place[] {
    return this.ofKind(classOf(name));
  }

  ofKind(kind: Kind): readonly Place[] {
    if (!this.#phrases().kinds.has(kind)) return none;
    if (this.#asked === undefined || this.#places === undefined) {
      const places = this.#phrases().ofKind(kind);
      this.#asked = [kind];
      this.#places = [places];
      return places;
    }
    const at = this.#asked.indexOf(kind);
    const known = at < 0 ? undefined : this.#places[at];
    if (known !== undefined) return known;
    const places = this.#phrases().ofKind(kind);
    this.#asked.push(kind);
    this.#places.push(places);
    return places;
  }

  has(name: PhraseClass): boolean {
    return this.#phrases().kinds.has(classOf(name));
  }

  /** The days, months and years that the sentence names, as they lie before the note. */
  get pastDates(): readonly NamedDate[] {
    this.#pastDates ??= this.span.hasSign(ofDates)
      ? datesIn(this.tokens, this.#noteDate, 'past')
      : [];
    return this.#pastDates;
  }

  /** The month of the note, as dates have it. */
  get noteMonth(): string {
    return this.#noteDate.slice(0, 7);
  }

  get futureDates(): readonly NamedDate[] {
    this.#futureDates ??= this.span.hasSign(ofDates)
      ? datesIn(this.tokens, this.#noteDate, 'future')
      : [];
    return this.#futureDates;
  }

  /**
   * Whether a date is of a day to come, though without a year it could be one of last year: "next session 9/30",
   * "through 12/1".
   */
  isAhead(at: number): boolean {
    const before = this.tokens.slice(Math.max(0, at - wordsAhead), at);
    if (!before.some(({ word }) => aheadWords.has(word))) return false;
    // "Steady until last Sunday".
    if (before.at(-1)?.word === 'last') return false;
    const last = addDays(this.#noteDate, daysAhead);
    return this.futureDates.some(({ from, value }) => from === at && value <= last);
  }

  /**
   * Whether a date without a year is of a day to come, whatever stands before it: of the next weeks, where the last such day was
   * most of a year ago.
   */
  isLikelyAhead({ from, value }: NamedDate): boolean {
    if (value >= addDays(this.#noteDate, -longAgo)) return false;
    const soon = addDays(this.#noteDate, nextWeeks);
    return this.futureDates.some(
      (one) => one.from === from && one.value <= soon && one.value > value,
    );
  }

  /** The clause around a place: what stands between two words such as "but" and "which". */
  clauseOf(place: Place): Place {
    return this.#between(this.#endsOfClauses(), place);
  }

  /** The part of a clause around a place for which one denial or one doubt holds. */
  statementOf(place: Place): Place {
    this.#statementEnds ??= this.#statements();
    return this.#between(this.#statementEnds, place);
  }

  #endsOfClauses(): readonly number[] {
    this.#clauseEnds ??= this.of('break')
      .map(({ from }) => from)
      .filter((from) => !this.#isInserted(from));
    return this.#clauseEnds;
  }

  /** "He denies, however, any numbness", "an episode years ago in which his legs were weak": it ends no clause. */
  #isInserted(at: number): boolean {
    const word = this.tokens[at]?.word;
    if (word === 'which') return within.has(this.tokens[at - 1]?.word ?? '') || this.#tellsLoss(at);
    if (word !== 'however') return false;
    const before = isComma(this.tokens[at - 1]) ? at - 2 : at - 1;
    return beforeInserted.has(this.tokens[before]?.word ?? '');
  }

  /** "Her saddle area, which is numb". */
  #tellsLoss(at: number): boolean {
    const verb = this.tokens[at + 1]?.word ?? '';
    return being.has(verb) && losses.has(this.tokens[at + 2]?.word ?? '');
  }

  #between(ends: readonly number[], { from }: Place): Place {
    let begin = 0;
    for (const end of ends) {
      if (end > from) return { from: begin, to: end };
      begin = end;
    }
    return { from: begin, to: this.span.length };
  }

  /** The part of a statement around a place that commas bound. */
  chunkOf(place: Place): Place {
    const statement = this.statementOf(place);
    if (!this.span.hasSign(sign.comma)) return statement;
    let from = Math.min(place.from, statement.to);
    while (from > statement.from && !isComma(this.tokens[from - 1])) from -= 1;
    let to = Math.max(place.to, statement.from);
    while (to < statement.to && !isComma(this.tokens[to])) to += 1;
    return { from: Math.max(from, statement.from), to: Math.min(to, statement.to) };
  }

  /** Whether any word of the sentence stands in a list. */
  hasOf(list: WordList): boolean {
    this.#lists ??= this.span.lists();
    return list.isAmong(this.#lists);
  }

  /** Whether a phrase of any of some classes stands in the sentence. */
  hasAny(classes: KindSet): boolean {
    return this.#phrases().kinds.meets(classes);
  }

  /** Whether phrases of all of some kinds stand in the sentence. */
  hasEach(kinds: readonly Kind[]): boolean {
    return this.#phrases().kinds.hasEach(kinds);
  }

  hasWithin(name: PhraseClass, within: Place): boolean {
    const kind = classOf(name);
    return this.#phrases().kinds.has(kind) && this.#phrases().hasWithin(kind, within);
  }

  /** "NSAIDs, PT, gabapentin": a treatment in a list, and not the patient who begins a statement. */
  #isListed(at: number): boolean {
    return this.tokens[at]?.word === 'pt' && inLists.has(this.tokens[at + 1]?.word ?? '.');
  }

  /** "No PT has been done": the treatment of which that is denied, and not the patient who has something. */
  #isDeniedTreatment(at: number): boolean {
    return this.tokens[at]?.word === 'pt' && denials.has(this.tokens[at - 1]?.word ?? '');
  }

  /** Where statements end: with their clause, and where another begins: "…, now with …", "… and he has …". */
  #statements(): readonly number[] {
    // "Was told in 2009 that he had", "incontinent as she has been since 2019" go on.
    const begun = this.of('new-statement').filter(
      ({ from }) =>
        !goesOnBehind.has(this.tokens[from - 1]?.word ?? '') && !this.#isDeniedTreatment(from),
    );
    const ends = [...this.#endsOfClauses(), ...begun.map(({ from }) => from)];
    for (const { from } of this.of('clause-start')) {
      const before = this.tokens[from - 1]?.word;
      if (this.#isListed(from)) continue;
      if (before === ',' || before === ';' || before === ')') ends.push(from);
    }
    if (this.span.hasSign(sign.form))
      for (const [at, { word }] of this.tokens.entries()) if (word === ')') ends.push(at);
    return ends.sort((one, other) => one - other);
  }
}

const beforeInserted: ReadonlySet<string> = new Set(
  'denie denies denied deny denying not never'.split(' '),
);

const being: ReadonlySet<string> = new Set(['is', 'are', 'feel', 'seem', 'has']);
const losses: ReadonlySet<string> = new Set(
  'numb weak weaker poor gone lost absent dead limp floppy flaccid reduced decreased diminished insensate paralyzed paralysed'.split(
    ' ',
  ),
);
const within: ReadonlySet<string> = new Set(['in', 'during']);

const goesOnBehind: ReadonlySet<string> = new Set(['that', 'as']);

const denials: ReadonlySet<string> = new Set(
  'no any nor without formal prior previous further'.split(' '),
);

const inLists: ReadonlySet<string> = new Set([',', ';', '.', ')', '/', '+', 'and', 'or', 'x']);

const wordsAhead = 3;
const daysAhead = 120;
const aheadWords: ReadonlySet<string> = new Set(
  'next planned plan scheduled sched schedule booked through thru until till due expected upcoming'.split(
    ' ',
  ),
);

const none: readonly Place[] = [];

const longAgo = 250;
const nextWeeks = 90;

/** Whether a place begins within another. */
export function isWithin(one: Place, { from, to }: Place): boolean {
  return one.from >= from && one.from < to;
}
