import { asksForNoFinding, isCounted, leavesOpen } from '../terminology/answers.ts';
import { isConceptCode } from '../terminology/concepts.ts';
import { hasEmergency } from '../terminology/emergencies.ts';
import { mayNameEmergency, namesDeficit } from '../terminology/emergency-words.ts';
import { tellsOfOldTimes } from '../terminology/old-words.ts';
import { isCalledPast } from './called-past.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { spoken } from './condition-facts.ts';
import {
  allWords,
  isBilateral,
  type Meaning,
  meaningInWords,
  meaningOf,
  nothing,
} from './condition-meaning.ts';
import { type Fields, hasCode, textOf, wordsOf } from './fields.ts';
import { answerOf } from './measures.ts';
import { sideOf } from './side-of.ts';
import { deniedBeside, isOfOtherThan, signFact } from './sign-facts.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { isAffirmed, saidOf } from './what-it-says.ts';

/**
 * What cannot wait, in the words of an Observation whose code is local: with a value that affirms it it was found,
 * without one, or where only the words of the value name it, it is asked about.
 */
function namedEmergency(concept: unknown, sites: unknown): Meaning {
  return sites === undefined ? emergencyOf(concept) : emergencyAt(concept, sites);
}

const emergencyOf = ofConcept((concept) => emergencyAt(concept, undefined));

function emergencyAt(concept: unknown, sites: unknown): Meaning {
  if (isConceptCoded(concept) || !mayName(concept)) return nothing;
  const meaning = meaningInWords(concept, sites);
  return hasEmergency(meaning.concepts) ? meaning : nothing;
}

const isConceptCoded = ofConcept((concept) => hasCode(concept, isConceptCode));

/** An illness that an Observation is called after; a count or an assessment of it may find none. */
const mayName = ofConcept((concept) => {
  const words = allWords(concept);
  return mayNameEmergency(words) && (namesDeficit(words) || !isCounted(words));
});

function hasValue(observed: Fields): boolean {
  return Object.keys(observed).some((key) => key.startsWith('value'));
}

/** What the codes mean; the words of an examination name what was looked for, not what was found. */
function codedMeaning(concept: unknown, sites: unknown): Meaning {
  if (concept === undefined || !isConceptCoded(concept)) return nothing;
  const meaning = meaningOf(concept, sites);
  return meaning.fromText || meaning.elsewhere ? nothing : meaning;
}

/**
 * A finding that an Observation or a component of one codes, in its code or in its value. A negated one is evidence
 * of absence. Undefined where neither maps to a concept, or where nothing was observed.
 */
export function findingFact(
  observed: Fields,
  bodySite: unknown,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact | undefined {
  const { code, valueCodeableConcept: value } = observed;
  const sign = isConceptCoded(code) ? undefined : signFact(observed, bodySite, reference, date);
  if (sign !== undefined) return sign;
  if (!isConceptCoded(code) && !mayName(code)) {
    if (value === undefined || !(isConceptCoded(value) || mayName(value))) return undefined;
  }
  const byCode = codedMeaning(observed.code, bodySite);
  if (byCode.concepts.size === 0 && asksForNoFinding(wordsOf(observed.code))) return undefined;
  const byValue = codedMeaning(observed.valueCodeableConcept, bodySite);
  const coded = byCode.concepts.size > 0 ? byCode : byValue;
  const byName = coded.concepts.size > 0 ? nothing : namedEmergency(code, bodySite);
  const meaning =
    [coded, byName].find((one) => one.concepts.size > 0) ?? namedEmergency(value, bodySite);
  if (meaning.concepts.size === 0) return undefined;
  const isNamedOnly = meaning.fromText === true && !hasValue(observed) && !isAffirmed(observed);
  const found = saidOf(observed);
  const said = isNamedOnly && found === 'found' ? 'unclear' : found;
  if (said === 'nothing') return undefined;
  const isOfCode = byCode.concepts.size > 0 || byName.concepts.size > 0;
  const words = spoken(wordsOf(isOfCode ? observed.code : observed.valueCodeableConcept), meaning);
  // A value that neither affirms nor denies leaves it open: so it is asked about, and supports nothing.
  const isUnclear = said === 'unclear' && byValue.concepts.size === 0;
  const isAsked = byCode.concepts.size === 0 && leavesOpen(wordsOf(observed.code));
  const isOld = tellsOfOldTimes(answerOf(observed));
  const isDoubted =
    said === 'found' &&
    isOfCode &&
    (isOfOtherThan(code) || deniedBeside.test(textOf(observed.valueString) ?? ''));
  const isOpen = isUnclear || isAsked || isOld || isDoubted || isCalledPast(observed.code, meaning);
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    places: meaning.places,
    certainty: said === 'denied' ? 'refuted' : 'known',
    current: !isOpen,
    spokenOn: isOpen ? 'unknown' : undefined,
    recorded: date,
    severe: false,
    bilateral: isBilateral(bodySite, words),
    side: sideOf(bodySite, words),
    origin: 'observation',
    evidence: cite(reference, date, words),
  };
}
