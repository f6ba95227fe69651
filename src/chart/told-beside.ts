import { saysAgain } from '../terminology/denial-words.ts';
import { mayTellMore } from '../terminology/emergency-words.ts';
import { conditionFact } from './condition-facts.ts';
import { allWords, type Meaning } from './condition-meaning.ts';
import { isFuture } from './dates.ts';
import { isLongAgo } from './day-of-condition.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import { reasonFact, statedFact } from './reason-facts.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { openInWords } from './words-beside.ts';

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
      const told = said === undefined ? '' : withoutInstructions(said);
      return mayTellMore(told) ? [{ text: told }] : [];
    }),
  ];
  return named.flatMap(
    (one) => statedFact(fieldsOf(one) ?? {}, { reference, date, asOf, by: 'other' }) ?? [],
  );
}

/**
 * What the words of a Condition leave open, as a fact: it is asked about. Undefined where the Condition is not of now.
 * @param doubted by `openInWords`
 */
export function doubtedFact(
  condition: Fields,
  doubted: Meaning,
  reference: string,
  asOf: Date,
  visitedOn: (reference: string) => ChartDate | undefined,
): ConditionFact | undefined {
  const fact = conditionFact(condition, reference, asOf, doubted, visitedOn);
  const date = fact?.recorded ?? fact?.onset;
  if (fact === undefined || fact.certainty === 'refuted') return undefined;
  const isOpen = fact.current || fact.spokenOn === 'unknown';
  // A known aneurysm is asked about however old it is (reading A11).
  const isLasting = doubted.concepts.has('aortic-emergency');
  const isRecent = isLasting || date === undefined || !isLongAgo(date, asOf);
  return saysAgain(allWords(condition.code)) || (isOpen && isRecent)
    ? { ...fact, current: false, spokenOn: 'unknown' }
    : undefined;
}

/** The same of a reason that an order states. */
export function doubtedReason(
  concept: Fields,
  stated: { readonly reference: string; readonly date: ChartDate | undefined; readonly asOf: Date },
): ConditionFact | undefined {
  const { date, asOf } = stated;
  if (date !== undefined && (isFuture(date, asOf) || isLongAgo(date, asOf))) return undefined;
  const doubted = openInWords(concept);
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
        recorded: date,
      };
}

/** Words of what a patient is told to watch for. */
const instructs =
  /\b(?:return|call(?! (?:the )?(?:neuro\w*|nsgy|ortho\w*|spine|surg\w*|on[- ]call|pcp)\b(?![^.\n]{0,120}\b(?:if|should|for any|with any)\b))|come back|seek|monitor|watch|educat\w*|counsel\w*|instruct\w*|advis\w*|discuss\w*|warn\w*|precautions?|red flags?)\b/i;

/** Whether words tell a patient what to watch for. */
export function isInstruction(said: string): boolean {
  return instructs.test(said);
}

/** The sentences that tell no patient what to watch for: "Foot drop. Discussed with Dr. Lee." tells of a foot drop. */
export function withoutInstructions(said: string): string {
  if (!instructs.test(said)) return said;
  const sentences = said.split(/(?<=[.;!?])\s+|\n/);
  // A list goes on behind what heads it: "Return for: foot drop. Numbness."
  const isOfList = (at: number): boolean =>
    /:\s*[^.]*\.?$/.test(sentences[at] ?? '') && instructs.test(sentences[at] ?? '');
  const first = sentences.findIndex((_, at) => isOfList(at));
  return sentences
    .slice(0, first === -1 ? undefined : first)
    .filter((sentence) => !instructs.test(sentence))
    .join(' ');
}

const none: readonly never[] = [];
