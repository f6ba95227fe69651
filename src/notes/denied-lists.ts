import type { Span } from './span.ts';

/** What opens a list of what the patient does not have: "Denies:", "Pertinent negatives: fever; …". */
const head =
  /^[-*•\s]*(?:(?:patient|pt|he|she)\s+)?(?:denie[sd]|no(?: (?:known )?(?:hx|history|h\/o|evidence|signs?|symptoms?|complaints?|reports?)(?: of)?)?|neg(?:ative)?s?|negative for|pertinent negatives?|absent|not present|none of(?: these| the following)?)\s*:/i;

/** A head has no more letters. */
const longestHead = 40;

/** An item without a mark is as short as this. */
const longestItem = 60;

/**
 * The sentences of a note, where the items of a list that a denial opens stand among what is denied: "Denies:" with a
 * line for each, up to an empty line or one that is no item; "Pertinent negatives: fever; saddle numbness." up to the
 * full stop.
 */
export function withDeniedLists(spans: readonly Span[], text: string): readonly Span[] {
  let isOpen = false;
  let isListed = false;
  let end = 0;
  return spans.map((span) => {
    const gap = text.slice(end, span.start);
    end = span.end;
    if (span.opensLine) {
      isListed = false;
      isOpen &&= isItem(span, gap, text);
      const begun = head.exec(text.slice(span.start, Math.min(span.end, span.start + longestHead)));
      if (begun !== null) {
        isOpen = begun[0].length === span.end - span.start;
        isListed = text.charAt(span.end - 1) === ';';
        return span;
      }
    }
    if (!isOpen && !isListed) return span;
    isListed &&= text.charAt(span.end - 1) === ';';
    return span.inSection('denied');
  });
}

function isItem(span: Span, gap: string, text: string): boolean {
  if (/\n\s*\n/.test(gap)) return false;
  const lineEnd = text.indexOf('\n', span.start);
  const line = text.slice(span.start, lineEnd === -1 ? text.length : lineEnd);
  if (line.includes(':')) return false;
  const isMarked = /^[-*•·]/.test(line) || /[-*•· \t]$/.test(gap);
  return isMarked && line.length <= longestItem;
}
