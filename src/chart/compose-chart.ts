import type { BodyRegion } from '../terminology/types.ts';
import { countsFor } from './answered-order.ts';
import { answersOf } from './answers-of-episode.ts';
import { type AllAnswers, contradiction, newestOf } from './attestations.ts';
import { attestedFacts } from './attested-facts.ts';
import type { ChartParts } from './chart-parts.ts';
import { isOnOrAfter } from './dates.ts';
import { byDate } from './fact-order.ts';
import { withoutReported } from './imaging-facts.ts';
import { type DoneProcedure, isDone } from './procedure-facts.ts';
import type { AnsweredOrder, Attestation, Chart, ChartDate } from './types.ts';

/** What a chart's facts are composed of: what is coded, and every answer that was attested. */
export interface Recorded {
  readonly coded: ChartParts;
  readonly answers: AllAnswers;
  /** The levels that an order on the chart shows; undefined for one that is not there, or is of something else. */
  readonly levelsOf: (reference: string) => readonly BodyRegion[] | undefined;
  /** Interventions that were carried out. */
  readonly done: readonly DoneProcedure[];
  readonly asOf: Date;
}

/** The part of a chart that depends on which attestations count. */
export type Composed = ChartParts & Pick<Chart, 'attested' | 'contradicted' | 'attestedEver'>;

/**
 * The coded facts with those attested on or after the start of an episode, or with all where it is unknown
 * (evidence contract, "Attestation"). An answer from before it, or not certainly after, is dropped before any fact is
 * made of it: so none is put together from two episodes. So is one that was given for another order than the one in
 * question, where there is one.
 */
export function compose(
  recorded: Recorded,
  start: ChartDate | undefined,
  order: AnsweredOrder | undefined,
  howSure?: 'perhaps',
): Composed {
  const newest = new Map<string, Attestation>();
  const contradicted = new Map<string, Attestation>();
  for (const [linkId, given] of recorded.answers) {
    const counting = given.filter(
      (answer) =>
        countsSince(answer, start, howSure) &&
        (order === undefined || countsFor(answer, order, recorded.levelsOf)),
    );
    const answer = newestOf(counting);
    if (answer === undefined) continue;
    const open = counting.length > 1 ? contradiction(answer, counting) : undefined;
    if (open === undefined) newest.set(linkId, answer);
    else contradicted.set(linkId, open);
  }
  // Without answers the chart is composed once, and nothing is added.
  const parts = recorded.answers.size === 0 ? recorded.coded : copyOf(recorded.coded);
  if (newest.size > 0) attestedFacts(answersOf(newest), parts, recorded.asOf);
  for (const list of Object.values(parts)) if (list.length > 1) list.sort(byDate);
  // Written out: putting it together by spreading takes many times as long, and every call does.
  return {
    treatments: parts.treatments,
    outcomes: parts.outcomes,
    imaging: [...withoutReported(parts.imaging)],
    examinations: parts.examinations,
    motorGrades: parts.motorGrades,
    deficits: parts.deficits,
    painScores: parts.painScores,
    surgeries: parts.surgeries,
    plannedProcedures: parts.plannedProcedures.filter((plan) => !isDone(plan, recorded.done)),
    attested: (linkId) => newest.get(linkId),
    contradicted: (linkId) => contradicted.get(linkId),
    attestedEver: (linkId) => newestOf(recorded.answers.get(linkId) ?? []),
  };
}

function countsSince(
  { standing, authored }: Attestation,
  start: ChartDate | undefined,
  howSure: 'perhaps' | undefined,
): boolean {
  if (start === undefined || standing === true) return true;
  const since = isOnOrAfter(authored, start);
  return since === 'met' || (howSure === 'perhaps' && since === 'not-documented');
}

function copyOf(parts: ChartParts): ChartParts {
  return {
    treatments: [...parts.treatments],
    outcomes: [...parts.outcomes],
    imaging: [...parts.imaging],
    examinations: [...parts.examinations],
    motorGrades: [...parts.motorGrades],
    deficits: [...parts.deficits],
    painScores: [...parts.painScores],
    surgeries: [...parts.surgeries],
    plannedProcedures: [...parts.plannedProcedures],
  };
}
