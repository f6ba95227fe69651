import { useRef, useState } from 'preact/hooks';
import { ChartAccount } from './chart-account.tsx';
import { ChartEditor } from './chart-editor.tsx';
import type { ChartView } from './chart-view.ts';
import { NotesView } from './notes-view.tsx';
import { PasteBox } from './paste-box.tsx';
import type { Session } from './session.ts';

interface ChartPanelProps {
  readonly session: Session;
  readonly view: ChartView;
  readonly onChange: (session: Session) => void;
}

const views = [
  ['change', 'Change it'],
  ['read', 'As it is read'],
  ['notes', 'Notes'],
] as const;

/** The chart: to be changed, to be seen as the service reads it, or to be replaced by one's own. */
export function ChartPanel({ session, view, onChange }: ChartPanelProps) {
  const [shown, setShown] = useState<(typeof views)[number][0]>('change');
  const wide = useRef(window.matchMedia('(min-width: 72rem)').matches);
  return (
    <section class="panel chart-panel" aria-labelledby="chart-title">
      <div class="panel-title">
        <h2 id="chart-title">Chart</h2>
        <fieldset class="segments">
          <legend class="visually-hidden">Show the chart</legend>
          {views.map(([value, words]) => (
            <label key={value}>
              <input
                type="radio"
                name="chart-view"
                checked={shown === value}
                onChange={() => setShown(value)}
              />
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
      </div>
      {shown === 'change' ? (
        <ChartEditor
          key={session.vignette?.name ?? 'pasted'}
          session={session}
          view={view}
          onChange={onChange}
          open={wide.current}
        />
      ) : shown === 'read' ? (
        <ChartAccount session={session} />
      ) : (
        <NotesView session={session} view={view} onChange={onChange} />
      )}
      <PasteBox session={session} onChange={onChange} />
    </section>
  );
}
