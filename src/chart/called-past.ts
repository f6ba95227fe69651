import { conditionInWords } from '../terminology/condition-words.ts';
import {
  isOfThePast,
  isRuledOut,
  isTreated,
  isUnclearDenial,
} from '../terminology/denial-words.ts';
import { hasEmergency } from '../terminology/emergencies.ts';
import { isCalledOld } from '../terminology/old-words.ts';
import { ofConcept } from './codeable-concept.ts';
import type { Meaning } from './condition-meaning.ts';
import { fieldsOf, listOf, textOf } from './fields.ts';

/**
 * A code says that an emergency is there, the words beside it that it is over; or it is said to be old, or to have been treated: so it
 * is asked about, and supports nothing.
 */
export function isCalledPast(concept: unknown, { concepts, fromText }: Meaning): boolean {
  if (!hasEmergency(concepts)) return false;
  const names = namesOf(concept);
  if (names.some((name) => isTreated(name) || isUnclearDenial(name) || isCalledOld(name)))
    return true;
  return (
    fromText !== true &&
    names.some((name) => isRuledOut(name) || (isOfThePast(name) && !isToldOfNow(name, concepts)))
  );
}

/** "Left foot drop; ankle reflex absent": the words tell it as there, whatever else they end or begin with. */
function isToldOfNow(name: string, concepts: Meaning['concepts']): boolean {
  return conditionInWords(name)?.concepts.some((one) => concepts.has(one)) === true;
}

/** The text of a CodeableConcept and its displays, each by itself. */
export const namesOf = ofConcept((concept): readonly string[] => {
  const fields = fieldsOf(concept);
  return [fields?.text, ...listOf(fields?.coding).map(({ display }) => display)].flatMap(
    (name) => textOf(name) ?? [],
  );
});
