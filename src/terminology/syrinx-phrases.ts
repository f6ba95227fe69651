import { hasAny, last, mentionsOf, phraseList, type Word } from './words.ts';

const syrinxes = phraseList(
  'syrinx, syrinx cavity, syringomyelia, hydromyelia, syringohydromyelia',
);
const growth = phraseList(
  `increased, increase, enlarged, enlarging, enlargement, larger, progressed, progression, progressive, expanded, expansion,
  grown, growth, longer, wider, extended further`,
);
const unchanged = phraseList(
  'unchanged, stable, not changed, no change, no interval change, no significant change, no significant interval change, has not changed, no growth, no progression, not progressed, not grown, no enlargement',
);
const notStable = phraseList(
  'not stable, not unchanged, no longer stable, no longer unchanged, nor stable, not entirely stable, unstable, cannot, cant, unable, not possible, whether, if, unless, without comparison, no comparison, no prior, or',
);
const noGrowth = phraseList(
  'no, not, non, without, never, nor, unchanged, stable, no longer, decreased, smaller',
);

/** "The syrinx has increased in size", "enlarging syrinx"; not "no interval increase of the syrinx". */
export function isSyrinxLarger(words: readonly Word[]): boolean {
  return mentionsOf(words, syrinxes).some(({ before, after }) => {
    const around = [...last(before, 6), '.', ...after.slice(0, 6)];
    return hasAny(around, growth) && !hasAny(around, noGrowth);
  });
}

/** "Syrinx C4-C6 unchanged", "no interval change in the syrinx": compared with an earlier study. */
export function isSyrinxUnchanged(words: readonly Word[]): boolean {
  return mentionsOf(words, syrinxes).some(({ before, after }) => {
    const around = [...last(before, 6), '.', ...after.slice(0, 6)];
    return hasAny(around, unchanged) && !hasAny(around, notStable);
  });
}
