import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ListedGuideline, ListedSection } from '../../server/routes/web-types.ts';
import { getJson } from '../shared/api.ts';
import { Header } from '../shared/header.tsx';
import { decidedAt, searched } from './search.ts';
import { dispositions, Statement } from './statement.tsx';

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
  useEffect(openedOnPaper, []);
  // The statements come after the page, so the browser cannot jump to one by itself.
  useEffect(() => {
    if (guideline === undefined || target === '') return;
    document.getElementById(target)?.scrollIntoView({ block: 'start' });
  }, [guideline, target]);
  const sections = useMemo(
    () => (guideline === undefined ? [] : searched(guideline, words, disposition)),
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
            Every sentence of the spine imaging coverage guideline, what it decides, how it is read,
            and the patients that prove it.
            {guideline === undefined
              ? ''
              : ` Version ${guideline.version.version}, for services from ${guideline.version.from}.`}
          </p>
          <Filters
            words={words}
            disposition={disposition}
            onWords={setWords}
            onDisposition={setDisposition}
            count={guideline === undefined ? undefined : count}
          />
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
          {guideline === undefined || count > 0 ? null : (
            <NothingFound
              words={words}
              disposition={disposition}
              onAll={() => {
                setWords('');
                setDisposition('');
              }}
            />
          )}
          {guideline === undefined
            ? null
            : sections.map((section) => {
                const decided = decidedAt(section, guideline);
                return (
                  <section key={section.id} aria-labelledby={sectionId(section)}>
                    <h2 id={sectionId(section)}>{section.title}</h2>
                    {section.statements.map((statement) => (
                      <Statement
                        key={statement.id}
                        statement={statement}
                        guideline={guideline}
                        decided={decided.get(statement.id) ?? none}
                        isTarget={statement.id === target}
                      />
                    ))}
                  </section>
                );
              })}
        </div>
      </main>
    </>
  );
}

/** On paper nothing can be opened, so everything is. */
function openedOnPaper(): () => void {
  const open = () => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  };
  window.addEventListener('beforeprint', open);
  return () => window.removeEventListener('beforeprint', open);
}

interface FiltersProps {
  readonly words: string;
  readonly disposition: string;
  readonly onWords: (words: string) => void;
  readonly onDisposition: (disposition: string) => void;
  /** How many statements are shown; absent until they are there. */
  readonly count: number | undefined;
}

function Filters({ words, disposition, onWords, onDisposition, count }: FiltersProps) {
  return (
    <search class="filters">
      <label class="field">
        <span>Search</span>
        <input
          type="search"
          value={words}
          placeholder="words, an id, a CPT code"
          onInput={(event) => onWords(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>Kind</span>
        <select value={disposition} onChange={(event) => onDisposition(event.currentTarget.value)}>
          <option value="">every kind</option>
          {Object.entries(dispositions).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet" role="status">
        {count === undefined ? '' : `${count} statements`}
      </p>
    </search>
  );
}

interface NothingFoundProps {
  readonly words: string;
  readonly disposition: string;
  readonly onAll: () => void;
}

function NothingFound({ words, disposition, onAll }: NothingFoundProps) {
  return (
    <div class="nothing-found">
      <p>
        No sentence{disposition === '' ? '' : ` that ${dispositions[disposition] ?? ''}`} holds all
        of “{words}”. Fewer words find more; a CPT code (72148), an id (stenosis-1) or a reading
        (A27) finds its sentence.
      </p>
      <button type="button" class="button" onClick={onAll}>
        Show every sentence
      </button>
    </div>
  );
}

const none: ReadonlySet<string> = new Set();

/** `section-radiculopathy`. */
function sectionId({ id }: ListedSection): string {
  return `section-${id}`;
}

render(<GuidelinePage />, document.body);
