import type {
  ListedGuideline,
  ListedReading,
  ListedSetting,
  ListedStatement,
  ListedStory,
} from '../../server/routes/web-types.ts';
import { determinationText, encodingOf } from '../shared/words.ts';
import { Decision } from './requirement.tsx';

/** How a statement's kind is called. */
export const dispositions: Readonly<Record<string, string>> = {
  decides: 'decides',
  prerequisite: 'prerequisite',
  documentation: 'asks for documentation',
  'refers-out': 'refers to another guideline',
  informative: 'informs',
};

const kinds: Readonly<Record<string, string>> = {
  indication: 'indication',
  'red-flag': 'red flag',
  'study-rule': 'study rule',
  criterion: 'criterion',
  documentation: 'documentation',
};

/** One sentence with what it decides, how it is read, and the patients that prove it; linkable by its id. */
export function Statement(props: {
  statement: ListedStatement;
  guideline: ListedGuideline;
  /** The ids whose requirements stand here: each where its section names it first. */
  decided: ReadonlySet<string>;
  isTarget: boolean;
}) {
  const { statement, guideline, decided, isTarget } = props;
  const { id, text, disposition, encodedBy, note } = statement;
  return (
    <article id={id} class={isTarget ? 'statement target' : 'statement'}>
      <header>
        <a class="statement-id" href={`#${id}`} aria-label={`Link to ${id}`}>
          {id}
        </a>
        <span class={`chip disposition-${disposition}`}>{dispositions[disposition]}</span>
      </header>
      <p class="statement-text">{text}</p>
      {note === undefined && encodedBy.length > 0 ? null : (
        <p class="quiet">Not computed{note === undefined ? '' : `: ${note}`}.</p>
      )}
      {encodedBy.length === 0 ? null : (
        <ul class="encoded">
          {encodedBy.map((by) => {
            const encoding = encodingOf(guideline, by);
            const decision = decided.has(by) ? guideline.decisions[by] : undefined;
            return (
              <li key={by}>
                <span class="quiet">{kinds[encoding?.kind ?? ''] ?? ''}</span>{' '}
                {encoding?.title ?? by} <span class="code">{by}</span>
                {decision === undefined ? null : (
                  <details class="decision-details">
                    <summary>What it asks for</summary>
                    <Decision decision={decision} />
                  </details>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <Readings
        readings={guideline.readings.filter(({ statements }) => statements.includes(id))}
        settings={guideline.settings.filter((setting) => setting.statement === id)}
      />
      <Patients names={statement.vignettes} stories={guideline.stories} />
    </article>
  );
}

function Readings(props: {
  readings: readonly ListedReading[];
  settings: readonly ListedSetting[];
}) {
  const { readings, settings } = props;
  const count = readings.length + settings.length;
  if (count === 0) return null;
  return (
    <details class="statement-readings">
      <summary>{`How it is read (${count})`}</summary>
      <dl>
        {readings.map((one) => (
          <div key={one.id}>
            <dt>
              <span class="code">{one.id}</span> {one.open}
            </dt>
            <dd>
              {one.reading}.{' '}
              <span class="quiet">
                {one.settings.length === 0
                  ? 'Another version of the guideline can read it otherwise.'
                  : `The payer can set ${one.settings.join(', ')}.`}
              </span>
            </dd>
          </div>
        ))}
        {settings.map((one) => (
          <div key={one.name}>
            <dt>
              <span class="code">{one.name}</span> {valueText(one.value)}
            </dt>
            <dd>
              {one.why} <span class="quiet">The payer can set it.</span>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function valueText(value: ListedSetting['value']): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function Patients(props: {
  names: readonly string[];
  stories: Readonly<Record<string, ListedStory>>;
}) {
  const { names, stories } = props;
  if (names.length === 0) return null;
  return (
    <details class="statement-vignettes">
      <summary>
        {names.length} {names.length === 1 ? 'patient' : 'patients'}
      </summary>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a href={`./?patient=${encodeURIComponent(name)}`}>{stories[name]?.story ?? name}</a>{' '}
            <span class="quiet">
              {(stories[name]?.outcomes ?? []).map(determinationText).join('; ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
