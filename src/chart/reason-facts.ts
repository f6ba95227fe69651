import type { Evidence } from '../logic/finding.ts';
import { siteName } from '../terminology/body-sites.ts';
import { conditionInWords } from '../terminology/condition-words.ts';
import { isUnclearDenial } from '../terminology/denial-words.ts';
import { isElsewhereInWords, isJointOrOrgan } from '../terminology/elsewhere.ts';
import { emergencies } from '../terminology/emergencies.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';
import { isCalledPast } from './called-past.ts';
import { isExcludedByName, sideOfComplaint, spoken } from './condition-facts.ts';
import { allWords, type Meaning, meaningOf, saysBilateral } from './condition-meaning.ts';
import { isFuture } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { codingsOf, type Fields, regionsOfSites, wordsOf } from './fields.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { openInWords } from './words-beside.ts';

/**
 * A reason of an order, a treatment or a visit: current, as of the resource that states it. Without concepts
 * where neither its codes nor its words mean anything here; undefined where it is empty.
 * @param meaning of the concept; another one where only what its words tell beside its code is asked for
 */
export function reasonFact(
  concept: Fields,
  sites: unknown,
  reference: string,
  meaning: Meaning = meaningOf(concept, sites),
): ConditionFact | undefined {
  const words = wordsOf(concept);
  if (meaning.concepts.size === 0 && words === '') return undefined;
  const isPast = isCalledPast(concept, meaning);
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    places: meaning.places,
    certainty: isExcludedByName(concept, meaning)
      ? 'refuted'
      : meaning.suspected
        ? 'suspected'
        : 'known',
    current: !isPast,
    spokenOn: isPast ? 'unknown' : undefined,
    severe: false,
    bilateral: saysBilateral(words),
    side: sideOfComplaint(concept, sites, meaning),
    origin: 'order-reason',
    elsewhere: meaning.elsewhere,
    symptomOf: meaning.symptomOf,
    fromText: meaning.fromText,
    isCoded: codingsOf(concept).length > 0,
    evidence: { reference, text: spoken(words, meaning) },
  };
}

/** What stays on record once it is known: a cancer. */
const lasting: ReadonlySet<Concept> = new Set<Concept>(['malignancy', 'history-of-malignancy']);

/** What is there for a while from the day on which it is stated: whoever asks for it looks at the day. */
const ofItsDay: ReadonlySet<Concept> = new Set<Concept>(['fever', 'pregnancy']);

/** Where something is stated, and of which day it speaks. */
export interface Stated {
  readonly reference: string;
  readonly date: ChartDate | undefined;
  readonly asOf: Date;
  /**
   * A visit of the last weeks states by its code what was there on its day (reading A62). Its words, a request, a plan and a
   * report are asked about: they may be of what is left of something old (a brace for a foot drop), of what is to be ruled
   * out, or of what was advised.
   */
  readonly by: 'visit' | 'other';
}

/**
 * What a resource states as its reason or its result, as far as it must not be overlooked wherever it stands: an emergency,
 * a cancer, a fever, a pregnancy.
 */
export function statedFact(concept: Fields, stated: Stated): ConditionFact | undefined {
  const dated = datedReason(concept, stated);
  if (dated === undefined) return undefined;
  if (hasOne(dated, emergencies)) return emergencyStated(dated, stated);
  if (
    compressesCord.test(dated.evidence.text) &&
    dated.concepts.has('myelopathy') &&
    !isOld(stated)
  )
    return { ...dated, concepts: weakLegs, current: false, spokenOn: 'unknown' };
  const open = openInWords(concept);
  if (open !== undefined && !isOld(stated))
    return { ...dated, ...open, certainty: 'suspected', current: false, spokenOn: 'unknown' };
  return hasOne(dated, lasting) || hasOne(dated, ofItsDay) ? dated : undefined;
}

type Dated = Pick<Stated, 'reference' | 'date' | 'asOf'>;

function datedReason(concept: Fields, { reference, date, asOf }: Dated): ConditionFact | undefined {
  if (date !== undefined && isFuture(date, asOf)) return undefined;
  const fact = reasonFact(concept, undefined, reference);
  return fact === undefined
    ? undefined
    : {
        ...fact,
        recorded: date,
        origin: 'condition',
        evidence: date === undefined ? fact.evidence : { ...fact.evidence, date: date.text },
      };
}

/** What a resource states of some concepts that are no emergencies: a cancer, a fever, a pregnancy. */
export function factBesideEmergencies(
  concept: Fields,
  stated: Dated,
  wanted: readonly Concept[],
): ConditionFact | undefined {
  const fact = datedReason(concept, stated);
  const concepts = new Set(wanted.filter((one) => fact?.concepts.has(one)));
  return fact === undefined || concepts.size === 0 ? undefined : { ...fact, concepts };
}

/** Of a compressed cord it is asked whether it has weakened the legs. */
const compressesCord = /\bcord (?:compress|injur)/i;
const weakLegs: ReadonlySet<Concept> = new Set<Concept>(['bilateral-leg-weakness']);

function emergencyStated(fact: ConditionFact, stated: Stated): ConditionFact | undefined {
  const { date, by } = stated;
  if (by === 'visit' && fact.fromText !== true) {
    if (date === undefined) return undefined;
    return {
      ...fact,
      current: fact.current && !isOld(stated),
      spokenOn: fact.current ? date : 'unknown',
    };
  }
  return isOld(stated) || (!fact.current && !isLeftOpen(fact))
    ? undefined
    : { ...fact, current: false, spokenOn: 'unknown' };
}

/** It is told as there, beside a denial of something akin: "Urinary retention, prostate cancer excluded". */
function isLeftOpen({ concepts, evidence: { text } }: ConditionFact): boolean {
  return (
    isUnclearDenial(text) &&
    conditionInWords(text)?.concepts.some((one) => concepts.has(one)) === true
  );
}

function isOld({ date, asOf }: Stated): boolean {
  return date !== undefined && isLongAgo(date, asOf);
}

function hasOne({ concepts }: ConditionFact, among: ReadonlySet<Concept>): boolean {
  for (const one of concepts) if (among.has(one)) return true;
  return false;
}

/**
 * The site of a treatment as a fact: a complaint of the spine at the levels that it names, or one elsewhere in
 * the body (reading A59). Undefined for a site that says neither.
 */
export function siteFact(site: Fields, reference: string): ConditionFact | undefined {
  const names = codingsOf(site).map(({ system, code }) => siteName(system, code) ?? '');
  const own = allWords({ ...site });
  const words = [own, ...names].filter((one) => one !== '').join('. ');
  // The joints of the pelvis are the spine's.
  const isNamedElse =
    isElsewhereInWords(words) || (isJointOrOrgan(words) && !/\bpelvis\b/i.test(words));
  const ofSpine = isNamedElse ? [] : regionsOfSites(site);
  const isElse = isNamedElse || (ofSpine.length === 0 && ofOwnParts.test(words));
  const regions = isElse ? [] : ofSpine;
  if (!isElse && regions.length === 0) return undefined;
  const place = placeFact(regions, { reference, text: own === '' ? words : own });
  return isElse ? { ...place, concepts: new Set<Concept>(), elsewhere: true } : place;
}

/** Parts of limbs and organs that are treated for themselves. */
const ofOwnParts =
  /\b(?:tendons?|ligaments?|bursa\w*|menisc\w*|patell\w*|scapul\w*|groin|perianal|perine\w*|anus|rectum|iliotibial band|it band|gastrocnemius|soleus|hamstrings?|quadriceps|biceps|triceps|deltoids?|adductors?|rotator cuff|achilles|plantar fascia|rib|ribs|sternum|clavicle|face|scalp|breast)\b/i;

/** A complaint of the spine of which nothing is known but its levels. */
export function placeFact(regions: readonly BodyRegion[], evidence: Evidence): ConditionFact {
  return {
    concepts: new Set<Concept>(['spine-disorder']),
    regions,
    certainty: 'known',
    current: true,
    severe: false,
    bilateral: false,
    origin: 'order-reason',
    evidence,
  };
}
