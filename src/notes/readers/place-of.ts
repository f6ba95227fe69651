import type { BodyRegion } from '../../terminology/types.ts';
import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';

const levels = ['cervical', 'thoracic', 'lumbar', 'sacroiliac', 'sacrum-coccyx'] as const;

const ofSpine = classesOf(...levels);

/** The levels of the spine that words between two places name. */
export function regionsIn(sentence: Sentence, within: Place): readonly BodyRegion[] {
  if (!sentence.hasAny(ofSpine)) return [];
  return levels.filter((level) => sentence.hasWithin(level, within));
}

/** The same without what only limbs tell: a film of the foot is none of the low back. */
export function spineRegionsIn(sentence: Sentence, within: Place): readonly BodyRegion[] {
  if (!sentence.hasAny(ofSpine)) return [];
  const limbs = sentence.of('limb');
  return levels.filter((level) =>
    sentence
      .of(level)
      .some((one) => one.from >= within.from && one.from < within.to && !limbs.includes(one)),
  );
}

/** Where a sentence names the spine or a level of it, and no limb. */
export function placesOfSpine(sentence: Sentence): readonly Place[] {
  const limbs = sentence.of('limb');
  return ['spine' as const, ...levels].flatMap((kind) =>
    sentence.of(kind).filter((one) => !limbs.includes(one)),
  );
}

/** Whether the words are about another part of the body than the spine. */
export function isElsewhere(sentence: Sentence, within: Place): boolean {
  if (!sentence.hasWithin('elsewhere', within)) return false;
  return regionsIn(sentence, within).length === 0 && !sentence.hasWithin('spine', within);
}

/** Whether words name levels, and none of them is the one that the note is read for. */
export function isOtherLevel(
  named: readonly BodyRegion[],
  wanted: BodyRegion | undefined,
): boolean {
  if (wanted === undefined || named.length === 0) return false;
  return !named.some((one) => isSameLevel(one, wanted));
}

const pelvic: ReadonlySet<BodyRegion> = new Set(['lumbar', 'sacrum-coccyx', 'sacroiliac']);

/** What is said of the low back is said of the sacrum's neighbourhood as well. */
function isSameLevel(one: BodyRegion, other: BodyRegion): boolean {
  return one === other || (pelvic.has(one) && pelvic.has(other));
}
