import type { Patient } from 'fhir/r4.js';
import type { Ref } from 'preact';
import { today } from '../shared/days.ts';
import { resourcesOf } from './prefetch.ts';
import type { Session } from './session.ts';

interface PatientPanelProps {
  readonly session: Session;
  /** Where the focus goes once another patient is opened. */
  readonly heading: Ref<HTMLHeadingElement>;
  readonly onChoose: (name: string) => void;
  readonly onAll: () => void;
}

/** Who the order is for, and the story. */
export function PatientPanel({ session, heading, onChoose, onAll }: PatientPanelProps) {
  const { vignette } = session;
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
    <section class="panel patient-panel" aria-labelledby="patient-title">
      <header class="patient-banner">
        <svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" class="patient-sign">
          <circle cx="20" cy="20" r="20" />
          <circle cx="20" cy="15.5" r="6.5" />
          <path d="M8 35a12 10.5 0 0 1 24 0" />
        </svg>
        <div>
          <h2 id="patient-title" tabIndex={-1} ref={heading}>
            {shown === '' ? `Patient ${session.patientId}` : shown}
          </h2>
          <p>{facts.length === 0 ? 'Neither age nor sex on the chart' : facts.join(' · ')}</p>
        </div>
      </header>
      <p class="story">{vignette === undefined ? 'A pasted chart.' : vignette.story}</p>
      <div class="row-buttons">
        <button type="button" class="button" onClick={onAll}>
          Choose another patient
        </button>
        {vignette !== undefined && session.edited ? (
          <button type="button" class="text-button" onClick={() => onChoose(vignette.name)}>
            Undo all changes
          </button>
        ) : null}
      </div>
    </section>
  );
}

function ageOf(birthDate: string | undefined): string | undefined {
  if (birthDate === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return undefined;
  const now = today();
  const years = Number(now.slice(0, 4)) - Number(birthDate.slice(0, 4));
  const had = now.slice(5) >= birthDate.slice(5);
  return `${had ? years : years - 1} years`;
}
