import type { FhirResource, ServiceRequest } from 'fhir/r4.js';
import { opened, type Prefetch, prefetchOf } from './prefetch.ts';

/** What a pasted text turned out to hold. */
export interface Pasted {
  readonly patientId: string;
  readonly userId: string;
  readonly encounterId?: string;
  readonly prefetch: Prefetch;
  /** The draft orders; undefined where it holds a chart alone. */
  readonly drafts?: readonly FhirResource[];
}

interface PastedRequest {
  readonly context?: {
    readonly patientId?: unknown;
    readonly userId?: unknown;
    readonly encounterId?: unknown;
    readonly draftOrders?: unknown;
  };
  readonly prefetch?: Readonly<Record<string, unknown>>;
}

/**
 * Reads pasted JSON: a hook request, a vignette file (which holds one), a Bundle, or a list of resources.
 * @throws Error with what is wrong, for the person who pasted
 */
export function readPasted(text: string): Pasted {
  const value = parse(text);
  const request = requestIn(value);
  if (request !== undefined) return fromRequest(request);
  const resources = Array.isArray(value) ? value.flatMap(opened) : opened(value);
  if (resources.length === 0) {
    throw new Error(
      'Neither a hook request nor a FHIR resource or Bundle: nothing was taken over.',
    );
  }
  const drafts = resources.filter(isDraftOrder);
  const chart = resources.filter((one) => !isDraftOrder(one));
  const patient = chart.find((one) => one.resourceType === 'Patient');
  const patientId = patient?.id ?? subjectOf(resources);
  if (patientId === undefined) {
    throw new Error(
      'The Bundle names no patient: it needs a Patient, or a subject on its resources.',
    );
  }
  return {
    patientId,
    userId: 'Practitioner/playground',
    prefetch: prefetchOf(chart),
    ...(drafts.length === 0 ? {} : { drafts }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`This is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function requestIn(value: unknown): PastedRequest | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('context' in value) return value as PastedRequest;
  return 'request' in value ? requestIn(value.request) : undefined;
}

function fromRequest({ context, prefetch }: PastedRequest): Pasted {
  const { patientId, userId, encounterId, draftOrders } = context ?? {};
  if (typeof patientId !== 'string') throw new Error('context.patientId is missing.');
  return {
    patientId,
    userId: typeof userId === 'string' ? userId : 'Practitioner/playground',
    ...(typeof encounterId === 'string' ? { encounterId } : {}),
    prefetch: prefetch ?? prefetchOf([]),
    drafts: opened(draftOrders),
  };
}

function isDraftOrder(resource: FhirResource): resource is ServiceRequest {
  return resource.resourceType === 'ServiceRequest' && resource.status === 'draft';
}

function subjectOf(resources: readonly FhirResource[]): string | undefined {
  for (const resource of resources) {
    if (!('subject' in resource)) continue;
    const subject: { readonly reference?: string } | undefined = Object(resource.subject);
    const id = /(?:^|\/)Patient\/([^/]+)$/.exec(subject?.reference ?? '')?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}
