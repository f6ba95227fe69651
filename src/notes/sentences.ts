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

/** A line at least this long may have been broken in the middle of a sentence. */
const wrapWidth = 55;

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

/** The sentences of a note with the section that each stands in, in one pass. */
export function sentencesOf(text: string): readonly Span[] {
  preparePhrases();
  const spans: Span[] = [];
  let section: Section = 'none';
  let name = '';
  let isOver = false;
  let lineStart = 0;
  while (lineStart < text.length) {
    let lineEnd = endOfLine(text, lineStart);
    const from = skipBlanks(text, lineStart, lineEnd);
    if (from === lineEnd) {
      lineStart = lineEnd + 1;
      continue;
    }
    const heading = headingOf(text, from, lineEnd);
    let begin = from;
    if (heading !== undefined) {
      section = heading.section;
      name = heading.name;
      isOver = ofOneLine.has(section) && skipBlanks(text, heading.end, lineEnd) < lineEnd;
      if (!told.has(section)) begin = heading.end;
    } else if (isOver ? !isListItem(text, lineStart) : isOwnLineHeading(text, from, lineEnd)) {
      section = 'none';
      name = '';
      isOver = false;
    }
    while (goesOn(text, lineStart, lineEnd)) lineEnd = endOfLine(text, lineEnd + 1);
    cut(text, { from: begin, to: lineEnd, section, heading: name }, spans);
    lineStart = lineEnd + 1;
  }
  return spans;
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 0xa0)) at += 1;
  return at;
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

/** Words that end no sentence: a line that stops at one goes on in the next, however short it is. */
const openEnds: ReadonlySet<string> = new Set(
  'a an the of in on at to for from with without and or nor no not any than per his her'.split(' '),
);

/**
 * Whether a line was broken inside a sentence: the next one goes on in lower case or with a digit, and the line is
 * long, or stops at a comma or at a word that ends no sentence. A denial reaches over such a break.
 */
function goesOn(text: string, from: number, to: number): boolean {
  const lineFrom = Math.max(from, text.lastIndexOf('\n', to - 1) + 1);
  if (to >= text.length) return false;
  const last = text.charAt(to - 1);
  if (last === '.' || last === ':' || last === ';' || last === '?') return false;
  const next = text.charAt(skipBlanks(text, to + 1, endOfLine(text, to + 1)));
  const isLower = (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9');
  return isLower && (to - lineFrom >= wrapWidth || isOpenEnded(text.slice(lineFrom, to)));
}

/** Of a line shorter than {@link wrapWidth}. */
function isOpenEnded(line: string): boolean {
  const trimmed = line.trimEnd();
  if (trimmed.endsWith(',')) return true;
  return openEnds.has(trimmed.slice(trimmed.lastIndexOf(' ') + 1).toLowerCase());
}

interface Line {
  readonly from: number;
  readonly to: number;
  readonly section: Section;
  readonly heading: string;
}

function cut(text: string, { from, to, section, heading }: Line, spans: Span[]): void {
  const tokens = tokensOf(text, from, to);
  let first = 0;
  let opensLine = true;
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
  }
  push(first, tokens.length);

  function push(begin: number, end: number): void {
    const part = begin === 0 && end === tokens.length ? tokens : tokens.slice(begin, end);
    const [head] = part;
    const tail = part.at(-1);
    if (head === undefined || tail === undefined || part.every(isNoWord)) return;
    spans.push({
      start: head.start,
      end: tail.end,
      section,
      heading,
      tokens: part,
      mentions: mentionsIn(part),
      opensLine,
    });
    opensLine = false;
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
