import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import type { CardContext } from './card-context.ts';
import { factsOf } from './facts.ts';
import { metWords, wordsOf } from './words/criterion-words.ts';
import { redFlagWords } from './words/red-flag-words.ts';

/**
 * What is met, each in a few words with its date. Criteria about the ordered study are left out: whoever ordered it
 * knows.
 */
export function metOnChart(review: OrderReview, context: CardContext): readonly string[] {
  const { criteria } = review.assessment;
  const ids = new Set(criteria.map(({ id }) => id));
  const lines = new Set<string>();
  for (const one of criteria) {
    if (lines.size === mostShown) break;
    if (one.finding !== 'met' || one.id.startsWith('study.')) continue;
    if (one.partOf === undefined || !ids.has(one.partOf)) lines.add(metLine(one, review, context));
  }
  return [...lines];
}

const mostShown = 5;

function metLine(criterion: CriterionResult, review: OrderReview, context: CardContext): string {
  const facts = factsOf(criterion, review, context);
  if (!criterion.id.startsWith('red-flag.')) return metWords(wordsOf(criterion.id), facts);
  const { name } = redFlagWords(criterion.id);
  return facts.date === undefined ? name : `${name} ${facts.date}`;
}
