import type { DocumentReference } from 'fhir/r4.js';
import { useEffect, useState } from 'preact/hooks';
import { shownDay, today } from '../shared/days.ts';
import type { ChartView } from './chart-view.ts';
import type { NoteRead, Stretch } from './notes-reading.ts';
import { added, freeId, resourcesOf } from './prefetch.ts';
import { edited, everything, type Session } from './session.ts';
import { useQuestionnaire } from './use-questionnaire.ts';

interface NotesViewProps {
  readonly session: Session;
  readonly view: ChartView;
  readonly onChange: (session: Session) => void;
}

interface Shown {
  readonly note: NoteRead;
  readonly stretches: readonly Stretch[];
}

/**
 * The notes of the chart with the sentences marked that name a fact: which fact, what the sentence says of it, and why
 * it was not taken where it was not. A note can be pasted.
 */
export function NotesView({ session, view, onChange }: NotesViewProps) {
  const [shown, setShown] = useState<readonly Shown[]>();
  const { questionnaire, problem } = useQuestionnaire();
  useEffect(() => {
    if (questionnaire === undefined) return;
    let isCurrent = true;
    // The reader's words and rules are loaded by whoever looks at notes.
    import('./notes-reading.ts').then(({ readNotesOf, marked }) => {
      if (!isCurrent) return;
      const order = view.orders.find(({ reference }) => reference === session.active);
      const resources = [...resourcesOf(session.prefetch), ...session.drafts];
      const notes = readNotesOf(resources, session.patientId, order, view.chart, questionnaire);
      setShown(notes.map((note) => ({ note, stretches: marked(note) })));
    });
    return () => {
      isCurrent = false;
    };
  }, [session, view, questionnaire]);
  return (
    <div class="account">
      <p class="quiet" role="status">
        {shown === undefined
          ? (problem ?? 'Reading …')
          : shown.length === 0
            ? 'The chart holds no notes.'
            : 'What a note says decides nothing: it is offered, and counts once somebody confirms it.'}
      </p>
      {(shown ?? []).map((one) => (
        <NoteArticle key={one.note.note.id} {...one} />
      ))}
      <PasteNote session={session} onChange={onChange} />
    </div>
  );
}

function NoteArticle({ note: { note, sentences }, stretches }: Shown) {
  return (
    <article class="account-record">
      <h3>
        {note.type === '' ? 'Note' : note.type} <span class="row-day">{shownDay(note.date)}</span>
      </h3>
      <p class="note-text">
        {stretches.map(({ text, mark }, at) =>
          mark === undefined ? (
            text
          ) : (
            <mark key={`${at}-${text.length}`} class={`note-${mark}`}>
              {text}
            </mark>
          ),
        )}
      </p>
      {sentences.length === 0 ? (
        <p class="quiet">No sentence names a fact that the form asks for.</p>
      ) : (
        <ul>
          {sentences.map(({ offset, rule, fact, value, why }) => (
            <li key={`${offset} ${rule} ${fact}`}>
              <span class={value === undefined ? 'account-verb' : 'account-verb read'}>
                {value === undefined ? 'not taken' : 'found'}
              </span>{' '}
              {fact} {value === undefined ? `(${why})` : value} <span class="code">{rule}</span>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

/** A note of one's own, put on the invented chart: it goes to this service alone, which keeps nothing of it. */
function PasteNote({ session, onChange }: Pick<NotesViewProps, 'session' | 'onChange'>) {
  const [text, setText] = useState('');
  const [day, setDay] = useState(today);
  const put = () => {
    const note: DocumentReference = {
      resourceType: 'DocumentReference',
      id: freeId(everything(session), 'pasted-note'),
      status: 'current',
      type: { text: 'Pasted note' },
      subject: { reference: `Patient/${session.patientId}` },
      date: `${day}T00:00:00Z`,
      content: [{ attachment: { contentType: 'text/plain; charset=utf-8', data: base64(text) } }],
    };
    onChange(edited(session, { prefetch: added(session.prefetch, note) }));
    setText('');
  };
  return (
    <form
      class="paste-note"
      onSubmit={(event) => {
        event.preventDefault();
        put();
      }}
    >
      <label class="field">
        <span>Paste a note. It goes to this service alone, which keeps nothing of it.</span>
        <textarea rows={5} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>Written on</span>
        <input type="date" value={day} onInput={(event) => setDay(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button" disabled={text.trim() === '' || day === ''}>
        Put it on the chart
      </button>
    </form>
  );
}

function base64(text: string): string {
  return btoa(
    Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''),
  );
}
