import type { Annotation, CodeableConcept, Coding, ServiceRequest } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import type { Suggestion } from '../cds/types.ts';
import { billingOptions } from '../terminology/da-vinci.ts';
import { techniquesIn, techniquesTold } from '../terminology/phrases.ts';
import { studyByCpt, studyOfCoding } from '../terminology/study-catalogue.ts';
import { cptOf } from '../terminology/study-codes.ts';
import { systems } from '../terminology/systems.ts';
import type { BodyRegion, Study } from '../terminology/types.ts';
import type { CallContext, CardContext } from './card-context.ts';
import { draftCodings, fieldOf, isStudyDrafted, textField } from './draft-orders.ts';
import { fullName } from './words/study-names.ts';

/** The plain film to order for a region, as the catalogue calls it. */
const films: Readonly<Record<BodyRegion, string>> = {
  cervical: 'film-cervical-2-or-3-views',
  thoracic: 'film-thoracic-2-views',
  lumbar: 'film-lumbar-2-or-3-views',
  'sacrum-coccyx': 'film-sacrum-and-coccyx',
  sacroiliac: 'film-sacroiliac-3-or-more-views',
};

/** The film that a region needs. */
export function filmOf(region: BodyRegion): Study | undefined {
  return studyByCpt(cptOf(films[region]));
}

/**
 * A study as a CodeableConcept: CPT, the LOINC code of the same study, and our label. Where LOINC
 * splits what CPT takes together (numbers of views, sides, sacrum and pelvis), one of its codes would
 * say more than the CPT code does: then there is none.
 */
export function studyConcept(study: Study): CodeableConcept {
  const coding: Coding[] = [{ system: systems.cpt, code: study.cpt, display: study.label }];
  const [loinc, ...others] = study.loinc;
  if (loinc !== undefined && others.length === 0) {
    coding.push({ system: systems.loinc, code: loinc });
  }
  return { coding, text: study.label };
}

/**
 * The way from the ordered study to another one: an update of the order, or, where another draft order
 * is for that study already, the removal of this one.
 */
export function changeTo(study: Study, review: OrderReview, context: CallContext): Suggestion {
  const { resource, study: ordered } = review.order;
  if (isStudyDrafted(study, review, context)) {
    return removal(review, context, `Remove it: ${fullName(study)} is ordered already`);
  }
  const sameCode = study.cpt === ordered.cpt;
  return {
    label: sameCode
      ? `Order ${fullName(study)} without a special technique`
      : `Change to ${fullName(study)}`,
    uuid: context.newId(),
    actions: [
      {
        type: 'update',
        description: sameCode
          ? `Describe the order as ${study.label}`
          : `Change the order from ${ordered.label} to ${study.label}`,
        resource: withStudy(withoutTechnique(resource), study),
      },
    ],
  };
}

/**
 * The order without the details and the sentences of its notes that ask for a special technique, since the study that
 * is offered was assessed without one. What a note tells of the patient stays.
 */
function withoutTechnique(order: ServiceRequest): ServiceRequest {
  const { orderDetail, note, ...rest } = order;
  const details = Array.isArray(orderDetail)
    ? orderDetail.filter(
        (detail) =>
          ![detail?.text, ...(detail?.coding ?? []).map((one) => one?.display)].some(
            (text) => typeof text === 'string' && techniquesIn(text).size > 0,
          ),
      )
    : [];
  const notes = Array.isArray(note) ? note.flatMap(withoutAsking) : [];
  return {
    ...rest,
    ...(details.length === 0 ? {} : { orderDetail: details }),
    ...(notes.length === 0 ? {} : { note: notes }),
  };
}

/** A note less the sentences that ask for a technique; nothing where no other is left. */
function withoutAsking(note: Annotation): readonly Annotation[] {
  if (typeof note?.text !== 'string' || !asksForTechnique(note.text)) return [note];
  const text = note.text
    .split(/(?<=[.;!?\n])\s*/)
    .filter((sentence) => !asksForTechnique(sentence))
    .join(' ');
  return text === '' || asksForTechnique(text) ? [] : [{ ...note, text }];
}

function asksForTechnique(text: string): boolean {
  return [...techniquesTold(text)].some((technique) => technique !== 'superficial-mass');
}

/**
 * The order with its study replaced: same id, everything else kept. All codings go with the old study,
 * in any system: one CodeableConcept means one thing, so a local code beside them named it too. Billing
 * options stay only where they are for the new study.
 */
function withStudy(order: ServiceRequest, study: Study): ServiceRequest {
  const id = textField(order.code, 'id');
  const extensions = order.code?.extension;
  const kept = Array.isArray(extensions)
    ? extensions.filter((extension) => !isOtherBilling(extension, study))
    : [];
  const code: CodeableConcept = {
    ...(id === undefined ? {} : { id }),
    ...(kept.length === 0 ? {} : { extension: kept }),
    ...studyConcept(study),
  };
  return { ...order, code };
}

function isOtherBilling(extension: unknown, study: Study): boolean {
  if (fieldOf(extension, 'url') !== billingOptions) return false;
  return !draftCodings(fieldOf(extension, 'valueCodeableConcept')).some(
    ({ system, code }) => studyOfCoding(system, code)?.cpt === study.cpt,
  );
}

/** Takes the order out of the draft. */
export function removal(review: OrderReview, context: CardContext, label: string): Suggestion {
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
