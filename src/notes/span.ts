import type { FoundPhrases } from './found-phrases.ts';
import { lead } from './kinds.ts';
import type { Section } from './sections.ts';
import { type Sex, sexOfPatientIn } from './sex-of-patient.ts';
import { type Teller, tellerIn } from './tellers.ts';
import type { Token, Tokens } from './tokens.ts';
import { listsOf } from './word-lists.ts';
import { addListed, addSign, sign, type Word } from './words.ts';

/** What all sentences of a text have in common: its tokens, and the phrases among them. */
export interface TextParts {
  readonly tokens: Tokens;
  readonly found: FoundPhrases;
  /** Whether somebody else than the patient wrote it; found out once it is asked. */
  isOfProxy?: boolean;
  /** Of which sex the patient is; null where it is not plain, and missing until it is asked. */
  sexOfPatient?: Sex | null;
  /** Who tells of the patient where the text opens; null where nobody says so, and missing until it is asked. */
  teller?: Teller | null;
}

/** Where a sentence stands in its text. */
export interface SpanPlace {
  readonly section: Section;
  /** The name of the heading that it stands under; empty where none is known. */
  readonly heading: string;
  /** The first of its line. */
  readonly opensLine: boolean;
}

/** What of its text's parts a sentence has. */
export interface SpanParts {
  readonly firstToken: number;
  /** One past the last. */
  readonly endToken: number;
  readonly firstPhrase: number;
  readonly endPhrase: number;
  /** What looks for any of its phrases before anything else, a bit each: see {@link lead}. */
  readonly leads: number;
  /** What rules look for beside others, likewise: see `addJoint`. */
  readonly joints: number;
  /** What any of its words is, a bit each: see `sign`. */
  readonly signs: number;
}

addSign(sign.writer, ['my', 'proxy'], addListed);

/** "My dad can't feel his bottom": a text without any word of `sign.writer` is no such. */
function isOfProxy(text: string): boolean {
  return ofProxy.test(text) || (ofRelative.test(text) && !ofWriter.test(text));
}

/** Who writes says for whom. */
const ofProxy =
  /\b(?:(?:mom|mum|dad|mother|father|parent|wife|husband)'?s proxy|subject: my (?:dad|mom|mum|mother|father|husband|wife|son|daughter)\b|i (?:help|handle|manage|write for) (?:my )?(?:dad|mom|mum|mother|father|husband|wife|parents)\b|(?:daughter|son|wife|husband|spouse|caregiver), proxy|writing (?:for|on behalf of) my(?! (?:patient|pt|client)))\b/i;

const ofRelative =
  /\bmy (?:dad|mom|mum|mother|father|husband|wife|son|daughter|grand(?:mother|father|ma|pa)|spouse|partner|aunt|uncle)\b/i;
const ofWriter =
  /\bmy (?:own|low(?:er)?|upper|mid|back|neck|legs?|foot|feet|arms?|hands?|pain|bladder|groin|symptoms?|hip|sciatica|therap|pt\b|injection|mri)|\bi (?:have|had|am|was|still|did|do|feel|felt|fell|went|can'?t|cannot|took|take|tried|finished|started|hurt|wake|sleep|sit|lay|lie|walk|stand|bend|lift|get|got|use|wear|need|pee|also)\b/i;

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

const longestPart = 200;

/** Where a text opens, it says who calls or writes. */
const longestOpening = 160;

/** "Has ____ weeks of therapy including ____". */
const blankInside =
  /_{3,}\s*(?:weeks?|wks?|days?|months?|of|and|with|without|sessions?|visits?|\/)/i;

/** So many letters tell a blank. */
const longestBlank = 8;

/**
 * A stretch of a note that stands for itself: a sentence, a list item, a part before a semicolon. Its words and phrases
 * are made when they are asked for, each time anew: a note has thousands, and few sentences are looked at twice.
 */
export class Span {
  readonly start: number;
  readonly end: number;
  /** Where a quotation of it ends: behind the answer where it is a question that the next line answers. */
  readonly quoteEnd: number;
  readonly section: Section;
  readonly heading: string;
  readonly opensLine: boolean;
  /** How many tokens it has. */
  readonly length: number;
  readonly #text: TextParts;
  readonly #parts: SpanParts;
  readonly #leads: number;
  readonly #joints: number;
  readonly #signs: number;
  /** Where quotation marks stand in its text; found once they are asked for. */
  #marks: readonly number[] | undefined;

  constructor(
    text: TextParts,
    parts: SpanParts,
    { section, heading, opensLine }: SpanPlace,
    quoteEnd?: number,
  ) {
    const { firstToken, endToken } = parts;
    this.start = text.tokens.startAt(firstToken);
    this.end = text.tokens.endAt(endToken - 1);
    this.quoteEnd = quoteEnd ?? this.end;
    this.section = section;
    this.heading = heading;
    this.opensLine = opensLine;
    this.length = endToken - firstToken;
    this.#text = text;
    this.#parts = parts;
    this.#leads = parts.leads;
    this.#joints = parts.joints;
    this.#signs = parts.signs;
  }

  /**
   * The same words in another section.
   * @param quoteEnd where a quotation of it ends, where that is behind it
   */
  inSection(section: Section, quoteEnd = this.quoteEnd): Span {
    const { heading, opensLine } = this;
    return new Span(this.#text, this.#parts, { section, heading, opensLine }, quoteEnd);
  }

  tokens(): readonly Token[] {
    return this.#text.tokens.slice(this.#parts.firstToken, this.#parts.endToken);
  }

  tokenAt(at: number): Token | undefined {
    if (at < 0 || at >= this.length) return undefined;
    return this.#text.tokens.tokenAt(this.#parts.firstToken + at);
  }

  /** A token as it is compared; undefined where there is none. */
  wordAt(at: number): string | undefined {
    if (at < 0 || at >= this.length) return undefined;
    return this.#text.tokens.wordAt(this.#parts.firstToken + at);
  }

  /** What a token is in phrases. */
  knownAt(at: number): Word | undefined {
    if (at < 0 || at >= this.length) return undefined;
    return this.#text.tokens.knownAt(this.#parts.firstToken + at);
  }

  /** The phrases of its text; its own are those from {@link firstPhrase} on, in the order of their first token. */
  get found(): FoundPhrases {
    return this.#text.found;
  }

  get firstPhrase(): number {
    return this.#parts.firstPhrase;
  }

  /** One past the last. */
  get endPhrase(): number {
    return this.#parts.endPhrase;
  }

  /** The lists that any of its words stands in, a bit each: see `WordList`. */
  lists(): readonly number[] {
    return listsOf(this.#text.tokens, this.#parts.firstToken, this.#parts.endToken);
  }

  /** Whether any word of its text is what a bit of `sign` says. */
  textHasSign(bit: number): boolean {
    return (this.#text.tokens.signs & bit) !== 0;
  }

  /** Whether somebody else wrote the text for the patient: it tells of a relative, and of no complaint of its writer's. */
  isWrittenForAnother(): boolean {
    const parts = this.#text;
    parts.isOfProxy ??= this.textHasSign(sign.writer) && isOfProxy(parts.tokens.text);
    return parts.isOfProxy;
  }

  /** Of which sex the patient is, where the text speaks of men and of women. */
  sexOfPatient(): Sex | undefined {
    const parts = this.#text;
    if (parts.sexOfPatient === undefined) {
      const isOfBoth = this.textHasSign(sign.masculine) && this.textHasSign(sign.feminine);
      parts.sexOfPatient = (isOfBoth ? sexOfPatientIn(parts.tokens.text) : undefined) ?? null;
    }
    return parts.sexOfPatient ?? undefined;
  }

  /** Who tells of the patient where the text opens, and in the sentence before a place of the text. */
  tellers(place: number): readonly Teller[] {
    const parts = this.#text;
    const { text } = parts.tokens;
    parts.teller ??= tellerIn(text.slice(0, longestOpening)) ?? null;
    const own = place > longestOpening ? tellerIn(text.slice(this.start, place)) : undefined;
    return [parts.teller ?? own, own].filter((one) => one !== undefined && one !== null);
  }

  /** The words of its line before it, since the last full stop. */
  partBefore(): string {
    const { text } = this.#text.tokens;
    if (this.opensLine || !/;\s*$/.test(text.slice(Math.max(0, this.start - 3), this.start)))
      return '';
    const line = text.slice(Math.max(0, this.start - longestPart), this.start);
    return line.slice(Math.max(line.lastIndexOf('\n'), line.lastIndexOf('. ')) + 1);
  }

  /** What stands behind the semicolon that it ends with, up to the next full stop. */
  partAfter(): string {
    const { text } = this.#text.tokens;
    if (text.charAt(this.end - 1) !== ';') return '';
    return text.slice(this.end, this.end + longestPart).split(/[.\n]/, 1)[0] ?? '';
  }

  /** Where the quotation mark stands that opens what a place of the text is quoted in; undefined where it is in none. */
  quotationAround(place: number): number | undefined {
    this.#marks ??= this.#quotationMarks();
    let open: number | undefined;
    for (const at of this.#marks) {
      if (at >= place) break;
      open = open === undefined ? at : undefined;
    }
    return open;
  }

  #quotationMarks(): readonly number[] {
    const { text } = this.#text.tokens;
    // The mark that opens a sentence stands before its first word.
    const from = Math.max(0, this.start - 1);
    const own = text.slice(from, this.end);
    return Array.from(own.matchAll(/["“”]/g), ({ index }) => from + index);
  }

  /** Whether a line to be filled in stands behind it: "Red flags (fever, incontinence): ____". */
  endsBlank(): boolean {
    const { text } = this.#text.tokens;
    if (blankInside.test(text.slice(this.start, this.end))) return true;
    let at = this.end;
    while (at < this.end + longestBlank && isBlank(text.charCodeAt(at))) at += 1;
    return text.startsWith('__', at) && at + 2 <= this.end + longestBlank;
  }

  /** Whether a phrase leads somewhere, unless a longer phrase says what it means there. */
  mayLeadTo(where: keyof typeof lead): boolean {
    return (this.#leads & lead[where]) !== 0;
  }

  /** The same of leads that were added: see `addLead`. */
  mayLead(bits: number): boolean {
    return (this.#leads & bits) !== 0;
  }

  /** What rules look for beside others, a bit each: see `addJoint`. */
  get joints(): number {
    return this.#joints;
  }

  /** Whether any of its words is what a bit of `sign` says. */
  hasSign(bit: number): boolean {
    return (this.#signs & bit) !== 0;
  }
}
