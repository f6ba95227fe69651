import type { ServiceRequest } from 'fhir/r4.js';
import type { Determination, OrderReview } from '../assessment/types.ts';
import type { Card } from '../cds/types.ts';
import type { cardKinds } from './card-kinds.ts';
import type { DocumentationForm } from './documentation-form.ts';

/** What the message of a card on an assessed order is about. */
export type CardKind = Exclude<(typeof cardKinds)[number], 'unrecognised-study'>;

/** What all cards of a call are rendered with. */
export interface CardContext {
  readonly patientId: string;
  /** `Practitioner/…`, as the hook's context gives it. */
  readonly userId: string;
  readonly encounterId?: string;
  readonly asOf: Date;
  readonly source: { readonly label: string; readonly url: string };
  /** Base of the canonical URLs of what the service publishes. */
  readonly canonicalBase: string;
  /** The guideline's own sentence. */
  readonly statementText: (id: string, version: string) => string;
  readonly newId: () => string;
  /** All draft orders, so that nothing already drafted is suggested again. */
  readonly draftOrders: readonly ServiceRequest[];
  /** Prefetch keys whose data could be had neither way. */
  readonly unavailable: readonly string[];
  /** Those of them whose reading failed, where the caller tells them from what was never sent. */
  readonly failed?: readonly string[];
  /** The documentation form, where one is published. */
  readonly form?: DocumentationForm;
  /** The address of a page that shows everything that was checked about an order. */
  readonly traceUrl?: (review: OrderReview) => string | undefined;
  /** The caller speaks Da Vinci CRD: each card keeps to one of its response types. */
  readonly speaksCrd?: boolean;
  /** The CRD version whose code system the topics come from. */
  readonly topicVersion?: '2.0' | '2.2';
}

/** What the cards of one order are written with: the call, and what is said of its other orders. */
export interface CallContext extends CardContext {
  readonly reviews: readonly OrderReview[];
}

/** A card with what the store records about it. */
export interface RenderedCard {
  readonly card: Card;
  readonly kind: CardKind;
  readonly order: string;
  readonly criteria: readonly string[];
  readonly determination: Determination;
}
