import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Card, Suggestion } from '../../cds/types.ts';
import { CardView, type Dismissal } from './card-view.tsx';
import { Outcome } from './outcome.tsx';
import type { ReviewState } from './use-review.ts';

interface CardsPanelProps {
  readonly state: ReviewState;
  /** The cards that were not put aside. */
  readonly shown: readonly Card[];
  /** The clinician has pressed "Sign"; what stands in the way is shown first. */
  readonly signing: boolean;
  readonly isSigned: boolean;
  /** The latest thing that the clinician did, for everyone to hear. */
  readonly notice: string | undefined;
  /** Grows with each deed after which the focus goes to what it led to. */
  readonly deeds: number;
  readonly onApply: (card: Card, suggestion: Suggestion) => void;
  readonly onDismiss: (card: Card, dismissal: Dismissal) => void;
  readonly onForm: (linkIds: readonly string[]) => void;
  readonly onSignAnyway: () => void;
  readonly onRetry: () => void;
  /** The documentation form, while it is open. */
  readonly children: ComponentChildren;
}

/** What tells a card from another across calls. */
export function cardKey(card: Card): string {
  return JSON.stringify([card.indicator, card.summary]);
}

/** The service's answer as a clinician sees it. */
export function CardsPanel(props: CardsPanelProps) {
  const { state, shown, signing, isSigned, notice, deeds, onApply, onDismiss, onForm } = props;
  const { review, error, calling } = state;
  const answer = useRef<HTMLDivElement>(null);
  const followed = useRef(deeds);
  useEffect(() => {
    if (calling || followed.current === deeds) return;
    followed.current = deeds;
    answer.current?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }, [deeds, calling]);
  const isOutcome = isSigned || shown.length === 0;
  return (
    <section
      class="panel cards-panel"
      id="advice"
      tabIndex={-1}
      aria-labelledby="cards-title"
      aria-busy={calling}
    >
      <div class="panel-title">
        <h2 id="cards-title">Decision support</h2>
        <span class="panel-note">
          {review === undefined ? '' : `answered in ${Math.round(review.milliseconds)} ms`}
        </span>
      </div>
      <p class="notice" role="status">
        {notice ?? ''}
      </p>
      {signing && !isOutcome ? (
        <div class="paused">
          <p>Before the order is signed:</p>
          <button type="button" class="text-button" onClick={props.onSignAnyway}>
            Sign it as it is
          </button>
        </div>
      ) : null}
      {props.children}
      {error === undefined ? null : (
        <div class="problem" role="alert">
          <p>{error}</p>
          <button type="button" class="text-button" onClick={props.onRetry}>
            Try again
          </button>
        </div>
      )}
      <div ref={answer}>
        {isOutcome ? null : (
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
        )}
        {review !== undefined && error === undefined && isOutcome ? (
          <Outcome review={review} isSigned={isSigned} />
        ) : null}
      </div>
    </section>
  );
}
