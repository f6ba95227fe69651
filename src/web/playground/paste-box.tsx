import { useState } from 'preact/hooks';
import { messageOf } from '../../message-of.ts';
import { readPasted } from './pasted.ts';
import { type Session, withPasted } from './session.ts';

interface PasteBoxProps {
  readonly session: Session;
  readonly onChange: (session: Session) => void;
}

/** Takes a chart of one's own. It stays in this browser and goes to the service that served the page, nowhere else. */
export function PasteBox({ session, onChange }: PasteBoxProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const use = () => {
    try {
      onChange(withPasted(session, readPasted(text)));
      setProblem(undefined);
      setText('');
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <details class="chart-group">
      <summary>
        <span>Use a chart of your own</span>
      </summary>
      <label class="field">
        <span>
          FHIR R4 as JSON: a Bundle, a list of resources, or a whole order-select or order-sign
          request. It goes to this service alone, which keeps nothing of a chart.
        </span>
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
