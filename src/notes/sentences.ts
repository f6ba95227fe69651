import { withWrittenMarks } from './dictation.ts';
import { endOfLine, goesOn, skipBlanks, wrappingOf } from './line-breaks.ts';
import type { Mention } from './phrase-trie.ts';
import { mentionsIn, preparePhrases } from './phrases.ts';
import { headingOf, type Section } from './sections.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A stretch of a note that stands for itself: a sentence, a list item, a part before a semicolon. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly section: Section;
  /** The name of the heading that it stands under; empty where none is known. */
  readonly heading: string;
  readonly tokens: readonly Token[];
  /** The phrases among its tokens. */
  readonly mentions: readonly Mention[];
  /** The first of its line. */
  readonly opensLine: boolean;
}

/** A text that is one span, such as a title. */
export function spanOf(text: string): Span {
  preparePhrases();
  const tokens = tokensOf(text, 0, text.length);
  const mentions = mentionsIn(tokens);
  const of = { section: 'none', heading: '', opensLine: true } as const;
  return { start: 0, end: text.length, tokens, mentions, ...of };
}

/** A dot after these ends nothing. */
const abbreviations: ReadonlySet<string> = new Set(
  'dr mr mrs ms vs incl approx eg ie e g i st y o'.split(' '),
);

/** A dot after these ends a sentence only where the next begins with a capital letter. */
const shortened: ReadonlySet<string> = new Set(
  'wk mo yr hx pt no lt rt l r p m a min hr ft lb rx tx dx sx'.split(' '),
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

/** The sentences of a note with the section that each stands in, in one pass. */
export function sentencesOf(dictated: string): readonly Span[] {
  preparePhrases();
  const text = withWrittenMarks(dictated);
  const wrapping = wrappingOf(text);
  const spans: Span[] = [];
  let part = noPart;
  /** The heading has words on its own line. */
  let isTold = false;
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
    const heading = headingOf(text, from, lineEnd);
    let begin = from;
    if (heading !== undefined) {
      part = { section: heading.section, heading: heading.name };
      isTold = skipBlanks(text, heading.end, lineEnd) < lineEnd;
      if (!told.has(part.section)) begin = heading.end;
    } else if (isTold && endsWithLine(part.section, isAfterGap)) {
      if (!isListItem(text, lineStart)) part = noPart;
    } else if (isOwnLineHeading(text, from, lineEnd)) part = noPart;
    if (doubtful.has(part.section) && heading === undefined && isOfNow(text, from, lineEnd, part))
      part = noPart;
    while (goesOn(text, lineStart, lineEnd, wrapping)) lineEnd = endOfLine(text, lineEnd + 1);
    part = cut(text, { from: begin, to: lineEnd, part }, spans);
    isAfterGap = false;
    lineStart = lineEnd + 1;
  }
  return spans;
}

/** Whether a section whose heading has words on its own line ends with it; advice goes on up to an empty line. */
function endsWithLine(section: Section, isAfterGap: boolean): boolean {
  return ofOneLine.has(section) || (section === 'instructions' && isAfterGap);
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

interface Line {
  readonly from: number;
  readonly to: number;
  readonly part: Part;
}

/**
 * Cuts a line into its sentences.
 * @returns the part that the next line stands in, unless it has a heading
 */
function cut(text: string, { from, to, part }: Line, spans: Span[]): Part {
  const tokens = tokensOf(text, from, to);
  let first = 0;
  let opensLine = true;
  let ofLine = part;
  let ofSentence = part;
  for (let at = 0; at < tokens.length; at += 1) {
    // Only marks end a sentence or begin an item; what is longer than one character is a word.
    const isMark = tokens[at]?.word.length === 1;
    if (isMark && at > first && isBox(tokens, at)) {
      push(first, at);
      first = at;
    }
    if (!(isMark && isEnd(text, tokens, at)) && at - first < longestSentence) continue;
    push(first, at + 1);
    first = at + 1;
    // "Precautions: numbness of the groin; fever": the list goes on.
    if (tokens[at]?.word !== ';') ofSentence = ofLine;
  }
  push(first, tokens.length);
  return doubtful.has(part.section) && ofLine !== part ? noPart : part;

  function push(begin: number, end: number): void {
    const begun = begin === 0 ? 0 : headed(begin);
    const sentence = begun === 0 && end === tokens.length ? tokens : tokens.slice(begun, end);
    const [head] = sentence;
    const tail = sentence.at(-1);
    if (head === undefined || tail === undefined || sentence.every(isNoWord)) return;
    spans.push({
      start: head.start,
      end: tail.end,
      ...ofSentence,
      tokens: sentence,
      mentions: mentionsIn(sentence),
      opensLine,
    });
    opensLine = false;
  }

  /** Takes the heading that a sentence within the line begins with. */
  function headed(begin: number): number {
    const start = tokens[begin]?.start ?? to;
    const heading = headingOf(text, start, to);
    if (heading === undefined || text.charAt(heading.end - 1) !== ':') return begin;
    const { section, name, end } = heading;
    ofSentence = { section, heading: name };
    if (!ofOneSentence.has(section)) ofLine = ofSentence;
    if (told.has(section)) return begin;
    const behind = tokens.findIndex((token, at) => at >= begin && token.start >= end);
    return behind === -1 ? tokens.length : behind;
  }
}

/** Whether a token is neither a word nor a number. */
function isNoWord({ word }: Token): boolean {
  const first = word.charCodeAt(0);
  return !(first >= 97 || (first >= 48 && first <= 57)) || first >= 0x2000;
}

/** A box to tick begins an item of its own: `[ ]`, `[x]`, `☐`. */
function isBox(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word;
  if (word === '☐' || word === '☒' || word === '☑') return true;
  if (word !== '[') return false;
  const isTicked = tokens[at + 1]?.word === 'x';
  const close = isTicked ? at + 2 : at + 1;
  // "[ ] yes [x] no" answers what stands before it.
  const named = tokens[close + 1]?.word;
  return tokens[close]?.word === ']' && named !== 'yes' && named !== 'no';
}

/** "Foot drop? No." is one statement. */
const answers: ReadonlySet<string> = new Set('no n none denie denies denied yes y'.split(' '));

function isEnd(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  const { word, end } = token;
  if (word === ';' || word === '!') return true;
  if (word === '?')
    return !answers.has(tokens[at + 1]?.word ?? '') && !isQuery(text, token, tokens[at - 1]);
  if (word !== '.') return false;
  // The quotation mark behind a dot belongs to the sentence.
  const next = text.charCodeAt('"”'.includes(text.charAt(end)) ? end + 1 : end);
  if (end < text.length && next > 32 && next !== 0xa0) return false;
  const before = tokens[at - 1];
  if (before === undefined || before.end !== token.start) return true;
  if (abbreviations.has(before.word)) return false;
  return !shortened.has(before.word) || beginsWithCapital(text, tokens[at + 1]);
}

/** "?urgent referral", "pain, ?radicular": the mark stands before the word that it doubts. */
function isQuery(text: string, { start, end }: Token, last: Token | undefined): boolean {
  // ", ? fracture of T4".
  if (last !== undefined && ',:-('.includes(last.word)) return true;
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  return (before.trim() === '' || before === '(') && after.trim() !== '' && !marks.includes(after);
}

const marks = '.,;:!?)"”';

function beginsWithCapital(text: string, token: Token | undefined): boolean {
  if (token === undefined) return true;
  const code = text.charCodeAt(token.start);
  return code >= 65 && code <= 90;
}
