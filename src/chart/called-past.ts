import { conditionInWords, namesOnlyOtherwise } from '../terminology/condition-words.ts';
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
    names.some(
      (name) =>
        isRuledOut(name) ||
        namesOnlyOtherwise(name, concepts) ||
        (isOfThePast(name) && !isToldOfNow(name, concepts)),
    )
  );
}

const beginsOver =
  /(?:^|[.;!?\n]\s*)(?:(?:now|since|has|have|is|was|been|fully|completely|clinically|it) )*(?:resolved|recovered|healed|ruled out|excluded|disproved|not confirmed|no longer (?:present|there|suspected)|entered in error|in error)\b/i;

/** A sentence of a note on an emergency says that it is over, or was not there: "Resolved completely on 11/20". It is asked about. */
export function isNotedOver(notes: unknown, { concepts }: Meaning): boolean {
  return (
    notes !== undefined &&
    hasEmergency(concepts) &&
    listOf(notes).some(({ text }) => beginsOver.test(textOf(text) ?? ''))
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
