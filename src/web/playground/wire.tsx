import { useState } from 'preact/hooks';
import { CopyButton } from '../shared/copy-button.tsx';
import { JsonText } from '../shared/json-text.tsx';
import type { Review } from './hook-call.ts';

const views = ['Request', 'Chart', 'Answer', 'Command'] as const;
type View = (typeof views)[number];

/** The last call and its answer as they were sent, and a command that makes it again. */
export function Wire({ review }: { review: Review }) {
  const [view, setView] = useState<View>('Answer');
  const [open, setOpen] = useState(false);
  const text = textOf(review, view);
  return (
    <details class="panel wire" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="panel-title">For integrators: what was sent and answered</summary>
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
              what={view === 'Command' ? 'the command' : 'JSON'}
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
        prefetch: `(${Object.keys(prefetch ?? {}).length} keys: see Chart)`,
      });
    case 'Chart':
      return pretty(prefetch ?? {});
    case 'Answer':
      return pretty(response);
    case 'Command':
      return `curl -s '${url}' \\\n  -H 'Content-Type: application/json' \\\n  --data-binary @- <<'JSON'\n${pretty(request)}\nJSON\n`;
  }
}

function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
