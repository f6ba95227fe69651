import { addDays, isBefore } from './calendar.ts';
import { sentenceOf } from './sentence.ts';
import type { Span } from './span.ts';

/** Where no episode is known, what was written so long ago is of an earlier one. */
const longAgo = 60;

/** What is quoted of a copy so old was examined on another day, within the episode too. */
const notOfNow = 28;

/** A line that begins with one of these goes on with the note itself. */
const goesOn =
  /^[-=*# ]*(?:now|today|interval|current|currently|update|new note|since then|this visit)\b/i;

/** What an older note's words end with: the block of lines, their own line, or the quotation mark that closes them. */
type Extent = 'block' | 'line' | 'quotation';

/**
 * The sentences of a note, where what it repeats of an older one stands among the history: "-- COPIED FORWARD FROM
 * 02/11/2024 --" up to an empty line, a rule or a line such as "Today", a line such as "Prev note 3/11/2024: …", and
 * what is quoted within a line ("Copied from 3/11/2024 visit: “Left EHL 4/5. No numbness.”").
 * @param since the first day of the episode, where it is known
 */
export function withOlderNotes(
  spans: readonly Span[],
  text: string,
  noteDate: string,
  since: string | undefined,
): readonly Span[] {
  const episode = since ?? addDays(noteDate, -longAgo);
  let extent: Extent | undefined;
  let end = 0;
  return spans.map((span, index) => {
    const next = spans[index + 1];
    if (span.opensLine && extent !== undefined && extent !== 'quotation') {
      const gap = text.slice(end, span.start);
      if (extent === 'line' || /\n\s*\n|\n\s*[-=_]{2,}/.test(gap)) extent = undefined;
    }
    const isOfLines = extent === 'block' || extent === 'line';
    if (isOfLines && goesOn.test(text.slice(span.start, span.end))) extent = undefined;
    end = span.end;
    const isOpening = extent === undefined;
    if (isOpening && !span.mayLeadTo('olderNote')) return span;
    // A mark behind the last word belongs to its sentence.
    const marks = text.slice(span.start, next?.start ?? text.length).split(/["“”]/).length - 1;
    if (isOpening) {
      // What was examined on an earlier day was not examined on this one, within the episode too.
      const isOfItsDay = span.section === 'examination' || (since === undefined && marks > 0);
      const copied = marks > 0 ? addDays(noteDate, -notOfNow) : episode;
      const before = !isCopy(span) ? episode : isOfItsDay ? noteDate : later(copied, episode);
      if (!isOfOlderNote(span, noteDate, before, marks > 0)) return span;
      extent = extentOf(span, next, marks);
    } else if (extent === 'quotation' && marks > 0) {
      extent = undefined;
    }
    return span.inSection('history');
  });
}

function later(one: string, other: string): string {
  return isBefore(one, other) ? other : one;
}

function extentOf(span: Span, next: Span | undefined, marks: number): Extent | undefined {
  if (marks > 0) return marks === 1 ? 'quotation' : undefined;
  if (span.section === 'examination') return 'line';
  const isTitle = span.opensLine && next?.opensLine !== false && span.length <= longestTitle;
  return isTitle ? 'block' : 'line';
}

/** A line of so many words, numbers and marks may be the title of what is copied below it. */
const longestTitle = 20;

/** Where no episode is known, whatever is quoted of a copy is of an older note. */
function isCopy(span: Span): boolean {
  return span.tokens().some(({ word }) => ofCopy.has(word));
}

/** Without a day only what is quoted of a copy or of an earlier note is of an older one. */
function isOfOlderNote(span: Span, noteDate: string, episode: string, isInMarks: boolean): boolean {
  const tokens = span.tokens();
  const isHead = tokens.some(({ word }) => word === ':' || word === ']');
  if (!span.opensLine && !isHead) return false;
  const sentence = sentenceOf(span, noteDate);
  if (!sentence.has('older-note')) return false;
  const days = sentence.pastDates;
  if (days.length > 0) return days.some(({ value }) => isBefore(value, episode));
  return isInMarks && isHead && tokens.some(({ word }) => ofEarlier.has(word));
}

const ofCopy: ReadonlySet<string> = new Set(['copied', 'copy', 'pasted', 'carried', 'carry']);

const ofEarlier: ReadonlySet<string> = new Set([
  ...ofCopy,
  ...'prior previous prev last old earlier'.split(' '),
]);
