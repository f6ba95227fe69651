import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4.js';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { namedItems } from '../playground/asked-items.ts';
import { getJson } from '../shared/api.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { Header } from '../shared/header.tsx';
import { JsonText } from '../shared/json-text.tsx';
import { DocumentationForm } from './documentation-form.tsx';
import type { FormAnswers } from './form-answers.ts';
import { groupsOf } from './form-items.ts';
import { answersFromNotes } from './note-answers.ts';

/**
 * The documentation form on a page of its own. The address names items, never a patient; nothing that is
 * entered leaves the browser.
 */
function FormPage() {
  const [questionnaire, setQuestionnaire] = useState<Questionnaire>();
  const [problem, setProblem] = useState<string>();
  const [linkIds, setLinkIds] = useState(() => namedItems(new URL(location.href)));
  const [response, setResponse] = useState<string>();
  useEffect(() => {
    getJson<Questionnaire>('./form/questionnaire').then(setQuestionnaire, (error: Error) =>
      setProblem(error.message),
    );
    const follow = () => {
      setLinkIds(namedItems(new URL(location.href)));
      setResponse(undefined);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const groups =
    questionnaire === undefined ? [] : groupsOf(questionnaire, wanted(questionnaire, linkIds));
  return (
    <>
      <Header page="Form" />
      <main id="main" class="page narrow">
        <h1>Documentation form</h1>
        <p class="lead">
          What the coverage guideline asks for and no code carries. Nothing that you enter is sent
          or kept: the answers become a FHIR QuestionnaireResponse, to be put on the patient’s
          chart.
        </p>
        {problem === undefined ? null : (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {questionnaire === undefined ? null : (
          <section class="panel" aria-label="Form">
            {groups.length === 0 ? (
              <p class="quiet">The address names no item of the form.</p>
            ) : (
              <DocumentationForm
                key={location.hash}
                groups={groups}
                initial={answersFromNotes(location.hash, questionnaire)}
                submitLabel="Make the QuestionnaireResponse"
                onSubmit={(answers) => setResponse(responseText(questionnaire, answers))}
              />
            )}
          </section>
        )}
        {response === undefined ? null : (
          <section class="panel" aria-labelledby="response-title">
            <h2 id="response-title">QuestionnaireResponse</h2>
            <p class="quiet">
              Add the patient as <code>subject</code> and store it in the record; the next call
              reads it.
            </p>
            <CopyButton text={() => response} what="JSON" />
            <JsonText text={response} label="QuestionnaireResponse" />
          </section>
        )}
      </main>
    </>
  );
}

/** The named items; all of them where the address names none. */
function wanted({ item = [] }: Questionnaire, linkIds: readonly string[]): readonly string[] {
  if (linkIds.length > 0) return linkIds;
  return item.flatMap((group) => (group.item ?? []).map(({ linkId }) => linkId));
}

function responseText({ url, version }: Questionnaire, answers: FormAnswers): string {
  const response: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    ...(url === undefined
      ? {}
      : { questionnaire: version === undefined ? url : `${url}|${version}` }),
    status: 'completed',
    authored: new Date().toISOString(),
    item: Object.entries(answers).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
  };
  return JSON.stringify(response, null, 2);
}

render(<FormPage />, document.body);
