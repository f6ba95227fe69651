import type { Evidence } from '../logic/finding.ts';
import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';
import { emergencies, isCalledPast } from './called-past.ts';
import { spoken } from './condition-facts.ts';
import { allWords, meaningOf, saysBilateral } from './condition-meaning.ts';
import { isFuture } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { codingsOf, type Fields, regionsOfSites, wordsOf } from './fields.ts';
import type { ChartDate, ConditionFact } from './types.ts';

/**
 * A reason of an order, a treatment or a visit: current, as of the resource that states it. Without concepts
 * where neither its codes nor its words mean anything here; undefined where it is empty.
 */
export function reasonFact(
  concept: Fields,
  sites: unknown,
  reference: string,
): ConditionFact | undefined {
  const meaning = meaningOf(concept, sites);
  const words = wordsOf(concept);
  if (meaning.concepts.size === 0 && words === '') return undefined;
  const isPast = isCalledPast(concept, meaning);
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    places: meaning.places,
    certainty: meaning.suspected ? 'suspected' : 'known',
    current: !isPast,
    spokenOn: isPast ? 'unknown' : undefined,
    severe: false,
    bilateral: saysBilateral(words),
    origin: 'order-reason',
    elsewhere: meaning.elsewhere,
    fromText: meaning.fromText,
    isCoded: codingsOf(concept).length > 0,
    evidence: { reference, text: spoken(words, meaning) },
  };
}

/** An emergency that a visit of the last weeks states as its reason: it speaks of the day of the visit (reading A62). */
export function emergencyOfVisit(
  concept: Fields,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (date === undefined || isFuture(date, asOf)) return undefined;
  const fact = reasonFact(concept, undefined, reference);
  if (fact === undefined || ![...fact.concepts].some((one) => emergencies.has(one)))
    return undefined;
  const isOpen = !fact.current || isLongAgo(date, asOf);
  return {
    ...fact,
    current: !isOpen,
    recorded: date,
    spokenOn: fact.current ? date : 'unknown',
    origin: 'condition',
    evidence: { ...fact.evidence, date: date.text },
  };
}

/**
 * An emergency that what was asked for, done or reported in the last weeks, or nobody knows when, states as its reason or
 * its result: it is asked about, since the request may be for what is left of an old one (a brace for a foot drop).
 */
export function emergencyOfRequest(
  concept: Fields,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  const isOfAnotherTime = date !== undefined && (isFuture(date, asOf) || isLongAgo(date, asOf));
  const fact = isOfAnotherTime ? undefined : reasonFact(concept, undefined, reference);
  if (fact?.current !== true || ![...fact.concepts].some((one) => emergencies.has(one)))
    return undefined;
  return {
    ...fact,
    current: false,
    spokenOn: 'unknown',
    recorded: date,
    origin: 'condition',
    evidence: date === undefined ? fact.evidence : { ...fact.evidence, date: date.text },
  };
}

/**
 * The site of a treatment as a fact: a complaint of the spine at the levels that it names, or one elsewhere in
 * the body (reading A59). Undefined for a site that says neither.
 */
export function siteFact(site: Fields, reference: string): ConditionFact | undefined {
  const words = allWords({ ...site });
  const isElse = isElsewhereInWords(words);
  const regions = isElse ? [] : regionsOfSites(site);
  if (!isElse && regions.length === 0) return undefined;
  const place = placeFact(regions, { reference, text: words });
  return isElse ? { ...place, concepts: new Set<Concept>(), elsewhere: true } : place;
}

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
