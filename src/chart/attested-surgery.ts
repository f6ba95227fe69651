import type { BodyRegion } from '../terminology/types.ts';
import { type Answers, firstAnswer, oldestOf } from './answers-of-episode.ts';
import type { ChartParts } from './chart-parts.ts';
import { isOnOrAfter } from './dates.ts';
import { stillPlanned } from './procedure-facts.ts';
import type { ChartDate } from './types.ts';

/** What was attested of procedures: an augmentation, surgery of the spine, a plan. */
export function attestedSurgery(given: Answers, parts: ChartParts, asOf: Date): void {
  attestedAugmentation(given, parts);
  attestedSpineSurgery(given, parts);
  attestedPlan(given, parts, asOf);
}

function attestedAugmentation(given: Answers, parts: ChartParts): void {
  const augmentation = given.get('augmentation.performed');
  const performed = given.date('augmentation.performed');
  if (augmentation !== undefined && performed !== undefined) {
    parts.surgeries.push({
      kind: 'augmentation',
      regions: [],
      date: performed,
      authored: augmentation.authored,
      evidence: augmentation.evidence,
    });
  }
}

function attestedSpineSurgery(given: Answers, parts: ChartParts): void {
  const items = ['spine-surgery.date', 'spine-surgery.region', 'spine-surgery.kind'];
  const answers = given.since('spine-surgery.date', items);
  const surgery = firstAnswer(answers, items);
  if (surgery !== undefined) {
    const when = answers.date('spine-surgery.date');
    const region = answers.choice('spine-surgery.region');
    parts.surgeries.push({
      kind: answers.choice('spine-surgery.kind') ?? 'other',
      regions: region === undefined ? [] : [region],
      ...(when === undefined ? {} : { date: when }),
      authored: oldestOf(answers, items) ?? surgery.authored,
      evidence: surgery.evidence,
    });
  }
}

/** A plan is for the level of the order that the form was filled in for; the form does not ask for another. */
function attestedPlan(answers: Answers, parts: ChartParts, asOf: Date): void {
  const answer = answers.get('planned-surgery.kind');
  const kind = answers.choice('planned-surgery.kind');
  if (answer === undefined || kind === undefined) return;
  const dated = answers.get('planned-surgery.date');
  // A day that was answered before the plan is that of an earlier plan.
  const isEarlier =
    dated !== undefined && isOnOrAfter(dated.authored, answer.authored) === 'not-met';
  const when = isEarlier ? undefined : answers.date('planned-surgery.date');
  const plan = stillPlanned(
    {
      kind,
      regions: when === undefined ? [] : levelsOn(when, parts),
      ...(when === undefined ? {} : { date: when }),
      authored: answer.authored,
      evidence: answer.evidence,
    },
    answer.authored,
    asOf,
  );
  if (typeof plan === 'object') parts.plannedProcedures.push(plan);
}

/** The levels of the operations that are planned for that day by their own records: the plan is one of them. */
function levelsOn(day: ChartDate, { plannedProcedures }: ChartParts): readonly BodyRegion[] {
  return plannedProcedures.flatMap(({ date, regions, kind }) =>
    date?.latest === day.latest && date.earliest === day.earliest && kind !== 'stimulator'
      ? regions
      : [],
  );
}
