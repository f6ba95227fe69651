import { canonicalSystem } from './systems.ts';
import type { BodyRegion } from './types.ts';
import { hasPhrase, wordsOf } from './words.ts';

/** SNOMED CT body structures of the spine and beside it. */
const sites: ReadonlyMap<string, readonly BodyRegion[]> = new Map<string, readonly BodyRegion[]>(
  [],
);

/** SNOMED CT body structures of the limbs: the level whose nerves serve them. */
const limbs: ReadonlyMap<string, readonly BodyRegion[]> = new Map<string, readonly BodyRegion[]>(
  [],
);

const regionWords: readonly (readonly [BodyRegion, readonly string[]])[] = [
  ['cervical', ['cervical', 'neck', 'cervicothoracic', 'c spine', 'cspine']],
  [
    'thoracic',
    [
      'thoracic',
      'dorsal spine',
      'dorsal',
      'mid back',
      'midback',
      'middle back',
      'upper back',
      'cervicothoracic',
      'thoracolumbar',
      't spine',
      'tspine',
    ],
  ],
  [
    'lumbar',
    [
      'lumbar',
      'low back',
      'lower back',
      'lumbosacral',
      'thoracolumbar',
      'l spine',
      'lspine',
      'ls spine',
    ],
  ],
  [
    'sacrum-coccyx',
    ['sacrum', 'sacral', 'coccyx', 'coccygeal', 'sacrococcygeal', 'tailbone', 'tail bone'],
  ],
  ['sacroiliac', ['sacroiliac', 'sacro iliac', 'si joint', 'si joints']],
];

const armWords = [
  'arm',
  'arms',
  'upper limb',
  'upper limbs',
  'upper extremity',
  'upper extremities',
];
const legWords = [
  'leg',
  'legs',
  'lower limb',
  'lower limbs',
  'lower extremity',
  'lower extremities',
];

/** The regions that a coded body site names; empty where it names none. Limbs: {@link regionsOfLimb}. */
export function regionsOfBodySite(
  system: string | undefined,
  code: string | undefined,
): readonly BodyRegion[] {
  if (code === undefined || canonicalSystem(system) !== 'snomed') return [];
  return sites.get(code.trim()) ?? [];
}

/** The regions that words name, in anatomical order; empty where they name none. */
export function regionsInText(text: string): readonly BodyRegion[] {
  const words = wordsOf(text);
  return regionWords
    .filter(([, phrases]) => phrases.some((phrase) => hasPhrase(words, phrase)))
    .map(([region]) => region);
}

/**
 * The level whose nerves serve a limb: lumbar for the leg, cervical for the arm; both where the site
 * names both. Empty where neither code nor text names a limb.
 */
export function regionsOfLimb(
  system: string | undefined,
  code: string | undefined,
  text: string | undefined,
): readonly BodyRegion[] {
  const coded =
    code !== undefined && canonicalSystem(system) === 'snomed' ? limbs.get(code.trim()) : undefined;
  if (coded !== undefined) return coded;
  const words = wordsOf(text ?? '');
  const regions: BodyRegion[] = [];
  if (armWords.some((phrase) => hasPhrase(words, phrase))) regions.push('cervical');
  if (legWords.some((phrase) => hasPhrase(words, phrase))) regions.push('lumbar');
  return regions;
}
