import type { DiagnosticReport } from 'fhir/r4.js';
import { addDays, today } from '../shared/days.ts';
import { DayInput, type EditorProps, Group, Remove, writer } from './editor-parts.tsx';
import { type FilmResult, film, filmResult, filmResults, withFilm } from './films.ts';
import { referenceOf } from './prefetch.ts';

/** Plain films that a control can add, by the region's own code (evidence contract, "Plain radiograph"). */
const films = [
  ['72100', 'lumbar'],
  ['72040', 'cervical'],
  ['72070', 'thoracic'],
  ['72220', 'sacrum and coccyx'],
  ['72202', 'sacro-iliac'],
] as const;

/** Films and other reported imaging: when, and what it shows. */
export function ImagingGroup(props: EditorProps) {
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
