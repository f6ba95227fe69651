import type { Questionnaire } from 'fhir/r4.js';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Card, Suggestion } from '../../cds/types.ts';
import type { ListedGuideline, ListedVignette } from '../../server/routes/web-types.ts';
import type { Study } from '../../terminology/types.ts';
import { DocumentationForm, type FormAnswers } from '../form/documentation-form.tsx';
import { groupsOf } from '../form/form-items.ts';
import { today } from '../shared/days.ts';
import { askedBy, isAbout, linkedItems } from './asked-items.ts';
import { attestation } from './attestation.ts';
import type { Dismissal } from './card-view.tsx';
import { CardsPanel, cardKey } from './cards-panel.tsx';
import { chartView } from './chart-view.ts';
import { Decision } from './decision.tsx';
import { sendFeedback } from './hook-call.ts';
import { OrderPanel } from './order-panel.tsx';
import { PatientPanel } from './patient-panel.tsx';
import { added, freeId } from './prefetch.ts';
import { prefill } from './prefill.ts';
import { edited, everything, type Session, withActions } from './session.ts';
import { TimelineView } from './timeline.tsx';
import { timelineOf } from './timeline-events.ts';
import { useReview } from './use-review.ts';
import { Wire } from './wire.tsx';

/** What the page needs besides a patient; comes once. */
export interface Material {
  readonly vignettes: readonly ListedVignette[];
  readonly studies: readonly Study[];
  readonly guideline: ListedGuideline;
  readonly questionnaire: Questionnaire;
}

interface OrderingScreenProps {
  readonly material: Material;
  readonly session: Session;
  readonly onSession: (session: Session) => void;
  readonly onOpen: (name: string) => void;
}

/** Patient, order and cards side by side, and the decision drawn below. */
export function OrderingScreen({ material, session, onSession, onOpen }: OrderingScreenProps) {
  const { vignettes, studies, guideline, questionnaire } = material;
  const state = useReview(session);
  const view = useMemo(() => chartView(session), [session]);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [notice, setNotice] = useState<string>();
  const [asked, setAsked] = useState<readonly string[]>();
  const name = session.vignette?.name;
  useEffect(() => {
    setDismissed(new Set());
    setNotice(undefined);
    setAsked(undefined);
  }, [name]);
  const { review } = state;
  const change = (next: Session) => {
    setNotice(undefined);
    onSession(next);
  };
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
    feedback(
      sendFeedback(review.hook, card, { accepted: suggestion }),
      `Applied: ${suggestion.label}.`,
    );
  };
  const dismiss = (card: Card, dismissal: Dismissal) => {
    if (review === undefined) return;
    setDismissed(new Set([...dismissed, cardKey(card)]));
    feedback(
      sendFeedback(review.hook, card, { overridden: dismissal }),
      `Dismissed: ${dismissal.reason?.display ?? 'no reason given'}.`,
    );
  };
  const takeAnswers = (answers: FormAnswers) => {
    const id = freeId(everything(session), 'documentation');
    const response = attestation(id, session.patientId, new Date().toISOString(), answers);
    setAsked(undefined);
    // Answering the form completes the task to answer it.
    const drafts = session.drafts.filter(({ resourceType }) => resourceType !== 'Task');
    onSession(edited(session, { drafts, prefetch: added(session.prefetch, response) }));
    setNotice('The answers are on the chart.');
  };
  const assessments = review?.assessments ?? [];
  const cards = review?.response.cards ?? [];
  const expected = session.edited ? [] : (session.vignette?.expected.assessments ?? []);
  const active = assessments.find((one) => one.order === session.active) ?? assessments[0];
  const order = view.orders.find(({ reference }) => reference === active?.order) ?? view.orders[0];
  return (
    <>
      <PatientPanel
        session={session}
        view={view}
        vignettes={vignettes}
        onChoose={onOpen}
        onChange={change}
      />
      <OrderPanel session={session} view={view} studies={studies} onChange={change} />
      <CardsPanel
        key={name}
        state={state}
        signed={session.signed}
        dismissed={dismissed}
        notice={notice}
        onApply={apply}
        onDismiss={dismiss}
        onForm={setAsked}
      >
        {asked === undefined ? null : (
          <section class="in-place-form" aria-labelledby="form-title">
            <h3 id="form-title">Documentation</h3>
            <DocumentationForm
              key={asked.join()}
              groups={groupsOf(questionnaire, asked)}
              initial={prefill(asked, view.chart)}
              submitLabel="Put it on the chart"
              onSubmit={takeAnswers}
              onCancel={() => setAsked(undefined)}
            />
          </section>
        )}
      </CardsPanel>
      <section class="panel decision-panel" aria-labelledby="decision-title">
        <h2 class="panel-title" id="decision-title">
          The decision
        </h2>
        <TimelineView timeline={timelineOf(view.chart, order, active, today())} />
        {review === undefined ? null : assessments.length === 0 ? (
          <p class="quiet">No spine imaging order to judge.</p>
        ) : (
          assessments.map((assessment) => {
            const linkIds = cards
              .filter((one) => isAbout(one, assessment.order))
              .flatMap(linkedItems);
            return (
              <Decision
                key={assessment.order}
                assessment={assessment}
                guideline={guideline}
                expected={expected.find(({ order }) => order === assessment.order)?.determination}
                onDocument={linkIds.length === 0 ? undefined : () => setAsked(linkIds)}
              />
            );
          })
        )}
      </section>
      {review === undefined ? null : <Wire review={review} />}
    </>
  );
}
