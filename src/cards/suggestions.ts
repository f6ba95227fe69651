import type { CodeableConcept, Coding, Extension, ServiceRequest } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import { studyByCpt, studyOfCoding } from '../terminology/study-catalogue.ts';
import { systems } from '../terminology/systems.ts';
import type { BodyRegion, Study } from '../terminology/types.ts';
import type { CardContext } from './card-context.ts';

const billingOptions = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';

/** The plain film to order for a region. */
const films: Readonly<Record<BodyRegion, string>> = {
  cervical: '72040',
  thoracic: '72070',
  lumbar: '72100',
  'sacrum-coccyx': '72220',
  sacroiliac: '72202',
};

/** A study as a CodeableConcept: CPT first, then the LOINC code where one is confirmed, and our label. */
export function studyConcept(study: Study): CodeableConcept {
  const coding: Coding[] = [{ system: systems.cpt, code: study.cpt, display: study.label }];
  const [loinc] = study.loinc;
  if (loinc !== undefined) coding.push({ system: systems.loinc, code: loinc });
  return { coding, text: study.label };
}

/**
 * The order with its study replaced: same id, everything else kept. Codings that name a catalogue study,
 * in any system, go with the old study; local codes stay out too, since they named it.
 */
export function updateTo(study: Study, review: OrderReview, context: CardContext): Suggestion {
  const { resource } = review.order;
  return {
    label: `Change to ${study.label} (${study.cpt})`,
    uuid: context.newId(),
    isRecommended: true,
    actions: [
      {
        type: 'update',
        description: `Change the order from ${review.order.study.label} to ${study.label}`,
        resource: withStudy(resource, study),
      },
    ],
  };
}

function withStudy(order: ServiceRequest, study: Study): ServiceRequest {
  const kept = (order.code?.extension ?? []).filter((extension) => !namesStudy(extension));
  const code: CodeableConcept = {
    ...studyConcept(study),
    ...(order.code?.id === undefined ? {} : { id: order.code.id }),
    ...(kept.length === 0 ? {} : { extension: kept }),
  };
  return { ...order, code };
}

function namesStudy(extension: Extension): boolean {
  if (extension.url !== billingOptions) return false;
  return (extension.valueCodeableConcept?.coding ?? []).some(
    (coding) => studyOfCoding(coding.system, coding.code) !== undefined,
  );
}

/** Takes the order out of the draft, to be placed when the guideline's conditions are met. */
export function defer(review: OrderReview, context: CardContext, label: string): Suggestion {
  return {
    label,
    uuid: context.newId(),
    actions: [
      {
        type: 'delete',
        description: `Take ${review.order.study.label} out of the draft orders`,
        resourceId: review.order.reference,
      },
    ],
  };
}

/** Whether a film of the region is among the draft orders already. */
export function isFilmDrafted(region: BodyRegion, context: CardContext): boolean {
  return context.draftOrders.some((order) =>
    (order.code?.coding ?? []).some((coding) => {
      const study = studyOfCoding(coding.system, coding.code);
      return study?.modality === 'radiograph' && study.shows.includes(region);
    }),
  );
}

/** The film that a region needs. */
export function filmOf(region: BodyRegion): Study | undefined {
  return studyByCpt(films[region]);
}

/** Creates a draft order beside the reviewed one: same patient, requester, encounter and reason. */
export function createOrder(
  code: CodeableConcept,
  review: OrderReview,
  context: CardContext,
  words: { readonly label: string; readonly description: string; readonly isRecommended?: true },
): Suggestion {
  const { resource } = review.order;
  const requester = resource.requester ?? requesterOf(context.userId);
  const encounter =
    resource.encounter ??
    (context.encounterId === undefined
      ? undefined
      : { reference: `Encounter/${context.encounterId}` });
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    ...(resource.priority === undefined ? {} : { priority: resource.priority }),
    code,
    subject: { reference: `Patient/${context.patientId}` },
    ...(encounter === undefined ? {} : { encounter }),
    authoredOn: context.asOf.toISOString(),
    ...(requester === undefined ? {} : { requester }),
    ...(isFilled(resource.reasonCode) ? { reasonCode: resource.reasonCode } : {}),
    ...reasonReferences(resource),
  };
  return {
    label: words.label,
    uuid: context.newId(),
    ...(words.isRecommended === true ? { isRecommended: true } : {}),
    actions: [{ type: 'create', description: words.description, resource: order }],
  };
}

/** References into the order itself would dangle in another one. */
function reasonReferences(order: ServiceRequest): Pick<ServiceRequest, 'reasonReference'> {
  if (!Array.isArray(order.reasonReference)) return {};
  const kept = order.reasonReference.filter((one) => one?.reference?.startsWith('#') !== true);
  return kept.length === 0 ? {} : { reasonReference: kept };
}

function isFilled(list: ServiceRequest['reasonCode']): list is CodeableConcept[] {
  return Array.isArray(list) && list.length > 0 && list.every(isSaid);
}

function isSaid(concept: CodeableConcept): boolean {
  return (
    (typeof concept?.text === 'string' && concept.text !== '') ||
    (Array.isArray(concept?.coding) &&
      concept.coding.some((coding) => typeof coding?.code === 'string'))
  );
}

function requesterOf(userId: string): ServiceRequest['requester'] {
  return /^(Practitioner|PractitionerRole|Patient|RelatedPerson)\/[A-Za-z0-9.-]{1,64}$/.test(userId)
    ? { reference: userId }
    : undefined;
}
