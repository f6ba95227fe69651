import { useState } from 'preact/hooks';
import { CopyButton } from '../shared/copy-button.tsx';
import { JsonText } from '../shared/json-text.tsx';
import type { Review } from './hook-call.ts';

const views = ['Request', 'Prefetch', 'Response', 'curl'] as const;
type View = (typeof views)[number];

/** The last call as it went over the wire. */
export function Wire({ review }: { review: Review }) {
  const [view, setView] = useState<View>('Response');
  const [open, setOpen] = useState(false);
  const text = textOf(review, view);
  return (
    <details class="panel wire" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="panel-title">
        The wire
        <span class="panel-note">POST {review.url}</span>
      </summary>
      {open ? (
        <>
          <div class="wire-bar">
            <fieldset class="segments">
              <legend class="visually-hidden">Show</legend>
              {views.map((one) => (
                <label key={one}>
                  <input
                    type="radio"
                    name="wire"
                    checked={view === one}
                    onChange={() => setView(one)}
                  />
                  <span>{one}</span>
                </label>
              ))}
            </fieldset>
            <CopyButton
              text={() => textOf(review, view)}
              what={view === 'curl' ? 'the call' : 'JSON'}
            />
          </div>
          <JsonText text={text} label={view} />
        </>
      ) : null}
    </details>
  );
}

function textOf({ request, response, url }: Review, view: View): string {
  const { prefetch, ...rest } = request;
  switch (view) {
    case 'Request':
      return pretty({
        ...rest,
        prefetch: `(${Object.keys(prefetch ?? {}).length} keys: see Prefetch)`,
      });
    case 'Prefetch':
      return pretty(prefetch ?? {});
    case 'Response':
      return pretty(response);
    case 'curl':
      return `curl -s '${url}' \\\n  -H 'Content-Type: application/json' \\\n  --data-binary @- <<'JSON'\n${pretty(request)}\nJSON\n`;
  }
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
