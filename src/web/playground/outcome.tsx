import type { Assessment } from '../../assessment/types.ts';
import { studyByCpt } from '../../terminology/study-catalogue.ts';
import { Mark } from '../shared/marks.tsx';
import type { Review } from './hook-call.ts';

interface OutcomeProps {
  readonly review: Review;
  readonly isSigned: boolean;
}

/** What stands where no card does: that the order is fine, signed, or none of the guideline's business. */
export function Outcome({ review, isSigned }: OutcomeProps) {
  const { assessments } = review;
  const cards = review.response.cards.length;
  const supported =
    assessments.length > 0 && assessments.every((one) => one.determination === 'supported');
  const isFine = supported && cards === 0;
  return (
    <div class={isFine || isSigned ? 'outcome tone-met' : 'outcome tone-none'}>
      {isFine || isSigned ? <Mark tone="met" size={44} /> : null}
      <div>
        <h3 tabIndex={-1}>
          {isSigned ? 'Signed' : isFine ? 'Nothing stands in the way' : 'Nothing to say'}
        </h3>
        <p>{saidOf({ isSigned, supported, cards })}</p>
        {isFine || isSigned ? (
          <ul class="outcome-studies">
            {assessments.map((one) => (
              <li key={one.order}>{studyWords(one)}</li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}

function saidOf({
  isSigned,
  supported,
  cards,
}: {
  isSigned: boolean;
  supported: boolean;
  cards: number;
}): string {
  if (supported && cards === 0) {
    return isSigned
      ? 'The guideline supports the order; nothing stood in the way.'
      : 'No advice: the guideline supports the order as it stands.';
  }
  if (cards > 0) {
    const put = cards === 1 ? 'The card was' : 'The cards were';
    return isSigned ? `${put} not followed.` : `${put} dismissed.`;
  }
  return isSigned
    ? 'There was no spine imaging order to say anything about.'
    : 'No spine imaging order, so nothing to say.';
}

function studyWords({ study }: Assessment): string {
  return studyByCpt(study.cpt)?.label ?? study.cpt;
}
