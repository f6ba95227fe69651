import { addDays, isBefore } from './calendar.ts';
import { datesIn } from './dates.ts';
import { mayName, sentenceOf } from './sentence.ts';
import type { Span } from './sentences.ts';

/** Where no episode is known, what was written so long ago is of an earlier one. */
const longAgo = 60;

/** A line that begins with one of these goes on with the note itself. */
const goesOn =
  /^[-=*# ]*(?:now|today|interval|current|currently|update|new note|since then|this visit)\b/i;

/**
 * The sentences of a note, where what it repeats of an older one stands among the history: "-- COPIED FORWARD FROM
 * 02/11/2024 --" up to an empty line, a rule or a line such as "Today", and a line such as "Prev note 3/11/2024: …".
 * @param since the first day of the episode, where it is known
 */
export function withOlderNotes(
  spans: readonly Span[],
  text: string,
  noteDate: string,
  since: string | undefined,
): readonly Span[] {
  const first = since ?? addDays(noteDate, -longAgo);
  let isOld = false;
  let isOfLine = false;
  let end = 0;
  return spans.map((span, index) => {
    if (span.opensLine && isOld) {
      const gap = text.slice(end, span.start);
      const isOver = isOfLine || /\n\s*\n|\n\s*[-=_]{2,}/.test(gap);
      if (isOver) isOld = false;
    }
    if (isOld && goesOn.test(text.slice(span.start, span.end))) isOld = false;
    end = span.end;
    if (isOld) return { ...span, section: 'history' as const };
    if (!span.opensLine || !isOfOlderNote(span, noteDate, first)) return span;
    isOld = true;
    isOfLine = spans[index + 1]?.opensLine === false;
    return { ...span, section: 'history' as const };
  });
}

function isOfOlderNote(span: Span, noteDate: string, since: string): boolean {
  if (!mayName(span, 'older-note') || !sentenceOf(span, noteDate).has('older-note')) return false;
  return datesIn(span.tokens, noteDate, 'past').some(({ value }) => isBefore(value, since));
}
