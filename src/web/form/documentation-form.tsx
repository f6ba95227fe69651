import type { QuestionnaireItem, QuestionnaireResponseItemAnswer } from 'fhir/r4.js';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { answeredBy, isEnabled } from '../../questionnaire/enabled.ts';
import type { FormAnswers } from './form-answers.ts';
import { type FormGroup, helpOf } from './form-items.ts';
import { confirmed, noteOf } from './note-answers.ts';

interface DocumentationFormProps {
  readonly groups: readonly FormGroup[];
  /** What the chart already says. */
  readonly initial: FormAnswers;
  readonly submitLabel: string;
  /** Whether all questions may be left open. */
  readonly mayBeEmpty?: boolean;
  readonly onSubmit: (answers: FormAnswers) => void;
  readonly onCancel?: () => void;
  /** Keeps what was answered so far, to go on later. */
  readonly onSave?: (answers: FormAnswers) => void;
}

/** The documentation form: what a chart cannot code, asked item by item. An item left open is no answer. */
export function DocumentationForm(props: DocumentationFormProps) {
  const { groups, initial, submitLabel, mayBeEmpty, onSubmit, onCancel, onSave } = props;
  const [answers, setAnswers] = useState(initial);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, []);
  const asked = groups
    .flatMap(({ items }) => items)
    .filter((item) => isAsked(item, groups, answers));
  const given = Object.fromEntries(
    asked.flatMap(({ linkId }) => {
      const answer = answers[linkId];
      return answer === undefined ? [] : [[linkId, answer] as const];
    }),
  );
  const set = (linkId: string, answer: QuestionnaireResponseItemAnswer | undefined) => {
    const { [linkId]: _former, ...others } = answers;
    setAnswers(answer === undefined ? others : { ...others, [linkId]: answer });
  };
  return (
    <form
      class="documentation-form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(confirmed(given));
      }}
    >
      {groups.map((group) => (
        <fieldset key={group.title} class="form-group">
          <legend>{group.title}</legend>
          {group.items.map((item) =>
            asked.includes(item) ? (
              <Item
                key={item.linkId}
                item={item}
                answer={answers[item.linkId]}
                fromChart={initial[item.linkId]}
                onAnswer={(answer) => set(item.linkId, answer)}
              />
            ) : null,
          )}
        </fieldset>
      ))}
      <div class="row-buttons">
        <button
          type="submit"
          class="button primary"
          disabled={mayBeEmpty !== true && Object.keys(given).length === 0}
        >
          {submitLabel}
        </button>
        {onSave === undefined ? null : (
          <button type="button" class="button" onClick={() => onSave(given)}>
            Save for later
          </button>
        )}
        {onCancel === undefined ? null : (
          <button type="button" class="text-button" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}

/** As far as what an item hangs on is asked here: its other half may be on the chart. */
function isAsked(
  item: QuestionnaireItem,
  groups: readonly FormGroup[],
  answers: FormAnswers,
): boolean {
  return isEnabled(item, (question) =>
    groups.some(({ items }) => items.some(({ linkId }) => linkId === question))
      ? answeredBy(answers[question])
      : 'any',
  );
}

interface ItemProps {
  readonly item: QuestionnaireItem;
  readonly answer: QuestionnaireResponseItemAnswer | undefined;
  /** What the chart says, with the resources that say it. */
  readonly fromChart: QuestionnaireResponseItemAnswer | undefined;
  readonly onAnswer: (answer: QuestionnaireResponseItemAnswer | undefined) => void;
}

function Item(props: ItemProps) {
  const { item, fromChart } = props;
  const help = helpOf(item);
  const id = useId();
  const isGroup = item.type === 'boolean';
  const note = fromChart === undefined ? undefined : noteOf(fromChart);
  const text = (
    <>
      {item.text ?? item.linkId}{' '}
      {fromChart === undefined ? null : (
        <span class="tag">
          {note === undefined
            ? ['from the chart', ...sourcesOf(fromChart)].join(': ')
            : ['from a note, to be confirmed', ...(note.day === undefined ? [] : [note.day])].join(
                ': ',
              )}
        </span>
      )}
    </>
  );
  return (
    <div class="form-item">
      {isGroup ? (
        <span class="form-question" id={id}>
          {text}
        </span>
      ) : (
        <label class="form-question" for={id}>
          {text}
        </label>
      )}
      {note === undefined ? null : <blockquote class="note-quote">{note.quote}</blockquote>}
      {isGroup ? <YesNo {...props} labelId={id} /> : <Field {...props} id={id} />}
      {help === undefined ? null : (
        <details class="form-help">
          <summary>What the guideline says</summary>
          <p>{help}</p>
        </details>
      )}
    </div>
  );
}

/** The resources that an answer was taken from, as one text. */
function sourcesOf({ extension = [] }: QuestionnaireResponseItemAnswer): readonly string[] {
  const found = extension.flatMap(({ valueReference }) => valueReference?.reference ?? []);
  return found.length === 0 ? [] : [found.join(', ')];
}

function YesNo({ answer, onAnswer, labelId }: ItemProps & { labelId: string }) {
  return (
    <div class="yes-no" role="radiogroup" aria-labelledby={labelId}>
      {([true, false] as const).map((value) => (
        <label key={String(value)}>
          <input
            type="radio"
            name={`${labelId}-answer`}
            checked={answer?.valueBoolean === value}
            onChange={() => onAnswer({ valueBoolean: value })}
          />
          <span>{value ? 'yes' : 'no'}</span>
        </label>
      ))}
      {answer === undefined ? null : (
        <button type="button" class="text-button small" onClick={() => onAnswer(undefined)}>
          leave open
        </button>
      )}
    </div>
  );
}

function Field({ item, answer, onAnswer, id }: ItemProps & { id: string }) {
  const typed = (make: (value: string) => QuestionnaireResponseItemAnswer) => ({
    id,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget;
      onAnswer(value === '' ? undefined : make(value));
    },
  });
  switch (item.type) {
    case 'date':
      return (
        <input
          type="date"
          value={answer?.valueDate ?? ''}
          {...typed((valueDate) => ({ valueDate }))}
        />
      );
    case 'dateTime':
      return (
        <input
          type="datetime-local"
          {...typed((value) => ({ valueDateTime: new Date(value).toISOString() }))}
        />
      );
    case 'integer':
      return (
        <input
          type="number"
          min={0}
          step={1}
          value={answer?.valueInteger ?? ''}
          {...typed((value) => ({ valueInteger: Math.round(Number(value)) }))}
        />
      );
    case 'decimal':
      return (
        <input
          type="number"
          min={0}
          step="any"
          value={answer?.valueDecimal ?? ''}
          {...typed((value) => ({ valueDecimal: Number(value) }))}
        />
      );
    default:
      return (
        <select
          value={answer?.valueCoding?.code ?? ''}
          {...typed((code) => ({ valueCoding: codingFor(item, code) }))}
        >
          <option value="">not answered</option>
          {(item.answerOption ?? []).map(({ valueCoding }) => (
            <option key={valueCoding?.code} value={valueCoding?.code}>
              {valueCoding?.display}
            </option>
          ))}
        </select>
      );
  }
}

function codingFor(item: QuestionnaireItem, code: string) {
  return item.answerOption?.find((one) => one.valueCoding?.code === code)?.valueCoding ?? { code };
}
