import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type {
  ListedGuideline,
  ListedSection,
  ListedStatement,
} from '../../server/routes/web-types.ts';
import { getJson } from '../shared/api.ts';
import { Header } from '../shared/header.tsx';
import { encodingOf } from '../shared/words.ts';

const dispositions: Readonly<Record<string, string>> = {
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

/** Every statement with its section, how it is encoded, and the vignettes that cite it; linkable by its id. */
function GuidelinePage() {
  const [guideline, setGuideline] = useState<ListedGuideline>();
  const [problem, setProblem] = useState<string>();
  const [words, setWords] = useState('');
  const [disposition, setDisposition] = useState('');
  const [target, setTarget] = useState(() => decodeURIComponent(location.hash.slice(1)));
  useEffect(() => {
    getJson<ListedGuideline>('./playground/statements').then(setGuideline, (error: Error) =>
      setProblem(error.message),
    );
    const follow = () => setTarget(decodeURIComponent(location.hash.slice(1)));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  // The statements come after the page, so the browser cannot jump to one by itself.
  useEffect(() => {
    if (guideline === undefined || target === '') return;
    document.getElementById(target)?.scrollIntoView({ block: 'start' });
  }, [guideline, target]);
  const sections = useMemo(
    () => (guideline === undefined ? [] : filtered(guideline.sections, words, disposition)),
    [guideline, words, disposition],
  );
  const count = sections.reduce((total, { statements }) => total + statements.length, 0);
  return (
    <>
      <Header page="Guideline" />
      <main id="main" class="page with-contents">
        <div class="page-top">
          <h1>The guideline</h1>
          <p class="lead">
            Every statement of the spine imaging coverage guideline, what encodes it, and the
            patients that prove it.
            {guideline === undefined ? '' : ` Version ${guideline.version.version}.`}
          </p>
          <search class="filters">
            <label class="field">
              <span>Search</span>
              <input
                type="search"
                value={words}
                placeholder="words, an id, a CPT code"
                onInput={(event) => setWords(event.currentTarget.value)}
              />
            </label>
            <label class="field">
              <span>Kind</span>
              <select
                value={disposition}
                onChange={(event) => setDisposition(event.currentTarget.value)}
              >
                <option value="">every kind</option>
                {Object.entries(dispositions).map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
            <p class="quiet" role="status">
              {guideline === undefined ? '' : `${count} statements`}
            </p>
          </search>
          {problem === undefined ? null : (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
        </div>
        <nav class="contents" aria-label="Sections">
          <ol>
            {sections.map((section) => (
              <li key={section.title}>
                <a href={`#${sectionId(section)}`}>{section.title}</a>
              </li>
            ))}
          </ol>
        </nav>
        <div class="sections">
          {sections.map((section) => (
            <section key={section.title} aria-labelledby={sectionId(section)}>
              <h2 id={sectionId(section)}>{section.title}</h2>
              {guideline === undefined
                ? null
                : section.statements.map((statement) => (
                    <Statement
                      key={statement.id}
                      statement={statement}
                      guideline={guideline}
                      isTarget={statement.id === target}
                    />
                  ))}
            </section>
          ))}
        </div>
      </main>
    </>
  );
}

function Statement(props: {
  statement: ListedStatement;
  guideline: ListedGuideline;
  isTarget: boolean;
}) {
  const { statement, guideline, isTarget } = props;
  const { id, text, disposition, encodedBy, note, vignettes } = statement;
  return (
    <article id={id} class={isTarget ? 'statement target' : 'statement'}>
      <header>
        <a class="statement-id" href={`#${id}`} aria-label={`Link to ${id}`}>
          {id}
        </a>
        <span class={`chip disposition-${disposition}`}>{dispositions[disposition]}</span>
      </header>
      <p class="statement-text">{text}</p>
      {encodedBy.length === 0 ? (
        <p class="quiet">Not computed{note === undefined ? '' : `: ${note}`}.</p>
      ) : (
        <ul class="encoded">
          {encodedBy.map((by) => {
            const encoding = encodingOf(guideline, by);
            return (
              <li key={by}>
                <span class="quiet">{kinds[encoding?.kind ?? ''] ?? ''}</span>{' '}
                {encoding?.title ?? by} <span class="code">{by}</span>
              </li>
            );
          })}
        </ul>
      )}
      {vignettes.length === 0 ? null : (
        <details class="statement-vignettes">
          <summary>
            {vignettes.length} {vignettes.length === 1 ? 'patient' : 'patients'}
          </summary>
          <ul>
            {vignettes.map((name) => (
              <li key={name}>
                <a href={`./?patient=${encodeURIComponent(name)}`}>{name}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** Sections are linked by their first statement's stem: `section-radiculopathy`. */
function sectionId({ statements }: ListedSection): string {
  return `section-${(statements[0]?.id ?? '').replace(/-[^-]*$/, '')}`;
}

function filtered(
  sections: readonly ListedSection[],
  words: string,
  disposition: string,
): readonly ListedSection[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return sections.flatMap(({ title, statements }) => {
    const kept = statements.filter((one) => {
      if (disposition !== '' && one.disposition !== disposition) return false;
      const text = [title, one.id, one.text, ...one.encodedBy].join(' ').toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    return kept.length === 0 ? [] : [{ title, statements: kept }];
  });
}

render(<GuidelinePage />, document.body);
