import type { FhirResource, ServiceRequest } from 'fhir/r4.js';
import type { Action, HookName } from '../../cds/types.ts';
import type { OpenedVignette } from '../../server/routes/web-types.ts';
import { studyOfCoding } from '../../terminology/study-catalogue.ts';
import type { Study } from '../../terminology/types.ts';
import type { Pasted } from './pasted.ts';
import {
  changed,
  freeId,
  opened,
  type Prefetch,
  prefetchOf,
  referenceOf,
  resourcesOf,
} from './prefetch.ts';

/** The patient at the screen, the chart, and the orders being written. */
export interface Session {
  /** Absent once something was pasted. */
  readonly vignette?: OpenedVignette;
  /** Whether anything differs from the vignette. */
  readonly edited: boolean;
  readonly patientId: string;
  readonly userId: string;
  readonly encounterId?: string;
  readonly prefetch: Prefetch;
  /** The draft orders, and what suggestions created beside them. */
  readonly drafts: readonly FhirResource[];
  /** `ServiceRequest/mri-1`: the order being worked on, which `order-select` names in `selections`. */
  readonly active: string | undefined;
  readonly hook: HookName;
  /** The clinician has pressed "Sign". */
  readonly signed: boolean;
  /** What was signed before the orders at hand, oldest first. */
  readonly done: readonly SignedOrder[];
}

/** An order that is signed: what it is called, and when that was. */
export interface SignedOrder {
  readonly reference: string;
  readonly label: string;
  readonly at: Date;
}

/** A patient as the screen opens it: nothing edited, the first order in hand. */
export function sessionOf(vignette: OpenedVignette): Session {
  const { context, prefetch } = vignette.request;
  const drafts = opened(context.draftOrders);
  const selected = context.selections?.[0];
  return {
    vignette,
    edited: false,
    patientId: context.patientId,
    userId: context.userId,
    ...(context.encounterId === undefined ? {} : { encounterId: context.encounterId }),
    // An invented patient has nothing on record that the story does not tell: no key is left unanswered.
    prefetch: { ...prefetchOf([]), ...prefetch },
    drafts,
    active: selected ?? firstOrder(drafts),
    hook: vignette.hook,
    signed: false,
    done: [],
  };
}

/** The session with what was pasted; without draft orders in it, those at hand stay for the new patient. */
export function withPasted(session: Session, pasted: Pasted): Session {
  const { vignette, ...rest } = session;
  const subject = { reference: `Patient/${pasted.patientId}` };
  const drafts =
    pasted.drafts ?? session.drafts.map((one) => (isOrder(one) ? ofAnother(one, subject) : one));
  return {
    ...rest,
    edited: true,
    patientId: pasted.patientId,
    userId: pasted.userId,
    ...(pasted.encounterId === undefined ? {} : { encounterId: pasted.encounterId }),
    prefetch: pasted.prefetch,
    drafts,
    active: firstOrder(drafts),
    hook: 'order-select',
    signed: false,
    done: [],
  };
}

/** The order for another patient: a reason that is a record of the former one's chart stays behind. */
function ofAnother(order: ServiceRequest, subject: ServiceRequest['subject']): ServiceRequest {
  const { reasonReference: _former, ...rest } = order;
  return { ...rest, subject };
}

function firstOrder(drafts: readonly FhirResource[]): string | undefined {
  const orders = drafts.filter(isOrder);
  const order = orders.find((one) => isAdvanced(studyOf(one))) ?? orders[0];
  return order === undefined ? undefined : referenceOf(order);
}

export function isOrder(resource: FhirResource): resource is ServiceRequest {
  return resource.resourceType === 'ServiceRequest';
}

/** The catalogue's study that an order's code names. */
export function studyOf(order: ServiceRequest): Study | undefined {
  for (const { system, code } of order.code?.coding ?? []) {
    const study = studyOfCoding(system, code);
    if (study !== undefined) return study;
  }
  return undefined;
}

function isAdvanced(study: Study | undefined): boolean {
  return study !== undefined && study.modality !== 'radiograph';
}

/** What an order is called on the screen. */
export function labelOf(resource: FhirResource): string {
  if (resource.resourceType === 'Task') return 'Task: fill in the documentation form';
  if (!isOrder(resource)) return resource.resourceType;
  const study = studyOf(resource);
  if (study !== undefined) return study.label;
  const [coding] = resource.code?.coding ?? [];
  return resource.code?.text ?? coding?.display ?? coding?.code ?? 'Order without a study';
}

/** An edit of the chart or of an order: the next call is an `order-select`. */
export function edited(session: Session, change: Partial<Session>): Session {
  return { ...session, hook: 'order-select', signed: false, ...change, edited: true };
}

/** The session with one draft changed. */
export function withDraft(
  session: Session,
  reference: string,
  change: (order: ServiceRequest) => ServiceRequest,
): Session {
  return edited(session, {
    drafts: session.drafts.map((one) =>
      isOrder(one) && referenceOf(one) === reference ? change(one) : one,
    ),
  });
}

/** The session without one of its drafts; another order comes into hand where it was that one. */
export function withoutDraft(session: Session, reference: string): Session {
  const drafts = session.drafts.filter((one) => referenceOf(one) !== reference);
  const active = session.active === reference ? firstOrder(drafts) : session.active;
  return edited(session, { drafts, active });
}

/** An order without a study. */
export function blankOrder(session: Session): ServiceRequest {
  const taken = [...session.drafts, ...session.done.map(({ reference }) => idOf(reference))];
  return {
    resourceType: 'ServiceRequest',
    id: freeId(taken, 'order'),
    status: 'draft',
    intent: 'order',
    subject: { reference: `Patient/${session.patientId}` },
    authoredOn: new Date().toISOString(),
    requester: { reference: session.userId },
  };
}

function idOf(reference: string): { readonly id: string } {
  return { id: reference.slice(reference.indexOf('/') + 1) };
}

/** A new order without a study, being worked on. */
export function withNewOrder(session: Session): Session {
  const order = blankOrder(session);
  return edited(session, { drafts: [...session.drafts, order], active: referenceOf(order) });
}

/** The orders at hand, as signed. */
export function signedOrders({ drafts }: Session, at: Date): readonly SignedOrder[] {
  return drafts
    .filter(isOrder)
    .map((one) => ({ reference: referenceOf(one), label: labelOf(one), at }));
}

/** The session once the orders at hand are signed: they leave the drafts. */
export function withoutSigned(session: Session, at: Date): Session {
  const done = [...session.done, ...signedOrders(session, at)];
  return edited(session, { done, drafts: [], active: undefined });
}

/** The next order, once those at hand are signed. */
export function withNextOrder(session: Session, order: ServiceRequest, at: Date): Session {
  return { ...withoutSigned(session, at), drafts: [order], active: referenceOf(order) };
}

/** Applies a suggestion's actions to the drafts (CDS Hooks 2.0, "Action"); an update may also concern the chart. */
export function withActions(session: Session, actions: readonly Action[]): Session {
  return actions.reduce(withAction, session);
}

function withAction(session: Session, action: Action): Session {
  if (action.type === 'delete') return withoutDraft(session, action.resourceId);
  const resource = action.resource as FhirResource;
  if (action.type === 'create') {
    const id = resource.id ?? freeId(session.drafts, resource.resourceType.toLowerCase());
    const created = { ...resource, id } as FhirResource;
    return edited(session, { drafts: [...session.drafts, created] });
  }
  const reference = referenceOf(resource);
  if (session.drafts.some((one) => referenceOf(one) === reference)) {
    const drafts = session.drafts.map((one) => (referenceOf(one) === reference ? resource : one));
    return edited(session, { drafts });
  }
  return edited(session, { prefetch: changed(session.prefetch, reference, () => resource) });
}

/** Every resource that the session knows, for ids that are free. */
export function everything(session: Session): readonly FhirResource[] {
  return [...resourcesOf(session.prefetch), ...session.drafts];
}
