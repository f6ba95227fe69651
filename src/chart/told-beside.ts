import { conditionInWords, conditionOfSpine } from '../terminology/condition-words.ts';
import { emergenciesInWords } from '../terminology/emergencies.ts';
import { mayTellMore } from '../terminology/emergency-words.ts';
import type { Concept } from '../terminology/types.ts';
import { ofConcept } from './codeable-concept.ts';
import { conditionFact } from './condition-facts.ts';
import { allWords, type Meaning, meaningOf } from './condition-meaning.ts';
import { isLongAgo } from './day-of-condition.ts';
import { type Fields, fieldsOf, hasCode, listOf, textOf } from './fields.ts';
import { reasonFact, statedFact } from './reason-facts.ts';
import type { ChartDate, ConditionFact } from './types.ts';

/** What must not be overlooked in the words beside a code of something else. */
const telling: ReadonlySet<Concept> = new Set<Concept>([
  ...emergenciesInWords,
  'fever',
  'abnormal-reflex',
]);

const fractures: ReadonlySet<Concept> = new Set<Concept>([
  'acute-spinal-fracture',
  'compression-fracture',
  'sacral-fracture',
  'spondylolysis',
]);

/** A code of an injury, of an insufficiency fracture or of history says itself what kind of fracture it is, and when it was. */
const saysWhen = /^(?:S|T|Z8[5-7]|M48\.?[45]|M80|M84)/i;

/**
 * What the words of a coded concept tell beside its code: "Lumbar radiculopathy with foot drop" beside M54.16. Undefined
 * where they tell nothing that must not be overlooked, or nothing that the code does not say.
 */
export const toldBeside = ofConcept((concept): Meaning | undefined => {
  const words = allWords(concept);
  if (!mayTellMore(words)) return undefined;
  const coded = meaningOf(concept, undefined);
  if (coded.concepts.size === 0 || coded.fromText === true) return undefined;
  const said = conditionInWords(words);
  const isFractureCode =
    hasCode(concept, (code) => saysWhen.test(code)) ||
    [...coded.concepts].some((one) => fractures.has(one));
  const more = (said?.concepts ?? []).filter(
    (one) =>
      telling.has(one) && !coded.concepts.has(one) && !(isFractureCode && fractures.has(one)),
  );
  if (said === undefined || more.length === 0) return undefined;
  const isHistory = hasCode(concept, (code) => /^Z8[5-7]/i.test(code));
  if (isHistory) return undefined;
  return {
    concepts: new Set(more),
    regions: said.regions.length > 0 ? said.regions : coded.regions,
    fromText: true,
    ...(said.suspected ? { suspected: true } : {}),
  };
});

/** What the words of a Condition tell beside its code, as a fact of the same dates and statuses. */
export function factBeside(
  condition: Fields,
  reference: string,
  asOf: Date,
  visitedOn: (reference: string) => ChartDate | undefined,
): ConditionFact | undefined {
  const told = toldBeside(condition.code);
  return told === undefined
    ? undefined
    : conditionFact(condition, reference, asOf, told, visitedOn);
}

/** What the signs that a Condition rests on, and the notes about it, name and must not be overlooked: it is asked about. */
export function factsInNotes(
  condition: Fields,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): readonly ConditionFact[] {
  const { evidence, note } = condition;
  if (evidence === undefined && note === undefined) return none;
  const named = [
    ...listOf(evidence).flatMap(({ code }) => listOf(code)),
    ...listOf(note).flatMap(({ text }) => {
      const said = textOf(text);
      return said !== undefined && mayTellMore(said) && !isInstruction(said)
        ? [{ text: said }]
        : [];
    }),
  ];
  return named.flatMap(
    (one) => statedFact(fieldsOf(one) ?? {}, { reference, date, asOf, by: 'other' }) ?? [],
  );
}

const ofSpine: ReadonlySet<Concept> = new Set<Concept>(['spinal-neoplasm', 'spinal-infection']);

/**
 * What words without a place doubt, and may be of the spine: "Concern for malignancy", "Lumbar radiculopathy, suspected
 * metastasis". Undefined where they doubt nothing of the kind.
 */
export const doubtedInWords = ofConcept((concept): Meaning | undefined => {
  const words = allWords(concept);
  if (!mayTellMore(words)) return undefined;
  const said = conditionOfSpine(words);
  const doubted = (said?.concepts ?? []).filter((one) => ofSpine.has(one));
  if (said?.suspected !== true || doubted.length === 0) return undefined;
  const known = meaningOf(concept, undefined);
  const isRead = doubted.some(
    (one) => known.concepts.has(one) || toldBeside(concept)?.concepts.has(one) === true,
  );
  return isRead || known.elsewhere === true
    ? undefined
    : { concepts: new Set(doubted), regions: known.regions, fromText: true, suspected: true };
});

/** The same as a fact: it is asked about. Undefined where the Condition is not of now. */
export function doubtedFact(
  condition: Fields,
  reference: string,
  asOf: Date,
  visitedOn: (reference: string) => ChartDate | undefined,
): ConditionFact | undefined {
  const doubted = doubtedInWords(condition.code);
  if (doubted === undefined) return undefined;
  const fact = conditionFact(condition, reference, asOf, doubted, visitedOn);
  const date = fact?.recorded ?? fact?.onset;
  const isOfNow = fact?.current === true && (date === undefined || !isLongAgo(date, asOf));
  return isOfNow && fact.certainty !== 'refuted'
    ? { ...fact, current: false, spokenOn: 'unknown' }
    : undefined;
}

/** The same of a reason that an order states. */
export function doubtedReason(
  concept: Fields,
  stated: { readonly reference: string; readonly date: ChartDate | undefined; readonly asOf: Date },
): ConditionFact | undefined {
  const doubted = doubtedInWords(concept);
  const fact =
    doubted === undefined
      ? undefined
      : reasonFact({ text: allWords(concept) }, undefined, stated.reference);
  return doubted === undefined || fact === undefined
    ? undefined
    : {
        ...fact,
        concepts: doubted.concepts,
        regions: doubted.regions,
        certainty: 'suspected',
        current: false,
        spokenOn: 'unknown',
        recorded: stated.date,
      };
}

/** Words of what a patient is told to watch for. */
const instructs =
  /\b(?:return|call|come back|seek|monitor|watch|educat\w*|counsel\w*|instruct\w*|advis\w*|discuss\w*|warn\w*|precautions?|red flags?)\b/i;

/** Whether words tell a patient what to watch for. */
export function isInstruction(said: string): boolean {
  return instructs.test(said);
}

const none: readonly never[] = [];
