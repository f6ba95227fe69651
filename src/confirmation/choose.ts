import { answerKind, fitting } from '../chart/answer-kinds.ts';
import { chartDate } from '../chart/dates.ts';
import { underWayDays } from '../chart/how-long.ts';
import type { Candidate } from '../notes/types.ts';
import { answerableLinkIds } from '../questionnaire/questionnaire.ts';

let answerable: ReadonlySet<string> | undefined;

/** Whether a candidate is an answer that an item of the form can take. */
export function isAnswer({ linkId, value }: Candidate, asOf: Date): boolean {
  answerable ??= answerableLinkIds();
  if (!answerable.has(linkId)) return false;
  const { type } = answerKind(linkId);
  const read = type === 'date' || type === 'dateTime' ? chartDate(value) : value;
  return read !== undefined && fitting(linkId, read, asOf) !== undefined;
}

/** Answers that say "now": of older notes they say nothing any more (reading A57). */
const passing: Readonly<Record<string, number>> = { 'trial-of-treatment.ongoing': underWayDays };

const dayMs = 86_400_000;

/**
 * Of the candidates the one that is offered for each item: of notes that disagree the newest. A "no" is offered of
 * nothing but facts that are no denial, and makes an older "yes" none; a mention of a red flag is one, whatever a
 * later note says.
 * @param isRedFlag the items that bear on red flags
 */
export function chosen(
  candidates: readonly Candidate[],
  isRedFlag: (linkId: string) => boolean,
  asOf: Date,
): ReadonlyMap<string, Candidate> {
  const newest = new Map<string, Candidate>();
  for (const one of candidates) {
    if (!isAnswer(one, asOf) || isPassed(one, asOf)) continue;
    if (isRedFlag(one.linkId) && one.value === false) continue;
    const known = newest.get(one.linkId);
    if (known === undefined || known.date < one.date) newest.set(one.linkId, one);
  }
  for (const [linkId, { value }] of newest) {
    if (value === false && linkId !== 'trial-of-treatment.ongoing') newest.delete(linkId);
  }
  return newest;
}

function isPassed({ linkId, date }: Candidate, asOf: Date): boolean {
  const holds = Object.hasOwn(passing, linkId) ? passing[linkId] : undefined;
  return holds !== undefined && asOf.getTime() - Date.parse(date) > (holds + 1) * dayMs;
}
