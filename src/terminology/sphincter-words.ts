import { last, type Mention, mentionsOf, pause, phraseList, type Word } from './words.ts';

/** That something cannot be done, or is not felt. */
const failing = phraseList(
  `cannot, can not, cant, unable to, inability to, not able to, could not, couldnt, no longer able to, does not feel, doesnt feel, do not feel, dont feel, did not feel, didnt feel, not feeling, no feeling, no sensation, without feeling, lost feeling,
  lost the feeling, loss of feeling, lost sensation, loss of sensation, unaware, not aware`,
);

/** What bladder and bowel do, and what they are called beside a failing that names none. */
const functions: ReadonlySet<Word> = new Set(
  'urinate urinating pee peeing void voiding voided micturate empty bladder urine stream bowel bowels stool stools poop defecate defecating wetting soiling peed'.split(
    ' ',
  ),
);

/** What is said of the function, and is no failing of it: "cannot urinate standing", "cannot exclude bladder cancer". */
const otherwise: ReadonlySet<Word> = new Set(
  `rule exclude excluded ruled tolerate afford recall remember find make hold wait sleep cancer stones stone infection uti prolapse test sample specimen ultrasound scan diary training medication without standing
  stomach colon`.split(/\s+/),
);

const reach = 6;

/** Each place where words join what cannot be done, or is not felt, and what bladder and bowel do: "cannot start her stream". */
export function sphinctersIn(words: readonly Word[]): readonly Mention[] {
  if (!words.some((word) => functions.has(word))) return [];
  return mentionsOf(words, failing).filter(({ marked: { before, after } }) => {
    const end = after.indexOf(pause);
    const behind = after.slice(0, Math.min(reach, end === -1 ? reach : end));
    const at = behind.findIndex((word) => functions.has(word));
    if (at !== -1) return !behind.some((word) => otherwise.has(word));
    // "Bladder disorder: cannot empty" names it before, and nothing else behind.
    return behind.length === 0 && last(before, 3).some((word) => functions.has(word));
  });
}
