import { printedAnswer } from '../terminology/printed-answers.ts';
import type { Span } from './span.ts';
import { addWord, sign } from './words.ts';

/** Who answers, and "no" to all that was asked: "P: No.", "Pt: Nope", "No nothing like that." */
const no =
  /^[\s"“]*(?:[A-Za-z][A-Za-z. ]{0,14}:\s*)?["“]?(?:no|nope|nah|negative|none|never|denie[sd]|(?:he|she|they|i) (?:has|have|had|does|do|did|is|was)(?: not|n['’]t))\b(?=\s*(?:$|[.,;!"”\n-]|nothing|none|not|neither|sir\b|ma'?am|doc|i |he |she |thank))/i;

/** And "yes". */
const yes =
  /^[\s"“]*(?:[A-Za-z][A-Za-z. ]{0,14}:\s*)?["“]?(?:yes|yeah|yep|yup|yea)\b(?=\s*(?:$|[.,;!"”\n-]|since|for|it|he |she |i ))/i;

const longestAnswer = 40;
const questionMark = addWord('?');

/** "Foot drop [ ] yes [x] no"; boxes begin sentences of their own: "Foot drop: ☐ Yes ☒ No", "Weakness [ ] Y [x] N; gait …". */
function printedBeside(span: Span, text: string): 'yes' | 'no' | undefined {
  // "Fever [ ] Y [x] N   foot drop [ ] Y [x] N": the box before an item answers the one before.
  const answers = text.slice(span.end, span.end + longestAnswer);
  if (boxAhead.test(answers)) {
    if (noTicked.test(answers)) return 'no';
    if (yesTicked.test(answers)) return 'yes';
  }
  return span.hasSign(sign.form | sign.answer)
    ? printedAnswer(text.slice(span.start, span.end))
    : undefined;
}

const boxAhead = /^[^\S\n]*(?:[☐☒☑□]|\[[ xX]?\])/;

/** "[ ] Y [x] N", "[x] no [ ] yes", and "[x] N" alone. */
const noTicked =
  /^[^\S\n]*(?:(?:[☐□]|\[ ?\])\s*y(?:es)?\b[\s,/|]*(?:[☒☑]|\[[xX]\])\s*no?\b|(?:[☒☑]|\[[xX]\])\s*no?\b(?=[\s,/|]*(?:(?:[☐□]|\[ ?\])\s*y|[;\n]|$)))/i;
const yesTicked =
  /^[^\S\n]*(?:(?:[☒☑]|\[[xX]\])\s*y(?:es)?\b[\s,/|]*(?:[☐□]|\[ ?\])\s*no?\b|(?:[☐□]|\[ ?\])\s*no?\b[\s,/|]*(?:[☒☑]|\[[xX]\])\s*y(?:es)?\b)/i;

/**
 * The sentences of a note, where a question that the next sentence answers stands among what is denied or affirmed:
 * "N: Have you lost control of urine? P: No.", also where each stands in a line of its own.
 */
export function withAnswers(spans: readonly Span[], text: string): readonly Span[] {
  return spans.map((span, at) => {
    const printed = printedBeside(span, text);
    if (printed !== undefined) return span.inSection(printed === 'no' ? 'denied' : 'affirmed');
    if (!span.hasSign(sign.question) || span.knownAt(span.length - 1) !== questionMark) return span;
    const next = spans[at + 1];
    if (next === undefined || (span.section !== next.section && !next.opensLine)) return span;
    const answer = text.slice(next.start, Math.min(next.end, next.start + longestAnswer));
    if (no.test(answer)) return span.inSection('denied', next.end);
    return yes.test(answer) ? span.inSection('affirmed', next.end) : span;
  });
}
