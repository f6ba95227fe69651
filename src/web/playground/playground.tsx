import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../../message-of.ts';
import type {
  GuidelineTexts,
  ListedVignette,
  OpenedVignette,
} from '../../server/routes/web-types.ts';
import type { Study } from '../../terminology/types.ts';
import { getJson } from '../shared/api.ts';
import { Header } from '../shared/header.tsx';
import { type Material, OrderingScreen } from './ordering-screen.tsx';
import { type Session, sessionOf } from './session.ts';
import { starts } from './starts.ts';

const skips = [
  { id: 'advice', words: 'Skip to the advice' },
  { id: 'main', words: 'Skip to the content' },
] as const;

const first = starts[0]?.name ?? '';

/** The ordering screen, with the service's answer beside it and the decision drawn below. */
export function Playground() {
  const [material, setMaterial] = useState<Material>();
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState<string>();
  const fail = (error: unknown) => setProblem(messageOf(error));
  const open = (name: string) =>
    getJson<OpenedVignette>(`./playground/vignettes/${name}`).then((vignette) => {
      setSession(sessionOf(vignette));
      const address = new URL(location.href);
      address.searchParams.set('patient', name);
      address.hash = '';
      history.replaceState(null, '', address);
    });
  const choose = (name: string) => open(name).then(() => setProblem(undefined), fail);
  useEffect(() => {
    Promise.all([
      getJson<readonly ListedVignette[]>('./playground/vignettes'),
      getJson<readonly Study[]>('./playground/studies'),
      getJson<GuidelineTexts>('./playground/guideline-texts'),
      // The service's own reader is two thirds of the script, and the page is there before it.
      import('./chart-view.ts'),
    ]).then(
      ([vignettes, studies, guideline, { chartView }]) =>
        setMaterial({ vignettes, studies, guideline, chartView }),
      fail,
    );
    const wanted = new URLSearchParams(location.search).get('patient') ?? first;
    open(/^[\w.-]+\/[\w.-]+$/.test(wanted) ? wanted : first).catch((error: unknown) => {
      fail(error);
      // An address of yesterday still leads somewhere.
      if (wanted !== first) open(first).catch(fail);
    });
  }, []);
  return (
    <>
      <Header page="Try it" skips={skips} />
      <main id="main" class="playground">
        {problem === undefined ? null : (
          <div class="problem panel" role="alert">
            <p>{problem}</p>
            {material === undefined || session === undefined ? (
              <button type="button" class="text-button" onClick={() => location.reload()}>
                Try again
              </button>
            ) : null}
          </div>
        )}
        {material === undefined || session === undefined ? (
          <p class="loading" role="status">
            {problem === undefined ? 'Opening a chart …' : ''}
          </p>
        ) : (
          <OrderingScreen
            material={material}
            session={session}
            onSession={setSession}
            onOpen={choose}
          />
        )}
      </main>
    </>
  );
}
