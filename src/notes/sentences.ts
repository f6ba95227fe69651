import { withWrittenMarks } from './dictation.ts';
import { FoundPhrases } from './found-phrases.ts';
import { endOfLine, goesOn, skipBlanks, wrappingOf } from './line-breaks.ts';
import { findPhrases, preparePhrases } from './phrases.ts';
import { headingAt, type Section } from './sections.ts';
import { Span, type SpanParts, type TextParts } from './span.ts';
import { Tokens } from './tokens.ts';
import { addSign, addWord, sign, type Word } from './words.ts';

/** A text that is one span, such as a title. */
export function spanOf(text: string): Span {
  preparePhrases();
  const parts = { tokens: new Tokens(text), found: new FoundPhrases() };
  parts.tokens.read(0, text.length);
  const place = { section: 'none', heading: '', opensLine: true } as const;
  const { count } = parts.tokens;
  const ofNoWord = { leads: 0, joints: 0, signs: 0, firstPhrase: 0, endPhrase: 0 };
  const whole = partsBetween(parts, 0, count);
  return new Span(parts, whole ?? { firstToken: 0, endToken: count, ...ofNoWord }, place);
}

addSign(sign.abbreviation, 'dr mr mrs ms vs incl approx eg ie e g i s st y o'.split(' '));
addSign(
  sign.shortened,
  'wk mo yr hx pt no lt rt l r p m a min hr ft lb rx tx dx sx susp poss prob incont'.split(' '),
);

/** In tokens; a longer one is cut, so that hostile text costs no more than any other. */
const longestSentence = 150;

/** Where words follow one of these headings on its own line, it heads nothing but that line: "Reason: low back pain". */
const ofOneLine: ReadonlySet<Section> = new Set([
  'question',
  'history',
  'family',
  'technique',
  'comparison',
]);

/** Headings whose words belong to what stands under them: "Strength: 4/5". */
const told: ReadonlySet<Section> = new Set(['examination', 'findings', 'story']);

const year = /\b(?:19|20)\d\d\b/;

/** In these nothing is found, or nothing of now. */
const doubtful: ReadonlySet<Section> = new Set(['history', 'family', 'instructions']);

/** Within a line these head no more than the sentence behind them: "PMH: stroke. Back pain since Friday." */
const ofOneSentence: ReadonlySet<Section> = new Set([...doubtful, 'question', 'comparison']);

/** The section that a line or a sentence stands in, with the name of its heading. */
interface Part {
  readonly section: Section;
  readonly heading: string;
}

const noPart: Part = { section: 'none', heading: '' };

/** The sentences of a note with the section that each stands in. */
export function sentencesOf(given: string): readonly Span[] {
  preparePhrases();
  const dictated = withoutPlaceholders(given);
  const tokens = new Tokens(dictated);
  const spans = sentencesIn(tokens);
  // Few texts hold a word for a mark.
  const text = (tokens.signs & sign.spoken) === 0 ? dictated : withWrittenMarks(dictated);
  return text === dictated ? spans : sentencesIn(new Tokens(text));
}

/** The sentences of a text that is taken apart into tokens on the way, in one pass. */
function sentencesIn(tokens: Tokens): readonly Span[] {
  const { text } = tokens;
  const parts = { tokens, found: new FoundPhrases() };
  const wrapping = wrappingOf(text);
  const spans: Span[] = [];
  const cutter = new LineCutter(parts, spans);
  let part = noPart;
  /** The heading has words on its own line. */
  let isTold = false;
  /** It is a therapist's line on what to mind while treating. */
  let isOfTherapist = false;
  let isAfterGap = false;
  let lineStart = 0;
  while (lineStart < text.length) {
    let lineEnd = endOfLine(text, lineStart);
    const from = skipBlanks(text, lineStart, lineEnd);
    if (from === lineEnd) {
      lineStart = lineEnd + 1;
      isAfterGap = true;
      continue;
    }
    let first = tokens.count;
    tokens.read(from, lineEnd);
    const named = headingAt(tokens, first, from, lineEnd);
    // "FOLLOW UP - seen in the office today": what a note begins with is its title.
    const isTitle = spans.length < mostBeforeTitle && titles.has(named?.name ?? '');
    const heading = isTitle ? undefined : named;
    if (heading !== undefined) {
      part = { section: heading.section, heading: heading.name };
      isTold = skipBlanks(text, heading.end, lineEnd) < lineEnd;
      isOfTherapist = ofTherapist.test(text.slice(from, Math.min(lineEnd, from + 40)));
      // A year in a heading is of what stands under it: "Assessment (2021): …".
      const isOfYear = year.test(text.slice(from, heading.end));
      if (!told.has(part.section) && !isOfYear) first = tokens.firstFrom(first, heading.end);
    } else if (isTold && (isOfTherapist || endsWithLine(part, isAfterGap))) {
      if (!isListItem(text, lineStart) || opensWithAge.test(text.slice(from, from + 12)))
        part = noPart;
    } else if (isOwnLineHeading(text, from, lineEnd)) part = noPart;
    if (doubtful.has(part.section) && heading === undefined && isOfNow(text, from, lineEnd, part))
      part = noPart;
    while (goesOn(text, lineStart, lineEnd, wrapping)) {
      const nextEnd = endOfLine(text, lineEnd + 1);
      tokens.read(lineEnd + 1, nextEnd);
      lineEnd = nextEnd;
    }
    part = cutter.cut(first, lineEnd, part);
    isAfterGap = false;
    lineStart = lineEnd + 1;
  }
  return spans;
}

/** So few sentences stand before the title of a visit, if any: the name of the clinic. */
const mostBeforeTitle = 2;
const titles: ReadonlySet<string> = new Set(['follow up', 'followup']);

/** Without blanks and with plain marks. A number or a day that nobody filled in leaves the sentence what it is: "new right foot drop x *** days". Every word stays where it stands. */
function withoutPlaceholders(text: string): string {
  const filled = text.includes('***')
    ? text.replaceAll(unfilled, (_, before: string) => `${before}   `)
    : text;
  const answered = filled.includes('....')
    ? filled.replaceAll(leader, (dots) => `:${' '.repeat(dots.length - 1)}`)
    : filled;
  return answered.replaceAll(apart, (mark) => `;${' '.repeat(mark.length - 1)}`);
}

/** "Prior back surgery ...... no": dots that lead from an item to its answer. */
const leader = /\.{4,}(?=\s*(?:yes|no|none|neg|negative|denie[sd]|n\/a|[yn]\b))/gi;

/** Marks behind which a new statement begins: a tab behind a finding, and a slash, a bullet or an arrow before what is new. */
const apart =
  /\t(?<=\b(?:negative|neg|normal|intact|absent|denied|none|fever|trauma)\t)\t*(?=\S)| (?:\/{1,2}|•|\+|-+>|→) (?=(?:new|now|acute|sudden|progressive|worsening|suspected|since)\b)(?<=\S (?:\/{1,2}|•|\+|-+>|→) )/gi;

const unfilled =
  /((?:^|[\s(])(?:x|for|over|since|on|with|at|of|about|after|past|last|the|~)\s*)\*{3}/gi;

/** "Precautions: none", "Precautions: falls": not what to come back for. */
const ofTherapist =
  /^precautions?\s*[:-]\s*(?:none|standard|universal|falls?|n\/a|spin|cardiac|bleeding|seizure|osteopor|weight)/i;

/** Whether a section whose heading has words on its own line ends with it; advice goes on up to an empty line. */
function endsWithLine({ section, heading }: Part, isAfterGap: boolean): boolean {
  if (section === 'instructions') return isAfterGap || heading.startsWith('goal');
  return ofOneLine.has(section);
}

/** A line that tells of now under a history: "Today: …". */
const nowAhead =
  /^[-=*# [\]]*(?:now|today|interval|current|currently|update|new note|since then|this visit|addendum|late entry)\b[^:\n]{0,40}:/i;

/** One that was written after the advice above it: "1640: called back", "Addendum 11/3: …". */
const laterAhead =
  /^(?:\d{1,2}:\d{2}|(?:[01]\d|2[0-3])[0-5]\d ?h?(?:rs)? ?[-:]|[-=*# [\]]*(?:update|addendum|late entry)\b[^:\n]{0,40}:)/i;

function isOfNow(text: string, from: number, to: number, { section }: Part): boolean {
  const line = text.slice(from, Math.min(to, from + 70));
  return (section === 'instructions' ? laterAhead : nowAhead).test(line);
}

/** "54F with", "36 y.o. man": whom the note is about, and no item of a list. */
const opensWithAge = /^\d{1,3} ?-?(?:[fm]\b|y\.?\/?o\b|years?\b|yrs?\b)/i;

/** Whether a line belongs to the one before it: it is indented, or begins with a mark or a number of a list. */
function isListItem(text: string, lineStart: number): boolean {
  const first = text.charAt(lineStart);
  return (
    first === ' ' || first === '\t' || '-*•·'.includes(first) || (first >= '0' && first <= '9')
  );
}

/** A heading that is not known ends the section before it all the same. */
function isOwnLineHeading(text: string, from: number, to: number): boolean {
  return to - from <= 40 && text.charAt(to - 1) === ':';
}

/** Cuts the lines of a text into sentences, one line after the other. */
class LineCutter {
  readonly #parts: TextParts;
  readonly #spans: Span[];
  #lineFirst = 0;
  #lineEnd = 0;
  #opensLine = true;
  /** What the sentences of the line stand in, and what the next one does. */
  #ofLine = noPart;
  #ofSentence = noPart;

  /** @param spans where the sentences are added */
  constructor(parts: TextParts, spans: Span[]) {
    this.#parts = parts;
    this.#spans = spans;
  }

  /** @returns the part that the next line stands in, unless it has a heading */
  cut(lineFirst: number, to: number, part: Part): Part {
    const { tokens } = this.#parts;
    this.#lineFirst = lineFirst;
    this.#lineEnd = to;
    this.#opensLine = true;
    this.#ofLine = part;
    this.#ofSentence = part;
    let first = lineFirst;
    const isBoxed = endsWithBox(tokens, lineFirst);
    for (let at = lineFirst; at < tokens.count; at += 1) {
      const isMark = (tokens.signsAt(at) & sign.end) !== 0;
      // "Q: fever? A: no  Q: numbness? A: yes": each question is a sentence with its answer.
      const isAsked = isMark && tokens.knownAt(at) === asked && tokens.knownAt(at + 1) === colon;
      if (isMark && at > first && (isAsked || isBox(tokens, at))) {
        const begun = isBoxed && !isAsked ? endOfBox(tokens, at) : at;
        this.#push(first, begun);
        first = begun;
      }
      if (!(isMark && isEnd(tokens, at, lineFirst)) && at - first < longestSentence) continue;
      this.#push(first, at + 1);
      first = at + 1;
      // "Precautions: numbness of the groin; fever": the list goes on.
      if (tokens.knownAt(at) !== semicolon) this.#ofSentence = this.#ofLine;
    }
    this.#push(first, tokens.count);
    return doubtful.has(part.section) && this.#ofLine !== part ? noPart : part;
  }

  #push(begin: number, end: number): void {
    const begun = begin === this.#lineFirst ? begin : this.#headed(begin);
    const sentence = partsBetween(this.#parts, begun, end);
    if (sentence === undefined) return;
    const { section, heading } = this.#ofSentence;
    const opensLine = this.#opensLine;
    this.#spans.push(new Span(this.#parts, sentence, { section, heading, opensLine }));
    this.#opensLine = false;
  }

  /** Takes the heading that a sentence within the line begins with. */
  #headed(begin: number): number {
    const { tokens } = this.#parts;
    const heading = headingAt(tokens, begin, tokens.startAt(begin), this.#lineEnd);
    if (heading === undefined || tokens.text.charAt(heading.end - 1) !== ':') return begin;
    const { section, name, end } = heading;
    this.#ofSentence = { section, heading: name };
    if (!ofOneSentence.has(section)) this.#ofLine = this.#ofSentence;
    if (told.has(section)) return begin;
    return tokens.firstFrom(begin, end);
  }
}

/** What a sentence between two tokens is made of; undefined where no word stands there. */
function partsBetween(
  { tokens, found }: TextParts,
  firstToken: number,
  endToken: number,
): SpanParts | undefined {
  let signs = 0;
  for (let at = firstToken; at < endToken; at += 1) signs |= tokens.signsAt(at);
  if ((signs & sign.word) === 0) return undefined;
  const firstPhrase = found.count;
  const { leads, joints } = findPhrases(tokens, firstToken, endToken, found);
  return { firstToken, endToken, firstPhrase, endPhrase: found.count, leads, joints, signs };
}

/** Only these end a sentence or begin an item. */
addSign(sign.end, '.;!?[☐☒☑q');

/** A box to tick begins an item of its own: `[ ]`, `[x]`, `☐`. */
function isBox(tokens: Tokens, at: number): boolean {
  const known = tokens.knownAt(at);
  if (known === emptyBox || known === crossedBox || known === tickedBox) return true;
  if (known !== openBracket) return false;
  const isTicked = tokens.knownAt(at + 1) === cross;
  const close = isTicked ? at + 2 : at + 1;
  // "[ ] yes [x] no" answers what stands before it.
  const named = tokens.knownAt(close + 1);
  if (tokens.knownAt(close) !== closeBracket || named === yes || named === no) return false;
  // "SLR [x] pos R" as well, and "SLR: [x] positive [ ] negative".
  return !(isTicked && named !== undefined && results.has(named));
}

/** "Incontinence ☐ Foot drop ☒": where a line ends with a box, each stands behind its item. */
function endsWithBox(tokens: Tokens, lineFirst: number): boolean {
  const last = tokens.count - 1;
  for (let at = last; at >= lineFirst && at > last - 3; at -= 1)
    if (isBox(tokens, at)) return endOfBox(tokens, at) === tokens.count;
  return false;
}

function endOfBox(tokens: Tokens, at: number): number {
  if (tokens.knownAt(at) !== openBracket) return at + 1;
  return tokens.knownAt(at + 1) === cross ? at + 3 : at + 2;
}

const [emptyBox, crossedBox, tickedBox] = [addWord('☐'), addWord('☒'), addWord('☑')];
const [openBracket, closeBracket, cross] = [addWord('['), addWord(']'), addWord('x')];
const [yes, no] = [addWord('yes'), addWord('no')];
const results: ReadonlySet<Word> = new Set(
  'pos positive neg negative normal abnormal nl wnl intact'.split(' ').map(addWord),
);
const [semicolon, exclamation, question] = [addWord(';'), addWord('!'), addWord('?')];
const [dot, colon, asked] = [addWord('.'), addWord(':'), addWord('q')];

/** "Foot drop? No." is one statement, and so is "Foot drop? A: no". */
addSign(sign.answer, 'no n none denie denied yes y'.split(' '));
addSign(sign.answerer, 'a ans answer pt patient response reply'.split(' '));

function isAnswered(tokens: Tokens, at: number): boolean {
  if ((tokens.signsAt(at + 1) & sign.answer) !== 0) return true;
  // "How long? 9 weeks".
  const isNumber = (tokens.signsAt(at + 1) & sign.digit) !== 0;
  if (isNumber && (tokens.signsAt(at + 2) & sign.unit) !== 0) return true;
  const isLabelled =
    (tokens.signsAt(at + 1) & sign.answerer) !== 0 && tokens.knownAt(at + 2) === colon;
  return isLabelled && (tokens.signsAt(at + 3) & sign.answer) !== 0;
}

function isEnd(tokens: Tokens, at: number, lineFirst: number): boolean {
  const known = tokens.knownAt(at);
  if (known === semicolon || known === exclamation) return true;
  if (known === question) return !isAnswered(tokens, at) && !isQuery(tokens, at, lineFirst);
  if (known !== dot) return false;
  const { text } = tokens;
  const end = tokens.endAt(at);
  // The quotation mark behind a dot belongs to the sentence.
  const next = text.charCodeAt('"”'.includes(text.charAt(end)) ? end + 1 : end);
  if (end < text.length && next > 32 && next !== 0xa0) return false;
  if (at === lineFirst || tokens.endAt(at - 1) !== tokens.startAt(at)) return true;
  const before = tokens.signsAt(at - 1);
  if ((before & sign.abbreviation) !== 0) return false;
  if ((before & sign.shortened) === 0 || tokens.knownAt(at + 1) === undefined) return true;
  const code = text.charCodeAt(tokens.startAt(at + 1));
  return code >= 65 && code <= 90;
}

/** "?urgent referral", "pain, ?radicular": the mark stands before the word that it doubts. */
function isQuery(tokens: Tokens, at: number, lineFirst: number): boolean {
  // ", ? fracture of T4".
  const last = at > lineFirst ? tokens.knownAt(at - 1) : undefined;
  if (last !== undefined && beforeQueries.has(last)) return true;
  const before = tokens.text.charAt(tokens.startAt(at) - 1);
  const after = tokens.text.charAt(tokens.endAt(at));
  return (before.trim() === '' || before === '(') && after.trim() !== '' && !marks.includes(after);
}

const beforeQueries: ReadonlySet<Word> = new Set([...',:-('].map(addWord));
const marks = '.,;:!?)"”';
