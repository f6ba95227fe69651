import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Card, Suggestion } from '../../cds/types.ts';
import { draftsIn } from '../../confirmation/drafts-in.ts';
import type { GuidelineTexts, ListedVignette } from '../../server/routes/web-types.ts';
import type { Study } from '../../terminology/types.ts';
import { DocumentationForm } from '../form/documentation-form.tsx';
import type { FormAnswers } from '../form/form-answers.ts';
import { groupsOf } from '../form/form-items.ts';
import { answersOfDrafts } from '../form/note-answers.ts';
import { today } from '../shared/days.ts';
import { askedBy } from './asked-items.ts';
import { attestation } from './attestation.ts';
import type { Dismissal } from './card-view.tsx';
import { CardsPanel, cardKey } from './cards-panel.tsx';
import { ChartPanel } from './chart-panel.tsx';
import type { ChartView } from './chart-view.ts';
import { DecisionPanel } from './decision-panel.tsx';
import { sendFeedback } from './hook-call.ts';
import { OrderPanel } from './order-panel.tsx';
import { PatientChooser } from './patient-chooser.tsx';
import { PatientPanel } from './patient-panel.tsx';
import { PointBar } from './point-bar.tsx';
import { added, freeId } from './prefetch.ts';
import { prefill } from './prefill.ts';
import { edited, everything, type Session, withActions, withoutSigned } from './session.ts';
import { TimelineView } from './timeline.tsx';
import { timelineOf } from './timeline-events.ts';
import { useQuestionnaire } from './use-questionnaire.ts';
import { useReview } from './use-review.ts';
import { Welcome } from './welcome.tsx';
import { Wire } from './wire.tsx';

/** What the page needs besides a patient; comes once. */
export interface Material {
  readonly vignettes: readonly ListedVignette[];
  readonly studies: readonly Study[];
  readonly guideline: GuidelineTexts;
  /** Reads the chart of a session as the service does. */
  readonly chartView: (session: Session) => ChartView;
}

interface OrderingScreenProps {
  readonly material: Material;
  readonly session: Session;
  readonly onSession: (session: Session) => void;
  readonly onOpen: (name: string) => Promise<void>;
}

/** Patient, order and advice side by side, the timeline under the order, and the decision under the advice. */
export function OrderingScreen({ material, session, onSession, onOpen }: OrderingScreenProps) {
  const { vignettes, studies, guideline, chartView } = material;
  const state = useReview(session);
  const view = useMemo(() => chartView(session), [chartView, session]);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [notice, setNotice] = useState<string>();
  const [asked, setAsked] = useState<readonly string[]>();
  const [choosing, setChoosing] = useState(false);
  const [deeds, setDeeds] = useState(0);
  /** The session whose orders were signed although a card was shown. */
  const [signedAnyway, setSignedAnyway] = useState<Session>();
  const heading = useRef<HTMLHeadingElement>(null);
  const name = session.vignette?.name;
  useEffect(() => {
    setDismissed(new Set());
    setNotice(undefined);
    setAsked(undefined);
  }, [name]);
  const { review } = state;
  const cards = review?.response.cards ?? [];
  const shown = cards.filter((card) => !dismissed.has(cardKey(card)));
  const isAnswered = review !== undefined && !state.calling && state.error === undefined;
  const isSigned = session.signed && isAnswered && (shown.length === 0 || signedAnyway === session);
  const signedAt = useMemo(() => (isSigned ? new Date() : undefined), [isSigned, session]);

  const choose = (wanted: string) => {
    setChoosing(false);
    onOpen(wanted).then(() => heading.current?.focus());
  };
  const change = (next: Session) => {
    setNotice(undefined);
    const isNext = next.drafts !== session.drafts;
    // What is signed stays signed when the chart changes afterwards.
    onSession(signedAt === undefined || isNext ? next : withoutSigned(next, signedAt));
  };
  const follow = () => setDeeds((count) => count + 1);
  const feedback = (sent: Promise<void>, said: string) => {
    setNotice(said);
    sent.catch((error: unknown) =>
      setNotice(
        `${said} The feedback was not taken: ${error instanceof Error ? error.message : ''}`,
      ),
    );
  };
  const apply = (card: Card, suggestion: Suggestion) => {
    if (review === undefined) return;
    const actions = suggestion.actions ?? [];
    onSession(withActions(session, actions));
    const linkIds = actions.flatMap(askedBy);
    if (linkIds.length > 0) setAsked(linkIds);
    else follow();
    feedback(
      sendFeedback(review.hook, card, { accepted: suggestion }),
      `Applied: ${suggestion.label}.`,
    );
  };
  const dismiss = (card: Card, dismissal: Dismissal) => {
    if (review === undefined) return;
    setDismissed(new Set([...dismissed, cardKey(card)]));
    follow();
    feedback(
      sendFeedback(review.hook, card, { overridden: dismissal }),
      `Dismissed: ${dismissal.reason?.display ?? 'no reason given'}.`,
    );
  };
  const sign = () => {
    setNotice(undefined);
    onSession({ ...session, hook: 'order-sign', signed: true });
    follow();
  };
  const takeAnswers = (answers: FormAnswers) => {
    const id = freeId(everything(session), 'documentation');
    const response = attestation(id, session.patientId, new Date().toISOString(), answers);
    setAsked(undefined);
    // Answering the form completes the task to answer it.
    const drafts = session.drafts.filter(({ resourceType }) => resourceType !== 'Task');
    onSession(edited(session, { drafts, prefetch: added(session.prefetch, response) }));
    setNotice('The answers are on the chart.');
    follow();
  };
  const assessments = review?.assessments ?? [];
  const active = assessments.find((one) => one.order === session.active) ?? assessments[0];
  const order = view.orders.find(({ reference }) => reference === active?.order) ?? view.orders[0];
  const isSupported =
    assessments.length > 0 && assessments.every((one) => one.determination === 'supported');
  return (
    <>
      <Welcome
        vignettes={vignettes}
        chosen={name}
        onChoose={choose}
        onAll={() => setChoosing(true)}
      />
      {choosing ? (
        <PatientChooser
          vignettes={vignettes}
          guideline={guideline}
          chosen={name}
          onClose={() => setChoosing(false)}
          onChoose={choose}
        />
      ) : null}
      <div class="screen">
        <PatientPanel
          session={session}
          heading={heading}
          onChoose={choose}
          onAll={() => setChoosing(true)}
        />
        <div class="order-column">
          <OrderPanel
            session={session}
            view={view}
            studies={studies}
            assessments={assessments}
            signedAt={signedAt}
            onChange={change}
            onSign={sign}
          />
          <section class="panel timeline-panel" aria-labelledby="timeline-title">
            <h2 class="panel-title" id="timeline-title">
              The episode in time
            </h2>
            <TimelineView timeline={timelineOf(view.chart, order, active, today())} />
          </section>
        </div>
        <div class="answer-column">
          <CardsPanel
            key={name}
            state={state}
            shown={shown}
            signing={session.signed}
            isSigned={isSigned}
            notice={notice}
            deeds={deeds}
            onApply={apply}
            onDismiss={dismiss}
            onForm={setAsked}
            onSignAnyway={() => {
              setSignedAnyway(session);
              follow();
            }}
            onRetry={() => onSession({ ...session })}
          >
            {asked === undefined ? null : (
              <InPlaceForm
                key={asked.join()}
                asked={asked}
                initial={{ ...prefill(asked, view.chart), ...answersOfDrafts(draftsIn({ cards })) }}
                onSubmit={takeAnswers}
                onCancel={() => {
                  setAsked(undefined);
                  follow();
                }}
              />
            )}
          </CardsPanel>
          <DecisionPanel
            assessments={review?.assessments}
            hidden={cards.filter((card) => !shown.includes(card))}
            guideline={guideline}
            expected={session.edited ? [] : (session.vignette?.expected.assessments ?? [])}
            onDocument={setAsked}
          />
          {review === undefined ? null : <Wire review={review} />}
        </div>
        <ChartPanel session={session} view={view} onChange={change} />
      </div>
      <PointBar card={isSigned ? undefined : shown[0]} isSupported={isSupported} />
    </>
  );
}

interface InPlaceFormProps {
  readonly asked: readonly string[];
  readonly initial: FormAnswers;
  readonly onSubmit: (answers: FormAnswers) => void;
  readonly onCancel: () => void;
}

/** The documentation form under the card that asks for it. */
function InPlaceForm({ asked, ...form }: InPlaceFormProps) {
  const { questionnaire, problem } = useQuestionnaire();
  return (
    <section class="in-place-form" aria-labelledby="form-title">
      <h3 id="form-title">Documentation</h3>
      {questionnaire === undefined ? (
        <p class="quiet" role="status">
          {problem ?? 'Opening the form …'}
        </p>
      ) : (
        <DocumentationForm
          groups={groupsOf(questionnaire, asked)}
          submitLabel="Put it on the chart"
          {...form}
        />
      )}
    </section>
  );
}
