import type { OrderReview } from '../assessment/types.ts';
import type { UnreadEvidence } from '../chart/types.ts';
import type { CardContext, CardKind } from './card-context.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { Point } from './points.ts';
import { withShownDays } from './refusals.ts';
import { listed } from './words/days.ts';

type Subject = NonNullable<UnreadEvidence['onCard']>['about'];

/** What the points of a kind could be about. */
const subjects: Partial<Readonly<Record<CardKind, Subject>>> = {
  'radiograph-missing': 'imaging',
  'treatment-missing': 'treatment',
  'evaluation-missing': 'evaluation',
};

/** Criteria about a film or a study. */
const ofImaging = /imaging|radiograph|mri|ct-nondiagnostic/;

/**
 * One sentence on what stands on the chart and could not be used as it is meant, where it bears on what is missing:
 * a report as PDF, a contact that does not tell its kind, a referral without a session.
 */
export function unusedWords(
  { unsettled }: OrderReview,
  points: readonly Point[],
  { asOf }: CardContext,
): readonly string[] {
  const missing = new Set<Subject | undefined>();
  for (const { kind, criteria, standing } of points) {
    // A request that nobody has carried out yet is said in its point.
    if (standing === 'requested') continue;
    missing.add(subjects[kind]);
    if (criteria.some((id) => ofImaging.test(id))) missing.add('imaging');
  }
  const bearing = unsettled?.orderCase.chart.unread.find(
    ({ onCard }) => onCard !== undefined && missing.has(onCard.about),
  );
  return bearing?.onCard === undefined
    ? []
    : [`${withShownDays(escapeMarkdown(bearing.onCard.text), asOf)}.`];
}

/** That the study of an order was taken from what it is called. */
export function fromTextWords({ order }: OrderReview): readonly string[] {
  return order.fromText === true ? ['The study is read from the words of the order.'] : [];
}

/** Quotes the reasons and complaints that no list here knows, with the question that they leave open. */
export function notUnderstoodWords({ notUnderstood }: OrderReview): readonly string[] {
  const { words, mayBeUrgent } = notUnderstood;
  if (words.length === 0) return [];
  const shown = words.slice(0, 2).map((text) => `“${escapeMarkdown(text)}”`);
  const question = mayBeUrgent ? ' Does it name something that cannot wait?' : '';
  return [`Not a reason that the guideline knows: ${listed(shown)}.${question}`];
}
