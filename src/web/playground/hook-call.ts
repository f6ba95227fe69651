import type { StatedAssessment } from '../../assessment/stated-assessment.ts';
import type { Assessment } from '../../assessment/types.ts';
import type { Card, HookName, HookRequest, HookResponse, Suggestion } from '../../cds/types.ts';
import { call } from '../shared/api.ts';
import type { Session } from './session.ts';

const assessmentsKey = 'io.github.spine-imaging-cds.assessments';

/** One call and its answer, as they went over the wire. */
export interface Review {
  readonly hook: HookName;
  readonly url: string;
  readonly request: HookRequest;
  readonly response: HookResponse;
  readonly assessments: readonly Assessment[];
  readonly milliseconds: number;
}

/** The id of a hook’s service, as discovery names it. */
export function serviceId(hook: HookName): string {
  return `spine-imaging-${hook}`;
}

/** Where a hook's service stands, as an absolute address. */
export function serviceUrl(hook: HookName): string {
  return new URL(`./cds-services/${serviceId(hook)}`, document.baseURI).href;
}

/** The request that an ordering screen in this state would send. */
export function requestOf(session: Session): HookRequest {
  const { hook, patientId, userId, encounterId, drafts, active, prefetch } = session;
  return {
    hook,
    hookInstance: randomId(),
    context: {
      userId,
      patientId,
      ...(encounterId === undefined ? {} : { encounterId }),
      ...(hook === 'order-select' ? { selections: active === undefined ? [] : [active] } : {}),
      draftOrders: {
        resourceType: 'Bundle',
        type: 'collection',
        ...(drafts.length === 0 ? {} : { entry: drafts.map((resource) => ({ resource })) }),
      },
    },
    prefetch: prefetch as NonNullable<HookRequest['prefetch']>,
  };
}

/** Calls the service. */
export async function review(session: Session, signal: AbortSignal): Promise<Review> {
  const request = requestOf(session);
  const url = serviceUrl(session.hook);
  const started = performance.now();
  const answer = await call(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  });
  const response = (await answer.json()) as HookResponse;
  const milliseconds = performance.now() - started;
  const stated = (response.extension?.[assessmentsKey] ?? []) as readonly StatedAssessment[];
  const assessments = stated.map(completed);
  return { hook: session.hook, url, request, response, assessments, milliseconds };
}

/** An assessment with the values that the answer leaves out where there are none. */
function completed({ criteria = [], ...stated }: StatedAssessment): Assessment {
  const nothing = { indication: null, preferredStudy: null, preference: null, refersTo: [] };
  return {
    ...nothing,
    ...stated,
    criteria: criteria.map(({ statements = [], evidence = [], ...criterion }) => ({
      ...criterion,
      statements,
      evidence,
    })),
  };
}

interface Override {
  readonly reason?: { readonly code: string; readonly system: string; readonly display: string };
  readonly userComment?: string;
}

/** Tells the service what became of a card (CDS Hooks 2.0, "Feedback"). */
export async function sendFeedback(
  hook: HookName,
  card: Card,
  outcome: { readonly accepted: Suggestion } | { readonly overridden: Override },
): Promise<void> {
  const item =
    'accepted' in outcome
      ? { outcome: 'accepted', acceptedSuggestions: [{ id: outcome.accepted.uuid }] }
      : { outcome: 'overridden', overrideReason: outcome.overridden };
  await call(`${serviceUrl(hook)}/feedback`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      feedback: [{ card: card.uuid, outcomeTimestamp: new Date().toISOString(), ...item }],
    }),
  });
}

/** A UUID, also where the page is not a secure context. */
function randomId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
