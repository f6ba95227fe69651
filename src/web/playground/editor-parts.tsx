import type { FhirResource } from 'fhir/r4.js';
import type { ComponentChildren } from 'preact';
import type { ChartView } from './chart-view.ts';
import { added, changed, freeId, referenceOf, removed } from './prefetch.ts';
import { edited, everything, type Session } from './session.ts';

export interface EditorProps {
  readonly session: Session;
  readonly view: ChartView;
  readonly onChange: (session: Session) => void;
  /** Whether the groups stand open when first shown. */
  readonly open: boolean;
}

/** One group of the chart, to fold away, with how much is in it. */
export function Group(props: {
  title: string;
  count: number;
  open: boolean;
  children: ComponentChildren;
}) {
  return (
    <details class="chart-group" open={props.open}>
      <summary>
        <span>{props.title}</span>{' '}
        <span class="count">{props.count === 0 ? 'none' : props.count}</span>
      </summary>
      {props.children}
    </details>
  );
}

/** The button that takes a row away. */
export function Remove({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={`Remove ${what}`} onClick={onRemove}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d="M2 2 10 10M10 2 2 10" />
      </svg>
    </button>
  );
}

/** A field for a day; what else an instant says is not shown. */
export function DayInput(props: {
  label: string;
  value: string | undefined;
  onDay: (day: string) => void;
}) {
  return (
    <input
      type="date"
      aria-label={props.label}
      value={props.value?.slice(0, 10) ?? ''}
      onInput={(event) => props.onDay(event.currentTarget.value)}
    />
  );
}

/** How a control writes into the chart. */
export function writer({ session, onChange }: EditorProps) {
  return {
    add: (...resources: readonly FhirResource[]) =>
      onChange(edited(session, { prefetch: resources.reduce(added, session.prefetch) })),
    remove: (...references: readonly string[]) =>
      onChange(edited(session, { prefetch: references.reduce(removed, session.prefetch) })),
    change: <Resource extends FhirResource>(
      resource: Resource,
      make: (resource: Resource) => FhirResource,
    ) =>
      onChange(
        edited(session, {
          prefetch: changed(session.prefetch, referenceOf(resource), () => make(resource)),
        }),
      ),
    id: (stem: string) => freeId(everything(session), stem),
  };
}
