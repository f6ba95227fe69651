import type { FhirResource, ServiceRequest } from 'fhir/r4.js';
import { determinationWords } from '../../assessment/determination-words.ts';
import type { Assessment } from '../../assessment/types.ts';
import type { HookName } from '../../cds/types.ts';
import { systems } from '../../terminology/systems.ts';
import type { Study } from '../../terminology/types.ts';
import { today } from '../shared/days.ts';
import { Mark } from '../shared/marks.tsx';
import { determinationTone } from '../shared/words.ts';
import type { ChartView } from './chart-view.ts';
import { film } from './films.ts';
import { added, freeId, referenceOf } from './prefetch.ts';
import { chartReasons, codedReasons, noReason, reasonValue, reasonWords } from './reasons.ts';
import {
  blankOrder,
  edited,
  everything,
  isOrder,
  labelOf,
  type Session,
  type SignedOrder,
  signedOrders,
  studyOf,
  withDraft,
  withNewOrder,
  withNextOrder,
  withoutDraft,
} from './session.ts';
import { StudySearch } from './study-search.tsx';

interface OrderPanelProps {
  readonly session: Session;
  readonly view: ChartView;
  readonly studies: readonly Study[];
  /** What the guideline says of the orders, as far as it is known. */
  readonly assessments: readonly Assessment[];
  /** When the orders at hand were signed; undefined while they are written. */
  readonly signedAt: Date | undefined;
  readonly onChange: (session: Session) => void;
  readonly onSign: () => void;
}

/** The orders being written; once they are signed, those, and room for the next one. */
export function OrderPanel(props: OrderPanelProps) {
  const { session, signedAt, onChange, onSign } = props;
  const isSigned = signedAt !== undefined;
  const drafts = isSigned ? [] : session.drafts;
  const done = isSigned ? [...session.done, ...signedOrders(session, signedAt)] : session.done;
  const order = isSigned
    ? blankOrder(session)
    : drafts.filter(isOrder).find((one) => referenceOf(one) === session.active);
  return (
    <section class="panel order-panel" aria-labelledby="order-title">
      <h2 class="panel-title" id="order-title">
        {done.length > 0 && drafts.length === 0 ? 'Orders' : 'Order'}
      </h2>
      <SignedList done={done} />
      {drafts.length === 0 && done.length === 0 ? <p class="quiet">No order yet.</p> : null}
      <ul class="drafts">
        {drafts.map((one) => (
          <Draft key={referenceOf(one)} resource={one} {...props} />
        ))}
      </ul>
      {isSigned ? (
        <h3 class="next-order">Next order</h3>
      ) : (
        <button type="button" class="text-button" onClick={() => onChange(withNewOrder(session))}>
          {drafts.length === 0 ? 'Write an order' : 'Add another order'}
        </button>
      )}
      {order === undefined ? null : <OrderForm order={order} {...props} />}
      <HookChoice
        hook={session.hook}
        onChange={(hook) => onChange({ ...session, hook, signed: false })}
      />
      <button
        type="button"
        class="button primary wide"
        disabled={drafts.length === 0}
        onClick={onSign}
      >
        Sign {drafts.filter(isOrder).length > 1 ? 'all orders' : 'the order'}
      </button>
    </section>
  );
}

function SignedList({ done }: { done: readonly SignedOrder[] }) {
  if (done.length === 0) return null;
  return (
    <ul class="signed-orders" aria-label="Signed orders">
      {done.map(({ reference, label, at }) => (
        <li key={reference}>
          <Mark tone="met" size={18} />
          <span>
            {label} <span class="quiet">signed at {clock.format(at)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

const clock = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });

function Draft(props: OrderPanelProps & { resource: FhirResource }) {
  const { resource, session, assessments, onChange } = props;
  const reference = referenceOf(resource);
  const label = labelOf(resource);
  const study = isOrder(resource) ? studyOf(resource) : undefined;
  const isFilm = study?.modality === 'radiograph';
  const isActive = session.active === reference;
  const determination = assessments.find(({ order }) => order === reference)?.determination;
  return (
    <li class={isActive ? 'draft active' : 'draft'}>
      {isOrder(resource) ? (
        <button
          type="button"
          class="draft-name"
          aria-pressed={isActive}
          onClick={() => onChange(edited(session, { active: reference }))}
        >
          {label} {study === undefined ? null : <span class="code">{study.cpt}</span>}
          {determination === undefined ? null : (
            <span class={`draft-answer tone-${determinationTone[determination]}`}>
              <Mark tone={determinationTone[determination]} size={14} />{' '}
              {determinationWords[determination]}
            </span>
          )}
        </button>
      ) : (
        <span class="draft-name">{label}</span>
      )}
      {isFilm ? (
        <button
          type="button"
          class="text-button small"
          onClick={() => {
            const id = freeId(everything(session), 'film');
            const report = film(id, session.patientId, study.cpt, today(), 'no-fracture');
            const done = withoutDraft(session, reference);
            onChange({ ...done, prefetch: added(done.prefetch, report) });
          }}
        >
          Take it: no fracture
        </button>
      ) : null}
      <button
        type="button"
        class="icon-button"
        aria-label={`Remove the order ${label}`}
        onClick={() => onChange(withoutDraft(session, reference))}
      >
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d="M2 2 10 10M10 2 2 10" />
        </svg>
      </button>
    </li>
  );
}

function OrderForm(props: OrderPanelProps & { order: ServiceRequest }) {
  const { order, session, view, studies, signedAt, onChange } = props;
  const reference = referenceOf(order);
  const change = (make: (order: ServiceRequest) => ServiceRequest) =>
    onChange(
      signedAt === undefined
        ? withDraft(session, reference, make)
        : withNextOrder(session, make(order), signedAt),
    );
  const onChart = chartReasons(view.conditions);
  const choices = [noReason, ...onChart, ...codedReasons];
  const reason = reasonValue(order, choices);
  return (
    <div class="order-form">
      <StudySearch
        studies={studies}
        chosen={studyOf(order)}
        onChoose={(study) => change((one) => withStudy(one, study))}
      />
      <label class="field">
        <span>Reason</span>
        <select
          value={reason}
          onChange={(event) => {
            const value = event.currentTarget.value;
            const choice = choices.find((one) => one.value === value);
            if (choice !== undefined) change(choice.apply);
          }}
        >
          {reason === 'own' ? <option value="own">{reasonWords(order)}</option> : null}
          <option value={noReason.value}>{noReason.label}</option>
          {onChart.length === 0 ? null : (
            <optgroup label="On the chart">
              {onChart.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="Stated in the order">
            {codedReasons.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <label class="field">
        <span>Details and technique</span>
        <input
          type="text"
          placeholder="for instance: upright, myelogram"
          value={order.orderDetail?.[0]?.text ?? ''}
          onInput={(event) => {
            const text = event.currentTarget.value;
            change(({ orderDetail, ...rest }) =>
              text.trim() === '' ? rest : { ...rest, orderDetail: [{ text }] },
            );
          }}
        />
      </label>
    </div>
  );
}

function withStudy(order: ServiceRequest, study: Study): ServiceRequest {
  const coding = [{ system: systems.cpt, code: study.cpt, display: study.label }];
  return { ...order, code: { coding, text: study.label } };
}

function HookChoice({ hook, onChange }: { hook: HookName; onChange: (hook: HookName) => void }) {
  return (
    <fieldset class="hook-choice">
      <legend>Advice is given</legend>
      {(
        [
          ['order-select', 'while ordering', 'on this order'],
          ['order-sign', 'at signing', 'on all orders together'],
        ] as const
      ).map(([value, when, about]) => (
        <label key={value}>
          <input
            type="radio"
            name="hook"
            value={value}
            checked={hook === value}
            onChange={() => onChange(value)}
          />
          <span>
            {when} <span class="quiet">{about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
