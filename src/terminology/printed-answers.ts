const mark = '(?:\\[\\s*[x✓✔]\\s*\\]|\\(\\s*[x✓✔]\\s*\\)|[☑☒✓✔])';
const blank = '(?:\\[\\s*\\]|\\(\\s*\\)|[☐□])';
const yes = '(?:yes|y)(?![a-z])';
const no = '(?:no|n)(?![a-z])';
const between = '[\\s,;/|]*';

/** Two answers that are printed, one of them marked: "[x] yes [ ] no", "( )Y (x)N", "Yes ☐ No ☒", "✓ yes no". */
const marked = new RegExp(
  [
    `(?<yes>${mark}\\s*${yes}${between}${blank}\\s*${no}|${blank}\\s*${no}${between}${mark}\\s*${yes}|\\b${yes}\\s*${mark}${between}${no}\\s*${blank}|\\b${no}\\s*${blank}${between}${yes}\\s*${mark}|${mark}\\s*${yes}${between}${no}(?!\\s*${mark}))`,
    `(?<no>${blank}\\s*${yes}${between}${mark}\\s*${no}|${mark}\\s*${no}${between}${blank}\\s*${yes}|\\b${yes}\\s*${blank}${between}${no}\\s*${mark}|\\b${no}\\s*${mark}${between}${yes}\\s*${blank}|\\b${yes}${between}${mark}\\s*${no})`,
  ].join('|'),
  'gi',
);

/** Both printed, and the answer behind: "Y/N: Y", "(yes/no) no". */
const behind =
  /\(?\b(?:y\s*\/\s*n|yes\s*\/\s*no)\b\)?\s*[:=–-]?\s*(?:(?<yes>yes|y)|(?<no>no|n))\b(?!\s*\/)/gi;

/** One of both in capitals: "YES / no", "y/N". */
const capital =
  /\b(?:(?<yes>(?:YES|Y)\s*\/\s*(?:no|n))|(?<no>(?:yes|y)\s*\/\s*(?:NO|N)))\b(?!\s*[:=])/g;

const mayBePrinted = /[[(☑☒✓✔☐□]|\by(?:es)?\s*\/\s*n/i;

/** A text where answers that were printed and marked are written out: "Foot drop: no". */
export function withPrintedAnswers(text: string): string {
  if (!mayBePrinted.test(text)) return text;
  const written = (...given: readonly unknown[]): string => {
    const groups = given.at(-1);
    const isYes =
      typeof groups === 'object' && groups !== null && 'yes' in groups && groups.yes !== undefined;
    return isYes ? ': yes' : ': no';
  };
  return text.replaceAll(marked, written).replaceAll(behind, written).replaceAll(capital, written);
}

/** The one answer of a sentence that ends with answers that were printed; undefined where it has none, or several. */
export function printedAnswer(sentence: string): 'yes' | 'no' | undefined {
  const written = withPrintedAnswers(sentence);
  if (written === sentence) return undefined;
  const [, answer, ...others] = /: (yes|no)\W*$/.exec(written) ?? [];
  const isOne = others.length === 0 && written.match(/: (?:yes|no)\b/g)?.length === 1;
  return isOne && (answer === 'yes' || answer === 'no') ? answer : undefined;
}
