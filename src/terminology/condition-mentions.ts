import { auxiliaries, isDescribing, vertebraWord } from './between-words.ts';
import { isOfSpine, painOfPlace, pairedPains, weaknessOfLegs } from './complaint-words.ts';
import {
  type ConditionPhrase,
  conditionPhrases,
  otherFractures,
  placelessPhrases,
} from './condition-phrases.ts';
import { namesOtherPart } from './elsewhere.ts';
import { cancersIn, isHistory, mechanismsOfNow } from './history-words.ts';
import { radicularPainIn } from './radicular-words.ts';
import { rememberingLast } from './remember.ts';
import { shortNames } from './short-names.ts';
import { malignancyFeatures } from './signs.ts';
import { sphinctersIn } from './sphincter-words.ts';
import { hasAny, last, type Mention, mentionAt, mentionsOf, phraseList, wordsOf } from './words.ts';

type PhraseMeaning = Pick<ConditionPhrase, 'concepts' | 'regions' | 'isUnclear'>;

/** What the phrases of the list mean wherever they stand, denied or not: words are asked about from several sides. */
export const mentionsIn: (words: readonly string[]) => readonly Meant[] = rememberingLast(
  4,
  readMentions,
);

function readMentions(words: readonly string[]): readonly Meant[] {
  const traumatic = traumaticCompressions(words);
  const listed = mentionsOfEntries(words, conditionPhrases);
  const roots = rootsWithoutLimb(words);
  const root = roots.length === 0 ? nothingMeant : rootAt(words);
  return [
    ...(traumatic.length === 0 ? listed : listed.filter(isNoCompression)),
    ...mentionsOfEntries(words, shortNames),
    ...withMeaning(mentionsOf(words, stenosis), () => stenosisAt(words)),
    ...withMeaning(roots, () => root),
    ...withMeaning(fracturesOfLevels(words), () => acuteFracture),
    ...withMeaning(traumatic, () => acuteFracture),
    ...weaknessOfLegs(words).map(
      ({ isOfBoth, ...mention }): Meant => [
        mention,
        { concepts: [isOfBoth ? 'bilateral-leg-weakness' : 'leg-weakness'], regions: [] },
      ],
    ),
    ...withMeaning(sphinctersIn(words), () => sphincterAsked),
    ...withMeaning(pairedPains(words), ({ phrase }) => painOfPlace(phrase)),
    ...withMeaning(mechanismsOfNow(words), () => ({
      concepts: ['high-risk-mechanism'],
      regions: [],
    })),
    ...withMeaning(
      cancersIn(words).filter((mention) => !isHistory(mention)),
      () => ({ concepts: ['malignancy'], regions: [] }),
    ),
    ...malignancyFeatures.flatMap(([concept, names]) =>
      withMeaning(mentionsOf(words, names), () => ({ concepts: [concept], regions: [] })),
    ),
    ...withMeaning(gestationsIn(words), () => ({ concepts: ['pregnancy'], regions: [] })),
    ...radicularPainIn(words).map(
      ({ mention, concept, region }): Meant => [
        mention,
        { concepts: [concept], regions: [region] },
      ],
    ),
  ];
}

export function mentionsOfSpine(words: readonly string[]): readonly Meant[] {
  return mentionsOfEntries(words, placelessPhrases).filter(
    ([{ before, phrase, after }, { concepts }]) => {
      const near = [...last(before, 3), ...phrase.split(' '), ...after.slice(0, 4)];
      const isOfMetal = concepts.includes('acute-spinal-fracture') && hasAny(near, metal);
      return !namesOtherPart(near) && !hasAny(near, otherBones) && !isOfMetal;
    },
  );
}

/** What breaks in the spine and is no bone. */
const metal = phraseList(
  'screw, screws, rod, rods, hardware, plate, plates, cage, lead, leads, instrumentation',
);

/** Bones and places that the words for complaints elsewhere leave out. */
const otherBones = phraseList(
  `leg, legs, lower leg, arm, arms, tibial, fibular, femoral, humeral, radius, radial, ulna, ulnar, pelvis, pelvic, acetabular, pubic, nasal, facial,
  orbital, mandible, metatarsal, metacarpal, phalanx, scaphoid, calcaneus, patella, sternum, scapula, malleolus, sinus, urinary, bladder, lung, liver, brain, tooth, bone graft, drain, catheter, pump`,
);

/** Whether words name another bone, and nothing of the spine. */
export function namesOtherBone(text: string): boolean {
  const words = wordsOf(text);
  return hasAny(words, otherBones) && !isOfSpine(words);
}

/** A phrase where it stands, with what it means there. */
export type Meant = readonly [Mention, PhraseMeaning];

const sphincterAsked: PhraseMeaning = {
  concepts: ['sphincter-or-saddle-disturbance'],
  regions: [],
  isUnclear: true,
};

const acuteFracture: PhraseMeaning = { concepts: ['acute-spinal-fracture'], regions: [] };

function withMeaning(
  mentions: readonly Mention[],
  meaning: (mention: Mention) => PhraseMeaning,
): readonly Meant[] {
  return mentions.map((mention) => [mention, meaning(mention)]);
}

/** The places of entries by the words that their phrases begin with, so that a text is gone through once for all. */
const beginnings = new WeakMap<
  readonly ConditionPhrase[],
  ReadonlyMap<string, readonly number[]>
>();

function beginningsOf(entries: readonly ConditionPhrase[]): ReadonlyMap<string, readonly number[]> {
  const known = beginnings.get(entries);
  if (known !== undefined) return known;
  const found = new Map<string, number[]>();
  for (const [place, { phrases }] of entries.entries()) {
    for (const first of new Set(phrases.map((phrase) => phrase.split(' ')[0] ?? ''))) {
      found.set(first, [...(found.get(first) ?? []), place]);
    }
  }
  beginnings.set(entries, found);
  return found;
}

function mentionsOfEntries(
  words: readonly string[],
  entries: readonly ConditionPhrase[],
): readonly Meant[] {
  const byBeginning = beginningsOf(entries);
  const places = new Set(words.flatMap((word) => byBeginning.get(word) ?? []));
  return [...places]
    .sort((one, other) => one - other)
    .flatMap((place): readonly Meant[] => {
      const entry = entries[place];
      if (entry === undefined) return [];
      return mentionsOf(words, entry.phrases)
        .filter(
          ({ before, after }) =>
            !hasAny(last(before, 1), entry.notAfter ?? none) &&
            !hasAny(after.slice(0, 1), entry.notBefore ?? none) &&
            !(entry.notOf !== undefined && isOf(entry.notOf, before, after)),
        )
        .map((mention) => [mention, entry]);
    });
}

const none: readonly string[] = [];

const ofWhat: ReadonlySet<string> = new Set(['of', 'in', 'at', 'within', 'involving']);
const endsThere: ReadonlySet<string> = new Set([
  'of',
  'and',
  'or',
  'with',
  'extending',
  'to',
  'from',
]);
/** What makes any lesion one to look at, whatever it lies in. */
const worrying = phraseList(
  `aggressive, destructive, enhancing, expansile, lytic, infiltrative, permeative, suspicious, indeterminate, mass, marrow`,
);

/** Whether the words behind a phrase say that it is of one of some parts, and none before it is worrying. */
function isOf(
  parts: readonly string[],
  before: readonly string[],
  after: readonly string[],
): boolean {
  const [first = '', ...rest] = after;
  if (!ofWhat.has(first) || hasAny(last(before, 3), worrying)) return false;
  const end = rest.findIndex((word) => endsThere.has(word));
  return hasAny(rest.slice(0, end === -1 ? 6 : Math.min(end, 6)), parts);
}

const lumbarWords = phraseList(
  'lumbar, lumbosacral, low back, lower back, lumbago, l spine, ls spine, leg, legs, l1, l2, l3, l4, l5, s1',
);

const cervicalWords = phraseList('cervical, neck, arm, arms, c spine, c3, c4, c5, c6, c7, c8');

const thoracicWords = phraseList('thoracic, mid back, t spine');

/** A stenosis of the spine that names no other level is read as its code is: lumbar, or of the order's level. */
function stenosisAt(words: readonly string[]): Pick<ConditionPhrase, 'concepts' | 'regions'> {
  const isLumbar = hasAny(words, lumbarWords);
  if (isLumbar) return { concepts: ['lumbar-stenosis'], regions: ['lumbar'] };
  if (hasAny(words, cervicalWords)) return { concepts: ['spine-disorder'], regions: ['cervical'] };
  if (hasAny(words, thoracicWords)) return { concepts: ['spine-disorder'], regions: ['thoracic'] };
  return { concepts: ['lumbar-stenosis'], regions: [] };
}

/** "Lumbar disc herniation with radiculopathy": the pain of a root whose level other words of the text name. */
function rootsWithoutLimb(words: readonly string[]): readonly Mention[] {
  return mentionsOf(words, rootNames);
}

const stenosis = phraseList('spinal stenosis');
const nothingMeant: PhraseMeaning = { concepts: [], regions: [] };
const rootNames = phraseList(
  'radiculopathy, radiculitis, radicular pain, radicular symptoms, nerve root impingement, nerve root compression, nerve root irritation, nerve impingement, nerve compression, root impingement, root compression, pinched nerve, compressed nerve',
);
/** A disc that presses on a root of a level that nobody names: the order tells it. */
const discNames = phraseList(
  'herniated, herniation, disc, discs, disk, disks, hnp, ddd, protrusion, extrusion',
);

function rootAt(words: readonly string[]): Pick<ConditionPhrase, 'concepts' | 'regions'> {
  const isLumbar = hasAny(words, lumbarWords);
  const isCervical = hasAny(words, cervicalWords);
  if (isLumbar && !isCervical) return { concepts: ['lumbar-radiculopathy'], regions: ['lumbar'] };
  if (isCervical && !isLumbar)
    return { concepts: ['cervical-radicular-pain'], regions: ['cervical'] };
  const isOpen = !isLumbar && !isCervical && !hasAny(words, thoracicWords);
  return isOpen && hasAny(words, discNames)
    ? { concepts: ['lumbar-radiculopathy', 'cervical-radicular-pain'], regions: [] }
    : { concepts: [], regions: [] };
}

/** "Acute L2 fracture", "closed fracture of L3", "L1 burst fx": a fracture that names its vertebra. */
function fracturesOfLevels(words: readonly string[]): readonly Mention[] {
  return mentionsOf(words, fractureNames).filter((mention) => {
    const { phrase, before, after } = mention;
    const near =
      phrase === 'fractured'
        ? besideParticiple(mention)
        : [...last(before, 3), ...after.slice(0, 4)];
    return near.some((word) => vertebraWord.test(word)) && !hasAny(last(before, 4), otherFractures);
  });
}

const fractureNames = phraseList('fracture, fractures, fx, fractured');

/** "Fractured C2", "L3 is fractured": what is fractured stands right beside it, and not "fractured hip, L4 pain". */
function besideParticiple({ marked: { before, after } }: Mention): readonly string[] {
  const end = after.findIndex((word) => !isDescribing(word));
  const begin = before.findLastIndex((word) => !isDescribing(word) && !auxiliaries.has(word));
  return [...before.slice(begin + 1), ...(end === -1 ? after : after.slice(0, end))];
}

function isNoCompression([, { concepts }]: Meant): boolean {
  return !concepts.includes('compression-fracture');
}

const compressions = phraseList(
  'compression fracture, compression fractures, compression fx, compression fxs, wedge fracture, wedge fx, wedge compression fracture, collapsed vertebra, vertebral collapse',
);
const traumas = phraseList(
  `traumatic, trauma, accident, crash, collision, mva, mvc, rta, rtc, pedestrian, fall from, fell from, fall off, fell off, fall down stairs, fell down stairs,
  horse, ladder, roof, dive, diving, assault`,
);
const softBones = phraseList(
  'osteoporotic, osteoporosis, insufficiency, fragility, pathologic, pathological, old, chronic, healed',
);
const notTraumatic = phraseList('no, without, non, not, denies, minimal, minor, trivial');

/**
 * A compression fracture that an accident caused is an acute one; what a weak bone did by itself follows its own
 * section (reading A9).
 */
function traumaticCompressions(words: readonly string[]): readonly Mention[] {
  return mentionsOf(words, compressions).filter(({ before, after }) => {
    const near = [...last(before, 4), '.', ...after.slice(0, 9)];
    if (hasAny(near, softBones)) return false;
    if (near.includes('acute') && hasAny(near, ['after fall', 'after a fall'])) return true;
    return mentionsOf(near, traumas).some(
      (trauma) => !hasAny(last(trauma.before, 2), notTraumatic),
    );
  });
}

/** "G2P1 at 20 weeks": so many pregnancies and births, with the age of this one behind them. */
function gestationsIn(words: readonly string[]): readonly Mention[] {
  return words.flatMap((word, at) => {
    const after = words.slice(at + 1, at + 5);
    const isDated = after.some(
      (one, next) =>
        /^\d{1,2}w(ks?|d)?\d?$/.test(one) ||
        (/^\d{1,2}$/.test(one) && /^(w|wks?|weeks?)$/.test(after[next + 1] ?? '')),
    );
    return /^g\d{1,2}(p\d{1,4})?$/.test(word) && isDated ? [mentionAt(words, at, [word])] : [];
  });
}
