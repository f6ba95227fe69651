import { reachOver } from './between-words.ts';
import { regionsOfComplaint, withWholeBack } from './body-sites.ts';
import { complaintsOfLevel, isOfSpine } from './complaint-words.ts';
import { type Meant, mentionsIn, mentionsOfSpine } from './condition-mentions.ts';
import { mayDeny, withAnswers } from './denial-words.ts';
import { emergenciesInWords, hasEmergency } from './emergencies.ts';
import { cancersIn, isHistory } from './history-words.ts';
import { type Places, placesIn } from './places-in-words.ts';
import { remembering } from './remember.ts';
import { isGeneral } from './specificity.ts';
import { doubts, isLeftOpen, standingOf } from './standing.ts';
import type { BodyRegion, Concept, Standing } from './types.ts';
import { isWhollyUnderstood } from './understood-words.ts';
import {
  hasAny,
  last,
  lengthAt,
  type Mention,
  pause,
  phraseList,
  type Word,
  wordsOf,
} from './words.ts';

/** What words say of a condition, by the published list; undefined where none of its phrases stands there. */
export interface NamedCondition {
  readonly concepts: readonly Concept[];
  readonly regions: readonly BodyRegion[];
  /** Of several complaints where each lies, as far as the words say. */
  readonly places: Places;
  /** The words doubt it. */
  readonly suspected: boolean;
  /** Those of the concepts that cannot wait, where the text is not wholly understood: they are asked about. */
  readonly asked: readonly Concept[];
}

/** What words name and what decides, less what is asked about. */
export function clearlyNamed({ concepts, asked }: NamedCondition): readonly Concept[] {
  return asked.length === 0 ? concepts : concepts.filter((one) => !asked.includes(one));
}

/**
 * The condition that words name: by a phrase of the list; where they tell of nothing but pain, by an illness and the spine
 * in whatever order ("lumbar spine infection"); else by a level and a complaint ("herniated lumbar disc"). Reads the
 * first 4,000 characters.
 */
export const conditionInWords = remembering((given: string): NamedCondition | undefined => {
  const text = withWholeBack(withAnswers(given));
  const named = unplacedCondition(text);
  return named === undefined
    ? undefined
    : { ...named, ...placesIn(text, named, unplacedCondition) };
});

function unplacedCondition(text: string): NamedCondition | undefined {
  const words = wordsOf(text);
  const named = withPastCancer(words, conditionByPhrase(words));
  if (named?.concepts.every(leavesOpen) === false) return named;
  const illness = isOfSpine(words) ? conditionOfSpine(text) : undefined;
  if (illness !== undefined && named !== undefined)
    return {
      ...illness,
      concepts: [...illness.concepts, ...named.concepts],
      asked: [...illness.asked, ...named.asked],
      places: new Map([...named.places, ...illness.places]),
    };
  return illness ?? named ?? conditionOfLevel(words, regionsOfComplaint(text));
}

/** What says so little that other words of the text may say more: where it hurts, or that a cancer is known. */
function leavesOpen(concept: Concept): boolean {
  return isGeneral(concept) || concept === 'malignancy' || concept === 'history-of-malignancy';
}

/** With a cancer of the past that words tell beside a complaint: "Hx breast cancer 2018, new back pain". */
function withPastCancer(
  words: readonly string[],
  named: NamedCondition | undefined,
): NamedCondition | undefined {
  if (!cancersIn(words).some(isHistory)) return named;
  if (named === undefined)
    return {
      concepts: ['history-of-malignancy'],
      regions: [],
      places: new Map(),
      suspected: false,
      asked: [],
    };
  return named.concepts.includes('malignancy')
    ? named
    : { ...named, concepts: [...named.concepts, 'history-of-malignancy'] };
}

function conditionByPhrase(words: readonly string[]): NamedCondition | undefined {
  return namedBy(words, mentionsIn(words));
}

/**
 * The emergencies that words say are not there now ("Cauda equina syndrome ruled out"), and that they name nowhere else as
 * present; undefined where there is none.
 */
export const deniedInWords = remembering((given: string): NamedCondition | undefined => {
  const text = withAnswers(given);
  const words = wordsOf(text);
  if (!mayDeny(words)) return undefined;
  const placeless = isOfSpine(words) ? mentionsOfSpine(words) : [];
  const denied = [...mentionsIn(words), ...placeless].filter(
    (meant) => isOfEmergency(meant) && standing(meant) === 'denied',
  );
  if (denied.length === 0) return undefined;
  const present = conditionInWords(text)?.concepts ?? [];
  const concepts = denied
    .flatMap(([, meaning]) => meaning.concepts)
    .filter((concept) => emergenciesInWords.has(concept) && !present.includes(concept));
  if (concepts.length === 0) return undefined;
  const named = denied.flatMap(([, { regions }]) => regions);
  const regions = named.length > 0 ? named : regionsOfComplaint(text);
  return {
    concepts: [...new Set(concepts)],
    regions: [...new Set(regions)],
    places: new Map(),
    suspected: false,
    asked: [],
  };
});

const absent: ReadonlySet<Standing> = new Set<Standing>(['denied', 'not-of-now']);

/** Whether words name one of some concepts only as one that is not there, not of now, or another person's. */
export function namesOnlyOtherwise(given: string, concepts: ReadonlySet<Concept>): boolean {
  const words = wordsOf(withAnswers(given));
  const placeless = isOfSpine(words) ? mentionsOfSpine(words) : [];
  const named = [...mentionsIn(words), ...placeless].filter((meant) =>
    meant[1].concepts.some((one) => concepts.has(one)),
  );
  return (
    named.length > 0 &&
    named.every((meant) => absent.has(standingOf(meant[0], isOfEmergency(meant))))
  );
}

/** What words leave open, and where their own phrases put it. */
type Unclear = Pick<NamedCondition, 'concepts' | 'regions'>;

/**
 * The emergencies that words name and leave open whether they are there ("No trauma, foot drop"), and that they name nowhere
 * else as present or as absent.
 */
export const unclearInWords = remembering((given: string): Unclear | undefined => {
  const text = withAnswers(given);
  const words = wordsOf(text);
  const placeless = isOfSpine(words) ? mentionsOfSpine(words) : [];
  const open = [...mentionsIn(words), ...placeless].filter(
    (meant) => isOfEmergency(meant) && standing(meant) === 'unclear',
  );
  if (open.length === 0) return undefined;
  const told = [
    ...(conditionInWords(text)?.concepts ?? []),
    ...(deniedInWords(text)?.concepts ?? []),
  ];
  const concepts = open
    .flatMap(([, { concepts }]) => concepts)
    .filter((concept) => emergenciesInWords.has(concept) && !told.includes(concept));
  const regions = open.flatMap(([, meaning]) => meaning.regions);
  return concepts.length === 0
    ? undefined
    : { concepts: [...new Set(concepts)], regions: [...new Set(regions)] };
});

function conditionOfLevel(
  words: readonly string[],
  regions: readonly BodyRegion[],
): NamedCondition | undefined {
  const told = complaintsOfLevel(words, regions);
  return namedBy(
    words,
    told.map(({ mention, ...meaning }) => [mention, meaning]),
  );
}

/**
 * What words that name no place mean where it is known that they are about the spine: "fracture" of the site
 * "L1 vertebra". Words that name another part of the body mean that part.
 */
export const conditionOfSpine = remembering((text: string): NamedCondition | undefined => {
  const words = wordsOf(text);
  return namedBy(words, mentionsOfSpine(words));
});

/** What all mentions that are not denied name together. */
function namedBy(words: readonly Word[], mentions: readonly Meant[]): NamedCondition | undefined {
  const concepts = new Set<Concept>();
  const regions = new Set<BodyRegion>();
  const places = new Map<Concept, readonly BodyRegion[]>();
  const asked = new Set<Concept>();
  let doubted = 0;
  let told = 0;
  for (const [mention, meaning] of mentions) {
    const isOpen = isOneOfTwo(mention);
    const isEmergency = isOfEmergency([mention, meaning]);
    if (standing([mention, meaning]) !== 'there' || (isOpen && !isEmergency)) continue;
    told += 1;
    if (isOpen || isDoubted(mention)) doubted += 1;
    if (isEmergency && !isWhollyUnderstood(words, mention, meaning.concepts)) {
      for (const concept of meaning.concepts) if (concept !== onlyAsks) asked.add(concept);
    }
    for (const concept of meaning.concepts) {
      concepts.add(concept);
      if (meaning.regions.length > 0)
        places.set(concept, [...(places.get(concept) ?? []), ...meaning.regions]);
    }
    for (const region of meaning.regions) regions.add(region);
  }
  if (told === 0) return undefined;
  return {
    concepts: [...concepts],
    regions: [...regions],
    places,
    suspected: doubted === told,
    asked: [...asked],
  };
}

/** A weak leg whose strength nobody measured is asked about however it is told. */
const onlyAsks: Concept = 'leg-weakness';

function isOfEmergency([, { concepts }]: Meant): boolean {
  return hasEmergency(concepts, emergenciesInWords);
}

function standing(meant: Meant): Standing {
  const said = standingOf(meant[0], isOfEmergency(meant));
  return said === 'there' && meant[1].isUnclear === true ? 'unclear' : said;
}

function isDoubted(mention: Mention): boolean {
  return mention.questioned || isDoubtedBefore(mention) || isLeftOpen(mention);
}

/** "Suspected foot drop", and not "suspected disc herniation, foot drop". */
function isDoubtedBefore({ marked: { before, after } }: Mention): boolean {
  const near = last(before, 6);
  return near.some((_, at) => {
    const length = lengthAt(near, doubts, at);
    if (length === 0) return false;
    const between = near.slice(at + length);
    const isOfFinding = reachOver(between, after, 'purpose') === 'governs';
    return isOfFinding || !between.includes(pause);
  });
}

const alternatives = phraseList('versus, vs');

/** One of two that a text leaves open says neither; what must not wait is suspected all the same. */
function isOneOfTwo({ before, after }: Mention): boolean {
  return hasAny(last(before, 2), alternatives) || hasAny(after.slice(0, 2), alternatives);
}
