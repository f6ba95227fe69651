import { addDays, shownDay, today } from '../shared/days.ts';
import {
  prescription,
  type TreatmentDates,
  type TreatmentOutcomeName,
  therapy,
  withPrescription,
  withTherapy,
} from './chart-edits.ts';
import type { ChartView } from './chart-view.ts';
import { DayInput, type EditorProps, Group, Remove, writer } from './editor-parts.tsx';
import { referenceOf } from './prefetch.ts';
import { isPrescription, isProcedure } from './resource-words.ts';

const outcomeOf: Readonly<Record<string, TreatmentOutcomeName>> = {
  failed: 'failed',
  improved: 'improved',
  resolved: 'improved',
};

/** Treatment on the chart: when, and what came of it. */
export function TreatmentGroup(props: EditorProps) {
  const { view, session, open } = props;
  const write = writer(props);
  const { patientId } = session;
  return (
    <Group title="Treatment" count={view.treatments.length} open={open}>
      <ul class="rows">
        {view.treatments.map((row) => (
          <TreatmentRow key={referenceOf(row.resource)} row={row} write={write} />
        ))}
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

interface TreatmentRowProps {
  readonly row: ChartView['treatments'][number];
  readonly write: ReturnType<typeof writer>;
}

/** One treatment; of a resource that the controls cannot change, what it says. */
function TreatmentRow({ row: { fact, resource }, write }: TreatmentRowProps) {
  const words = fact.evidence.text || 'Treatment';
  const start = fact.start?.text.slice(0, 10) ?? '';
  const end = fact.ongoing ? '' : (fact.end?.text.slice(0, 10) ?? '');
  const outcome = outcomeOf[fact.outcome ?? ''] ?? 'unknown';
  const set = (change: Partial<TreatmentDates>) => {
    const dates = { start, end, outcome, ...change };
    if (isProcedure(resource)) write.change(resource, (one) => withTherapy(one, dates));
    else if (isPrescription(resource)) {
      write.change(resource, (one) => withPrescription(one, dates.start, dates.end));
    }
  };
  const isChangeable = isProcedure(resource) || isPrescription(resource);
  return (
    <li>
      <div class="row-title">
        <span>
          {words} {fact.providerDirected ? null : <span class="tag">self-treatment</span>}
        </span>
        <Remove what={words} onRemove={() => write.remove(referenceOf(resource))} />
      </div>
      {isChangeable ? (
        <div class="row-controls">
          <DayInput
            label={`Start of ${words}`}
            value={start}
            onDay={(day) => set({ start: day })}
          />
          <span class="control-label">to</span>
          <DayInput label={`End of ${words}`} value={end} onDay={(day) => set({ end: day })} />
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
      ) : (
        <p class="row-note">
          {start === '' ? 'undated' : shownDay(start)} –{' '}
          {fact.ongoing ? 'under way' : end === '' ? 'no end recorded' : shownDay(end)}
        </p>
      )}
    </li>
  );
}
