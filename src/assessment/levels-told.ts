import { overlap } from '../guideline/case.ts';
import { regionsInText, regionsOfLimb } from '../terminology/body-sites.ts';
import type { BodyRegion } from '../terminology/types.ts';

/**
 * The levels at which the words of a red flag put it, where an order shows none of them: "T8 discitis" beside a
 * lumbar study, an arm that fails beside one of the back. What fails in a leg may be of any level above. The study of
 * the ordered level is then none for it (redflag-2, reading A52).
 * @param shown the body regions that the ordered study shows
 * @returns none where the words name no level, or one that is shown
 */
export function otherLevelsTold(
  words: readonly string[],
  shown: readonly BodyRegion[],
): readonly BodyRegion[] {
  const text = words.join('. ');
  const limbs = regionsOfLimb(undefined, undefined, text);
  if (limbs.includes('lumbar')) return [];
  const told = [...regionsInText(text), ...limbs, ...vertebraeIn(text)];
  return overlap(widened(told), widened(shown)) ? [] : told;
}

/** What lies beside the low back is told of with it. */
function widened(regions: readonly BodyRegion[]): readonly BodyRegion[] {
  return regions.some((one) => pelvic.has(one)) ? [...regions, ...pelvic] : regions;
}

const pelvic: ReadonlySet<BodyRegion> = new Set(['lumbar', 'sacrum-coccyx', 'sacroiliac']);

/** "T8", "C6-7", "L3", and what lies at the neck alone; "T2 signal" is of an image. */
function vertebraeIn(text: string): readonly BodyRegion[] {
  const named = Array.from(
    text.matchAll(
      /\b([CTDL])(1[0-2]|[1-9])\b(?![- ]?(?:weighted|signal|hyper|hypo|bright|dark|w\b|flair|images?))/gi,
    ),
    ([, letter = '']): BodyRegion => regionOfLetter[letter.toUpperCase()] ?? 'lumbar',
  );
  return ofNeck.test(text) ? [...named, 'cervical'] : named;
}

const regionOfLetter: Readonly<Record<string, BodyRegion>> = {
  C: 'cervical',
  T: 'thoracic',
  D: 'thoracic',
  L: 'lumbar',
};

const ofNeck = /\bodontoid\b|\bdens\b|hangman|\bhoffmann?|\b(?:both )?hands\b|\bgrip\b/i;
