import type { Bundle, FhirResource, Resource } from 'fhir/r4.js';

/** The hooks that this service answers. */
export type HookName = 'order-select' | 'order-sign';

/** A CDS Hooks call (specification 2.0, "Calling a CDS Service"), after validation at the boundary. */
export interface HookRequest {
  readonly hook: string;
  readonly hookInstance: string;
  readonly fhirServer?: string;
  readonly fhirAuthorization?: FhirAuthorization;
  readonly context: HookContext;
  /** Key → resource, Bundle, OperationOutcome, or null (asked, no data). A key that is absent is missing. */
  readonly prefetch?: Readonly<Record<string, Resource | null>>;
  readonly extension?: Readonly<Record<string, unknown>>;
}

export interface FhirAuthorization {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly subject: string;
  readonly patient?: string;
}

export interface HookContext {
  readonly userId: string;
  readonly patientId: string;
  readonly encounterId?: string;
  /** `order-select` only: `ServiceRequest/example-request-id`. */
  readonly selections?: readonly string[];
  readonly draftOrders: Bundle<FhirResource>;
}

/** A card (specification 2.0, "Card Attributes"). */
export interface Card {
  readonly uuid: string;
  readonly summary: string;
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly detail?: string;
  readonly source: Source;
  readonly suggestions?: readonly Suggestion[];
  readonly selectionBehavior?: 'at-most-one' | 'any';
  readonly overrideReasons?: readonly Coding[];
  readonly links?: readonly Link[];
  readonly extension?: Readonly<Record<string, unknown>>;
}

export interface Source {
  readonly label: string;
  readonly url?: string;
  readonly icon?: string;
  readonly topic?: Coding;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly isRecommended?: true;
  readonly actions?: readonly Action[];
}

export type Action =
  | {
      readonly type: 'create' | 'update';
      readonly description: string;
      readonly resource: Resource;
      readonly extension?: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'delete'; readonly description: string; readonly resourceId: string };

export interface Link {
  readonly label: string;
  readonly url: string;
  readonly type: 'absolute' | 'smart';
  readonly appContext?: string;
}

/** The answer to a call: cards, and system actions where there are any. */
export interface HookResponse {
  readonly cards: readonly Card[];
  readonly systemActions?: readonly Action[];
  readonly extension?: Readonly<Record<string, unknown>>;
}
