import { aimsInText } from '../terminology/instructions.ts';
import { type Fields, listOf, textOf, wordsOf } from './fields.ts';
import { reasonFact } from './reason-facts.ts';
import type { ConditionFact } from './types.ts';

/**
 * What a prescription is for by its instructions (reading A59): the complaint that it is to be taken for, or the place
 * that it is to be put on, where the published lists know it. A complaint that they do not know says nothing.
 */
export function instructedReasons(medication: Fields, reference: string): readonly ConditionFact[] {
  const { dosageInstruction, dosage, note, medicationCodeableConcept } = medication;
  const name = wordsOf(medicationCodeableConcept);
  const isNamedForSomething = /\bfor\b/i.test(name);
  if (
    dosageInstruction === undefined &&
    dosage === undefined &&
    note === undefined &&
    !isNamedForSomething
  )
    return [];
  const dosages = [...listOf(dosageInstruction), ...listOf(dosage)];
  const stated = dosages.flatMap(({ asNeededCodeableConcept }) => listOf(asNeededCodeableConcept));
  const texts = [
    ...(isNamedForSomething ? [name] : []),
    ...dosages.flatMap(({ text, patientInstruction }) => [text, patientInstruction]),
    ...dosages.flatMap(({ additionalInstruction }) =>
      listOf(additionalInstruction).map(({ text }) => text),
    ),
    ...listOf(note).map(({ text }) => text),
  ].flatMap((text) => textOf(text) ?? []);
  const aims: readonly Fields[] = texts.flatMap((text) =>
    aimsInText(text).map((aim) => ({ text: aim })),
  );
  return [...stated, ...aims].flatMap((concept) => {
    const fact = reasonFact(concept, undefined, reference);
    return fact !== undefined && (fact.elsewhere === true || fact.concepts.size > 0) ? [fact] : [];
  });
}
