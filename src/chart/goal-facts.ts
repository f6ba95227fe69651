import { cite } from './cite.ts';
import { chartDate, isFuture } from './dates.ts';
import type { Dropped } from './dropped.ts';
import { codeOf, type Fields, wordsOf } from './fields.ts';
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

/** What a Goal says of the treatment; else why it does not count. */
export function goalOutcome(goal: Fields, reference: string, asOf: Date): OutcomeFact | Dropped {
  const code = codeOf(goal.achievementStatus);
  const outcome =
    code !== undefined && Object.hasOwn(goalOutcomes, code) ? goalOutcomes[code] : undefined;
  if (outcome === undefined) return 'unused';
  const date = chartDate(goal.statusDate);
  if (date !== undefined && isFuture(date, asOf)) return 'future';
  const text = `${wordsOf(goal.description) || 'Goal'}: ${code ?? ''}`;
  return { outcome, date, evidence: cite(reference, date, text) };
}
