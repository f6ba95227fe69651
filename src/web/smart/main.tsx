import type { FhirResource, Questionnaire, QuestionnaireResponse } from 'fhir/r4.js';
import FHIR from 'fhirclient';
import type Client from 'fhirclient/lib/Client';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FormReview } from '../../dtr/form-review.ts';
import { messageOf } from '../../message-of.ts';
import { DocumentationForm } from '../form/documentation-form.tsx';
import type { FormAnswers } from '../form/form-answers.ts';
import { groupsOf } from '../form/form-items.ts';
import { getJson } from '../shared/api.ts';
import { openOrders, orderNamed, readChart } from './chart.ts';
import { Demonstrations } from './demonstrations.tsx';
import { responseOf } from './response.ts';

interface Registration {
  readonly clientId: string;
  readonly scope: string;
  readonly ticket?: string;
  /** The service reads no notes. */
  readonly notes?: 'off';
}

/** An order of the launched patient with what the service says of it on the chart as it was read. */
interface Opened {
  readonly client: Client;
  readonly patientId: string;
  readonly order: FhirResource;
  readonly review: FormReview;
  /** Of an adaptive form: what was asked so far, to be answered next. */
  readonly asked?: QuestionnaireResponse;
  readonly unread: readonly string[];
}

/** The launch: on from the EHR's address to its sign-in, and back here with a code. */
async function launched(): Promise<Client | undefined> {
  const { searchParams } = new URL(location.href);
  const iss = searchParams.get('iss');
  if (iss === null) return FHIR.oauth2.ready();
  const { clientId, scope } = await registration(iss, searchParams.has('launch'));
  const redirectUri = location.origin + location.pathname;
  await FHIR.oauth2.authorize({ iss, clientId, scope, redirectUri, pkceMode: 'required' });
  return undefined;
}

/** Neither a launch, nor the way back from a sign-in, nor a reload after one (fhirclient keeps its place there). */
function isOpenedAlone(): boolean {
  const { searchParams } = new URL(location.href);
  const isLaunch = ['iss', 'code', 'error'].some((name) => searchParams.has(name));
  return !isLaunch && sessionStorage.getItem('SMART_KEY') === null;
}

function registration(iss: string, isFromEhr = true): Promise<Registration> {
  const launch = isFromEhr ? '' : '&launch=none';
  return getJson<Registration>(`./ehr?iss=${encodeURIComponent(iss)}${launch}`);
}

/** Asks the service about what was read; nothing of it is kept there. */
async function ask<Answer>(client: Client, path: string, body: object): Promise<Answer> {
  const { ticket } = await registration(client.state.serverUrl);
  return getJson<Answer>(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(ticket === undefined ? {} : { Authorization: `Bearer ${ticket}` }),
    },
    body: JSON.stringify(body),
  });
}

/** Reads the chart and asks the service about the order. */
async function open(client: Client, wanted?: string): Promise<Opened> {
  const patientId = client.patient.id;
  if (patientId === null)
    throw new Error('The EHR named no patient; launch from a patient’s chart.');
  const { notes } = await registration(client.state.serverUrl);
  const { resources, unread } = await readChart(client, patientId, notes !== 'off');
  const named = wanted ?? orderNamed(client);
  const order =
    named === undefined ? openOrders(resources)[0] : await client.request<FhirResource>(named);
  if (order === undefined) throw new Error('No order was named, and none is open on the chart.');
  const review = await ask<FormReview>(client, './review', { patientId, order, resources });
  const { start } = review;
  const asked = start === undefined ? undefined : await nextOf(client, start);
  return {
    ...{ client, patientId, order, review, unread },
    ...(asked === undefined ? {} : { asked }),
  };
}

function nextOf(client: Client, response: QuestionnaireResponse): Promise<QuestionnaireResponse> {
  return ask<QuestionnaireResponse>(client, './next', response);
}

/** The form with its questions: that of the review, or what an adaptive one has asked so far. */
function shownForm({ review, asked }: Opened): Questionnaire | undefined {
  if (asked === undefined) return review.form;
  return asked.contained?.find((one): one is Questionnaire => one.resourceType === 'Questionnaire');
}

const words: Readonly<Record<FormReview['determination'], string>> = {
  supported: 'Supported by the guideline',
  'alternative-preferred': 'Supported; the guideline prefers another study',
  'prerequisites-missing': 'Not yet documented as the guideline asks',
  'not-supported': 'Not supported by the guideline',
};

function SmartForm() {
  const [opened, setOpened] = useState<Opened>();
  const [before, setBefore] = useState<FormReview['determination']>();
  const [problem, setProblem] = useState<string>();
  const [stored, setStored] = useState<QuestionnaireResponse>();
  const [busy, setBusy] = useState(false);
  const [isAlone, setIsAlone] = useState(false);
  useEffect(() => {
    if (isOpenedAlone()) {
      setIsAlone(true);
      return;
    }
    launched()
      .then((client) => (client === undefined ? undefined : open(client)))
      .then(setOpened, (error: Error) => setProblem(error.message));
  }, []);

  const store = async (form: Questionnaire, answers: FormAnswers, isComplete: boolean) => {
    if (opened === undefined) return;
    const { client, patientId, order, review } = opened;
    setBusy(true);
    try {
      const response = responseOf({
        ...{ form, answers, patientId, filledIn: answersIn(review.draft) },
        status: isComplete ? 'completed' : 'in-progress',
        order: `ServiceRequest/${order.id}`,
        author: client.user.fhirUser ?? undefined,
        id: stored?.id,
      });
      if (isComplete && opened.asked !== undefined) {
        const asked = await nextOf(client, { ...response, status: 'in-progress' });
        if (asked.status !== 'completed') {
          setOpened({ ...opened, asked });
          return;
        }
      }
      // The types of fhirclient know no resource by name.
      const body = response as never;
      const kept: unknown = await (response.id === undefined
        ? client.create(body)
        : client.update(body));
      setStored(kept as QuestionnaireResponse);
      if (!isComplete) return;
      const next = await open(client, `ServiceRequest/${order.id}`);
      setBefore(review.determination);
      setOpened(next);
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main id="main" class="page narrow">
      <h1>Documentation form</h1>
      {problem === undefined ? null : (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {isAlone ? <Demonstrations /> : null}
      {opened === undefined ? (
        problem === undefined && !isAlone ? (
          <p class="quiet">Reading the chart…</p>
        ) : null
      ) : (
        <Order opened={opened} before={before} stored={stored} busy={busy} onStore={store} />
      )}
    </main>
  );
}

interface OrderProps {
  readonly opened: Opened;
  readonly before: FormReview['determination'] | undefined;
  readonly stored: QuestionnaireResponse | undefined;
  readonly busy: boolean;
  readonly onStore: (form: Questionnaire, answers: FormAnswers, isComplete: boolean) => void;
}

function Order({ opened, before, stored, busy, onStore }: OrderProps) {
  const { review, unread } = opened;
  const form = shownForm(opened);
  const initial = answersIn(review.draft);
  const isLast = opened.asked === undefined || isAtEnd(form);
  return (
    <>
      <p class="lead" role="status" data-determination={review.determination}>
        {review.study}: {words[review.determination]}
        {before === undefined ? '' : ` (before: ${words[before]})`}
      </p>
      {unread.length === 0 ? null : (
        <p class="problem">Could not be read from the EHR: {unread.join(', ')}.</p>
      )}
      {stored === undefined ? null : (
        <p class="quiet">
          {stored.status === 'completed' ? 'Completed and stored' : 'Stored, to be completed,'} in
          the record as QuestionnaireResponse/{stored.id}.
        </p>
      )}
      {form === undefined || before !== undefined ? null : (
        <section class="panel" aria-label="Form" aria-busy={busy}>
          <DocumentationForm
            groups={groupsOf(form, linkIdsOf(form))}
            initial={initial}
            mayBeEmpty={!isLast}
            submitLabel={isLast ? 'Complete and store in the record' : 'Next questions'}
            onSubmit={(answers) => onStore(form, answers, true)}
            onSave={(answers) => onStore(form, answers, false)}
          />
        </section>
      )}
    </>
  );
}

/** Whether an adaptive form says that these are its last questions. */
function isAtEnd(form: Questionnaire | undefined): boolean {
  return form?.item?.some(({ type }) => type === 'display') === true;
}

function linkIdsOf({ item = [] }: Questionnaire): readonly string[] {
  return item.flatMap((group) => (group.item ?? []).map(({ linkId }) => linkId));
}

function answersIn(draft: QuestionnaireResponse | undefined): FormAnswers {
  return Object.fromEntries(
    (draft?.item ?? []).flatMap(({ item = [] }) =>
      item.flatMap(({ linkId, answer: [answer] = [] }) =>
        answer === undefined ? [] : [[linkId, answer] as const],
      ),
    ),
  );
}

render(<SmartForm />, document.body);
