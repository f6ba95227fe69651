import siteRows from './data/sites.json' with { type: 'json' };
import { bySystem, type CodeRow, membersOf } from './data-file.ts';
import { remembering } from './remember.ts';
import { canonicalSystem } from './systems.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

export type Limb = 'arm' | 'leg';
export type Side = 'left' | 'right' | 'both';

/** The limb that a body site or the name of a finding says, as far as it says one. */
export interface LimbPlace {
  readonly limb?: Limb;
  readonly side?: Side;
  /** The movement or muscle that was tested ("ankle dorsiflexion"); absent where the whole limb is meant. */
  readonly muscle?: string;
}

/** A row of the codes of places in the body: the spine, the limbs, and what is neither. */
interface SiteRow extends CodeRow {
  readonly side?: string;
}

const rows: readonly SiteRow[] = siteRows;

/** SNOMED CT body structures of the limbs, and the qualifiers of a side. */
const bySnomed = bySystem(
  rows.filter(({ concept }) => concept === 'arm' || concept === 'leg' || concept === 'side'),
  'snomed',
  ({ concept, side, code }): LimbPlace => ({
    ...(concept === 'arm' || concept === 'leg' ? { limb: concept } : {}),
    ...(side === undefined ? {} : { side: sideNamed(side, code) }),
  }),
);

function sideNamed(side: string, code: string): Side {
  const [known] = membersOf([side], ['left', 'right', 'both'], code);
  return known ?? 'both';
}

const armMuscles = `supraspinatus, infraspinatus, teres minor, teres major, subscapularis, rhomboid, rhomboids, serratus, latissimus, pectoralis, levator scapulae,
  brachialis, coracobrachialis, supinator, supination, pronator, pronation, extensor carpi, ecr, ecrl, ecrb, ecu, flexor carpi, fcr, fcu, extensor digitorum communis, edc, extensor indicis, eip,
  flexor digitorum profundus, flexor digitorum superficialis, fdp, fds, flexor pollicis, fpl, fpb, extensor pollicis, epl, epb, abductor pollicis, apb, apl, adductor pollicis, opponens, thenar, hypothenar,
  abductor digiti minimi, adm, dorsal interosseous, first dorsal, fdi, lumbricals, lumbrical, pinch, pincer, shoulder flexion, shoulder extension, shoulder adduction, shoulder external rotation, shoulder internal rotation,
  thumb abduction, thumb extension, thumb flexion, thumb opposition, finger adduction`;
const legMuscles = `psoas, iliacus, rectus femoris, sartorius, vastus, vmo, adductor longus, adductor magnus, gracilis, pectineus, biceps femoris, semitendinosus, semimembranosus,
  gluteus minimus, piriformis, tensor fasciae latae, tfl, peroneus, fibularis, extensor digitorum longus, edl, extensor digitorum brevis, edb, flexor digitorum longus, fdl, fhl, triceps surae, popliteus,
  hip external rotation, hip internal rotation`;

/** What the strength of an arm or a leg is tested by: the same muscle under the names that it is given. */
const muscles: readonly (readonly [Limb, string, readonly string[]])[] = [
  ['leg', 'hip flexion', phraseList('hip flexion, hip flexor, hip flexors, iliopsoas')],
  [
    'leg',
    'hip extension',
    phraseList('hip extension, hip extensor, hip extensors, gluteus maximus'),
  ],
  [
    'leg',
    'hip abduction',
    phraseList('hip abduction, hip abductor, hip abductors, gluteus medius'),
  ],
  ['leg', 'hip adduction', phraseList('hip adduction, hip adductor, hip adductors')],
  [
    'leg',
    'knee extension',
    phraseList('knee extension, knee extensor, knee extensors, quadriceps, quad, quads'),
  ],
  [
    'leg',
    'knee flexion',
    phraseList('knee flexion, knee flexor, knee flexors, hamstring, hamstrings'),
  ],
  [
    'leg',
    'toe extension',
    phraseList(
      `great toe extension, big toe extension, toe extension, toe extensor, toe extensors, hallux extension,
      great toe dorsiflexion, hallux dorsiflexion, extensor hallucis longus, ehl, great toe, big toe, hallux`,
    ),
  ],
  [
    'leg',
    'toe flexion',
    phraseList('great toe flexion, toe flexion, toe flexors, flexor hallucis longus'),
  ],
  [
    'leg',
    'plantar flexion',
    phraseList(
      `plantar flexion, plantarflexion, plantar flexor, plantar flexors, plantarflexor, plantarflexors,
      gastrocnemius, gastrocsoleus, soleus`,
    ),
  ],
  [
    'leg',
    'ankle dorsiflexion',
    phraseList(
      `ankle dorsiflexion, ankle dorsiflexor, ankle dorsiflexors, foot dorsiflexion, foot dorsiflexors,
      tibialis anterior, anterior tibialis, tib ant, ta`,
    ),
  ],
  [
    'leg',
    'ankle eversion',
    phraseList('ankle eversion, foot eversion, eversion, peroneal, peroneals'),
  ],
  [
    'leg',
    'ankle inversion',
    phraseList('ankle inversion, foot inversion, inversion, tibialis posterior'),
  ],
  [
    'arm',
    'shoulder abduction',
    phraseList('shoulder abduction, shoulder abductors, deltoid, deltoids'),
  ],
  [
    'arm',
    'elbow flexion',
    phraseList('elbow flexion, elbow flexor, elbow flexors, biceps, biceps brachii'),
  ],
  [
    'arm',
    'elbow extension',
    phraseList('elbow extension, elbow extensor, elbow extensors, triceps'),
  ],
  [
    'arm',
    'wrist extension',
    phraseList('wrist extension, wrist extensor, wrist extensors, wrist dorsiflexion'),
  ],
  ['arm', 'wrist flexion', phraseList('wrist flexion, wrist flexor, wrist flexors')],
  ['arm', 'finger extension', phraseList('finger extension, finger extensor, finger extensors')],
  ['arm', 'finger flexion', phraseList('finger flexion, finger flexor, finger flexors')],
  [
    'arm',
    'finger abduction',
    phraseList('finger abduction, finger abductors, interossei, hand intrinsics, intrinsic hand'),
  ],
  ['leg', 'patellar reflex', phraseList('patellar, knee jerk, knee reflex, patella')],
  ['leg', 'achilles reflex', phraseList('achilles, ankle jerk, ankle reflex')],
  ['arm', 'brachioradialis', phraseList('brachioradialis')],
  ['arm', 'grip', phraseList('grip, hand grip, grip strength')],
];

/** Muscles and movements that are tested now and then, each under its own name. */
const rareNames: Readonly<Record<Limb, readonly string[]>> = {
  arm: phraseList(armMuscles),
  leg: phraseList(legMuscles),
};
const allRareNames = [...rareNames.arm, ...rareNames.leg];
const withRareMuscles = [
  ...muscles,
  ...(['arm', 'leg'] as const).flatMap((limb) =>
    rareNames[limb].map((name) => [limb, name, [name]] as const),
  ),
];

/** A muscle of the leg that is called as one of the arm is, and more. */
const ofLegAlone = phraseList('biceps femoris, triceps surae');
const namedAlike: ReadonlySet<string> = new Set(['elbow flexion', 'elbow extension']);

/** Without the joint it is the ankle's, unless another is named ("great toe dorsiflexion"). */
const dorsiflexion = phraseList('dorsiflexion, dorsiflexor, dorsiflexors');

const limbWords: Readonly<Record<Limb, readonly string[]>> = {
  arm: phraseList(
    `arm, arms, upper limb, upper limbs, upper extremity, upper extremities, forearm, forearms, hand, hands,
    wrist, wrists, elbow, elbows, shoulder, shoulders, finger, fingers, thumb, ue, ues, lue, rue, bue`,
  ),
  leg: phraseList(
    `leg, legs, lower limb, lower limbs, lower extremity, lower extremities, thigh, thighs, calf, calves,
    foot, feet, ankle, ankles, knee, knees, hip, hips, toe, toes, hallux, le, les, lle, rle, ble`,
  ),
};

const pluralWords: Readonly<Record<Limb, readonly string[]>> = {
  arm: phraseList('arms, upper limbs, upper extremities, ues'),
  leg: phraseList('legs, lower limbs, lower extremities, les'),
};

const sideWords: Readonly<Record<Side, readonly string[]>> = {
  left: phraseList('left, lt, l, lle, lue'),
  right: phraseList('right, rt, r, rle, rue'),
  both: phraseList('bilateral, bilaterally, both, ble, bue'),
};

/** The limb that a coded body site names, or the side that a qualifier names. */
export function limbOfCode(system: string | undefined, code: string | undefined): LimbPlace {
  if (code === undefined || canonicalSystem(system) !== 'snomed') return nowhere;
  return bySnomed.get(code.trim()) ?? nowhere;
}

/** What names no limb, no side and no muscle. */
export const nowhere: LimbPlace = {};

/** The side that an ICD-10-CM code of a foot drop names by its last character. */
export function sideOfFootDrop(
  system: string | undefined,
  code: string | undefined,
): Side | undefined {
  if (code === undefined || canonicalSystem(system) !== 'icd10cm') return undefined;
  const [, side] = /^M21\.?37([12])$/i.exec(code.trim()) ?? [];
  return side === undefined ? undefined : side === '1' ? 'right' : 'left';
}

/**
 * The limb, side and muscle that words name: "Muscle strength, right ankle dorsiflexion", "LLE". Left open where
 * they name several of them.
 */
export const limbInText = remembering((text: string): LimbPlace => {
  const words = movementsSpelledOut(wordsOf(text));
  const named = musclesIn(words);
  const muscle = named.length === 1 ? named[0]?.[1] : undefined;
  const limbs = (['arm', 'leg'] as const).filter(
    (limb) => hasAny(words, limbWords[limb]) || named.some(([one]) => one === limb),
  );
  const limb = limbs.length === 1 ? limbs[0] : undefined;
  // "Lower extremities" are both.
  const isPlural = limb !== undefined && hasAny(words, pluralWords[limb]);
  const side = sideInWords(words) ?? (isPlural ? 'both' : undefined);
  if (limb === undefined && side === undefined && muscle === undefined) return nowhere;
  return {
    ...(limb === undefined ? {} : { limb }),
    ...(side === undefined ? {} : { side }),
    ...(muscle === undefined ? {} : { muscle }),
  };
});

/** Movements as an examiner shortens them behind the joint: "knee ext", "ankle DF". */
const shortMovements: ReadonlyMap<string, string> = new Map([
  ['ext', 'extension'],
  ['flex', 'flexion'],
  ['flx', 'flexion'],
  ['abd', 'abduction'],
  ['abduct', 'abduction'],
  ['add', 'adduction'],
  ['inv', 'inversion'],
  ['ev', 'eversion'],
  ['df', 'dorsiflexion'],
  ['dorsi', 'dorsiflexion'],
  ['dorsiflex', 'dorsiflexion'],
  ['pf', 'plantarflexion'],
  ['plantarflex', 'plantarflexion'],
]);

const joints: ReadonlySet<string> = new Set(
  'hip knee ankle foot toe hallux shoulder elbow wrist finger'.split(' '),
);

/** "Ext rot" is a rotation outwards. */
const rotations = /^rot/;

function movementsSpelledOut(words: readonly string[]): readonly string[] {
  if (!words.some((word) => shortMovements.has(word))) return words;
  return words.map((word, at) => {
    const movement = shortMovements.get(word);
    const isOfJoint = joints.has(words[at - 1] ?? '') || joints.has(words[at - 2] ?? '');
    return movement === undefined || !isOfJoint || rotations.test(words[at + 1] ?? '')
      ? word
      : movement;
  });
}

function musclesIn(words: readonly string[]): readonly (readonly [Limb, string, ...unknown[]])[] {
  const isOfLegAlone = hasAny(words, ofLegAlone);
  // Few texts name one of the rare muscles; each has a list of its own to be looked through.
  const known = hasAny(words, allRareNames) ? withRareMuscles : muscles;
  const named = known.filter(
    ([, name, phrases]) => hasAny(words, phrases) && !(isOfLegAlone && namedAlike.has(name)),
  );
  if (named.length > 0) return named;
  if (hasAny(words, dorsiflexion)) return [['leg', 'ankle dorsiflexion']];
  return words.flatMap((word) => {
    const limb = limbOfRoot(word);
    return limb === undefined ? [] : [[limb, word] as const];
  });
}

/** The limb of a nerve root that is named by itself: "L5 dermatome", "C6". */
function limbOfRoot(word: string): Limb | undefined {
  if (/^(l[1-5]|s[12])$/.test(word)) return 'leg';
  return /^c[5-8]$/.test(word) ? 'arm' : undefined;
}

function sideInWords(words: readonly string[]): Side | undefined {
  if (hasAny(words, sideWords.both)) return 'both';
  const left = hasAny(words, sideWords.left);
  const right = hasAny(words, sideWords.right);
  if (left && right) return 'both';
  return left ? 'left' : right ? 'right' : undefined;
}

const wholeLimbWords: Readonly<Record<Limb, readonly string[]>> = {
  arm: phraseList(
    'arm, arms, upper limb, upper limbs, upper extremity, upper extremities, ue, ues, lue, rue, bue',
  ),
  leg: phraseList(
    'leg, legs, lower limb, lower limbs, lower extremity, lower extremities, le, les, lle, rle, ble',
  ),
};

/** The whole limbs that words name: a knee may be a complaint of its own, where a leg stands for its nerves. */
export const limbsInText = remembering((text: string): readonly Limb[] => {
  const words = wordsOf(text);
  return (['arm', 'leg'] as const).filter((one) => hasAny(words, wholeLimbWords[one]));
});

/**
 * Whether a finding of one limb tells of another: `told` where it is of the same limb, side and muscle, or of the
 * whole limb or of both sides, which take it in; `open` where one of them leaves out what would tell.
 */
export function tellsOf(one: LimbPlace, other: LimbPlace): 'told' | 'open' | 'not' {
  if (differ(one.limb, other.limb) || differ(one.muscle, other.muscle)) return 'not';
  const sides = new Set([one.side, other.side]);
  if (sides.has('left') && sides.has('right')) return 'not';
  const isWhole = one.muscle === undefined || one.muscle === other.muscle;
  const isThatSide = one.side === 'both' || one.side === other.side;
  const isNamed = other.limb !== undefined && other.side !== undefined && one.limb !== undefined;
  return isNamed && one.side !== undefined && isWhole && isThatSide ? 'told' : 'open';
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
