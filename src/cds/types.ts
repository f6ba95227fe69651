import type { Bundle, FhirResource, Resource } from 'fhir/r4.js';
import type { z } from 'zod';
import type {
  fhirAuthorization,
  hookContext,
  hookName,
  hookRequest,
} from './hook-request-schema.ts';

/** What a schema gives, once it was read: nothing in it changes, and a field that was null is absent. */
type Stated<Fields> = {
  readonly [Name in keyof Fields]: Unchanging<NonNullable<Fields[Name]>>;
};
type Unchanging<Value> = Value extends readonly (infer Item)[] ? readonly Item[] : Value;

/** The hooks that this service answers. */
export type HookName = z.output<typeof hookName>;

type SentRequest = z.output<typeof hookRequest>;
type SentContext = z.output<typeof hookContext>;

/** A CDS Hooks call (specification 2.0, "Calling a CDS Service"), after validation at the boundary. */
export interface HookRequest
  extends Stated<Omit<SentRequest, 'fhirAuthorization' | 'context' | 'prefetch'>> {
  readonly fhirAuthorization?: FhirAuthorization;
  readonly context: HookContext;
  /** Key → resource, Bundle, OperationOutcome, or null (asked, no data). A key that is absent is missing. */
  readonly prefetch?: Readonly<Record<string, Resource | null>>;
}

export type FhirAuthorization = Stated<z.output<typeof fhirAuthorization>>;

export interface HookContext extends Stated<Omit<SentContext, 'draftOrders'>> {
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
