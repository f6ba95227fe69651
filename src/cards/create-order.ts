import type { CodeableConcept, Coding, Reference, ServiceRequest } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import type { CardContext } from './card-context.ts';
import { fieldOf, textField } from './draft-orders.ts';

/** Who can have requested an order: what `userId` of a hook call names (CDS Hooks 2.0, hook contexts). */
const requesters = /^(Practitioner|PractitionerRole|Patient|RelatedPerson)\/[A-Za-z0-9.-]{1,64}$/;

const priorities: readonly NonNullable<ServiceRequest['priority']>[] = [
  'routine',
  'urgent',
  'asap',
  'stat',
];

/**
 * Creates a draft order beside the reviewed one: same patient, requester, encounter, priority and
 * reason. What the reviewed order says of these in a shape that FHIR doesn't know stays out, and so do
 * references into the order itself, which would dangle in another one.
 */
export function createOrder(
  code: CodeableConcept,
  review: OrderReview,
  context: CardContext,
  words: { readonly label: string; readonly description: string },
): Suggestion {
  const { resource } = review.order;
  const priority = priorities.find((one) => one === resource.priority);
  const requester = requesterOf(resource, context);
  const encounter =
    copiedReference(resource.encounter) ??
    (context.encounterId === undefined
      ? undefined
      : { reference: `Encounter/${context.encounterId}` });
  const reasonCode = copiedList(resource.reasonCode, copiedConcept);
  const reasonReference = copiedList(resource.reasonReference, copiedReference);
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    ...(priority === undefined ? {} : { priority }),
    code,
    subject: { reference: `Patient/${context.patientId}` },
    ...(encounter === undefined ? {} : { encounter }),
    authoredOn: context.asOf.toISOString(),
    ...(requester === undefined ? {} : { requester }),
    ...(reasonCode.length === 0 ? {} : { reasonCode: [...reasonCode] }),
    ...(reasonReference.length === 0 ? {} : { reasonReference: [...reasonReference] }),
  };
  return {
    label: words.label,
    uuid: context.newId(),
    actions: [{ type: 'create', description: words.description, resource: order }],
  };
}

/** The order's requester, else the user of the call where FHIR lets them request. */
export function requesterOf(order: ServiceRequest, context: CardContext): Reference | undefined {
  const ofOrder = copiedReference(order.requester);
  if (ofOrder !== undefined) return ofOrder;
  return requesters.test(context.userId) ? { reference: context.userId } : undefined;
}

function copiedList<Part>(
  list: unknown,
  copied: (part: unknown) => Part | undefined,
): readonly Part[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((part: unknown) => copied(part) ?? []);
}

function copiedReference(value: unknown): Reference | undefined {
  const reference = textField(value, 'reference');
  if (reference === undefined || reference.startsWith('#')) return undefined;
  return { reference, ...copiedTexts(value, ['display']) };
}

function copiedConcept(value: unknown): CodeableConcept | undefined {
  const coding = copiedList(fieldOf(value, 'coding'), copiedCoding);
  const text = copiedTexts(value, ['text']);
  if (coding.length === 0 && text.text === undefined) return undefined;
  return { ...(coding.length === 0 ? {} : { coding: [...coding] }), ...text };
}

function copiedCoding(value: unknown): Coding | undefined {
  const coding = copiedTexts(value, ['system', 'version', 'code', 'display']);
  return coding.code === undefined && coding.display === undefined ? undefined : coding;
}

function copiedTexts<Name extends string>(
  value: unknown,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const copy: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const text = textField(value, name);
    if (text !== undefined) copy[name] = text;
  }
  return copy;
}
