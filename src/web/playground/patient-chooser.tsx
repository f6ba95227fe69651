import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { determinationWords } from '../../assessment/determination-words.ts';
import type { GuidelineTexts, ListedVignette } from '../../server/routes/web-types.ts';
import { Mark } from '../shared/marks.tsx';
import { ScrollRegion } from '../shared/scroll-region.tsx';
import { determinationText, determinationTone, isDetermination, titleIn } from '../shared/words.ts';

interface ChooserProps {
  readonly vignettes: readonly ListedVignette[];
  readonly guideline: GuidelineTexts;
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
  readonly onClose: () => void;
}

/** What is looked for; an empty text means anything. */
interface Wanted {
  readonly words: string;
  readonly outcome: string;
  readonly section: string;
}

const anything: Wanted = { words: '', outcome: '', section: '' };

/** The invented patients, by section of the guideline, to be found by word, answer and section. */
export function PatientChooser(props: ChooserProps) {
  const { vignettes, guideline, chosen, onChoose, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [wanted, setWanted] = useState(anything);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const title = (section: string) => titleIn(guideline, section);
  const all = useMemo(() => grouped(vignettes, anything), [vignettes]);
  const sections = useMemo(() => grouped(vignettes, wanted), [vignettes, wanted]);
  const count = sections.reduce((total, [, members]) => total + members.length, 0);
  return (
    <dialog class="chooser" ref={dialog} aria-labelledby="chooser-title" onClose={onClose}>
      <div class="chooser-top">
        <h2 id="chooser-title">Choose a patient</h2>
        <button type="button" class="text-button" onClick={() => dialog.current?.close()}>
          Close
        </button>
        <label class="field chooser-words">
          <span>Search {vignettes.length} invented patients</span>
          <input
            type="search"
            value={wanted.words}
            placeholder="for instance: foot drop, pacemaker, Lindqvist"
            onInput={(event) => setWanted({ ...wanted, words: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span>Answer</span>
          <select
            value={wanted.outcome}
            onChange={(event) => setWanted({ ...wanted, outcome: event.currentTarget.value })}
          >
            <option value="">Any</option>
            {Object.entries(determinationWords).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
            <option value={noAnswer}>{determinationText(undefined)}</option>
          </select>
        </label>
        <label class="field">
          <span>Section of the guideline</span>
          <select
            value={wanted.section}
            onChange={(event) => setWanted({ ...wanted, section: event.currentTarget.value })}
          >
            <option value="">All</option>
            {all.map(([section]) => (
              <option key={section} value={section}>
                {title(section)}
              </option>
            ))}
          </select>
        </label>
        <p class="quiet chooser-count" role="status">
          {count === vignettes.length ? '' : `${count} found`}
        </p>
      </div>
      <ScrollRegion class="chooser-list" label="Patients">
        {sections.map(([section, members]) => (
          <section key={section}>
            <h3>{title(section)}</h3>
            <ul>
              {members.map((one) => (
                <li key={one.name}>
                  <button
                    type="button"
                    aria-current={one.name === chosen}
                    onClick={() => onChoose(one.name)}
                  >
                    <span class="chooser-name">{one.patient}</span>
                    <span class="chooser-story">{one.story}</span>
                    <span class="chooser-outcome">
                      {isDetermination(one.determination) ? (
                        <Mark tone={determinationTone[one.determination]} size={14} />
                      ) : null}
                      {determinationText(one.determination)}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {count === 0 ? (
          <p class="nothing-found">
            No patient fits.{' '}
            <button type="button" class="text-button" onClick={() => setWanted(anything)}>
              Show all of them
            </button>
          </p>
        ) : null}
      </ScrollRegion>
    </dialog>
  );
}

const noAnswer = 'none';
const commonest = ['lumbar-radiculopathy', 'spine-pain', 'red-flag'];

function grouped(
  vignettes: readonly ListedVignette[],
  { words, outcome, section: wantedSection }: Wanted,
): readonly (readonly [string, readonly ListedVignette[]])[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const sections = new Map<string, ListedVignette[]>();
  for (const one of vignettes) {
    if (outcome !== '' && (one.determination ?? noAnswer) !== outcome) continue;
    if (wantedSection !== '' && one.section !== wantedSection) continue;
    const named = one.name.replaceAll('-', ' ');
    const text = [named, one.patient, one.story, determinationText(one.determination)]
      .join(' ')
      .toLowerCase();
    if (!wanted.every((word) => text.includes(word))) continue;
    sections.set(one.section, [...(sections.get(one.section) ?? []), one]);
  }
  // The commonest first; the sort keeps the rest as it is.
  const rank = (section: string) => {
    const position = commonest.indexOf(section);
    return position < 0 ? commonest.length : position;
  };
  return [...sections].sort(([one], [other]) => rank(one) - rank(other));
}
