import { ofConcept } from '../chart/codeable-concept.ts';
import { isCurrentCondition } from '../chart/condition-facts.ts';
import { allWords, meaningOf } from '../chart/condition-meaning.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  listOf,
  textOf,
  wordsOf,
} from '../chart/fields.ts';
import { itemsOfForm, textsOfForm } from '../chart/form-texts.ts';
import { numberOf } from '../chart/measures.ts';
import { isOfFamily } from '../chart/of-family.ts';
import { withoutInstructions } from '../chart/told-beside.ts';
import { isPlainlyNormal, plainAnswer } from '../terminology/answers.ts';
import { hasEmergency } from '../terminology/emergencies.ts';
import { examinationElementOf } from '../terminology/observations.ts';

const loss =
  /\b(?:weak(?:ness|er)?|deficits?|paresis|paralysis|plegia|numb(?:ness)?|[0-4]\s*\/\s*5|cord compression|(?:suspected|possible|probable|rule out|r\/o) (?:\w+ )?fracture)\b/i;

/** Stems of what a red flag may be told with. A text without any of them is not read at all. */
const telling =
  /weak|deficit|pares|plegi|paraly|numb|sensat|feel|[0-4]\s*[/|]\s*5|5\s*[/|]\s*[0-4]\b|compress|fract|\bfrx|\bfx|broke|crush|collaps|burst|disloc|cauda|\bces|saddle|perin|perian|genital|\ban(?:us|al)\b|rectal|sphincter|bladder|bowel|urin|\bvoid|\bpee|\bwet|\bpvr|residual|\bcath|incontin|soil|retention|foot|feet|toe|heel|drop|dorsifl|drag|tripp|steppage|slap|gait|cancer|carcin|\bmets?\b|metast|mscc|tumou?r|mass\b|malign|lesion|neoplas|infect|bacter|endocarditis|\bblood c|ab[sc]+ess|dis[ck]itis|osteomy|fever|febril|pyrexia|\btemps?\b|temperature|\bt ?max|\bt\b[ :=]*\d\d|sep(?:sis|tic)|ivd|aort|aneur|dissect|tearing|triple a|\bcord\b|myelop|neuro|deteriorat|progress|power|suspect|r\/o|rule out|\bf[ae]ll|\bmv[ac]\b|crash|collision|accident|ejected|thrown|struck|\bd[oi]ve|diving|rollover|rolled over|\bvs\.? (?:car|auto)|chills|rigor|stool|wheelchair|tingl|lost|loss|\/\s*100?\b|\bof (?:10|ten|100|a hundred)\b|\bv[ar]s\b|\bn?p?rs\b|\bscale\b|\bscore|unable|cannot|can[’']?t|won[’']?t|\blegs?\b|\bhands?\b|\bgrip|clums|aneur|[?#]/i;

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
 * The words of concepts that may tell of a red flag, where no code says what they mean, and of a loss of strength or sensation,
 * or of what may cause one, whatever the code beside them means. What a patient is told to watch for tells of none.
 */
export function tellingConcepts(...concepts: readonly unknown[]): readonly string[] {
  return concepts.flatMap((concept) => (concept === undefined ? [] : tellingConcept(concept)));
}

/** The same of one. */
export const tellingConcept = ofConcept((concept) =>
  wordsTelling(concept, () => codingsOf(concept).length === 0),
);

/**
 * The same of concepts that the chart reads as complaints: of an emergency that it knows it asks itself. Words of somebody's own
 * beside a code are read as well: "Lumbar radiculopathy, foot slap since Monday" beside M54.16.
 */
export function tellingComplaints(...concepts: readonly unknown[]): readonly string[] {
  return concepts.flatMap((concept) => (concept === undefined ? [] : tellingComplaint(concept)));
}

/** The same of one. */
export const tellingComplaint = ofConcept((concept) =>
  wordsTelling(concept, () => {
    const { concepts: known, elsewhere } = meaningOf(concept, undefined);
    if (hasEmergency(known)) return false;
    return codingsOf(concept).length === 0 || (elsewhere !== true && hasOwnWords(concept));
  }),
);

function hasOwnWords(concept: unknown): boolean {
  const text = textOf(fieldsOf(concept)?.text);
  return text !== undefined && codingsOf(concept).every(({ display }) => display !== text);
}

function wordsTelling(concept: unknown, isUnknown: () => boolean): readonly string[] {
  const words = allWords(concept);
  const told = words === '' ? '' : withoutInstructions(words);
  return loss.test(told) || (told !== '' && tells(told) && isUnknown()) ? [words] : [];
}

/** Whether a value is a plain yes, written or coded. */
function isYes(value: unknown): boolean {
  const said = typeof value === 'string' ? value : wordsOf(value);
  return (
    /^\s*(?:yes|y|true|present|positive)\s*$/i.test(said) ||
    (typeof value === 'object' &&
      codingsOf(value).some(({ code }) => code === 'LA33-6' || code === 'Y'))
  );
}

/** The name of an Observation that was answered with yes, as far as the chart does not know what it finds. */
function nameOf({ code }: Fields): readonly string[] {
  return codingsOf(code).length === 0 || loss.test(wordsOf(code)) ? tellingComplaints(code) : [];
}

/** What a Condition of now is called, where that may tell of a red flag, and the notes on it. */
export function wordsOfCondition(condition: Fields): readonly string[] {
  const named = tellingComplaints(
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
    ...(valueBoolean === true || isYes(valueString) || isYes(valueCodeableConcept)
      ? nameOf(observation)
      : []),
    ...[valueString].flatMap((one) => wordsOfValue(observation.code, textOf(one))),
    ...wordsOfScale(observation),
    ...tellingConcepts(valueCodeableConcept, ...listOf(interpretation)),
    ...listOf(observation.note).flatMap(({ text }) => textOf(text) ?? []),
    ...listOf(component).flatMap(wordsOfComponent),
    ...listOf(contained).flatMap((one) =>
      one.resourceType === 'Observation'
        ? [
            ...wordsOfObservation(one),
            ...(one.valueBoolean === true ? tellingConcepts(one.code) : []),
          ]
        : [],
    ),
  ];
}

/**
 * The words of a value: none of an examination that was plainly normal, which the chart itself reads. "2+" of a knee is no grade
 * of strength where the code says that reflexes were tested.
 */
function wordsOfValue(code: unknown, written: string | undefined): readonly string[] {
  if (written === undefined) return [];
  const said = plainAnswer(written);
  const isNormal = isPlainlyNormal(said);
  if (!isNormal && isOfPart(code)) return [`${wordsOf(code)}: ${said}`];
  if (!isNormal && !/\d/.test(said)) return [said];
  const element =
    firstMeaning(code, examinationElementOf) ??
    examinationElementOf(undefined, undefined, wordsOf(code));
  if (isNormal && element !== undefined) return [];
  // "10 kg in 3 months" of what is called a loss of weight.
  const name = wordsOf(code);
  if (/\bweight loss\b/i.test(name)) return [`${name}: ${said}`];
  return [element === 'reflexes' ? `Reflexes: ${said}` : said];
}

function wordsOfScale(observation: Fields): readonly string[] {
  const number = numberOf(observation);
  if (number === undefined || !isCordScale(observation)) return [];
  return [`${wordsOf(observation.code)}: ${number}`];
}

/** "Rectal: decreased tone", "Gait: ataxic", "ASIA impairment scale: C": the name alone says what the value is of. */
const isOfPart = ofConcept((code) => namesPart.test(wordsOf(code)));

const namesPart =
  /^(?:rectal|anal|perianal|perineal|saddle|sphincter|dre|station|spine|spinal|back|neck|skin|surgical site)\b|\b(?:gait|sensation|sensory|pin ?prick|light touch|wound|incision|asia|ais|frankel|m?joa|nurick|ranawat|spinal injury association)\b/i;

/** Scales of the cord, whose values are numbers. */
const ofScale = ofConcept((code) => /\b(?:m?joa|nurick)\b/i.test(wordsOf(code)));

/** Whether an Observation gives a grade of the cord as a number: "mJOA 11". */
export function isCordScale({ code }: Fields): boolean {
  return ofScale(code);
}

/** "Bladder function: retention". */
function wordsOfComponent(component: Fields): readonly string[] {
  const name = wordsOf(component.code);
  const coded = component.valueCodeableConcept;
  const value = textOf(component.valueString) ?? (isOfFamily(coded) ? '' : wordsOf(coded));
  const said = name === '' ? value : `${name}: ${value}`;
  if (component.valueBoolean === true) return nameOf(component);
  return value !== '' && tells(said) ? [said] : [];
}

/** What a plan says in words: what it is for, what is to be done and how that went. */
export function wordsOfPlan(plan: Fields): readonly string[] {
  const activities = listOf(plan.activity);
  return [
    ...tellingOf(plan.title, plan.description),
    ...tellingNotes(plan.note),
    ...activities.flatMap(({ progress, detail }) => [
      ...tellingNotes(progress),
      ...tellingOf(fieldsOf(detail)?.description),
    ]),
  ];
}

/**
 * What a form of somebody else says in words: its written answers, and its questions that were answered with yes. Our own form
 * is read answer by answer.
 */
export function wordsOfForm(response: Fields): readonly string[] {
  const isOurs = itemsOfForm(response).some(({ linkId }) => ofOurForm.test(textOf(linkId) ?? ''));
  return isOurs ? [] : textsOfForm(response).filter(tells);
}

const ofOurForm = /^(?:red-flag|trial-of-treatment|neurological-examination|plain-radiograph)\b/;
