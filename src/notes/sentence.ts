import { datesIn, isBefore, type NamedDate } from './dates.ts';
import type { Meaning, Mention } from './phrase-trie.ts';
import { type PhraseClass, phrases, tell, topicOf } from './phrases.ts';
import type { Span } from './sentences.ts';
import type { Token } from './tokens.ts';
import type { Doubt } from './types.ts';

/** What a rule doesn't mind about the words around it. */
export type Allowance = 'history' | 'historical' | 'planned' | 'question';

/** A phrase of one kind among the tokens of a sentence. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** In these, words are a question, advice or about another person, whatever they say. */
const sectionDoubts: Readonly<Partial<Record<Span['section'], Doubt>>> = {
  family: 'someone else',
  history: 'before the episode',
  instructions: 'hypothetical',
  question: 'no place for findings',
  technique: 'no place for findings',
  comparison: 'no place for findings',
};

const sectionAllowances: Readonly<Partial<Record<Span['section'], Allowance>>> = {
  history: 'history',
  question: 'question',
};

/** One sentence with the phrases in it, and what its words say about whether, when and of whom they hold. */
export class Sentence {
  readonly span: Span;
  readonly #byKind = new Map<string, Place[]>();
  readonly #mentions: readonly Mention[];
  readonly #clauseEnds: readonly number[];
  #statementEnds: readonly number[] | undefined;
  readonly #denials: readonly Place[];
  #hasSigns: boolean | undefined;
  /** Why nothing is stated, from the form of the sentence alone. */
  #form: Doubt | 'none' | undefined;
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
    this.#denials = this.of('negation');
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

  /**
   * Whether the words deny what stands at a place.
   * @param told places whose own words deny nothing: "no feeling" of "no feeling in the groin"
   */
  isDenied(place: Place, told: readonly Place[] = []): boolean {
    const sign = this.#signBefore(place);
    if (sign !== undefined) return sign === '-';
    const clause = this.statementOf(place);
    for (const one of this.#denials) {
      const mark = this.tokens[one.from - 1]?.word;
      const isAfterColon = mark === ':' || mark === '-' || mark === '(';
      const isLast = one.to >= clause.to || isStop(this.tokens[one.to]);
      // "Red flags (fever, numb saddle): none" answers all that stands in the brackets.
      const isOfList = mark === ':' && this.tokens[one.from - 2]?.word === ')';
      const isBehind = one.from >= place.to && (isOfList || one.from - place.to <= 3);
      if (isAfterColon && isLast && isBehind) return true;
      if (one.from < clause.from || one.from >= place.from) continue;
      if (told.some(({ from, to }) => from <= one.from && one.to <= to)) continue;
      if (place.from < one.to || (isAfterColon && isLast)) continue;
      if (!this.#isReasserted(one, place)) return true;
    }
    if (this.#isTickedNo(place) || this.#isMarkedNo(place)) return true;
    if (this.#isAnsweredNo(place)) return true;
    return this.of('negation-after').some(
      (one) => one.from >= place.to && one.from < clause.to && one.from - place.to <= 12,
    );
  }

  /** "Foot drop N", "foot drop: N", "cauda equina symptoms: N" in a list. */
  #isTickedNo({ to }: Place): boolean {
    const isMark = ({ word }: Token): boolean => word === ':' || word === '-';
    const mark = this.tokens.slice(to, to + 3).findIndex(isMark);
    const at = mark < 0 ? to : to + mark + 1;
    const next = this.tokens[at + 1];
    return this.tokens[at]?.word === 'n' && (next === undefined || isStop(next));
  }

  /** "Foot drop? No", "incontinence [ ] yes [x] no". */
  #isAnsweredNo({ to }: Place): boolean {
    const asked = this.tokens.findIndex(({ word }, at) => at >= to && word === '?');
    const answer = this.tokens[asked + 1]?.word ?? '';
    if (asked >= 0 && noes.has(answer)) return true;
    return this.tokens.some(({ word }, at) => at >= to && word === 'no' && this.#isTicked(at));
  }

  /** "[x] no". */
  #isTicked(at: number): boolean {
    return this.tokens[at - 1]?.word === ']' && this.tokens[at - 2]?.word === 'x';
  }

  /** "Neg fever, neg incontinence" before a place, "fever (-)" behind it. */
  #isMarkedNo({ from, to }: Place): boolean {
    const before = this.tokens[from - 1]?.word;
    if (before === 'neg' || before === 'negative') {
      const mark = this.tokens[from - 2];
      if (mark === undefined || isStop(mark) || mark.word === ':') return true;
    }
    const [open, sign, close] = this.tokens.slice(to, to + 3).map(({ word }) => word);
    return open === '(' && sign === '-' && close === ')';
  }

  /** The last sign of a list before a place: "(-) fever, chills (+) numbness", "fever, - weakness". */
  #signBefore({ from }: Place): string | undefined {
    this.#hasSigns ??= this.tokens.some(({ word }) => word === '-' || word === '+');
    if (!this.#hasSigns) return undefined;
    for (let at = from - 1; at > 0; at -= 1) {
      const word = this.tokens[at]?.word;
      const before = this.tokens[at - 1]?.word;
      if (word !== '-' && word !== '+') continue;
      const isBracketed = before === '(' && this.tokens[at + 1]?.word === ')';
      const isListed = at === from - 1 && (before === ',' || before === ';');
      if (isBracketed || isListed) return word;
    }
    return undefined;
  }

  /**
   * Why a phrase isn't said of the patient now; undefined where it is. Denial is asked for apart.
   * @param allowed what the rule doesn't mind
   * @param since a date before this day makes it a matter of the past
   */
  doubtAt(
    place: Place,
    options: {
      readonly allowed?: ReadonlySet<Allowance>;
      readonly suspected?: boolean;
      readonly since?: string;
    } = {},
  ): Doubt | undefined {
    const { allowed, suspected = false, since } = options;
    const clause = this.statementOf(place);
    const allowance = sectionAllowances[this.span.section];
    if (allowance === undefined || allowed?.has(allowance) !== true) {
      const section = sectionDoubts[this.span.section];
      if (section !== undefined) return section;
    }
    this.#form ??= this.#isTemplate() ? 'a template' : this.#isQuestion() ? 'uncertain' : 'none';
    if (this.#form !== 'none') return this.#form;
    if (this.#isOfSomeoneElse(place, clause)) return 'someone else';
    if (this.#isHypothetical(place, clause, allowed?.has('planned') === true))
      return 'hypothetical';
    if (allowed?.has('historical') !== true && this.#isHistorical(place, clause, since)) {
      return 'before the episode';
    }
    if (this.hasWithin('fear', clause) && !this.hasWithin('current', clause)) return 'uncertain';
    if (this.#isQueried(place) && !suspected) return 'uncertain';
    const sure = suspected && this.hasWithin('suspected', clause);
    return this.hasWithin('uncertain', clause) && !sure ? 'uncertain' : undefined;
  }

  /** "?urgent referral": a question mark in front doubts what follows it up to the next comma. */
  #isQueried(place: Place): boolean {
    const { from } = this.chunkOf(place);
    return this.tokens.slice(from, place.from).some(({ word }) => word === '?');
  }

  #isTemplate(): boolean {
    const [first, second] = this.tokens;
    if (this.tokens.some(({ word }) => word === '{')) return true;
    const isOffered = this.tokens.some(
      ({ word }, at) =>
        word === ']' && this.tokens[at - 1]?.word === '[' && isAnswer(this.tokens[at + 1]),
    );
    const isGiven = this.tokens.some((token, at) => isAnswer(token) && this.#isTicked(at));
    if (isOffered && !isGiven) return true;
    if (first?.word === '☐' || (first?.word === '[' && second?.word === ']')) return true;
    return this.has('template');
  }

  /** "Does the patient have saddle anesthesia?" asks; what a patient writes tells all the same. */
  #isQuestion(): boolean {
    if (this.tokens.at(-1)?.word !== '?') return false;
    return !this.tokens.some(({ word }) => firstPerson.has(word));
  }

  #isOfSomeoneElse(place: Place, clause: Place): boolean {
    if (this.has('informant')) return false;
    return this.of('family').some(
      (one) => one.from < place.from || (one.from >= clause.from && one.from < clause.to),
    );
  }

  #isHypothetical(place: Place, clause: Place, isPlanAllowed: boolean): boolean {
    const conditions = this.of('hypothetical');
    if (conditions.some((one) => one.from <= place.from)) return true;
    if (this.#isAdvice(conditions.length > 0)) return true;
    if (this.has('payer') || this.has('education')) return true;
    if (this.has('to-patient') && !this.tokens.some(({ word }) => firstPerson.has(word)))
      return true;
    return !isPlanAllowed && this.hasWithin('possible-later', clause);
  }

  /** "Call at once with weakness of the legs", "For loss of bladder control go to the emergency room". */
  #isAdvice(isConditional: boolean): boolean {
    const at = this.tokens.findIndex(({ word }) => word >= 'a');
    const first = this.tokens[at]?.word ?? '';
    const next = this.tokens[at + 1]?.word ?? '';
    if (orders.has(first)) return !ofCalls.has(next);
    if (!isConditional) return false;
    return first === 'any' || conditionalOrders.has(first) || (first === 'for' && next >= 'a');
  }

  #isHistorical(place: Place, clause: Place, since: string | undefined): boolean {
    const isNow = this.of('current').some(
      (one) => one.from >= clause.from && one.from < clause.to && !this.isDenied(one),
    );
    if (isNow) return false;
    if (this.hasWithin('historical', clause)) return true;
    const isAhead = ({ to }: Place): boolean =>
      to <= place.from && place.from - to <= 3 && !this.tokens.slice(to, place.from).some(isComma);
    if (this.of('historical-ahead').some(isAhead)) return true;
    if (since === undefined) return false;
    return this.pastDates.some(
      ({ from, value }) => from >= clause.from && from < clause.to && isBefore(value, since),
    );
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

  /** Whether a part of a list between a denial and a place states something of its own: "no X, Y since Friday". */
  #isReasserted(denial: Place, place: Place): boolean {
    const chunk = this.chunkOf(place);
    if (chunk.from <= denial.from) return false;
    const first = this.tokens[chunk.from]?.word ?? '';
    if (first === 'or' || first === 'nor' || first === 'and') return false;
    return this.hasWithin('assertion', chunk) && !this.hasWithin('negation-after', chunk);
  }
}

/** A sentence that begins with one of these speaks to the patient. */
const orders: ReadonlySet<string> = new Set(['call', 'go', 'seek', 'contact', 'notify', 'tell']);

/** "Call from his wife", "call placed": a call that was made. */
const ofCalls: ReadonlySet<string> = new Set(
  'from received placed made log back by was to returned taken in'.split(' '),
);

/** These do where a condition is named as well. */
const conditionalOrders: ReadonlySet<string> = new Set([
  'return',
  'come',
  'phone',
  'ring',
  'watch',
]);

const noes: ReadonlySet<string> = new Set(['no', 'none', 'denie', 'denies', 'denied']);

/** A patient writes of himself, and of what "you" did. */
const firstPerson: ReadonlySet<string> = new Set(['my', 'me', 'i']);

function isOfSeveralWords({ from, to }: Mention): boolean {
  return to - from > 1;
}

function isAnswer(token: Token | undefined): boolean {
  return token?.word === 'yes' || token?.word === 'no';
}

function isStop(token: Token | undefined): boolean {
  const word = token?.word;
  return word === ',' || word === '.' || word === ';' || word === ')';
}

function isComma(token: Token | undefined): boolean {
  return token?.word === ',';
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

/** The phrases of a sentence. */
export function sentenceOf(span: Span, noteDate: string): Sentence {
  return new Sentence(span, phrases.mentionsIn(span.tokens), noteDate);
}

/** Classes without which no reader finds anything in a sentence. */
const told: readonly PhraseClass[] = [
  ...(['therapy', 'drug', 'injection', 'conservative', 'session', 'self-treatment'] as const),
  ...(['care-start', 'care-end'] as const),
  ...(['effect-none', 'effect-good', 'effect-resolved', 'effect-partial', 'still'] as const),
  ...([
    'leg-muscle',
    'arm-muscle',
    'strength',
    'full-strength',
    'strength-noun',
    'other-signs',
    'no-weakness',
    'radicular-place',
  ] as const),
  ...(['film', 'mri-study', 'no-fracture', 'deformity', 'fracture-seen', 'equivocal'] as const),
  ...(['acuity-unknown', 'non-diagnostic', 'op-fusion', 'op-anterior', 'op-augmentation'] as const),
  ...([
    'op-discectomy',
    'op-decompression',
    'op-unnamed',
    'epidural',
    'in-person',
    'seen-for',
    'remote',
  ] as const),
  ...(['review', 'onset-word', 'changed', 'elsewhere'] as const),
];

for (const kind of told) tell(kind);

/** The phrases of a sentence; undefined where none of them is what any reader begins with. */
export function tellingSentence(span: Span, noteDate: string): Sentence | undefined {
  const mentions = phrases.mentionsIn(span.tokens);
  return mentions.some(({ meaning }) => meaning.isTelling)
    ? new Sentence(span, mentions, noteDate)
    : undefined;
}
