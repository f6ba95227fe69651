import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Trace } from '../../assessment/trace.ts';
import type { GuidelineTexts } from '../../server/routes/web-types.ts';
import { Decision } from '../playground/decision.tsx';
import { getJson } from '../shared/api.ts';
import { shownDay } from '../shared/days.ts';
import { Header } from '../shared/header.tsx';
import { titleIn } from '../shared/words.ts';
import { readTrace } from './read-trace.ts';

const unreadable = 'The address of this page carries no readable trace. Open it from a card.';

/**
 * Everything that was checked about one order. The trace stands in the address behind the `#`, which browsers keep
 * to themselves: the chart is neither sent nor asked for.
 */
function CriteriaPage() {
  const [guideline, setGuideline] = useState<GuidelineTexts>();
  const [trace, setTrace] = useState<Trace>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    getJson<GuidelineTexts>('./playground/guideline-texts').then(setGuideline, (error: Error) =>
      setProblem(error.message),
    );
    const follow = () => {
      setTrace(undefined);
      setProblem(undefined);
      readTrace(location.hash).then(setTrace, () => setProblem(unreadable));
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return (
    <>
      <Header page="Criteria" />
      <main id="main" class="page narrow">
        <h1>All criteria</h1>
        <p class="lead">
          Everything that was checked about the order, with its evidence and the guideline’s
          sentences. All of it came with the address of this page; nothing was sent or kept.
        </p>
        {problem === undefined ? null : (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {trace === undefined || guideline === undefined ? null : (
          <Shown trace={trace} guideline={guideline} />
        )}
      </main>
    </>
  );
}

function Shown({ trace, guideline }: { trace: Trace; guideline: GuidelineTexts }) {
  const { assessment, documentation, notices, day } = trace;
  return (
    <>
      <section class="panel decision-panel" aria-labelledby="decision-title">
        <h2 class="visually-hidden" id="decision-title">
          The decision
        </h2>
        <p class="quiet">
          Checked on <time dateTime={day}>{shownDay(day)}</time>, guideline{' '}
          {assessment.guideline.version}.
        </p>
        <Decision
          assessment={assessment}
          guideline={guideline}
          expected={undefined}
          onDocument={undefined}
        />
      </section>
      <TextList title="Also of note" texts={notices} />
      <TextList
        title="To submit with the order"
        texts={documentation.map((id) => titleIn(guideline, id))}
      />
    </>
  );
}

function TextList({ title, texts }: { title: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <section class="panel" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

render(<CriteriaPage />, document.body);
