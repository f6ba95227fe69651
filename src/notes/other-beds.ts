import type { Span } from './span.ts';
import { addListed, addSign, sign } from './words.ts';

/** What a hand-over of several patients begins each with: "Bed 9: 62M", "Rm 4 -". */
const bed = /[ \t]*(?:bed|room|rm|bay|cubicle|pod)\s?#?\d{1,3}[A-D]?\s*[:\-–]/iy;

addSign(sign.bed, 'bed room rm bay cubicle pod'.split(' '), addListed);

/** Who is asked about has a spine; the others are somebody else. */
const ofSpine =
  /\b(?:back|spin(?:e|al)|lumb\w*|thorac\w*|cervical|neck|sciatica?|lbp|dis[ck]|cauda|ces|cord|laminectomy|vertebra\w*|[ltc]\d{1,2})\b/i;

/** Looked for at most so far behind its beginning. */
const longestPart = 600;

/**
 * The sentences of a note, where a hand-over tells of several beds and only some of them name the spine: what stands
 * beside the others is of other patients.
 */
export function withoutOtherBeds(spans: readonly Span[], text: string): readonly Span[] {
  if (spans[0]?.textHasSign(sign.bed) !== true) return spans;
  const starts = startsOfBeds(text);
  if (starts.length < 2) return spans;
  const parts = starts.map((from, at) => {
    const to = starts[at + 1] ?? text.length;
    return { from, to, isOther: !ofSpine.test(text.slice(from, Math.min(to, from + longestPart))) };
  });
  if (parts.every(({ isOther }) => isOther)) return spans;
  return spans.map((span) => {
    const part = parts.find(({ from, to }) => span.start >= from && span.start < to);
    return part?.isOther === true ? span.inSection('withdrawn') : span;
  });
}

/** Where the lines end behind which a bed begins; 0 where it is the first line. */
function startsOfBeds(text: string): readonly number[] {
  const starts: number[] = [];
  for (let end = -1; ; ) {
    bed.lastIndex = end + 1;
    if (bed.test(text)) starts.push(Math.max(0, end));
    end = text.indexOf('\n', end + 1);
    if (end === -1) return starts;
  }
}
