import { headingOf, type Section } from './sections.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A stretch of a note that stands for itself: a sentence, a list item, a part before a semicolon. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly section: Section;
  readonly tokens: readonly Token[];
  /** The first of its line. */
  readonly opensLine: boolean;
}

/** A line at least this long may have been broken in the middle of a sentence. */
const wrapWidth = 55;

/** A dot after these ends nothing. */
const abbreviations: ReadonlySet<string> = new Set(
  'dr mr mrs ms vs approx eg ie e g i wks wk mos mo yrs yr hx pt no st lt rt l r p m a'.split(' '),
);

const longestSentence = 1_200;

/** The sentences of a note with the section that each stands in, in one pass. */
export function sentencesOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let section: Section = 'none';
  let lineStart = 0;
  let blank = false;
  while (lineStart < text.length) {
    let lineEnd = endOfLine(text, lineStart);
    const from = skipBlanks(text, lineStart, lineEnd);
    if (from === lineEnd) {
      // What a heading of its own line names ends with its paragraph, not with the first blank line below it.
      blank = true;
      lineStart = lineEnd + 1;
      continue;
    }
    const heading = headingOf(text, from, lineEnd);
    let begin = from;
    if (heading !== undefined) {
      section = heading.section;
      begin = heading.end;
    } else if (blank && section !== 'none' && isOwnLineHeading(text, from, lineEnd)) {
      section = 'none';
    }
    blank = false;
    while (goesOn(text, lineStart, lineEnd)) lineEnd = endOfLine(text, lineEnd + 1);
    cut(text, begin, lineEnd, section, spans);
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

/** A heading that is not known ends the section before it all the same. */
function isOwnLineHeading(text: string, from: number, to: number): boolean {
  return to - from <= 40 && text.charAt(to - 1) === ':';
}

/** Whether a long line was broken inside a sentence: the next one goes on in lower case or with a digit. */
function goesOn(text: string, from: number, to: number): boolean {
  const lineFrom = Math.max(from, text.lastIndexOf('\n', to - 1) + 1);
  if (to >= text.length || to - lineFrom < wrapWidth) return false;
  const last = text.charAt(to - 1);
  if (last === '.' || last === ':' || last === ';' || last === '?') return false;
  const next = text.charAt(skipBlanks(text, to + 1, endOfLine(text, to + 1)));
  return (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9');
}

function cut(text: string, from: number, to: number, section: Section, spans: Span[]): void {
  const tokens = tokensOf(text, from, to);
  let first = 0;
  let opensLine = true;
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isEnd(text, tokens, at) && at - first < longestSentence) continue;
    push(tokens, first, at + 1);
    first = at + 1;
  }
  push(tokens, first, tokens.length);

  function push(all: readonly Token[], begin: number, end: number): void {
    const part = all.slice(begin, end);
    const [head] = part;
    const tail = part.at(-1);
    if (
      head === undefined ||
      tail === undefined ||
      part.every(({ word }) => word.length === 1 && !/[a-z0-9]/.test(word))
    )
      return;
    spans.push({ start: head.start, end: tail.end, section, tokens: part, opensLine });
    opensLine = false;
  }
}

function isEnd(text: string, tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  const { word, end } = token;
  if (word === ';' || word === '!' || word === '?') return true;
  if (word !== '.') return false;
  const next = text.charCodeAt(end);
  if (end < text.length && next > 32 && next !== 0xa0) return false;
  const before = tokens[at - 1];
  return before === undefined || before.end !== token.start || !abbreviations.has(before.word);
}
