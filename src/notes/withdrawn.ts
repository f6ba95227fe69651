import type { Span } from './span.ts';

/** So many sentences from either end of a note speak of all of it. */
const atEnds = 2;

/**
 * The sentences of a note, where what it says to be of another patient or entered in error is withdrawn: the whole
 * note, where its first or last lines say so ("WRONG PATIENT, please disregard"), all that stands above ("disregard
 * the above"), else the lines around it up to an empty one.
 */
export function withoutWithdrawn(all: readonly Span[], text: string): readonly Span[] {
  const spans = text.includes(']') ? withoutBracketed(all, text) : all;
  const marks: number[] = [];
  spans.forEach((span, at) => {
    if (isWithdrawal(span)) marks.push(at);
  });
  if (marks.length === 0) return spans;
  const isWhole =
    (text.match(entryAhead)?.length ?? 0) <= 1 &&
    !spans.some((span) => span.mayLeadTo('rightPatient'));
  const withdrawn = new Set<number>();
  let above = 0;
  for (const at of marks) {
    if (withdrawn.has(at)) continue;
    const { from, to } = extentOf(spans, at, text, isWhole);
    for (let one = from === 0 ? above : from; one < to; one += 1) withdrawn.add(one);
    if (from === 0) above = to;
  }
  return spans.map((span, at) => (withdrawn.has(at) ? span.inSection('withdrawn') : span));
}

/** "[Neuro: normal strength, reflexes.] <- not done today": brackets that are said to hold what was not found. */
const notFound =
  /\[[^[\]\n]{1,400}\]\s*(?:<-+|←|[-–:(])?\s*(?:not (?:done|examined|performed|tested)|copied|template|default|carried forward)\b/gi;

function withoutBracketed(spans: readonly Span[], text: string): readonly Span[] {
  const places = [...text.matchAll(notFound)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  if (places.length === 0) return spans;
  return spans.map((span) =>
    places.some(({ from, to }) => span.start >= from && span.start < to)
      ? span.inSection('withdrawn')
      : span,
  );
}

/** "ENTERED IN ERROR" opens its sentence; within a longer one it may be said of anything. */
function isWithdrawal(span: Span): boolean {
  if (span.mayLeadTo('withdrawn')) return !isOfAnother(span);
  if (!span.mayLeadTo('inError')) return false;
  const [first, second] = span
    .tokens()
    .filter(({ word }) => word >= 'a')
    .map(({ word }) => word);
  return isOfError(first) || isOfError(second);
}

/** "Nurse in the next bay calls out a fever, not this patient": its own words are of somebody else, and no others. */
function isOfAnother(span: Span): boolean {
  const words = span.tokens().map(({ word }) => word);
  return words.some((word, at) => {
    if (at <= mostOfMark || word !== 'not') return false;
    const [next = '', second = ''] = words.slice(at + 1, at + 3);
    return ofPatient.has(ofThis.has(next) ? second : next);
  });
}

const mostOfMark = 3;
const ofThis: ReadonlySet<string> = new Set(['this', 'my', 'our', 'the']);
const ofPatient: ReadonlySet<string> = new Set(['patient', 'pt']);

function isOfError(word: string | undefined): boolean {
  return word !== undefined && ofError.has(word);
}

const ofError: ReadonlySet<string> = new Set(
  'entered charted documented dictated written filed posted recorded retracted nullified'.split(
    ' ',
  ),
);

/** @param isWhole whether a mark at either end is of the whole note */
function extentOf(
  spans: readonly Span[],
  at: number,
  text: string,
  isWhole: boolean,
): { readonly from: number; readonly to: number } {
  const mark = spans[at];
  const words = new Set(mark?.tokens().map(({ word }) => word));
  if (words.has('above')) return { from: 0, to: at + 1 };
  const isOfOther =
    otherEntries.some((word) => words.has(word)) || mark?.mayLeadTo('olderNote') === true;
  const isAtEnd = at < atEnds || at >= spans.length - atEnds;
  if (isAtEnd && isWhole && !isOfOther) return { from: 0, to: spans.length };
  let from = at;
  if (!isOfOther) while (from > 0 && !isGap(spans, from, text)) from -= 1;
  let to = at + 1;
  while (to < spans.length && !isGap(spans, to, text) && !(isOfOther && spans[to]?.opensLine))
    to += 1;
  return { from, to };
}

/** Entries with the time of the day: one of them withdrawn is not all. */
const entryAhead = /^\s*\d{1,2}:\d{2}\b/gm;

const otherEntries = ['previous', 'prior', 'preceding', 'earlier', 'last'];

/** Whether an empty line stands before a sentence. */
function isGap(spans: readonly Span[], at: number, text: string): boolean {
  return /\n\s*\n/.test(text.slice(spans[at - 1]?.end ?? 0, spans[at]?.start ?? 0));
}
