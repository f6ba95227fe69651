import { breaksName } from './broken-names.ts';
import { headingOf } from './sections.ts';

/** How a text is broken into lines. */
export interface Wrapping {
  /** The longest line. */
  readonly width: number;
  /** It was broken to that width by whatever wrote it, and not by its author. */
  readonly isWrapped: boolean;
  /** Full stops end its sentences; where none or next to none do, its lines are, unless it is broken to a width. */
  readonly hasStops: boolean;
}

/** No text is broken to lines longer than this. */
const widest = 120;

/** A line at least this long may have been broken in the middle of a sentence. */
const shortestWrapped = 55;

/** Lines that were broken by hand differ by as much. */
const raggedness = 12;

/** A text with longer lines, of which only one in so many has a full stop, is told without them. */
const fewestStops = 6;

/** So many full lines show that a text was broken to a width. */
const enoughFullLines = 3;

/** How a text is broken into lines, in one pass. */
export function wrappingOf(text: string): Wrapping {
  let width = 0;
  const longLines: { readonly length: number; readonly firstWordBehind: number }[] = [];
  let lines = 0;
  let stops = 0;
  for (let start = 0; start < text.length; ) {
    const end = endOfLine(text, start);
    const length = end - start;
    width = Math.max(width, length);
    if (length > 0) lines += 1;
    if (text.charAt(end - 1) === '.' || text.slice(start, end).includes('. ')) stops += 1;
    if (length >= shortestWrapped && width <= widest) {
      const firstWordBehind = firstWordOf(text, end + 1, endOfLine(text, end + 1));
      longLines.push({ length, firstWordBehind });
    }
    start = end + 1;
  }
  const full = longLines.filter(({ length, firstWordBehind }) =>
    isFull(length, firstWordBehind, width - raggedness),
  );
  // "Dictated, not read." above lines without a stop: what was spoken goes on to the end of its line.
  const hasStops = stops > 0 && (width <= widest || stops * fewestStops > lines);
  return { width, hasStops, isWrapped: width <= widest && full.length >= enoughFullLines };
}

/** Whether the next line's first word would not have fitted into a line. */
function isFull(length: number, firstWord: number, width: number): boolean {
  return length >= shortestWrapped && firstWord > 0 && length + 1 + firstWord > width;
}

function firstWordOf(text: string, from: number, to: number): number {
  const start = skipBlanks(text, from, to);
  let end = start;
  while (end < to && text.charCodeAt(end) > 32) end += 1;
  return end - start;
}

/** The end of the line that a place stands in. */
export function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

/** The first place of a line that is no blank. */
export function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && (text.charCodeAt(at) <= 32 || text.charCodeAt(at) === 0xa0)) at += 1;
  return at;
}

/** Words that end no sentence: a line that stops at one goes on in the next, however short it is. */
const openEnds: ReadonlySet<string> = new Set(
  'a an the of in on at to for from with without and or nor no not any than per his her'.split(' '),
);

/**
 * Whether a line was broken inside a sentence, and goes on in the next one: in lower case or with a digit where it is
 * long, or stops at a comma or at a word that ends no sentence; with a capital only in a text that is broken to a width,
 * where no list and no label begins. A denial reaches over such a break.
 */
export function goesOn(text: string, from: number, to: number, wrapping: Wrapping): boolean {
  if (to >= text.length) return false;
  const last = text.charAt(to - 1);
  if ('.:;!'.includes(last)) return false;
  const nextEnd = endOfLine(text, to + 1);
  if (last === '?') return answering.test(text.slice(to + 1, Math.min(nextEnd, to + 40)));
  const lineFrom = Math.max(from, text.lastIndexOf('\n', to - 1) + 1);
  const nextFrom = skipBlanks(text, to + 1, nextEnd);
  const next = text.charAt(nextFrom);
  const { width, isWrapped, hasStops } = wrapping;
  const length = to - lineFrom;
  const isDigit = next >= '0' && next <= '9';
  const isGrade = isDigit && grade.test(text.slice(nextFrom, nextFrom + 5));
  if (isGrade && isMuscle.test(text.slice(lineFrom, to))) return true;
  const isBroken = hasStops
    ? length >= shortestWrapped
    : isWrapped && isFull(length, firstWordOf(text, nextFrom, nextEnd), width);
  if ((next >= 'a' && next <= 'z') || isDigit)
    return (
      isBroken ||
      isOpenEnded(text.slice(lineFrom, to)) ||
      breaksName(
        text.slice(Math.max(lineFrom, to - mostOfWord), to),
        text.slice(nextFrom, nextFrom + mostOfWord),
      )
    );
  if (!isWrapped || !isBroken || next < 'A' || next > 'Z') return false;
  return !isLabelled(text, nextFrom, nextEnd);
}

/** So many letters of a line hold its last word, or the first one of the next. */
const mostOfWord = 20;

/** A line that answers what the one before it asks. */
const answering =
  /^\s*(?:(?:a|ans|answer|pt|patient|response|reply)\s*:\s*)?(?:yes|no|y|n|none|denies|denied)\b/i;

/** A grade of strength that begins a line belongs to the muscle that the line before it ends with. */
const grade = /^[0-5][+-]?\s?\/\s?5/;
const isMuscle = /[a-z]\s*$/i;

/** Of a line that is not long. */
function isOpenEnded(line: string): boolean {
  const trimmed = line.trimEnd();
  if (trimmed.endsWith(',')) return true;
  return openEnds.has(trimmed.slice(trimmed.lastIndexOf(' ') + 1).toLowerCase());
}

/** Whether a line begins with a heading or with any other short label: "BP: 120/80". */
function isLabelled(text: string, from: number, to: number): boolean {
  if (headingOf(text, from, to) !== undefined) return true;
  return /^[^.,;:\n]{1,25}:/.test(text.slice(from, Math.min(to, from + 30)));
}
