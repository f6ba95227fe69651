import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Card, Suggestion } from '../../cds/types.ts';
import { Markdown } from '../shared/markdown.tsx';
import { IndicatorMark } from '../shared/marks.tsx';
import { ScrollRegion } from '../shared/scroll-region.tsx';
import { formItems } from './asked-items.ts';

const indicatorWords = { info: 'Advice', warning: 'Warning', critical: 'Critical' } as const;

/** Why a card was put aside. */
export interface Dismissal {
  readonly reason?: { readonly code: string; readonly system: string; readonly display: string };
  readonly userComment?: string;
}

interface CardViewProps {
  readonly card: Card;
  /** Whether its detail stands open when first shown. */
  readonly open: boolean;
  readonly onApply: (suggestion: Suggestion) => void;
  readonly onDismiss: (dismissal: Dismissal) => void;
  /** Opens the documentation form, for a link that leads to it. */
  readonly onForm: (linkIds: readonly string[]) => void;
}

/** A card as a clinician sees it. */
export function CardView({ card, open, onApply, onDismiss, onForm }: CardViewProps) {
  const [dismissing, setDismissing] = useState(false);
  const { indicator, summary, detail, source, suggestions = [], links = [] } = card;
  const tone = Object.hasOwn(indicatorWords, indicator) ? indicator : 'info';
  const id = useId();
  return (
    <section class={`card indicator-${tone}`} aria-labelledby={id}>
      <header>
        <IndicatorMark indicator={tone} />
        <div>
          <p class="card-kind">{indicatorWords[tone]}</p>
          <h3 id={id} tabIndex={-1}>
            {summary}
          </h3>
        </div>
      </header>
      {suggestions.length === 0 ? null : (
        <ul class="suggestions">
          {suggestions.map((one) => (
            <li key={one.uuid}>
              <button
                type="button"
                class={one.isRecommended === true ? 'button primary' : 'button'}
                onClick={() => onApply(one)}
              >
                {one.label}
              </button>
            </li>
          ))}
        </ul>
      )}
      {detail === undefined ? null : (
        <details class="card-detail" open={open}>
          <summary>Why</summary>
          <ScrollRegion class="card-text" label={`Why: ${summary}`}>
            <Markdown text={detail} />
          </ScrollRegion>
        </details>
      )}
      <footer>
        <span class="card-source">
          {isWeb(source.url) ? (
            <a href={source.url} target="_blank" rel="noopener noreferrer">
              {source.label}
            </a>
          ) : (
            source.label
          )}
        </span>
        {links.map((link) => {
          const linkIds = formItems(link.url);
          if (linkIds.length > 0) {
            return (
              <button
                type="button"
                class="text-button"
                key={link.url}
                onClick={() => onForm(linkIds)}
              >
                {link.label}
              </button>
            );
          }
          return isWeb(link.url) ? (
            <a key={link.url} href={link.url} target="_blank" rel="noopener noreferrer">
              {link.label}
            </a>
          ) : null;
        })}
        <button
          type="button"
          class="text-button card-dismiss"
          aria-expanded={dismissing}
          onClick={() => setDismissing(!dismissing)}
        >
          Dismiss
        </button>
      </footer>
      {dismissing ? <DismissForm card={card} onDismiss={onDismiss} /> : null}
    </section>
  );
}

function DismissForm({ card, onDismiss }: Pick<CardViewProps, 'card' | 'onDismiss'>) {
  const reasons = card.overrideReasons ?? [];
  const [code, setCode] = useState('');
  const [comment, setComment] = useState('');
  const reason = reasons.find((one) => one.code === code);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector('input')?.focus();
  }, []);
  return (
    <form
      ref={form}
      class="dismiss-form"
      onSubmit={(event) => {
        event.preventDefault();
        const userComment = comment.trim();
        onDismiss({
          ...(reason === undefined ? {} : { reason }),
          ...(userComment === '' ? {} : { userComment }),
        });
      }}
    >
      <fieldset>
        <legend>Why is this advice not followed?</legend>
        {reasons.map((one) => (
          <label key={one.code}>
            <input
              type="radio"
              name={`reason-${card.uuid}`}
              checked={code === one.code}
              onChange={() => setCode(one.code)}
            />
            <span>{one.display}</span>
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span>Comment (optional)</span>
        <input
          type="text"
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button">
        Dismiss the card
      </button>
    </form>
  );
}

function isWeb(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url);
}
