import type { ComponentChildren } from 'preact';
import type { Card, Suggestion } from '../../cds/types.ts';
import { Mark } from '../shared/marks.tsx';
import { CardView, type Dismissal } from './card-view.tsx';
import type { ReviewState } from './use-review.ts';

interface CardsPanelProps {
  readonly state: ReviewState;
  readonly signed: boolean;
  /** Cards that were put aside, by what they say: the next call gives the same card another id. */
  readonly dismissed: ReadonlySet<string>;
  /** The latest thing that the clinician did, for everyone to hear. */
  readonly notice: string | undefined;
  readonly onApply: (card: Card, suggestion: Suggestion) => void;
  readonly onDismiss: (card: Card, dismissal: Dismissal) => void;
  readonly onForm: (linkIds: readonly string[]) => void;
  /** The documentation form, while it is open. */
  readonly children: ComponentChildren;
}

/** What tells a card from another across calls. */
export function cardKey(card: Card): string {
  return JSON.stringify([card.indicator, card.summary]);
}

/** The service's answer as a clinician sees it. */
export function CardsPanel(props: CardsPanelProps) {
  const { state, signed, dismissed, notice, onApply, onDismiss, onForm, children } = props;
  const { review, error, calling } = state;
  const cards = review?.response.cards ?? [];
  const shown = cards.filter((card) => !dismissed.has(cardKey(card)));
  return (
    <section class="panel cards-panel" aria-labelledby="cards-title" aria-busy={calling}>
      <h2 class="panel-title" id="cards-title">
        Decision support
        <span class="panel-note">
          {review === undefined ? '' : `${review.hook} · ${Math.round(review.milliseconds)} ms`}
        </span>
      </h2>
      <p class="notice" role="status">
        {notice ?? ''}
      </p>
      {signed && shown.length > 0 ? <p class="paused">Before the order is signed:</p> : null}
      {children}
      {error === undefined ? null : (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      <p class="visually-hidden" role="status">
        {review === undefined ? '' : `${shown.length} ${shown.length === 1 ? 'card' : 'cards'}`}
      </p>
      <div class="cards">
        {shown.map((card, index) => (
          <CardView
            key={cardKey(card)}
            card={card}
            open={index === 0}
            onApply={(suggestion) => onApply(card, suggestion)}
            onDismiss={(dismissal) => onDismiss(card, dismissal)}
            onForm={onForm}
          />
        ))}
      </div>
      {review !== undefined && error === undefined && shown.length === 0 ? (
        <Quiet state={state} hidden={cards.length} signed={signed} />
      ) : null}
    </section>
  );
}

/** What stands where no card does. */
function Quiet({ state, hidden, signed }: { state: ReviewState; hidden: number; signed: boolean }) {
  const assessments = state.review?.assessments ?? [];
  const supported =
    assessments.length > 0 && assessments.every((one) => one.determination === 'supported');
  const said =
    hidden > 0
      ? `${hidden === 1 ? 'The card was' : 'The cards were'} dismissed.${signed ? ' The order is signed.' : ''}`
      : supported
        ? signed
          ? 'Signed. The guideline supports the order; nothing stood in the way.'
          : 'No advice: the guideline supports the order as it stands.'
        : signed
          ? 'Signed. There is no spine imaging order to say anything about.'
          : 'No spine imaging order, so nothing to say.';
  return (
    <p class="all-quiet">
      {supported && hidden === 0 ? <Mark tone="met" size={22} /> : null}
      <span>{said}</span>
    </p>
  );
}
