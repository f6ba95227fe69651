import { useId, useMemo, useRef, useState } from 'preact/hooks';
import type { Study } from '../../terminology/types.ts';

interface StudySearchProps {
  readonly studies: readonly Study[];
  readonly chosen: Study | undefined;
  readonly onChoose: (study: Study) => void;
}

const most = 40;

/** A search field over the study catalogue, by word or code, as a combobox with a list. */
export function StudySearch({ studies, chosen, onChoose }: StudySearchProps) {
  const id = useId();
  const [text, setText] = useState<string>();
  const [position, setPosition] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const open = text !== undefined;
  const found = useMemo(() => matching(studies, text ?? ''), [studies, text]);
  const shown = text ?? (chosen === undefined ? '' : `${chosen.label}, ${chosen.cpt}`);
  const choose = (study: Study | undefined) => {
    if (study === undefined) return;
    setText(undefined);
    onChoose(study);
  };
  const move = (to: number) => {
    const next = Math.max(0, Math.min(found.length - 1, to));
    setPosition(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setText('');
      else move(position + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(found[position]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setText(undefined);
    }
  };
  return (
    <div class="study-search">
      <label class="field" for={`${id}-input`}>
        <span>Study</span>
      </label>
      <input
        id={`${id}-input`}
        type="text"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && found.length > 0 ? `${id}-${position}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder="Search by word or code: lumbar MRI, 72158 …"
        value={shown}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setPosition(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setText(undefined)}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Studies"
        class="study-list"
        hidden={!open}
        ref={list}
      >
        {found.map((study, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox that owns the list takes the keys
          // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox (aria-activedescendant)
          <div
            key={study.cpt}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === position}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(study)}
          >
            <span>{study.label}</span> <span class="code">{study.cpt}</span>
          </div>
        ))}
      </div>
      {open && found.length === 0 ? <p class="quiet">Nothing in the catalogue matches.</p> : null}
    </div>
  );
}

function matching(studies: readonly Study[], text: string): readonly Study[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return studies
    .filter((study) => {
      const said = `${study.label} ${study.cpt} ${study.modality}`.toLowerCase();
      return words.every((word) => said.includes(word));
    })
    .slice(0, most);
}
