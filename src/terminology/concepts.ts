import { regionsInText, regionsOfLimb } from './body-sites.ts';
import {
  type Icd10cmCode,
  icd10cmCodes,
  type NeededWords,
  snomedCodes,
} from './condition-codes.ts';
import { isElsewhereInWords } from './elsewhere.ts';
import { remembering } from './remember.ts';
import { canonicalSystem } from './systems.ts';
import type { BodyRegion, Concept, ConceptMatch } from './types.ts';
import { hasAny, phraseList, wordsOf } from './words.ts';

const bySnomed: ReadonlyMap<string, ConceptMatch> = new Map(
  snomedCodes.map(({ code, concepts, regions, bilateral }) => [
    code,
    { concepts, regions, ...(bilateral ? { bilateral } : {}) },
  ]),
);

/** Rows by undotted code; `*` stays at the end of those that cover the codes below. */
const byIcd10cm = new Map<string, Icd10cmCode[]>();
for (const row of icd10cmCodes) {
  const key = row.code.replace('.', '');
  const known = byIcd10cm.get(key);
  if (known === undefined) byIcd10cm.set(key, [row]);
  else known.push(row);
}

/** What a site character of the M chapter names. */
export const siteRegions: Readonly<Record<string, readonly BodyRegion[]>> = {
  '1': ['cervical'],
  '2': ['cervical'],
  '3': ['cervical', 'thoracic'],
  '4': ['thoracic'],
  '5': ['thoracic', 'lumbar'],
  '6': ['lumbar'],
  '7': ['lumbar'],
  '8': ['sacrum-coccyx'],
};

/**
 * What a coded condition means: its concepts, with the region where the code has one. Undefined for
 * a code without a meaning here. ICD-10-CM is read with or without its dot, in either case; a fracture
 * code of S12, S22 or S32 counts as acute only with 7th character A or B, so one without a 7th
 * character gives no acute fracture. A few codes say too little alone and count only with `words`,
 * the resource's own text (R29.898 needs weakness of both legs, D49.2 the spine).
 * Source: evidence contract, "Indications and conditions".
 */
export function conceptsOfCoding(
  system: string | undefined,
  code: string | undefined,
  words?: string,
): ConceptMatch | undefined {
  if (code === undefined) return undefined;
  switch (canonicalSystem(system)) {
    case 'snomed':
      return bySnomed.get(code.trim());
    case 'icd10cm':
      return ofIcd10cm(code, words);
    default:
      return undefined;
  }
}

/** Whether a code has a meaning here in some system, with the right words where it needs them. */
export function isConceptCode(code: string): boolean {
  return bySnomed.has(code.trim()) || icd10cmMeaning(code) !== undefined;
}

function ofIcd10cm(code: string, words: string | undefined): ConceptMatch | undefined {
  const meaning = icd10cmMeaning(code);
  if (meaning === undefined) return undefined;
  return meaning.needsWords ? matchOf(meaning.code, meaning.rules, words) : meaning.match;
}

/** The rules for a code as it was written; undefined where there are none. */
const icd10cmMeaning = remembering((written: string) => {
  if (written.length > 20) return undefined;
  const code = written.trim().replace('.', '').toUpperCase();
  if (!/^[A-Z]\d[0-9A-Z]{1,5}$/.test(code)) return undefined;
  const rules = rulesFor(code);
  if (rules.length === 0) return undefined;
  const needsWords = rules.some((rule) => rule.onlyWithWords !== undefined);
  return { code, rules, needsWords, match: matchOf(code, rules, undefined) };
});

function rulesFor(code: string): readonly Icd10cmCode[] {
  const found = [...(byIcd10cm.get(code) ?? [])];
  for (let length = 2; length <= code.length; length += 1) {
    found.push(...(byIcd10cm.get(`${code.slice(0, length)}*`) ?? []));
  }
  return found;
}

function matchOf(
  code: string,
  rules: readonly Icd10cmCode[],
  words: string | undefined,
): ConceptMatch | undefined {
  const valid = rules.filter((rule) => allowsSeventh(rule, code) && allowsWords(rule, words));
  if (valid.length === 0) return undefined;
  const concepts = new Set<Concept>(valid.flatMap((rule) => rule.concepts));
  const regions = new Set<BodyRegion>(valid.flatMap((rule) => regionsOf(rule, code, words)));
  return {
    concepts: [...concepts],
    regions: [...regions],
    ...(valid.some((rule) => rule.bilateral) ? { bilateral: true } : {}),
  };
}

/** A code of an injury (S00 to S99) that lacks the character for its encounter, as many write it: "S32.010". */
export function isIncompleteInjury(code: string): boolean {
  return /^S\d[0-9A-Z.]*$/i.test(code.trim()) && code.trim().replace('.', '').length < 7;
}

function allowsSeventh({ seventh }: Icd10cmCode, code: string): boolean {
  const character = code[6];
  switch (seventh) {
    case 'acute':
      // A code of an injury without it says too little; it is read, and counts by its day (`isIncompleteInjury`).
      return character === 'A' || character === 'B' || isIncompleteInjury(code);
    case 'later':
      return character !== undefined && /[D-S]/.test(character);
    case 'not-sequela':
      return character !== 'S';
    case 'before-delivery':
      return !isOfDelivery(code);
    case 'any':
      return true;
  }
}

/**
 * Of the complications of pregnancy (O10 to O16, O88, O98 to O9A) the last character names the trimester, the delivery
 * or the time after it: 4 and 5 are the last two where it counts the trimesters, 2 and 3 where it does not.
 */
function isOfDelivery(code: string): boolean {
  const counts = /^O1[1-46]/.test(code) || code.length > 5;
  return counts ? /[45]$/.test(code) : code.length === 5 && /[23]$/.test(code);
}

/** Words of which one must stand beside a code that says too little alone. */
const neededWords: Readonly<
  Record<Exclude<NeededWords, 'level' | 'not-elsewhere'>, readonly string[]>
> = {
  spine: phraseList('spine, spinal, vertebra, vertebral, vertebrae, sacrum, sacral'),
  sacrum: phraseList('sacrum, sacral, sacral ala, sacroiliac, si joint'),
  'weak-legs': phraseList(
    `bilateral leg weakness, weakness of both legs, weakness in both legs, both legs weak,
    bilateral lower extremity weakness, bilateral lower limb weakness,
    weakness of both lower extremities, weakness of both lower limbs`,
  ),
};

function allowsWords({ onlyWithWords }: Icd10cmCode, text: string | undefined): boolean {
  if (onlyWithWords === undefined) return true;
  if (onlyWithWords === 'level') return levelsInWords(text).length > 0;
  if (onlyWithWords === 'not-elsewhere') return !isElsewhereInWords(text ?? '');
  return hasAny(wordsOf(text ?? ''), neededWords[onlyWithWords]);
}

const endsOfLegs = phraseList(
  'foot, feet, toe, toes, heel, calf, calves, thigh, thighs, buttock, buttocks',
);
const endsOfArms = phraseList('hand, hands, finger, fingers, thumb, thumbs, forearm, forearms');

/** The levels that words name, a limb standing for the level whose nerves serve it. */
function levelsInWords(text: string | undefined): readonly BodyRegion[] {
  if (text === undefined) return [];
  const words = wordsOf(text);
  return [
    ...regionsInText(text),
    ...regionsOfLimb(undefined, undefined, text),
    ...(hasAny(words, endsOfLegs) ? (['lumbar'] as const) : []),
    ...(hasAny(words, endsOfArms) ? (['cervical'] as const) : []),
  ];
}

function regionsOf(
  row: Icd10cmCode,
  code: string,
  words: string | undefined,
): readonly BodyRegion[] {
  if (row.onlyWithWords === 'level') return levelsInWords(words);
  if (row.siteDigit === undefined) return row.regions;
  return siteRegions[code[row.siteDigit - 1] ?? ''] ?? [];
}
