import { regionsInText } from '../terminology/body-sites.ts';
import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import { isGoalOfPain, isGoalToDo } from '../terminology/goal-phrases.ts';
import { tellsOfBetter } from '../terminology/outcome-words.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture } from './dates.ts';
import type { Dropped } from './dropped.ts';
import { codeOf, type Fields, listOf, textOf, wordsOf } from './fields.ts';
import type { ReasonReader } from './treatment-facts.ts';
import type { OutcomeFact } from './types.ts';

const goalOutcomes: Readonly<Record<string, OutcomeFact['outcome']>> = {
  'not-achieved': 'failed',
  'no-change': 'failed',
  'no-progress': 'failed',
  worsening: 'failed',
  'not-attainable': 'failed',
  improving: 'improved',
  achieved: 'improved',
};

/** "Reduce back pain (goal met)". */
const isNamedEnded =
  /[(–-]\s*(?:goal )?(?:was )?(?:met|achieved|reached|discontinued|cancell?ed|deferred|d\/c'?d)\)?\W*$/i;

/** Its category, or its note, says that it is of another part of the body. */
function isOfOtherPart({ category, note }: Fields): boolean {
  const words = [
    ...listOf(category).map(wordsOf),
    ...listOf(note).map(({ text }) => textOf(text) ?? ''),
  ];
  return words.some((one) => one !== '' && isElsewhereInWords(one));
}

const isCalledMet = ofConcept((concept) =>
  /^(?:goal )?(?:was |is )?(?:fully |partially )?(?:met|achieved|attained|reached|resolved|improved)\b/i.test(
    wordsOf(concept),
  ),
);

/** Whether the note on a record that speaks of failure tells of something better: the two contradict each other, and neither counts. */
export function isNotedBetter({ note }: Fields): boolean {
  return note !== undefined && listOf(note).some(({ text }) => tellsOfBetter(textOf(text) ?? ''));
}

/**
 * What a Goal says of the treatment: one that names pain or function, or addresses a condition of the spine, and is
 * dated where it speaks of failure, and then nothing to learn or to do (evidence contract, "outcome of the treatment"
 * and "Shapes that hospitals write"). Else why it does not count.
 */
export function goalOutcome(
  goal: Fields,
  reference: string,
  asOf: Date,
  reasonsOf: ReasonReader,
): OutcomeFact | Dropped {
  const code = codeOf(goal.achievementStatus);
  const outcome =
    code !== undefined && Object.hasOwn(goalOutcomes, code) ? goalOutcomes[code] : undefined;
  if (outcome === undefined) return 'unused';
  const described = wordsOf(goal.description);
  if (outcome === 'failed' && (isGoalToDo(described) || isNotedBetter(goal))) return 'unused';
  if (
    outcome === 'failed' &&
    (isOfOtherPart(goal) ||
      listOf(goal.outcomeCode).some(isCalledMet) ||
      isNamedEnded.test(described))
  )
    return 'unused';
  const addressed = reasonsOf(goal);
  const reasons = addressed.filter(({ concepts }) => concepts.size > 0);
  // What the goal addresses says of which complaint its words are.
  if (reasons.length === 0 && addressed.some(({ elsewhere }) => elsewhere === true))
    return 'unused';
  const words = [
    described,
    ...listOf(goal.target).map(({ measure }) => wordsOf(measure)),
    ...addressed.map(({ evidence }) => evidence.text),
  ].join('. ');
  if (reasons.length === 0 && !isGoalOfPain(words)) return 'unused';
  const date = chartDate(goal.statusDate) ?? chartDate(goal.startDate);
  // Without a day it can't support a failure; that it says "improving" still raises a doubt.
  if (date === undefined && outcome === 'failed') return 'undated';
  if (date !== undefined && isFuture(date, asOf)) return 'future';
  const text = `${described || 'Goal'}: ${code ?? ''}`;
  const regions = regionsInText(described);
  return { outcome, reasons, regions, date, evidence: cite(reference, date, text) };
}
