import { limbOfCode, limbsInText } from './limbs.ts';
import { remembering } from './remember.ts';
import { canonicalSystem } from './systems.ts';
import type { BodyRegion } from './types.ts';
import { hasAny, wordsOf } from './words.ts';

/** The spine and what hangs on it, from the neck down. */
export const everyRegion: readonly BodyRegion[] = [
  'cervical',
  'thoracic',
  'lumbar',
  'sacrum-coccyx',
  'sacroiliac',
];

/** SNOMED CT body structures of the spine and beside it. */
const sites: ReadonlyMap<string, readonly BodyRegion[]> = new Map<string, readonly BodyRegion[]>([
  ['122494005', ['cervical']],
  ['45048000', ['cervical']],
  ['1217257000', ['cervical', 'thoracic']],
  ['122495006', ['thoracic']],
  ['1217256009', ['thoracic', 'lumbar']],
  ['122496007', ['lumbar']],
  ['52612000', ['lumbar']],
  ['1217253001', ['lumbar']],
  ['243898001', ['lumbar']],
  ['1144746008', ['sacrum-coccyx']],
  ['54735007', ['sacrum-coccyx']],
  ['1217254007', ['sacrum-coccyx']],
  ['64688005', ['sacrum-coccyx']],
  ['39723000', ['sacroiliac']],
]);

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

const none: readonly BodyRegion[] = [];

/** The regions that a coded body site names; empty where it names none. Limbs: {@link regionsOfLimb}. */
export function regionsOfBodySite(
  system: string | undefined,
  code: string | undefined,
): readonly BodyRegion[] {
  if (code === undefined || canonicalSystem(system) !== 'snomed') return none;
  return sites.get(code.trim()) ?? none;
}

/** The regions that words name, in anatomical order; empty where they name none. */
export const regionsInText = remembering((text: string): readonly BodyRegion[] => {
  const words = wordsOf(text);
  return regionWords.filter(([, phrases]) => hasAny(words, phrases)).map(([region]) => region);
});

/**
 * The level whose nerves serve a limb: lumbar for the leg, cervical for the arm; both where the site
 * names both. Empty where neither code nor text names a limb.
 */
export function regionsOfLimb(
  system: string | undefined,
  code: string | undefined,
  text: string | undefined,
): readonly BodyRegion[] {
  const { limb } = limbOfCode(system, code);
  const named = limb === undefined ? limbsInText(text ?? '') : [limb];
  return named.length === 0 ? none : named.map((one) => (one === 'arm' ? 'cervical' : 'lumbar'));
}
