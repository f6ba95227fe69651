import type { CriterionResult, OrderReview } from '../assessment/types.ts';
import type { Evidence } from '../logic/finding.ts';
import { regionNames } from '../terminology/region-names.ts';
import type { CardContext } from './card-context.ts';
import type { Outcome } from './needs.ts';
import { shownDay } from './words/days.ts';
import { shortName } from './words/study-names.ts';
import type { Facts } from './words/words.ts';

/**
 * What the sentence about a criterion of an order can speak of.
 * @param outcome how it was decided; absent for what is met
 */
export function factsOf(
  criterion: Pick<CriterionResult, 'id' | 'finding' | 'evidence'>,
  review: OrderReview,
  context: Pick<CardContext, 'asOf'>,
  outcome?: Outcome,
): Facts {
  const day = (iso: string | undefined): string | undefined => shownDay(iso, context.asOf);
  const { unsettled, radiographRegion, trial, order } = review;
  const onset = day(unsettled?.orderCase.episode.start?.text);
  const since = day(unsettled?.orderCase.episode.reference?.text);
  const date = day(newestDate(criterion.evidence));
  return {
    finding: criterion.finding,
    study: shortName(order.study),
    onset,
    since,
    region: radiographRegion === undefined ? undefined : regionNames[radiographRegion],
    date,
    hasEvidence: criterion.evidence.length > 0,
    isAnswered: criterion.evidence.some(({ reference }) => isForm(reference)),
    asks: outcome?.asks ?? [],
    openParts: outcome === undefined ? none : openPartsOf(outcome),
    trial,
    day,
  };
}

const none: ReadonlySet<string> = new Set();

function openPartsOf({ members }: Outcome): ReadonlySet<string> {
  return new Set(members.filter(({ value }) => value !== 'met').map(idOf));
}

function isForm(reference: string): boolean {
  return reference.startsWith('QuestionnaireResponse/');
}

/** ISO dates compare as text; partial ones well enough for "the newest". */
function newestDate(evidence: readonly Evidence[]): string | undefined {
  let newest: string | undefined;
  for (const { date } of evidence) {
    if (date !== undefined && (newest === undefined || date > newest)) newest = date;
  }
  return newest;
}

function idOf({ criterion }: Outcome): string {
  return criterion.kind === 'unless' ? '' : (criterion.id ?? '');
}
