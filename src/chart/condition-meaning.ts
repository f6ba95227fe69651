import { qualifierOf } from '../terminology/answers.ts';
import { isSpinalSite, regionsOfComplaint } from '../terminology/body-sites.ts';
import { conceptsOfCoding } from '../terminology/concepts.ts';
import { namesOtherBone } from '../terminology/condition-mentions.ts';
import { clearlyNamed, conditionInWords } from '../terminology/condition-words.ts';
import {
  isElsewhere,
  isElsewhereInWords,
  namesLoss,
  namesSpine,
} from '../terminology/elsewhere.ts';
import { isKnownCode } from '../terminology/known-codes.ts';
import { conditionAtSpine, placelessWord } from '../terminology/placeless.ts';
import type { Places } from '../terminology/places-in-words.ts';
import { remembering } from '../terminology/remember.ts';
import { isGeneral, mostSpecific } from '../terminology/specificity.ts';
import { levelsOfLimbPain, levelsOfSymptom } from '../terminology/symptom-levels.ts';
import type { BodyRegion, Concept, ConceptMatch } from '../terminology/types.ts';
import { ofConcept } from './codeable-concept.ts';
import {
  type CodingFields,
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  hasCode,
  listOf,
  regionsOfSites,
  textOf,
  wordsOf,
} from './fields.ts';
import { sideOf } from './side-of.ts';
import { siteNoted } from './site-told.ts';

/** What a CodeableConcept means: its concepts, and the regions that its codes, sites and words name. */
export interface Meaning {
  readonly concepts: ReadonlySet<Concept>;
  readonly regions: readonly BodyRegion[];
  /** Of several complaints at several levels where each lies; one that is not there lies at all of them. */
  readonly places?: Places;
  /** No code said it: a published phrase stands in the words. */
  readonly fromText?: true;
  /** The words doubt it. */
  readonly suspected?: true;
  /** Recognisably a complaint elsewhere in the body. */
  readonly elsewhere?: true;
  /** Nothing more is known of it than that it is a symptom of a nerve, or of a limb: the levels that it may come from. */
  readonly symptomOf?: readonly BodyRegion[];
}

export const nothing: Meaning = { concepts: new Set(), regions: [] };
const elsewhere: Meaning = { ...nothing, elsewhere: true };

/** What a Condition's code means. */
export function conditionMeaning(condition: Fields): Meaning {
  const { code, bodySite, note } = condition;
  if (note === undefined || bodySite !== undefined) return meaningOf(code, bodySite);
  // A note that names a part of the head, and no more, is a place too.
  return meaningOf(code, siteNoted(note) ?? listOf(note).find(isOfHeadAlone));
}

/** What a concept without a body site means. Most have none and mean the same wherever they stand, so it is remembered. */
const meaningWithoutSite = ofConcept((concept) => readMeaning(concept, undefined));

/** What a CodeableConcept means; see `readMeaning`. */
export function meaningOf(concept: unknown, sites: unknown): Meaning {
  return sites === undefined ? meaningWithoutSite(concept) : readMeaning(concept, sites);
}

/** Neither the words nor the sites beside the code can add to what it means. */
function standsAlone(match: ConceptMatch): boolean {
  return (
    match.regions.length > 0 &&
    !match.concepts.includes('bilateral-leg-weakness') &&
    !match.concepts.some(isGeneral)
  );
}

/** The meaning of single codes, remembered: most conditions have one code, and a few codes make up most conditions. */
const alone = new WeakMap<ConceptMatch, Meaning>();

function meaningAlone(match: ConceptMatch): Meaning {
  const known = alone.get(match);
  if (known !== undefined) return known;
  const meaning = { concepts: new Set(match.concepts), regions: match.regions };
  alone.set(match, meaning);
  return meaning;
}

/** The words of a CodeableConcept that can name a condition: its text and its displays. */
export function allWords(concept: unknown): string {
  const fields = fieldsOf(concept);
  const text = textOf(fields?.text);
  const codings = listOf(fields?.coding);
  const [only] = codings;
  if (only !== undefined && codings.length === 1) {
    // Most have one coding, whose display is the text: nothing needs gathering.
    const display = textOf(only.display);
    if (display === undefined || display === text) return text ?? '';
    return text === undefined ? display : `${text}. ${display}`;
  }
  const words = new Set<string>();
  if (text !== undefined) words.add(text);
  for (const { display } of codings) {
    const said = textOf(display);
    if (said !== undefined) words.add(said);
  }
  return [...words].join('. ');
}

/**
 * What a CodeableConcept means: its codes first; its words, by the published list of phrases, where no code is
 * known, or where the codes are general and the words name something more specific.
 */
function readMeaning(concept: unknown, sites: unknown): Meaning {
  if (!hasCode(concept, isKnownCode)) return meaningInWords(concept, sites);
  const codings = codingsOf(concept);
  const words = wordsOf(concept);
  const [first] = codings;
  if (first !== undefined && codings.length === 1) {
    const match = conceptsOfCoding(first.system, first.code, first.display ?? words);
    if (match !== undefined && standsAlone(match) && !mayNameRoot(match, concept))
      return meaningAlone(match);
  }
  const concepts = new Set<Concept>();
  const regions = new Set<BodyRegion>();
  const places = new Map<Concept, readonly BodyRegion[]>();
  for (const { system, code, display } of codings) {
    const match = conceptsOfCoding(system, code, withWords(display, words, sites));
    if (match === undefined) continue;
    for (const coded of match.concepts) {
      // A weakness of the legs is of both only where the code, the sites or the words say so.
      const isOfBoth = match.bilateral === true || isBilateral(sites, words);
      const one = coded === 'bilateral-leg-weakness' && !isOfBoth ? 'leg-weakness' : coded;
      concepts.add(one);
      if (match.regions.length > 0)
        places.set(one, [...new Set([...(places.get(one) ?? []), ...match.regions])]);
    }
    for (const region of match.regions) regions.add(region);
  }
  if (concepts.size === 0) return meaningInWords(concept, sites);
  const said = [...concepts].every(isGeneral)
    ? (radiculopathyAt(codings, sites) ?? conditionInWords(allWords(concept)))
    : rootBesideDisc(concept, concepts, regions);
  if (said !== undefined && !said.suspected) {
    for (const one of toldOfNow(concept, clearlyNamed(said))) concepts.add(one);
    for (const [one, levels] of said.places) places.set(one, levels);
    if (!concepts.has('sacrococcygeal-disorder')) {
      for (const region of said.regions) regions.add(region);
    }
  }
  // A code of any bone is of the spine unless its words or its site name another one.
  if (concepts.has('spinal-neoplasm') && regions.size === 0 && isOfOtherBone(concept, sites)) {
    concepts.delete('spinal-neoplasm');
    concepts.add('malignancy');
  }
  if (concepts.has('compression-fracture') && regions.size === 0 && isOfOtherBone(concept, sites)) {
    concepts.delete('compression-fracture');
    if (concepts.size === 0) return elsewhere;
  }
  const counting = mostSpecific(concepts, places);
  if (concepts.has('sacrococcygeal-disorder') && !counting.has('sacrococcygeal-disorder')) {
    // The general code names both places; the specific one says which.
    regions.delete(counting.has('sacroiliac-joint') ? 'sacrum-coccyx' : 'sacroiliac');
  }
  if (regions.size === 0) {
    for (const region of regionsOfSites(sites)) regions.add(region);
    if (regions.size === 0) for (const region of levelsToldOf(counting, words)) regions.add(region);
  }
  return placed({ concepts: counting, regions: [...regions] }, places);
}

const rootNames = /radicul|root|nerve|sciatic/i;

function mayNameRoot({ concepts }: ConceptMatch, concept: unknown): boolean {
  return concepts.includes('disc-disease') && rootNames.test(allWords(concept));
}

const ofRoots: ReadonlySet<Concept> = new Set<Concept>([
  'lumbar-radiculopathy',
  'cervical-radicular-pain',
  'thoracic-radicular-pain',
]);

/** The root that the words beside the code of a disc name at its level: "DDD with L5 radiculopathy". */
function rootBesideDisc(
  concept: unknown,
  concepts: ReadonlySet<Concept>,
  regions: ReadonlySet<BodyRegion>,
): ReturnType<typeof conditionInWords> {
  const isOfDisc = [...concepts].every((one) => one === 'disc-disease' || isGeneral(one));
  const words = isOfDisc ? allWords(concept) : '';
  if (!rootNames.test(words)) return undefined;
  const said = conditionInWords(words);
  if (said === undefined || said.suspected) return undefined;
  const isHere = said.regions.every((one) => regions.size === 0 || regions.has(one));
  const roots = said.concepts.filter((one) => ofRoots.has(one));
  return isHere && roots.length === 1 ? { ...said, concepts: roots } : undefined;
}

/** ICD-10-CM: a radiculopathy of which the code leaves the site open (M54.10): its body site tells which root it is of. */
function radiculopathyAt(
  codings: readonly CodingFields[],
  sites: unknown,
): ReturnType<typeof conditionInWords> {
  if (sites === undefined || !codings.some(({ code }) => /^M54\.?10$/i.test(code ?? '')))
    return undefined;
  const [region, ...others] = regionsOfSites(sites);
  return region === undefined || others.length > 0
    ? undefined
    : conditionInWords(`${region} radiculopathy`);
}

/** The levels that words name: beside the complaint itself, where they tell of it and of something else. */
function levelsToldOf(concepts: ReadonlySet<Concept>, words: string): readonly BodyRegion[] {
  const told = conditionInWords(words);
  const isTold = told?.concepts.some((one) => concepts.has(one)) === true;
  return isTold && told.regions.length > 0 ? told.regions : regionsOfComplaint(words);
}

/** With the place of each complaint, where it has several, at several levels. */
function placed(meaning: Meaning, places: Places): Meaning {
  const { concepts, regions } = meaning;
  if (regions.length < 2 || places.size === 0) return meaning;
  if (concepts.size > 1) return { ...meaning, places };
  const [only] = concepts;
  const own = only === undefined || places.size < 2 ? undefined : places.get(only);
  return own === undefined ? meaning : { ...meaning, regions: own };
}

function isOfOtherBone(concept: unknown, sites: unknown): boolean {
  const places = listOf(sites).map(wordsOf);
  const names = places.length === 0 ? [allWords(concept)] : places;
  return names.every((name) => isElsewhereInWords(name) || namesOtherBone(name));
}

/** Display and text of a coding, and what its sites are called: a symptom counts at the level that they name. */
function withWords(display: string | undefined, words: string, sites: unknown): string {
  const said = display === undefined || display === words ? words : `${display}. ${words}`;
  const places = listOf(sites);
  return places.length === 0 ? said : [said, ...places.map(wordsOf)].join('. ');
}

/** What a Condition says where no code of it says anything: its words, and its sites. */
export function meaningInWords(concept: unknown, sites: unknown): Meaning {
  const words = allWords(concept);
  // An illness of bone whose code names no bone of the spine is of the spine where its site is.
  const ofSite = sites === undefined ? undefined : placedAtSpine(concept, sites, words);
  if (ofSite === undefined && codingsOf(concept).some(isCodedElsewhere)) return elsewhere;
  if (words === '' && ofSite === undefined) return ofSymptom(concept, words);
  const said = conditionInWords(words) ?? ofSite ?? signOfSite(sites, words);
  if (said === undefined)
    return isElsewhereInWords(words) || isOfOtherParts(words, sites)
      ? elsewhere
      : ofSymptom(concept, words);
  if (said.regions.length === 0 && isOfHead(sites)) return elsewhere;
  if (
    said.regions.length === 0 &&
    listOf(sites).length > 0 &&
    said.concepts.some(isOfBone) &&
    isOfOtherBone(concept, sites)
  )
    return elsewhere;
  const regions = new Set(said.regions);
  if (regions.size === 0) for (const region of regionsOfSites(sites)) regions.add(region);
  if (regions.size === 0) for (const region of regionsOfComplaint(words)) regions.add(region);
  const told = toldOfNow(concept, clearlyNamed(said));
  if (told.length === 0) return nothing;
  const meaning: Meaning = {
    concepts: mostSpecific(new Set(told), said.places),
    regions: [...regions],
    fromText: true,
    ...(said.suspected ? { suspected: true } : {}),
  };
  return placed(meaning, said.places);
}

/** What any bone may suffer. */
function isOfBone(concept: Concept): boolean {
  return concept === 'acute-spinal-fracture' || concept === 'compression-fracture';
}

/** "Pain" of the right knee: each of its sites makes it one of another part of the body. */
function isOfOtherParts(words: string, sites: unknown): boolean {
  const places = listOf(sites).map(allWords);
  return (
    places.length > 0 &&
    !places.some((place) => namesLoss(`${words} of ${place}`)) &&
    places.every((place) => isElsewhereInWords(`${words} of ${place}`) || isHead(place))
  );
}

/** "Epidural abscess" of the brain: each of its sites is one of the head. */
function isOfHead(sites: unknown): boolean {
  const places = listOf(sites);
  return places.length > 0 && places.every((site) => isHead(allWords(site)));
}

function isOfHeadAlone({ text }: Fields): boolean {
  return headFirst.test(textOf(text) ?? '');
}

const headFirst =
  /^\W*(?:(?:left|right|the) )?(?:brain|intracrani\w*|cranium|cranial|skull|head|frontal|parietal|temporal|cerebr\w*|cerebell\w*|mastoid|posterior fossa)(?: (?:lobe|bone|space|region|area|sinus|epidural|abscess|empyema))*\W*(?:$|after\b|from\b|due\b)/i;

/** The head, and neither the neck below it nor where both meet. */
function isHead(words: string): boolean {
  return (
    ofHead.test(words) &&
    !namesSpine(words) &&
    !/\bjunction\b|\bcrani\w*[- ]?(?:cerv|vert|spin)/i.test(words)
  );
}

const ofHead =
  /\b(?:brain|intracrani\w*|crani\w*|skull|head|frontal|parietal|temporal|cerebr\w*|cerebell\w*|supratentorial|infratentorial|mastoid|posterior fossa|calvari\w*)\b/i;

/** What words name, less the fracture that the code beside them calls healing, or left behind. */
function toldOfNow(concept: unknown, said: readonly Concept[]): readonly Concept[] {
  const isHealing = hasCode(concept, isOfLaterEncounter);
  const isLeft = hasCode(concept, isSequela);
  if (!isHealing && !isLeft) return said;
  return said.filter(
    (one) => !(isHealing && one === 'acute-spinal-fracture') && !(isLeft && fractures.has(one)),
  );
}

/**
 * "Pain in right arm", "Paresthesia of skin": no complaint that is known here, but a symptom that a nerve of some
 * levels can cause.
 */
function ofSymptom(concept: unknown, words: string): Meaning {
  const named = levelsOfSymptom(words);
  const symptomOf = named.length > 0 ? named : (firstMeaning(concept, levelsOfLimbPain) ?? named);
  return symptomOf.length === 0 ? nothing : { ...nothing, symptomOf };
}

/** ICD-10-CM, the 7th character of an injury: a later encounter, healing or a sequela, whatever the words beside it say. */
function isOfLaterEncounter(code: string): boolean {
  return /^[ST]\d[0-9A-Z.]{5,6}[D-S]$/i.test(code.trim());
}

/** ICD-10-CM, the 7th character of a fracture: what is left of one is none of now, whatever the words beside it say. */
function isSequela(code: string): boolean {
  return /^(?:[ST]\d|M(?:48|80|84))[0-9A-Z.]{3,6}S$/i.test(code.trim());
}

const fractures: ReadonlySet<Concept> = new Set<Concept>([
  'acute-spinal-fracture',
  'compression-fracture',
  'sacral-fracture',
]);

/** What names no bone by itself ("fracture of bone") is of the spine where its site is ("L1 vertebra"). */
function placedAtSpine(
  concept: unknown,
  sites: unknown,
  words: string,
): ReturnType<typeof conditionAtSpine> {
  const isOfSpine = listOf(sites).some((site) => {
    const said = wordsOf(site);
    if (isElsewhereInWords(said)) return false;
    const codings = codingsOf(site);
    return (
      codings.some(({ system, code }) => isSpinalSite(system, code, said)) ||
      isSpinalSite(undefined, undefined, said)
    );
  });
  return isOfSpine ? conditionAtSpine(words, firstMeaning(concept, placelessWord)) : undefined;
}

const bySite: readonly Concept[] = [
  'sphincter-or-saddle-disturbance',
  'bilateral-leg-weakness',
  'leg-weakness',
  'limb-paralysis',
  'foot-drop',
  'low-back-pain',
  'neck-pain',
  'thoracic-pain',
];

/**
 * A sign that only its site makes telling: "anesthesia of skin" of the perineum, "muscle weakness" of both legs,
 * "chronic pain" of the low back.
 */
function signOfSite(sites: unknown, words: string): ReturnType<typeof conditionInWords> {
  const places = listOf(sites).map(wordsOf);
  if (places.length === 0) return undefined;
  for (const joint of [' of ', ' ']) {
    const said = conditionInWords(`${words}${joint}${places.join(' and ')}`);
    if (said !== undefined && bySite.some((one) => said.concepts.includes(one))) return said;
  }
  return undefined;
}

function isCodedElsewhere({ system, code }: CodingFields): boolean {
  return isElsewhere(system, code, '');
}

/** Whether words say that both sides are affected. */
export const saysBilateral = remembering((words: string): boolean => /\bbilateral\b/i.test(words));

/** Whether the words, or a site, say that both sides are affected. */
export function isBilateral(sites: unknown, words: string): boolean {
  if (saysBilateral(words)) return true;
  if (sites === undefined) return false;
  const isOfBoth = listOf(sites).some(
    (site) =>
      /\b(bilateral|both)\b/i.test(wordsOf(site)) ||
      codingsOf(site).some(({ code }) => qualifierOf(code) === 'both'),
  );
  return isOfBoth || sideOf(sites, '') === 'both';
}
