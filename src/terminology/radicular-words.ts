import type { BodyRegion, Concept } from './types.ts';
import { hasAny, type Mention, mentionsOf, phraseList, type Word } from './words.ts';

/** Words for pain that spreads, and for a nerve root without its level. */
const spreads = phraseList(
  `radiating, radiates, radiate, radiation, shooting, shoots, going down, goes down, traveling, travels, travelling, extending, extends, running down, runs down,
  radiculopathy, radiculitis, radicular pain, radicular symptoms, radicular sx, radicular complaints, radic`,
);

const roots = phraseList(
  'radiculopathy, radiculitis, radicular pain, radicular symptoms, radicular sx, radicular complaints, radic',
);

const lowBack = phraseList('lbp, low back, lower back, lumbago, lumbar, lumbosacral, l4, l5, s1');
const neck = phraseList('neck, cervical, cervicalgia, c5, c6, c7, c8');

const legs = phraseList(
  'leg, legs, le, rle, lle, ble, lower extremity, lower extremities, lower limb, lower limbs, calf, calves, foot, feet, toe, toes',
);

const arms = phraseList(
  'arm, arms, ue, rue, lue, bue, upper extremity, upper extremities, upper limb, upper limbs, forearm, hand, hands, finger, fingers, thumb',
);

/** Where the pain begins: without it, a pain in the foot may come from the hip or the knee. */
const origins = phraseList(
  'back, backache, lbp, lumbago, lumbar, l spine, ls spine, spine, neck, cervical, cervicalgia, c spine, disc, disk, hnp, radiculopathy, radiculitis, radicular, radic',
);

/** A nerve root's pain that words tell without naming it: "LBP radiating to R foot". */
export interface RadicularPain {
  readonly mention: Mention;
  readonly concept: Concept;
  readonly region: BodyRegion;
}

const reach = 6;

/** Each place where words join a spreading pain and a limb, with the level that the limb tells. */
export function radicularPainIn(words: readonly Word[]): readonly RadicularPain[] {
  if (!hasAny(words, origins)) return [];
  return mentionsOf(words, spreads).flatMap((mention): readonly RadicularPain[] => {
    const after = mention.after.slice(0, reach);
    const isLeg = hasAny(after, legs) || isRootOf(mention, legs);
    const isArm = hasAny(after, arms) || isRootOf(mention, arms);
    const near = [...mention.before, ...after];
    const isRoot = !isLeg && !isArm && roots.includes(mention.phrase);
    // "LBP w radiculopathy": the pain beside it tells the level.
    const isLow = isLeg || (isRoot && hasAny(near, lowBack));
    const isHigh = isArm || (isRoot && hasAny(near, neck));
    if (isLow === isHigh) return [];
    return isLow
      ? [{ mention, concept: 'lumbar-radiculopathy', region: 'lumbar' }]
      : [{ mention, concept: 'cervical-radicular-pain', region: 'cervical' }];
  });
}

/** "RLE radiculopathy": the limb stands before. */
function isRootOf({ before, phrase }: Mention, limbs: readonly string[]): boolean {
  return roots.includes(phrase) && hasAny(before.slice(-2), limbs);
}
