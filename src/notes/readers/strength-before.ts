import type { Sentence } from '../sentence.ts';
import type { Found } from './reader.ts';
import { type Grade, isEarlier } from './strength-course.ts';

/** Below this a muscle that was full is weak: 4+ is, 5- isn't. */
const weak = 4.6;

/**
 * A sentence that tells how strong a muscle was before, behind one that grades it: "Triceps is 4/5; it was 5/5 in
 * September.", "EHL 3/5. Last visit 5/5." The deficit grows where the earlier grade is the higher one.
 * @param told the grades of the sentence, none of which names a muscle of its own
 * @param before the sentence before
 * @param now the grades of the sentence before that are of the level of the order, and doubted by nothing
 */
export function declineSince(
  sentence: Sentence,
  told: readonly Grade[],
  before: Sentence,
  now: readonly Grade[],
): readonly Found[] {
  const found = now.filter((one) => !isEarlier(before, one)).map(({ exact }) => exact);
  const earlier = told.filter((one) => isEarlier(sentence, one));
  const [place] = told;
  if (place === undefined || found.length === 0 || earlier.length !== told.length) return [];
  // "1/5 R, 1/5 L; was 4/5": the best of them is weaker than it was.
  const exact = Math.max(...found);
  if (exact >= weak || !earlier.some((one) => one.exact > exact)) return [];
  const linkId = 'red-flag.progressive-deficit';
  const quoteFrom = before.span.start;
  return [{ linkId, rule: 'strength-declining', place, found: { value: true }, quoteFrom }];
}

/** The same of a sentence that names its muscle again: "L PF 3/5, R side 5/5. Yesterday L PF was 4/5." */
export function declineOfMuscle(
  sentence: Sentence,
  told: readonly Grade[],
  before: Sentence,
  now: readonly Grade[],
): readonly Found[] {
  return told.flatMap((one) => {
    const muscle = muscleOf(sentence, one);
    const same = now.filter((grade) => muscle !== '' && muscleOf(before, grade) === muscle);
    return declineSince(sentence, [one], before, same);
  });
}

/** The nearest muscle named before a grade. */
function muscleOf(sentence: Sentence, { from }: Grade): string {
  const places = [...sentence.of('leg-muscle'), ...sentence.of('arm-muscle')];
  const last = places
    .filter(({ to }) => to <= from)
    .toSorted((one, other) => one.to - other.to || other.from - one.from)
    .at(-1);
  const words = last === undefined ? [] : sentence.tokens.slice(last.from, last.to);
  return words.map(({ word }) => word).join(' ');
}
