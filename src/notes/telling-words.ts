import { isCurrentCondition } from '../chart/condition-facts.ts';
import { meaningOf } from '../chart/condition-meaning.ts';
import { codingsOf, type Fields, fieldsOf, listOf, textOf, wordsOf } from '../chart/fields.ts';
import { isInstruction } from '../chart/told-beside.ts';
import { isGeneral } from '../terminology/specificity.ts';

const loss =
  /\b(?:weak(?:ness|er)?|deficits?|paresis|paralysis|plegia|numb(?:ness)?|[0-4]\s*\/\s*5|cord compression|(?:suspected|possible|probable|rule out|r\/o) (?:\w+ )?fracture)\b/i;

/** Stems of what a red flag may be told with. A text without any of them is not read at all. */
const telling =
  /weak|deficit|pares|plegi|paraly|numb|sensat|feel|[0-4]\s*\/\s*5|compress|fract|\bfrx|\bfx|broke|crush|collaps|burst|disloc|cauda|\bces|saddle|perin|perian|genital|\ban(?:us|al)\b|rectal|sphincter|bladder|bowel|urin|\bvoid|cathet|incontin|soil|retention|foot|feet|toe|heel|drop|dorsifl|drag|tripp|steppage|slap|gait|cancer|carcin|\bmets?\b|metast|mscc|tumou?r|mass\b|malign|lesion|neoplas|infect|ab[sc]+ess|dis[ck]itis|osteomy|fever|sep(?:sis|tic)|ivd|aort|aneur|dissect|tearing|triple a|\bcord\b|myelop|neuro|deteriorat|progress|power|suspect|r\/o|rule out|lost|loss|unable|cannot|can[’']?t|won[’']?t|[?#]/i;

/** Words that may tell of a red flag. */
export function tells(words: string): boolean {
  return telling.test(words);
}

/** The texts that may tell of a red flag. */
export function tellingOf(...texts: readonly unknown[]): readonly string[] {
  return texts.flatMap((one) => {
    const said = textOf(one);
    return said !== undefined && tells(said) ? [said] : [];
  });
}

/** The texts of notes (Annotation) that may. */
export function tellingNotes(notes: unknown): readonly string[] {
  return tellingOf(...listOf(notes).map(({ text }) => text));
}

/**
 * The words of concepts that may tell of a red flag: of a loss of strength or sensation, or of what may cause one, whatever the
 * code beside them means; of anything else where no code says what they mean. What a patient is told to watch for tells of none.
 */
export function tellingConcepts(...concepts: readonly unknown[]): readonly string[] {
  return concepts.flatMap((concept) => {
    const words = wordsOf(concept);
    if (isInstruction(words)) return [];
    return loss.test(words) || (tells(words) && isOnlyInWords(concept)) ? [words] : [];
  });
}

/** Whether nothing is read of a concept but what hurts: what the chart knows of it the chart asks about. */
function isOnlyInWords(concept: unknown): boolean {
  const { concepts, elsewhere } = meaningOf(concept, undefined);
  return elsewhere !== true && [...concepts].every(isGeneral);
}

/** The name of an Observation that was answered with yes: a code says itself what it finds, but for a loss. */
function namesOf(code: unknown): readonly string[] {
  return codingsOf(code).length === 0 || loss.test(wordsOf(code)) ? tellingConcepts(code) : [];
}

/** What a Condition of now is called, where that may tell of a red flag, and the notes on it. */
export function wordsOfCondition(condition: Fields): readonly string[] {
  const named = tellingConcepts(
    condition.code,
    ...listOf(condition.evidence).flatMap(({ code }) => listOf(code)),
  );
  return [
    ...(named.length > 0 && isCurrentCondition(condition) ? named : []),
    ...listOf(condition.note).flatMap(({ text }) => textOf(text) ?? []),
  ];
}

/** What an Observation says in words: its value, its interpretation, its notes, those of its components and of contained members. */
export function wordsOfObservation(observation: Fields): readonly string[] {
  const { valueString, valueCodeableConcept, valueBoolean, interpretation, component, contained } =
    observation;
  return [
    ...(valueBoolean === true ? namesOf(observation.code) : []),
    ...[valueString].flatMap((one) => textOf(one) ?? []),
    ...tellingConcepts(valueCodeableConcept, ...listOf(interpretation)),
    ...listOf(observation.note).flatMap(({ text }) => textOf(text) ?? []),
    ...listOf(component).flatMap(wordsOfComponent),
    ...listOf(contained).flatMap((one) =>
      one.resourceType === 'Observation' ? wordsOfObservation(one) : [],
    ),
  ];
}

/** "Bladder function: retention". */
function wordsOfComponent(component: Fields): readonly string[] {
  const name = wordsOf(component.code);
  const value = textOf(component.valueString) ?? wordsOf(component.valueCodeableConcept);
  const said = name === '' ? value : `${name}: ${value}`;
  if (component.valueBoolean === true) return namesOf(component.code);
  return value !== '' && tells(said) ? [said] : [];
}

/** What a plan says in words: what it is for, what is to be done and how that went. */
export function wordsOfPlan(plan: Fields): readonly string[] {
  const activities = listOf(plan.activity);
  return [
    ...tellingOf(plan.description),
    ...tellingNotes(plan.note),
    ...activities.flatMap(({ progress, detail }) => [
      ...tellingNotes(progress),
      ...tellingOf(fieldsOf(detail)?.description),
    ]),
  ];
}
