import type { OrderReview } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import { type Amounts, inWords } from '../logic/in-words.ts';
import { codeToOrder } from '../terminology/proposed-orders.ts';
import { systems } from '../terminology/systems.ts';
import type { CallContext } from './card-context.ts';
import type { CardDraft } from './card-draft.ts';
import { createOrder } from './create-order.ts';
import { filmRegion } from './film-region.ts';
import type { Point } from './points.ts';
import { filmOf, removal, studyConcept } from './suggestions.ts';
import { shownDay } from './words/days.ts';
import { fullName, shortName } from './words/study-names.ts';

/** A suggestion, and whether it may be the recommended one. */
export interface Step {
  readonly suggestion: Suggestion;
  readonly mayBeRecommended: boolean;
}

/** How many suggestions a card has at most. */
export const mostSteps = 3;

/** At most three steps, the first that may be is recommended. */
export function stepsIn(steps: readonly Step[]): CardDraft['suggestions'] {
  const kept = steps.slice(0, mostSteps);
  const first = kept.find(({ mayBeRecommended }) => mayBeRecommended);
  return kept.map((step) =>
    step === first ? { ...step.suggestion, isRecommended: true } : step.suggestion,
  );
}

/** SNOMED CT, physical therapy procedure (evidence contract, "provider-directed treatment"). */
const physicalTherapy = (readings: Amounts) => ({
  coding: [
    { system: systems.snomed, code: codeToOrder('physical-therapy'), display: 'Physical therapy' },
  ],
  text: inWords('Physical therapy, provider-directed, to complete {trialDays|duration}', readings),
});

/**
 * What can be ordered towards the points of an order, the longest wait first. What the chart shows without a
 * date is asked about, never ordered anew, and nothing is ordered that may stand in data that could not be read.
 */
export function ordersTowards(
  points: readonly Point[],
  review: OrderReview,
  context: CallContext,
): readonly Step[] {
  const open = points.filter((point) => point.standing === 'open' && !point.isAsked);
  return open.flatMap((point) => {
    switch (point.kind) {
      case 'treatment-missing':
        return treatment(point, review, context);
      case 'radiograph-missing':
        return film(review, context);
      case 'evaluation-missing':
        return [visit(point.cause, review, context)];
      default:
        return [];
    }
  });
}

/** The day so many days after an instant. */
function isoDay(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Treatment where none is under way; where it had its time, the visit that says what it brought. */
function treatment(point: Point, review: OrderReview, context: CallContext): readonly Step[] {
  const { trial } = review;
  if (trial?.ongoing === true && trial.documentedDays < trial.requiredDays) return [];
  if (
    trial !== undefined &&
    trial.documentedDays >= trial.requiredDays &&
    trial.completeOn === undefined
  )
    return point.criteria.includes(again) ? [visit(again, review, context)] : [];
  const anew = isoDay(context.asOf, Number(review.readings.trialDays));
  const verb = trial?.completeOn === undefined || trial.completeOn >= anew ? 'Start' : 'Continue';
  return [
    {
      suggestion: createOrder(physicalTherapy(review.readings), review, context, {
        label: `${verb} physical therapy`,
        description: 'Create a draft referral to physical therapy',
      }),
      mayBeRecommended: true,
    },
  ];
}

function film(review: OrderReview, context: CallContext): readonly Step[] {
  const region = filmRegion(review);
  const study = region === undefined ? undefined : filmOf(region);
  if (study === undefined) return [];
  const proposal = review.propose(study, 'beside');
  if (!proposal.isOffered) return [];
  return [
    {
      suggestion: createOrder(studyConcept(study), review, context, {
        label: `Order ${fullName(study)}`,
        description: `Create a draft order for ${study.label}`,
      }),
      mayBeRecommended: proposal.mayBeRecommended,
    },
  ];
}

const again = 'clinical-re-evaluation';

/**
 * SNOMED CT has a code for any encounter and one for a follow-up encounter; both are in public value
 * sets of office visits. That the first one is in person stands in the text.
 */
const visits = {
  first: {
    code: codeToOrder('in-person-evaluation'),
    display: 'Patient encounter',
    text: 'Evaluation in person for the current episode',
    label: 'Arrange a visit in person',
  },
  again: {
    code: codeToOrder(again),
    display: 'Follow-up encounter',
    text: 'Clinical re-evaluation after the trial of treatment',
    label: 'Arrange a re-evaluation',
  },
} as const;

function visit(cause: string, review: OrderReview, context: CallContext): Step {
  const { code, display, text, label } = cause === again ? visits.again : visits.first;
  return {
    suggestion: createOrder(
      { coding: [{ system: systems.snomed, code, display }], text },
      review,
      context,
      { label, description: `Create a draft order: ${text.toLowerCase()}` },
    ),
    mayBeRecommended: true,
  };
}

/** Takes the order out until it can be supported; says until when, where that is known. */
export function hold(points: readonly Point[], review: OrderReview, context: CallContext): Step {
  const name = shortName(review.order.study);
  // Where a note tells of treatment, the day by the chart's treatment alone may be wrong, and none is named.
  const isTreated = points.some(
    ({ kind, fromNotes }) => kind === 'treatment-missing' && fromNotes.length === 0,
  );
  const until = isTreated ? shownDay(review.trial?.completeOn, context.asOf) : undefined;
  const label = points.some(({ kind }) => kind === 'simultaneous-studies')
    ? `Remove ${name}`
    : until === undefined
      ? `Hold ${name} for now`
      : `Hold ${name} until ${until}`;
  return { suggestion: removal(review, context, label), mayBeRecommended: true };
}
