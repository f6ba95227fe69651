import type { OrderReview } from '../assessment/types.ts';
import type { CallContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { formStep } from './form-completion.ts';
import { noteWords } from './note-words.ts';
import { pointsOf } from './points.ts';
import { shortName } from './words/study-names.ts';

/** The card of a study that is supported, where a note says what would exclude it: that is asked about. */
export function exclusionCard(review: OrderReview, context: CallContext): CardDraft | undefined {
  if (review.assessment.determination !== 'supported') return undefined;
  const [point] = pointsOf(review, context);
  if (point === undefined) return undefined;
  const form = formStep(review, context);
  const said = noteWords(review, context, point.criteria);
  return {
    kind: point.kind,
    indicator: 'info',
    summary: `${shortName(review.order.study)}: ${point.headline ?? `needs ${point.need}`}`,
    lines: [],
    notes: [...said, 'The guideline supports the order otherwise.'],
    statements: point.statements,
    ...(said.length === 0 ? {} : { quotesNote: true }),
    suggestions: form === undefined ? [] : [form.suggestion],
    links: form === undefined ? [] : [form.link],
    criteria: point.criteria,
  };
}
