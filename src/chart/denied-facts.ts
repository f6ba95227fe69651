import { deniedInWords } from '../terminology/condition-words.ts';
import { mayNameEmergency } from '../terminology/emergency-words.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { conditionFact } from './condition-facts.ts';
import { allWords, type Meaning } from './condition-meaning.ts';
import { type Fields, localReference, referenceOf, shortened, textOf, wordsOf } from './fields.ts';
import { sideOf } from './side-of.ts';
import type { ChartDate, ConditionFact } from './types.ts';

/**
 * The emergencies that the words of a Condition say are not there ("Discitis ruled out"), as evidence of absence on the day
 * that it speaks of. Undefined where they deny none, or where the record itself is refuted.
 */
export function deniedFact(
  condition: Fields,
  reference: string,
  asOf: Date,
  visitedOn: (reference: string) => ChartDate | undefined,
): ConditionFact | undefined {
  const denied = deniedMeaning(condition.code);
  if (denied === undefined) return undefined;
  const fact = conditionFact(condition, reference, asOf, denied, visitedOn);
  if (fact === undefined || fact.certainty === 'refuted') return undefined;
  const visit = referenceOf(condition.encounter);
  const recorded =
    fact.recorded ?? (visit === undefined ? undefined : visitedOn(localReference(visit)));
  return { ...fact, recorded, certainty: 'refuted' };
}

/** Whether the words of a concept say that something is not there that cannot wait. */
export function deniesInWords(concept: unknown): boolean {
  return deniedMeaning(concept) !== undefined;
}

const deniedMeaning = ofConcept((concept): Meaning | undefined => {
  const denied = deniedInWords(allWords(concept));
  return denied === undefined
    ? undefined
    : { concepts: new Set(denied.concepts), regions: denied.regions, fromText: true };
});

/** As {@link deniedFact}, of the reason of an order or a visit: it speaks of the day of the resource that states it. */
export function deniedReason(
  concept: Fields,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact | undefined {
  const denied = deniedMeaning(concept);
  if (denied === undefined) return undefined;
  return denialOf(denied, undefined, wordsOf(concept), reference, date);
}

function denialOf(
  { concepts, regions }: Meaning,
  bodySite: unknown,
  words: string,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact {
  return {
    concepts,
    regions,
    certainty: 'refuted',
    current: true,
    recorded: date,
    severe: false,
    bilateral: false,
    side: sideOf(bodySite, words),
    fromText: true,
    origin: 'observation',
    evidence: cite(reference, date, shortened(words)),
  };
}

/**
 * What the value of an Observation denies in its own words ("No evidence of discitis"). A film that shows nothing denies
 * nothing: it may have missed it.
 */
export function deniedByValue(
  { valueString, valueCodeableConcept, bodySite }: Fields,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact | undefined {
  const words = textOf(valueString) ?? allWords(valueCodeableConcept);
  if (!mayNameEmergency(words)) return undefined;
  const denied = deniedInWords(words);
  if (denied === undefined) return undefined;
  const meaning = { concepts: new Set(denied.concepts), regions: denied.regions };
  return denialOf(meaning, bodySite, words, reference, date);
}
