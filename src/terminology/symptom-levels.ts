import { everyRegion } from './body-sites.ts';
import { type Limb, limbsInText } from './limbs.ts';
import { remembering } from './remember.ts';
import { canonicalSystem } from './systems.ts';
import type { BodyRegion } from './types.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

/** Where a complaint of a limb may come from; pain of the sacro-iliac joints runs into the leg. */
const levels: Readonly<Record<Limb, readonly BodyRegion[]>> = {
  arm: ['cervical'],
  leg: ['lumbar', 'sacroiliac', 'sacrum-coccyx'],
};

const ends: Readonly<Record<Limb, readonly string[]>> = {
  arm: phraseList('forearm, forearms, hand, hands, finger, fingers, thumb, thumbs'),
  leg: phraseList('foot, feet, toe, toes, heel, calf, calves, thigh, thighs, buttock, buttocks'),
};

const none: readonly BodyRegion[] = [];

const symptoms = phraseList(
  `paresthesia, paresthesias, paraesthesia, paraesthesias, numbness, numb, tingling, tingly, tingle, pins and needles, hypoesthesia, hypesthesia, disturbance of skin sensation,
  disturbances of skin sensation, weakness`,
);

/** What a cord does that is pressed upon, and where a nerve of the neck is felt. */
const ofCord =
  /\b(?:balance|imbalance|unsteady|unsteadiness|off[- ]balance|clumsy|clumsiness|dexterity|dropping (?:things|objects|items))\b/i;
const ofNeck =
  /\b(?:shoulder[- ]?blades?|between (?:the |her |his )?shoulders|inter ?scapular|peri ?scapular)\b/i;

/**
 * The levels that a symptom may come from whose words name an arm or a leg, or a part of one; any level for one of a nerve
 * that names no place; empty for what is neither.
 */
export const levelsOfSymptom = remembering((text: string): readonly BodyRegion[] => {
  const words = wordsOf(text);
  const whole = limbsInText(text);
  const named = (['arm', 'leg'] as const).filter(
    (limb) => whole.includes(limb) || hasAny(words, ends[limb]),
  );
  if (named.length > 0) return named.flatMap((limb) => levels[limb]);
  if (ofCord.test(text) || ofNeck.test(text)) return ['cervical', 'thoracic'];
  return hasAny(words, symptoms) ? everyRegion : none;
});

/** ICD-10-CM M79.6, pain in a limb: the levels that it may come from; undefined for any other code, and where no limb is named. */
export function levelsOfLimbPain(
  system: string | undefined,
  code: string,
): readonly BodyRegion[] | undefined {
  if (canonicalSystem(system) !== 'icd10cm') return undefined;
  const plain = code.trim().replace('.', '').toUpperCase();
  if (/^M796(?:0[1-3]|[2-4])/.test(plain)) return levels.arm;
  return /^M796(?:0[4-6]|[5-7])/.test(plain) ? levels.leg : undefined;
}
