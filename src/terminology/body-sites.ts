import siteRows from './data/sites.json' with { type: 'json' };
import { bySystem, regionsOfRow } from './data-file.ts';
import { limbOfCode, limbsInText } from './limbs.ts';
import { withoutOtherSenses } from './other-senses.ts';
import { remembering } from './remember.ts';
import { isSignal } from './signal-words.ts';
import { canonicalSystem } from './systems.ts';
import type { BodyRegion } from './types.ts';
import { hasAny, mentionsOf, phraseList, wordsOf } from './words.ts';

/** The spine and what hangs on it, from the neck down. */
export const everyRegion: readonly BodyRegion[] = [
  'cervical',
  'thoracic',
  'lumbar',
  'sacrum-coccyx',
  'sacroiliac',
];

/** SNOMED CT body structures of the spine and beside it. */
const sites = bySystem(
  siteRows.filter(({ concept }) => concept === 'spine'),
  'snomed',
  (row) => regionsOfRow('regions' in row ? row.regions : undefined, row.code),
);

/** What the coded places are called. */
const siteNames = bySystem(siteRows, 'snomed', ({ meaning }) => meaning);

/** What a coded place of the body is called: the words that a coding without any stands for; undefined where none is known. */
export function siteName(system: string | undefined, code: string | undefined): string | undefined {
  if (code === undefined || canonicalSystem(system) !== 'snomed') return undefined;
  return siteNames.get(code.trim());
}

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
  const words = wordsOf(withoutOtherSenses(text));
  return regionWords.filter(([, phrases]) => hasAny(words, phrases)).map(([region]) => region);
});

/** Words that say of a place that nothing is found there. */
const unremarkable = phraseList(
  'unremarkable, normal, is normal, negative, intact, clear, spared, not involved',
);

const neckAndBack =
  /\bneck(?: pain)?(?: ?[/,&+] ?| and | or )(?:pain in (?:the )?)?back\b(?! of\b)|(?<!\b(?:low|lower|mid|middle|upper) )\bback(?: pain)?(?: ?[/,&+] ?| and | or )(?:pain in (?:the )?)?neck\b/i;

/** A text in which a back that is named beside the neck is called all of it: "neck/back pain", "pain in back and neck". */
export function withWholeBack(text: string): string {
  return neckAndBack.test(text)
    ? text.replace(neckAndBack, 'neck pain, mid back pain, low back pain')
    : text;
}

/** The regions that the words of a complaint name, without those of which they say that nothing is found there. */
export const regionsOfComplaint = remembering((given: string): readonly BodyRegion[] => {
  const words = wordsOf(withoutOtherSenses(withWholeBack(given)));
  const named = regionWords.filter(([, phrases]) => hasAny(words, phrases));
  const found = named.filter(([, phrases]) =>
    mentionsOf(words, phrases).some(({ after }) => !hasAny(after.slice(0, 3), unremarkable)),
  );
  const regions = found.map(([region]) => region);
  return regions.length > 0 ? regions : regionsOfVertebrae(words);
});

/** All levels that words name, by a place or by a vertebra. */
export function regionsNamed(text: string): readonly BodyRegion[] {
  const vertebral = regionsOfVertebrae(wordsOf(text));
  return [...new Set([...regionsOfComplaint(text), ...vertebral])];
}

/**
 * "L4", "C5-6", "T12-L1": the levels of the vertebrae that words name. S1 is a bone of the sacrum, and a root that
 * leaves the lumbar canal.
 */
function regionsOfVertebrae(words: readonly string[]): readonly BodyRegion[] {
  const named = words.flatMap((word, at) =>
    !beginsVertebra.test(word) || isSignal(words, at)
      ? []
      : [word, `${word}${words[at + 1] ?? ''}`],
  );
  if (named.length === 0) return [];
  return vertebrae
    .filter(([, vertebra]) => named.some((word) => vertebra.test(word)))
    .map(([region]) => region);
}

/** "C5", or its beginning where it is written in two words ("C 5"). */
const beginsVertebra = /^(?:c|th?|l)\d{0,2}$/;
const vertebrae: readonly (readonly [BodyRegion, RegExp])[] = [
  ['cervical', /^c[1-7]$/],
  ['thoracic', /^th?(?:[1-9]|1[0-2])$/],
  ['lumbar', /^l[1-5]$/],
];

const spineWords = phraseList(
  'spine, spinal, spinal column, vertebra, vertebrae, vertebral, vertebral body, vertebral column, backbone',
);

/** Whether a body site is the spine, or one of its vertebrae. */
export function isSpinalSite(
  system: string | undefined,
  code: string | undefined,
  text: string,
): boolean {
  if (code !== undefined && canonicalSystem(system) === 'snomed' && sites.has(code.trim()))
    return true;
  const words = wordsOf(text);
  const isNamed = hasAny(words, spineWords) || words.some((word) => /^s[1-5]$/.test(word));
  return isNamed || regionsOfComplaint(text).length > 0;
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
  const { limb } = limbOfCode(system, code);
  const named = limb === undefined ? limbsInText(text ?? '') : [limb];
  return named.length === 0 ? none : named.map((one) => (one === 'arm' ? 'cervical' : 'lumbar'));
}
