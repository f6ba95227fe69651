import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import { type Encoding, encodings } from '../guideline/catalogue.ts';

let known: ReadonlyMap<string, Encoding> | undefined;

/** What answers can settle a criterion, by its id. */
function asksOf(id: string): readonly string[] {
  known ??= encodings();
  return known.get(id)?.asks ?? [];
}

/**
 * The items of the documentation Questionnaire that an order still needs, in the order of its criteria.
 * None that the chart settles, and none at all where the answers could not change the determination:
 * a trial that has not had its time, or evidence that an answer would only contradict.
 */
export function neededItems(review: OrderReview): readonly string[] {
  const { assessment } = review;
  if (assessment.determination !== 'prerequisites-missing') return [];
  const ids = new Set(assessment.criteria.map((criterion) => criterion.id));
  const groups = new Map<string, string[]>();
  const prompts: string[] = [];
  for (const criterion of assessment.criteria) {
    if (criterion.finding === 'met') continue;
    const isPart = criterion.partOf !== undefined && ids.has(criterion.partOf);
    const items = isAskable(criterion, review) ? itemsOf(criterion, review) : [];
    const isPrompt = criterion.id.startsWith('red-flag.') && criterion.id !== 'red-flag.cancer';
    if (isPrompt) prompts.push(...items);
    else if (isPart)
      groups.get(groupOf(criterion.partOf ?? '', assessment.criteria))?.push(...items);
    else {
      const group = criterion.partOf ?? criterion.id;
      const collected = groups.get(group);
      if (collected === undefined) groups.set(group, [...items]);
      else collected.push(...items);
    }
  }
  const settleable = [...groups.values()].every((items) => items.length > 0);
  const needed = settleable ? [...groups.values()].flat() : [];
  return [...new Set([...prompts, ...needed])];
}

/** The outermost group that a part of a composite belongs to. */
function groupOf(partOf: string, criteria: readonly CriterionResult[]): string {
  const parent = criteria.find((criterion) => criterion.id === partOf);
  if (parent === undefined) return partOf;
  return parent.partOf === undefined ? parent.id : groupOf(parent.partOf, criteria);
}

/** An answer to the criterion's own question would stand against evidence on the chart, and settle nothing. */
function isAskable(criterion: CriterionResult, review: OrderReview): boolean {
  const asks = asksOf(criterion.id);
  if (asks.length === 0) return false;
  if (criterion.id.startsWith('trial-of-treatment')) return review.trialCanBeComplete;
  const contradicted = criterion.finding === 'not-met' && criterion.evidence.length > 0;
  return !(contradicted && asks.length === 1 && asks[0] === criterion.id);
}

function itemsOf(criterion: CriterionResult, review: OrderReview): readonly string[] {
  return asksOf(criterion.id).filter(
    (linkId) => linkId !== 'episode.onset' || !review.onsetDocumented,
  );
}
