import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ListedVignette } from '../../server/routes/web-types.ts';
import { Mark } from '../shared/marks.tsx';
import { ScrollRegion } from '../shared/scroll-region.tsx';
import { determinationText, determinationTone, isDetermination, titleOf } from '../shared/words.ts';

interface ChooserProps {
  readonly vignettes: readonly ListedVignette[];
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
  readonly onClose: () => void;
}

/** The fictional patients, by section of the guideline, to be searched by word. */
export function PatientChooser({ vignettes, chosen, onChoose, onClose }: ChooserProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const sections = useMemo(() => grouped(vignettes, words), [vignettes, words]);
  const count = sections.reduce((total, [, members]) => total + members.length, 0);
  return (
    <dialog class="chooser" ref={dialog} aria-labelledby="chooser-title" onClose={onClose}>
      <div class="chooser-top">
        <h2 id="chooser-title">Choose a patient</h2>
        <button type="button" class="text-button" onClick={() => dialog.current?.close()}>
          Close
        </button>
        <label class="field">
          <span>Search {vignettes.length} fictional patients</span>
          <input
            type="search"
            value={words}
            placeholder="for instance: foot drop, supported, 72158"
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
        <p class="visually-hidden" role="status">
          {count} found
        </p>
      </div>
      <ScrollRegion class="chooser-list" label="Patients">
        {sections.map(([section, members]) => (
          <section key={section}>
            <h3>{titleOf(section)}</h3>
            <ul>
              {members.map((one) => (
                <li key={one.name}>
                  <button
                    type="button"
                    aria-current={one.name === chosen}
                    onClick={() => onChoose(one.name)}
                  >
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
        {count === 0 ? <p class="quiet">No patient matches.</p> : null}
      </ScrollRegion>
    </dialog>
  );
}

const commonest = ['lumbar-radiculopathy', 'spine-pain', 'red-flag'];

function grouped(
  vignettes: readonly ListedVignette[],
  words: string,
): readonly (readonly [string, readonly ListedVignette[]])[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const sections = new Map<string, ListedVignette[]>();
  for (const one of vignettes) {
    const text = [one.name.replaceAll('-', ' '), one.story, determinationText(one.determination)]
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
