import type { Condition, Encounter } from 'fhir/r4.js';
import { wordsOf } from '../../chart/fields.ts';
import { addDays, shownDay, today } from '../shared/days.ts';
import { type VisitKind, visit, visitKind, withOnset, withVisit } from './chart-edits.ts';
import { DayInput, type EditorProps, Group, Remove, writer } from './editor-parts.tsx';
import { ImagingGroup } from './imaging-group.tsx';
import { referenceOf } from './prefetch.ts';
import { RedFlagGroup } from './red-flag-group.tsx';
import { dayFor, wordsFor } from './resource-words.ts';
import { TreatmentGroup } from './treatment-group.tsx';

/** The chart in plain controls: each change goes into the FHIR resources that the service is sent. */
export function ChartEditor(props: EditorProps) {
  return (
    <div class="chart-editor">
      <Conditions {...props} />
      <Visits {...props} />
      <TreatmentGroup {...props} />
      <ImagingGroup {...props} />
      <RedFlagGroup {...props} />
      <Others {...props} />
    </div>
  );
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
