import type { Condition, DiagnosticReport, Encounter, FhirResource } from 'fhir/r4.js';
import type { ComponentChildren } from 'preact';
import { wordsOf } from '../../chart/fields.ts';
import { addDays, shownDay, today } from '../shared/days.ts';
import {
  type FilmResult,
  film,
  filmResult,
  filmResults,
  prescription,
  redFlagControls,
  type TreatmentOutcomeName,
  therapy,
  type VisitKind,
  visit,
  visitKind,
  withFilm,
  withOnset,
  withPrescription,
  withTherapy,
  withVisit,
} from './chart-edits.ts';
import { type ChartView, dayFor, isPrescription, isProcedure, wordsFor } from './chart-view.ts';
import { added, changed, freeId, referenceOf, removed } from './prefetch.ts';
import { edited, everything, type Session } from './session.ts';

interface EditorProps {
  readonly session: Session;
  readonly view: ChartView;
  readonly onChange: (session: Session) => void;
  /** Whether the groups stand open when first shown. */
  readonly open: boolean;
}

/** The chart in plain controls: each change goes into the FHIR resources that the service is sent. */
export function ChartEditor(props: EditorProps) {
  return (
    <div class="chart-editor">
      <Conditions {...props} />
      <Visits {...props} />
      <Treatments {...props} />
      <Imaging {...props} />
      <RedFlags {...props} />
      <Others {...props} />
    </div>
  );
}

function Group(props: {
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

function Remove({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={`Remove ${what}`} onClick={onRemove}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d="M2 2 10 10M10 2 2 10" />
      </svg>
    </button>
  );
}

function DayInput(props: {
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
function writer({ session, onChange }: EditorProps) {
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

function Conditions(props: EditorProps) {
  const { view, open } = props;
  const write = writer(props);
  return (
    <Group title="Problems and onset" count={view.conditions.length} open={open}>
      <ul class="rows">
        {view.conditions.map((condition) => {
          const words = wordsOf(condition.code) || 'Unnamed problem';
          return (
            <li key={referenceOf(condition)}>
              <div class="row-title">
                <span>
                  {words} <Certainty condition={condition} />
                </span>
                <Remove what={words} onRemove={() => write.remove(referenceOf(condition))} />
              </div>
              <div class="row-controls">
                <span class="control-label">onset</span>
                <DayInput
                  label={`Onset of ${words}`}
                  value={condition.onsetDateTime ?? condition.onsetPeriod?.start}
                  onDay={(day) => write.change(condition, (one) => withOnset(one, day))}
                />
              </div>
            </li>
          );
        })}
      </ul>
    </Group>
  );
}

function Certainty({ condition }: { condition: Condition }) {
  const certainty = condition.verificationStatus?.coding?.[0]?.code;
  const status = condition.clinicalStatus?.coding?.[0]?.code;
  const said = [certainty, status].filter(
    (one) => one !== undefined && one !== 'confirmed' && one !== 'active',
  );
  return said.length === 0 ? null : <span class="tag">{said.join(', ')}</span>;
}

function Visits(props: EditorProps) {
  const { view, session, open } = props;
  const write = writer(props);
  return (
    <Group title="Visits" count={view.visits.length} open={open}>
      <ul class="rows">
        {view.visits.map(({ resource, fact }) => {
          const kind = visitKind(resource, fact.inPerson);
          const day = resource.period?.start?.slice(0, 10) ?? '';
          const set = (to: VisitKind, on: string) =>
            write.change<Encounter>(resource, (one) => withVisit(one, to, on));
          return (
            <li key={referenceOf(resource)}>
              <div class="row-controls">
                <select
                  aria-label={`Kind of the visit on ${day}`}
                  value={kind}
                  onChange={(event) => set(event.currentTarget.value as VisitKind, day)}
                >
                  <option value="in-person">in person</option>
                  <option value="video">by video</option>
                  <option value="phone">by telephone</option>
                </select>
                <DayInput label="Day of the visit" value={day} onDay={(on) => set(kind, on)} />
                <Remove
                  what={`the visit on ${day}`}
                  onRemove={() => write.remove(referenceOf(resource))}
                />
              </div>
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        class="text-button"
        onClick={() =>
          write.add(visit(write.id('visit'), session.patientId, 'in-person', addDays(today(), -1)))
        }
      >
        Add a visit
      </button>
    </Group>
  );
}

const outcomeOf: Readonly<Record<string, TreatmentOutcomeName>> = {
  failed: 'failed',
  improved: 'improved',
  resolved: 'improved',
};

function Treatments(props: EditorProps) {
  const { view, session, open } = props;
  const write = writer(props);
  const { patientId } = session;
  return (
    <Group title="Treatment" count={view.treatments.length} open={open}>
      <ul class="rows">
        {view.treatments.map(({ fact, resource }) => {
          const words = fact.evidence.text || 'Treatment';
          const start = fact.start?.text.slice(0, 10) ?? '';
          const end = fact.ongoing ? '' : (fact.end?.text.slice(0, 10) ?? '');
          const outcome = outcomeOf[fact.outcome ?? ''] ?? 'unknown';
          const set = (
            change: Partial<{ start: string; end: string; outcome: TreatmentOutcomeName }>,
          ) => {
            const dates = { start, end, outcome, ...change };
            if (isProcedure(resource)) write.change(resource, (one) => withTherapy(one, dates));
            else if (isPrescription(resource)) {
              write.change(resource, (one) => withPrescription(one, dates.start, dates.end));
            }
          };
          const plain = !isProcedure(resource) && !isPrescription(resource);
          return (
            <li key={referenceOf(resource)}>
              <div class="row-title">
                <span>
                  {words} {fact.providerDirected ? null : <span class="tag">self-treatment</span>}
                </span>
                <Remove what={words} onRemove={() => write.remove(referenceOf(resource))} />
              </div>
              {plain ? (
                <p class="row-note">
                  {start === '' ? 'undated' : shownDay(start)} –{' '}
                  {fact.ongoing ? 'under way' : end === '' ? 'no end recorded' : shownDay(end)}
                </p>
              ) : (
                <div class="row-controls">
                  <DayInput
                    label={`Start of ${words}`}
                    value={start}
                    onDay={(day) => set({ start: day })}
                  />
                  <span class="control-label">to</span>
                  <DayInput
                    label={`End of ${words}`}
                    value={end}
                    onDay={(day) => set({ end: day })}
                  />
                  {isProcedure(resource) ? (
                    <select
                      aria-label={`Outcome of ${words}`}
                      value={outcome}
                      onChange={(event) =>
                        set({ outcome: event.currentTarget.value as TreatmentOutcomeName })
                      }
                    >
                      <option value="failed">no improvement</option>
                      <option value="improved">improved</option>
                      <option value="unknown">outcome not recorded</option>
                    </select>
                  ) : null}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <div class="row-buttons">
        <button
          type="button"
          class="text-button"
          onClick={() =>
            write.add(
              therapy(write.id('therapy'), patientId, {
                start: addDays(today(), -49),
                end: addDays(today(), -5),
                outcome: 'failed',
              }),
            )
          }
        >
          Add physical therapy
        </button>
        <button
          type="button"
          class="text-button"
          onClick={() =>
            write.add(prescription(write.id('prescription'), patientId, addDays(today(), -49)))
          }
        >
          Add a prescription
        </button>
      </div>
    </Group>
  );
}

/** Plain films that a control can add, by the region's own code (evidence contract, "Plain radiograph"). */
const films = [
  ['72100', 'lumbar'],
  ['72040', 'cervical'],
  ['72070', 'thoracic'],
  ['72220', 'sacrum and coccyx'],
  ['72202', 'sacro-iliac'],
] as const;

function Imaging(props: EditorProps) {
  const { view, session, open } = props;
  const write = writer(props);
  return (
    <Group title="X-rays and other imaging" count={view.imaging.length} open={open}>
      <ul class="rows">
        {view.imaging.map(({ fact, resource }) => {
          const day = fact.date?.text.slice(0, 10) ?? '';
          const result = filmResult(resource);
          const set = (on: string, says: FilmResult | undefined) =>
            write.change<DiagnosticReport>(resource, (one) => withFilm(one, on, says));
          return (
            <li key={referenceOf(resource)}>
              <div class="row-title">
                <span>{fact.study.label}</span>
                <Remove
                  what={fact.study.label}
                  onRemove={() => write.remove(referenceOf(resource))}
                />
              </div>
              {result === undefined ? <p class="row-note">{resource.conclusion}</p> : null}
              <div class="row-controls">
                <DayInput
                  label={`Day of ${fact.study.label}`}
                  value={day}
                  onDay={(on) => set(on, undefined)}
                />
                {fact.study.modality === 'radiograph' ? (
                  <select
                    aria-label={`Result of ${fact.study.label}`}
                    value={result ?? 'own'}
                    onChange={(event) => {
                      const says = event.currentTarget.value;
                      if (says !== 'own') set(day, says as FilmResult);
                    }}
                  >
                    {result === undefined ? <option value="own">as reported</option> : null}
                    {Object.entries(filmResults).map(([name, words]) => (
                      <option key={name} value={name}>
                        {words.replace(/\.$/, '').toLowerCase()}
                      </option>
                    ))}
                  </select>
                ) : null}
              </div>
            </li>
          );
        })}
      </ul>
      <label class="inline-field">
        <span>Add an X-ray</span>
        <select
          value=""
          onChange={(event) => {
            const cpt = event.currentTarget.value;
            event.currentTarget.value = '';
            if (cpt === '') return;
            const day = addDays(today(), -2);
            write.add(film(write.id('film'), session.patientId, cpt, day, 'no-fracture'));
          }}
        >
          <option value="">region …</option>
          {films.map(([cpt, region]) => (
            <option key={cpt} value={cpt}>
              {region}
            </option>
          ))}
        </select>
      </label>
    </Group>
  );
}

function RedFlags(props: EditorProps) {
  const { view, session, open } = props;
  const write = writer(props);
  const ids = new Set([...view.conditions, ...view.others].map(({ id }) => id));
  const isOn = (name: string) => ids.has(`flag-${name}`);
  const count = redFlagControls.filter(({ name }) => isOn(name)).length;
  return (
    <Group title="Red flags to try" count={count} open={open && count > 0}>
      <ul class="checks">
        {redFlagControls.map(({ name, label, add }) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={isOn(name)}
                onChange={(event) => {
                  const resources = add(session.patientId, today());
                  if (event.currentTarget.checked) write.add(...resources);
                  else write.remove(...resources.map(referenceOf));
                }}
              />
              <span>{label}</span>
            </label>
          </li>
        ))}
      </ul>
    </Group>
  );
}

function Others(props: EditorProps) {
  const { view } = props;
  const write = writer(props);
  if (view.others.length === 0) return null;
  return (
    <Group title="Other records" count={view.others.length} open={false}>
      <ul class="rows">
        {view.others.map((resource) => {
          const words = wordsFor(resource);
          const day = dayFor(resource);
          return (
            <li key={referenceOf(resource)}>
              <div class="row-title">
                <span>
                  {words} {day === undefined ? null : <span class="row-day">{shownDay(day)}</span>}
                </span>
                <Remove what={words} onRemove={() => write.remove(referenceOf(resource))} />
              </div>
            </li>
          );
        })}
      </ul>
    </Group>
  );
}
