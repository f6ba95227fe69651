import type { OrderReview, TrialProgress } from '../assessment/types.ts';
import { systems } from '../terminology/systems.ts';
import type { CardContext } from './card-context.ts';
import { createOrder } from './create-order.ts';
import { isTherapyDrafted } from './draft-orders.ts';
import type { CardBody } from './prerequisite-cards.ts';
import { defer } from './suggestions.ts';

/** SNOMED CT, physical therapy procedure (evidence contract, "provider-directed treatment"). */
const physicalTherapy = {
  coding: [{ system: systems.snomed, code: '91251008', display: 'Physical therapy' }],
  text: 'Physical therapy, provider-directed, to complete six weeks',
};

const outcome = 'that it ended without significant improvement';

/** What is said and offered where the trial of treatment is missing or short. */
export function treatmentBody(review: OrderReview, context: CardContext): CardBody {
  const { trial, order } = review;
  const { label } = order.study;
  const isDrafted = isTherapyDrafted(context);
  const isUnderWay = trial !== undefined && trial.documentedDays > 0 && !isLongEnough(trial);
  const verb = isUnderWay ? 'Continue' : 'Start';
  const treat = createOrder(physicalTherapy, review, context, {
    label: `${verb} provider-directed treatment (physical therapy)`,
    description: 'Create a draft referral to physical therapy',
    // Where only words about a finished trial are missing, more treatment is not what is asked for.
    isRecommended: trial === undefined || !isLongEnough(trial),
  });
  const until = trial?.completeOn === undefined ? '' : ` until ${trial.completeOn}`;
  return {
    summary: `${label}: ${progressWords(trial)}`,
    detail: [
      progressDetail(review),
      ...(isDrafted ? ['A referral for treatment is among the draft orders.'] : []),
    ],
    suggestions: [...(isDrafted ? [] : [treat]), defer(review, context, `Defer ${label}${until}`)],
  };
}

function isLongEnough(trial: TrialProgress): boolean {
  return trial.documentedDays >= trial.requiredDays;
}

function progressWords(trial: TrialProgress | undefined): string {
  if (trial?.start === undefined) {
    return 'six-week trial of provider-directed treatment not documented';
  }
  if (!isLongEnough(trial)) {
    const until = trial.completeOn === undefined ? '' : `, complete on ${trial.completeOn}`;
    return `${trial.documentedDays} of ${trial.requiredDays} days of treatment documented${until}`;
  }
  return 'trial of treatment documented, but not that it failed within the last 12 weeks';
}

/** What is documented, what is missing, and the earliest date on which the trial can be complete. */
function progressDetail(review: OrderReview): string {
  const { trial } = review;
  const documented =
    trial?.start === undefined
      ? 'no provider-directed treatment in this episode'
      : `${trial.documentedDays} of ${trial.requiredDays} days, ${weeks(trial.documentedDays)} of ${weeks(trial.requiredDays)} weeks (${trial.start} to ${trial.end ?? 'today'}${trial.ongoing ? ', under way' : ''})`;
  const lines = [`- Documented: ${documented}`, `- Missing: ${missingWords(review).join('; ')}`];
  if (trial?.completeOn !== undefined) {
    lines.push(`- Complete on ${trial.completeOn} at the earliest`);
  }
  return lines.join('\n');
}

/** Whole weeks, and tenths where there are days over. */
function weeks(days: number): string {
  return `${Math.floor((days / 7) * 10) / 10}`;
}

function missingWords({ trial, assessment }: OrderReview): readonly string[] {
  const requiredDays = trial?.requiredDays ?? 42;
  const days = Math.max(0, requiredDays - (trial?.documentedDays ?? 0));
  const open = new Set(
    assessment.criteria.filter((one) => one.finding !== 'met').map((criterion) => criterion.id),
  );
  const words = [
    ...(open.has('trial-of-treatment.provider-directed') ? ['that a provider directed it'] : []),
    ...(days > 0 ? [`${days} days of the six-week trial`] : []),
    ...(open.has('trial-of-treatment.recent') ? ['an end within the last 12 weeks'] : []),
    ...(open.has('trial-of-treatment.failed') ? [outcome] : []),
  ];
  if (days > 0) return open.has('trial-of-treatment.failed') ? words : [...words, outcome];
  return words.length > 0 ? words : [outcome];
}
