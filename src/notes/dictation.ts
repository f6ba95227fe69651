import { addListed, addSign, sign } from './words.ts';

/** Words for marks, as a recogniser of speech or a typist leaves them, with the word before. */
const spoken =
  /(?<before>\b[a-z]+)?(?<gap>\s+|^)(?<mark>full stop|period|comma|new line|next line|new paragraph|next paragraph)\b(?! of\b)/gi;

/** The same without what stands around them: most texts have none. */
const spokenMarks = /full stop|period|comma|(?:new|next) (?:line|paragraph)/gi;

/** "A period", "the postoperative period", "no new line": words of the sentence. */
const ofSentence =
  /^(?:an?|the|this|that|each|any|no|every|trial|time|long|short|brief|recovery|healing|waiting|observation|menstrual|(?:post|pre|peri).*|last|missed|same|first|initial|global)$/i;

/** "New paragraph plan colon", where the first two words were written as a full stop and blanks. */
const spokenHeading =
  /(?<=\.) {9,}(?<name>[a-z/]+(?: [a-z/]+){0,3}) colon\b(?! (?:cancer|ca|polyp|resection|surgery|mass)\b)/gi;

addSign(sign.spoken, ['period', 'comma', 'stop'], addListed);

/** So many spoken marks show that a text was dictated with them. */
const enough = 3;

/**
 * A dictated text with written marks in place of the spoken ones ("with no improvement period new paragraph"); any
 * other text as it is, and one without any word of `sign.spoken` is not looked at. Every word stays where it stands.
 */
export function withWrittenMarks(text: string): string {
  if (!/period|comma|full stop/i.test(text)) return text;
  if ((text.match(spokenMarks)?.length ?? 0) < enough) return text;
  let marks = 0;
  const written = text.replace(
    spoken,
    (whole, before: string | undefined, gap: string, mark: string) => {
      if (before !== undefined && ofSentence.test(before)) return whole;
      marks += 1;
      const written = mark.toLowerCase() === 'comma' ? ',' : '.';
      return (before ?? '') + written.padEnd(gap.length + mark.length);
    },
  );
  if (marks < enough) return text;
  return written.replace(
    spokenHeading,
    (whole, name: string) => `\n${' '.repeat(whole.length - name.length - 7)}${name}:     `,
  );
}
