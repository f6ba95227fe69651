import type { Questionnaire } from 'fhir/r4.js';
import { useEffect, useState } from 'preact/hooks';
import type {
  ListedGuideline,
  ListedVignette,
  OpenedVignette,
} from '../../server/routes/web-types.ts';
import type { Study } from '../../terminology/types.ts';
import { getJson } from '../shared/api.ts';
import { Header } from '../shared/header.tsx';
import { type Material, OrderingScreen } from './ordering-screen.tsx';
import { type Session, sessionOf } from './session.ts';

/** Shown first: an order that is fine but for its contrast, where one press makes the card go. */
const firstChoice = /^lumbar-radiculopathy\/.*(contrast|advisory|72158)/;

/** The ordering screen, with the service's answer beside it and the decision drawn below. */
export function Playground() {
  const [material, setMaterial] = useState<Material>();
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState<string>();
  const fail = (error: unknown) =>
    setProblem(error instanceof Error ? error.message : String(error));
  const open = (name: string) =>
    getJson<OpenedVignette>(`./playground/vignettes/${name}`)
      .then((vignette) => {
        setSession(sessionOf(vignette));
        setProblem(undefined);
        const address = new URL(location.href);
        address.searchParams.set('patient', name);
        history.replaceState(null, '', address);
      })
      .catch(fail);
  useEffect(() => {
    const wanted = new URLSearchParams(location.search).get('patient');
    const list = getJson<readonly ListedVignette[]>('./playground/vignettes');
    Promise.all([
      list,
      getJson<readonly Study[]>('./playground/studies'),
      getJson<ListedGuideline>('./playground/statements'),
      getJson<Questionnaire>('./form/questionnaire'),
    ]).then(
      ([vignettes, studies, guideline, questionnaire]) =>
        setMaterial({ vignettes, studies, guideline, questionnaire }),
      fail,
    );
    if (wanted !== null && /^[\w.-]+\/[\w.-]+$/.test(wanted)) open(wanted);
    else list.then((vignettes) => open(suggested(vignettes)), fail);
  }, []);
  return (
    <>
      <Header page="Playground" />
      <main id="main" class="playground">
        {problem === undefined ? null : (
          <p class="problem panel" role="alert">
            {problem}
          </p>
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
            onOpen={open}
          />
        )}
      </main>
    </>
  );
}

function suggested(vignettes: readonly ListedVignette[]): string {
  const preferred =
    vignettes.find(
      ({ name, determination }) =>
        firstChoice.test(name) && determination === 'alternative-preferred',
    ) ??
    vignettes.find(({ determination }) => determination === 'alternative-preferred') ??
    vignettes[0];
  if (preferred === undefined) throw new Error('There is no vignette under fixtures/vignettes.');
  return preferred.name;
}
