import type { Patient } from 'fhir/r4.js';
import { useRef, useState } from 'preact/hooks';
import type { ListedVignette } from '../../server/routes/web-types.ts';
import { today } from '../shared/days.ts';
import { ChartEditor } from './chart-editor.tsx';
import type { ChartView } from './chart-view.ts';
import { readPasted } from './pasted.ts';
import { PatientChooser } from './patient-chooser.tsx';
import { resourcesOf } from './prefetch.ts';
import { type Session, withPasted } from './session.ts';

interface PatientPanelProps {
  readonly session: Session;
  readonly view: ChartView;
  readonly vignettes: readonly ListedVignette[];
  readonly onChoose: (name: string) => void;
  readonly onChange: (session: Session) => void;
}

/** Who the order is for, and what the chart says. */
export function PatientPanel(props: PatientPanelProps) {
  const { session, view, vignettes, onChoose, onChange } = props;
  const { vignette } = session;
  const [choosing, setChoosing] = useState(false);
  const wide = useRef(window.matchMedia('(min-width: 62rem)').matches);
  return (
    <section class="panel patient-panel" aria-labelledby="patient-title">
      <Banner session={session} />
      {vignette === undefined ? (
        <p class="story">A pasted chart.</p>
      ) : (
        <p class="story">{vignette.story}</p>
      )}
      <div class="row-buttons">
        <button type="button" class="button" onClick={() => setChoosing(true)}>
          Choose another patient
        </button>
        {vignette !== undefined && session.edited ? (
          <button type="button" class="text-button" onClick={() => onChoose(vignette.name)}>
            Undo all changes
          </button>
        ) : null}
      </div>
      {choosing ? (
        <PatientChooser
          vignettes={vignettes}
          chosen={vignette?.name}
          onClose={() => setChoosing(false)}
          onChoose={(name) => {
            setChoosing(false);
            onChoose(name);
          }}
        />
      ) : null}
      <h2 class="panel-title chart-title">Chart</h2>
      <ChartEditor
        key={vignette?.name ?? 'pasted'}
        session={session}
        view={view}
        onChange={onChange}
        open={wide.current}
      />
      <PasteBox session={session} onChange={onChange} />
    </section>
  );
}

function Banner({ session }: { session: Session }) {
  const patient = resourcesOf(session.prefetch).find(
    (one): one is Patient => one.resourceType === 'Patient',
  );
  const [name] = patient?.name ?? [];
  const shown =
    name?.text ?? [...(name?.given ?? []), name?.family].filter((part) => part).join(' ');
  const facts = [
    ageOf(patient?.birthDate),
    patient?.gender,
    patient?.birthDate === undefined ? undefined : `born ${patient.birthDate}`,
  ].filter((fact) => fact !== undefined);
  return (
    <header class="patient-banner">
      <svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" class="patient-sign">
        <circle cx="20" cy="20" r="20" />
        <circle cx="20" cy="15.5" r="6.5" />
        <path d="M8 35a12 10.5 0 0 1 24 0" />
      </svg>
      <div>
        <h1 id="patient-title">{shown === '' ? `Patient ${session.patientId}` : shown}</h1>
        <p>{facts.length === 0 ? 'No demographics in the chart' : facts.join(' · ')}</p>
      </div>
    </header>
  );
}

function ageOf(birthDate: string | undefined): string | undefined {
  if (birthDate === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return undefined;
  const now = today();
  const years = Number(now.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const had = now.slice(5) >= birthDate.slice(5);
  return `${had ? years : years - 1} years`;
}

function PasteBox({ session, onChange }: Pick<PatientPanelProps, 'session' | 'onChange'>) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const use = () => {
    try {
      onChange(withPasted(session, readPasted(text)));
      setProblem(undefined);
      setText('');
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <details class="chart-group">
      <summary>
        <span>Paste FHIR</span>
      </summary>
      <label class="field">
        <span>A Bundle, a list of resources, or a whole hook request, as JSON</span>
        <textarea
          rows={6}
          spellcheck={false}
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : 'paste-problem'}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {problem === undefined ? null : (
        <p class="problem" id="paste-problem" role="alert">
          {problem}
        </p>
      )}
      <button type="button" class="button" disabled={text.trim() === ''} onClick={use}>
        Use it
      </button>
    </details>
  );
}
