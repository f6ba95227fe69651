import { type Icd10cmRule, icd10cmRules } from './concepts-icd10cm.ts';
import { snomedRules } from './concepts-snomed.ts';
import { remembering } from './remember.ts';
import { canonicalSystem } from './systems.ts';
import type { BodyRegion, Concept, ConceptMatch } from './types.ts';
import { hasAny, wordsOf } from './words.ts';

const bySnomed: ReadonlyMap<string, ConceptMatch> = new Map(
  snomedRules.flatMap(({ codes, concepts, regions }) =>
    codes.split(' ').map((code) => [code, { concepts, regions }] as const),
  ),
);

/** Rules by undotted code; `*` stays at the end of those that cover the codes below. */
const byIcd10cm = new Map<string, Icd10cmRule[]>();
for (const rule of icd10cmRules) {
  for (const code of rule.codes) {
    const key = code.replace('.', '');
    byIcd10cm.set(key, [...(byIcd10cm.get(key) ?? []), rule]);
  }
}

const siteRegions: Readonly<Record<string, readonly BodyRegion[]>> = {
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

function rulesFor(code: string): readonly Icd10cmRule[] {
  const found = [...(byIcd10cm.get(code) ?? [])];
  for (let length = 2; length <= code.length; length += 1) {
    found.push(...(byIcd10cm.get(`${code.slice(0, length)}*`) ?? []));
  }
  return found;
}

function matchOf(
  code: string,
  rules: readonly Icd10cmRule[],
  words: string | undefined,
): ConceptMatch | undefined {
  const valid = rules.filter((rule) => allowsSeventh(rule, code) && allowsWords(rule, words));
  if (valid.length === 0) return undefined;
  const concepts = new Set<Concept>(valid.flatMap((rule) => rule.concepts));
  const regions = new Set<BodyRegion>(valid.flatMap((rule) => regionsOf(rule, code)));
  return {
    concepts: [...concepts],
    regions: [...regions],
    ...(valid.some((rule) => rule.bilateral) ? { bilateral: true } : {}),
  };
}

function allowsSeventh({ seventh }: Icd10cmRule, code: string): boolean {
  const character = code[6];
  switch (seventh) {
    case 'acute':
      return character === 'A' || character === 'B';
    case 'not-sequela':
      return character !== 'S';
    case 'any':
      return true;
  }
}

function allowsWords({ onlyWithWords }: Icd10cmRule, text: string | undefined): boolean {
  if (onlyWithWords === undefined) return true;
  const words = wordsOf(text ?? '');
  return hasAny(words, onlyWithWords);
}

function regionsOf({ regions }: Icd10cmRule, code: string): readonly BodyRegion[] {
  if (typeof regions !== 'string') return regions;
  return siteRegions[code[regions === 'site-at-5' ? 4 : 5] ?? ''] ?? [];
}
