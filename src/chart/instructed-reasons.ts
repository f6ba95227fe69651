import { isElsewhereInWords, isTreatmentElsewhere, namesSpine } from '../terminology/elsewhere.ts';
import { aimsInText, isOtherPurpose } from '../terminology/instructions.ts';
import { codingsOf, type Fields, fieldsOf, listOf, textOf, wordsOf } from './fields.ts';
import { reasonFact, siteFact } from './reason-facts.ts';
import type { ConditionFact } from './types.ts';

/**
 * What a prescription is for by its instructions (reading A59): the complaint that it is to be taken for, or the place
 * that it is to be put on, where the published lists know it. A complaint that they do not know says nothing.
 */
export function instructedReasons(medication: Fields, reference: string): readonly ConditionFact[] {
  const {
    dosageInstruction,
    dosage,
    note,
    medicationCodeableConcept,
    courseOfTherapyType,
    category,
  } = medication;
  const name = wordsOf(medicationCodeableConcept);
  const isNamedForSomething = /\bfor\b/i.test(name);
  if (
    dosageInstruction === undefined &&
    dosage === undefined &&
    note === undefined &&
    courseOfTherapyType === undefined &&
    category === undefined &&
    !isNamedForSomething
  )
    return [];
  const dosages = [...listOf(dosageInstruction), ...listOf(dosage)];
  const stated = dosages.flatMap(({ asNeededCodeableConcept }) => listOf(asNeededCodeableConcept));
  const texts = [
    ...(isNamedForSomething ? [name] : []),
    ...listOf(courseOfTherapyType).map(wordsOf),
    ...dosages.flatMap(({ text, patientInstruction }) => [text, patientInstruction]),
    ...dosages.flatMap(({ additionalInstruction }) =>
      listOf(additionalInstruction).map(({ text }) => text),
    ),
    ...listOf(note).map(({ text }) => text),
  ].flatMap((text) => textOf(text) ?? []);
  const remarks = listOf(note).flatMap(({ text }) => remarksIn(textOf(text) ?? ''));
  const aims: readonly Fields[] = [...texts.flatMap(aimsInText), ...remarks].map((text) => ({
    text,
  }));
  const sites = dosages.flatMap(({ site }) => siteFact(fieldsOf(site) ?? {}, reference) ?? []);
  // Most categories say where it is taken; a local one may say what for.
  const kinds = listOf(category).filter((one) => codingsOf(one).length === 0);
  const told = [...stated, ...kinds, ...aims].flatMap((concept) => {
    const read = reasonFact(concept, undefined, reference);
    const fact = read === undefined ? undefined : forItsPurpose(read);
    return fact !== undefined && (fact.elsewhere === true || fact.concepts.size > 0) ? [fact] : [];
  });
  return [...sites, ...told];
}

/** A reason of a medicine, which is none of the spine where it names something else than pain. */
export function forItsPurpose(reason: ConditionFact): ConditionFact {
  return reason.concepts.size === 0 && isOtherPurpose(reason.evidence.text)
    ? { ...reason, elsewhere: true }
    : reason;
}

/**
 * What a note on a medicine tells of another part of the body, beside nothing of the spine: "Knee arthritis", "tooth abscess", and
 * not "stop if abdominal pain".
 */
function remarksIn(note: string): readonly string[] {
  if (namesSpine(note)) return [];
  return note.split(/[.;\n]/).filter((sentence) => {
    if (warns.test(sentence)) return false;
    const isName = wordsOf({ text: sentence }).split(/\s+/).length <= mostOfName;
    return (
      isTreatmentElsewhere(sentence) ||
      (isName && isElsewhereInWords(sentence) && !isEffect.test(sentence))
    );
  });
}

const mostOfName = 4;

const warns =
  /\b(?:stop|hold|call|avoid|may cause|watch|monitor|report|risk|risks|side effects?|if|allerg\w*|history|hx|caution|interact\w*|dose|dosing|reduced?|not for|sparingly|alcohol)\b/i;

/** What a medicine does beside what it is for, or what it may harm. */
const isEffect =
  /\b(?:nause\w*|vomit\w*|constipat\w*|diarrh\w*|rash|itch\w*|hives|urticaria|dizz\w*|vertigo|stomach|gi|headaches?|insomnia|drows\w*|sleep\w*|sedat\w*|reflux|gerd|heartburn|bleed\w*|renal|kidney|ckd|esrd|liver|hepat\w*|heart|chf|cad|htn|bp|hypertension|edema|swelling|mouth|taste|vision|weight|has|on|takes|with)\b/i;
