import {
  type ContrastMedium,
  contrastReactionsIn,
  mayTellOfContrast,
} from '../terminology/contrast-reactions.ts';
import { attachedTexts } from './attachments.ts';
import { cite } from './cite.ts';
import { isCurrentCondition } from './condition-facts.ts';
import { meaningOf } from './condition-meaning.ts';
import { wordsBesideRecord } from './devices-told.ts';
import { effectiveOf } from './effective-date.ts';
import { byReferenceText } from './fact-order.ts';
import { type Fields, listOf, shortened, textOf, wordsOf, wordsWithCode } from './fields.ts';
import { referenceTo } from './references.ts';
import type { ChartDate, ContrastReactionFact } from './types.ts';

/** Longer than any note that a person writes. */
const mostCharacters = 40_000;
const sentenceEnd = /(?<=[.;!?])\s+|\n+/;

/** What records and drafts of a patient say so, by record; they are gone through when it is first asked. */
export function contrastReactionsOf(
  records: readonly Fields[],
  drafts: readonly Fields[],
): () => readonly ContrastReactionFact[] {
  let found: readonly ContrastReactionFact[] | undefined;
  return () => {
    found ??= [
      ...records.flatMap(contrastReactionFacts),
      ...drafts.flatMap((draft) =>
        reactionsTold(wordsOfDraft(draft), referenceTo(draft), undefined),
      ),
    ].sort(byReferenceText);
    return found;
  };
}

/**
 * What a record says of contrast media that the patient reacted to, or must not be given: a problem, an allergy, an alert, an
 * observation, the notes on any record, a document. It forbids no study by the guideline; with that medium none is offered.
 */
export function contrastReactionFacts(fields: Fields): readonly ContrastReactionFact[] {
  const reference = referenceTo(fields);
  const date = effectiveOf(fields);
  const coded = codedReaction(fields, reference, date);
  if (coded !== undefined) return [coded];
  return reactionsTold(textsOf(fields), reference, date);
}

/** The same of running words. */
function reactionsTold(
  texts: readonly string[],
  reference: string,
  date: ChartDate | undefined,
): readonly ContrastReactionFact[] {
  return texts.flatMap((text) =>
    mayTellOfContrast(text)
      ? text
          .slice(0, mostCharacters)
          .split(sentenceEnd)
          .flatMap((sentence) => {
            const media = contrastReactionsIn(sentence);
            const evidence = cite(reference, date, shortened(sentence.trim()));
            return media.size === 0 ? [] : [{ media, evidence }];
          })
      : [],
  );
}

function codedReaction(
  fields: Fields,
  reference: string,
  date: ChartDate | undefined,
): ContrastReactionFact | undefined {
  const { resourceType } = fields;
  const isProblem = resourceType === 'Condition' || resourceType === 'AllergyIntolerance';
  const isStated = isProblem ? isCurrentCondition(fields) : resourceType === 'Flag';
  if (!isStated) return undefined;
  const { concepts } = meaningOf(fields.code, undefined);
  const media: ContrastMedium[] = [
    ...(concepts.has('contrast-allergy') ? (['gadolinium', 'iodinated'] as const) : []),
    ...(concepts.has('iodinated-contrast-allergy') ? (['iodinated'] as const) : []),
  ];
  return media.length === 0
    ? undefined
    : { media: new Set(media), evidence: cite(reference, date, wordsWithCode(fields.code)) };
}

function textsOf(fields: Fields): readonly string[] {
  const beside = wordsBesideRecord(fields);
  switch (fields.resourceType) {
    case 'Condition':
      return isCurrentCondition(fields) ? [wordsOf(fields.code), ...beside] : beside;
    case 'Flag':
      return [wordsOf(fields.code), ...beside];
    case 'AllergyIntolerance':
      return isCurrentCondition(fields) ? [allergyTold(wordsOf(fields.code)), ...beside] : beside;
    case 'Observation':
      return [fields, ...listOf(fields.component)].flatMap(observed).concat(beside);
    case 'DocumentReference':
      return attachedTexts(listOf(fields.content).map(({ attachment }) => attachment));
    default:
      return beside;
  }
}

/** A substance on the list of allergies; an entry that denies one says so itself: "No gadolinium allergy". */
function allergyTold(words: string): string {
  const deniesItself =
    /^\W*(?:no|not|denies|without|negative)\b(?!.*\breactions?\b).*\b(?:allerg|intoleran|hypersens)|\b(?:allerg(?:y|ies)|intolerances?|hypersensitivity)\W+(?:none|no|negative|denied|absent|ruled out)\b/i;
  return deniesItself.test(words) ? words : `Allergy: ${words}`;
}

/** "Contrast allergy: none", "Allergies: gadolinium". */
function observed({ code, valueString, valueBoolean, valueCodeableConcept }: Fields): string[] {
  const name = wordsOf(code);
  if (valueBoolean === false) return [];
  const value = textOf(valueString) ?? wordsOf(valueCodeableConcept);
  return [value === '' ? (valueBoolean === true ? name : '') : `${name}: ${value}`];
}

/** What a draft order says in words of its patient. */
function wordsOfDraft({ note, orderDetail, reasonCode }: Fields): readonly string[] {
  return [
    ...listOf(note).map(({ text }) => textOf(text) ?? ''),
    ...[...listOf(orderDetail), ...listOf(reasonCode)].map(wordsOf),
  ];
}
