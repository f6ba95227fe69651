import { sentenceOf } from './sentence.ts';
import type { Span } from './span.ts';

/** Words of a line that opens a list of what would be, is asked for or shall be watched for. */
const openings = ['hypothetical', 'education', 'payer'] as const;

/** A line without a mark of a list goes on with it only while it is as short as an item. */
const longestItem = 60;

/**
 * The sentences of a note, where a list that advice or a payer's rule opens stands among the instructions: "Go to the
 * emergency room for any of these: - numbness between the legs". The list ends at an empty line, and at a line that
 * is no item of it; within a line ("Return if: saddle numbness; foot drop; fever.") with its first full stop.
 */
export function withAdviceLists(
  spans: readonly Span[],
  text: string,
  noteDate: string,
): readonly Span[] {
  let isOpen = false;
  let isPayerLine = false;
  let isListed = false;
  let end = 0;
  return spans.map((span) => {
    if (span.opensLine) {
      const gap = text.slice(end, span.start);
      isOpen &&= isItem(gap, span, text);
      isPayerLine = false;
      // A list within a line goes on in the next one where that one was broken behind a semicolon.
      isListed &&= !/\n\s*\n/.test(gap);
    }
    isPayerLine ||= isOfPayer(span, noteDate);
    end = span.end;
    const last = span.wordAt(span.length - 1);
    if (isOpen || isListed || (isPayerLine && !span.opensLine)) {
      isListed &&= last === ';';
      return span.inSection('instructions');
    }
    const isHead = last === ':';
    const isFirstItem = last === ';' && span.tokens().some(({ word }) => word === ':');
    if (isHead || isFirstItem) {
      const sentence = sentenceOf(span, noteDate);
      const isAdvice = openings.some((kind) => sentence.has(kind));
      isOpen = isHead && isAdvice;
      // "Screen for red flags: fever - denies; night pain - denies" is answered.
      isListed = isFirstItem && isAdvice && !answered.test(text.slice(span.start, span.end));
    }
    return span;
  });
}

/** "Payer: two positive blocks; six weeks of PT": the whole line is the payer's. */
function isOfPayer(span: Span, noteDate: string): boolean {
  if (!span.mayLeadTo('payer')) return false;
  const colon = span.tokens().findIndex(({ word }) => word === ':');
  if (colon < 1 || colon > 6) return false;
  return sentenceOf(span, noteDate)
    .of('payer')
    .some(({ to }) => to <= colon);
}

const answered = /[-:]\s*(?:no|yes|none|n|y|denie[sd]|neg(?:ative)?|absent|present)\b/i;

function isItem(gap: string, span: Span, text: string): boolean {
  if (/\n\s*\n/.test(gap)) return false;
  const lineEnd = text.indexOf('\n', span.start);
  const line = text.slice(span.start, lineEnd === -1 ? text.length : lineEnd);
  // "Fever - No" answers a question.
  if (answered.test(line)) return false;
  const first = span.wordAt(0);
  const second = span.wordAt(1);
  if (first === 'or' || first === 'and') return true;
  const isLettered = second === '.' || second === ')' || first === '(' || first === '-';
  if (isLettered || /[-*•·–]\s*$/.test(gap)) return true;
  return line.length <= longestItem && !line.includes(':');
}
