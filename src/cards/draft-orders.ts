import type { ServiceRequest } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import { fieldsOf } from '../chart/fields.ts';
import { StatedReasons } from '../chart/stated-reasons.ts';
import { codeToOrder, type ProposedOrder } from '../terminology/proposed-orders.ts';
import { studyOfCoding } from '../terminology/study-catalogue.ts';
import { systems } from '../terminology/systems.ts';
import { treatmentOfProcedure } from '../terminology/treatments.ts';
import type { BodyRegion, Study } from '../terminology/types.ts';
import type { CallContext, CardContext } from './card-context.ts';

/** A code with its system, as far as a draft order gives them. */
export interface DraftCoding {
  readonly system: string | undefined;
  readonly code: string;
}

const withdrawn: ReadonlySet<unknown> = new Set(['revoked', 'entered-in-error']);

/** The codings of a concept as it came: whatever cannot be read is left out. */
export function draftCodings(concept: unknown): readonly DraftCoding[] {
  const codings = fieldOf(concept, 'coding');
  const list: readonly unknown[] = Array.isArray(codings) ? codings : [codings];
  return list.flatMap((coding) => {
    const code = textField(coding, 'code');
    return code === undefined ? [] : [{ system: textField(coding, 'system'), code }];
  });
}

/** Whether a plain film of the region is among the draft orders already. */
export function isFilmDrafted(region: BodyRegion, context: CardContext): boolean {
  return isDrafted(context.draftOrders, ({ system, code }) => {
    const study = studyOfCoding(system, code);
    return study?.modality === 'radiograph' && study.shows.includes(region);
  });
}

/** Whether therapy is among the draft orders already, and not for another part of the body than the study. */
export function isTherapyDrafted(review: OrderReview, context: CardContext): boolean {
  const { chart, regions } = review.subject;
  const reasons = new StatedReasons(chart.conditionByReference, () => undefined);
  const orders = context.draftOrders.filter((order) => {
    const stated = reasons.of(fieldsOf(order) ?? {});
    return (
      stated.length === 0 ||
      stated.some(
        (one) =>
          one.elsewhere !== true &&
          (one.regions.length === 0 || one.regions.some((region) => regions.includes(region))),
      )
    );
  });
  return isDrafted(orders, ({ system, code }) => {
    const kind = treatmentOfProcedure(system, code);
    return (
      kind === 'physical-therapy' || kind === 'occupational-therapy' || kind === 'manipulation'
    );
  });
}

/** Whether the visit that a criterion asks for is among the draft orders already. */
export function isVisitDrafted(criterion: ProposedOrder, context: CardContext): boolean {
  return isCodeDrafted({ system: systems.snomed, code: codeToOrder(criterion) }, context);
}

/** Whether an order with the code is among the draft orders already. */
function isCodeDrafted(wanted: DraftCoding, context: CardContext): boolean {
  return isDrafted(
    context.draftOrders,
    ({ system, code }) => system === wanted.system && code === wanted.code,
  );
}

/** Whether another draft order is for the study already, and not one that the guideline does not support. */
export function isStudyDrafted(study: Study, here: OrderReview, context: CallContext): boolean {
  const others = context.draftOrders.filter((order) => {
    if (isSame(order, here.order.resource)) return false;
    const other = reviewOf(order, context);
    // An order of the same code that nobody asked about may have the fault of this one.
    if (other === undefined) return study.cpt !== here.order.study.cpt;
    return other.assessment.determination !== 'not-supported';
  });
  return isForStudy(study, others);
}

/** Whether a draft order that nobody asked about is for the study. */
export function isStudyDraftedUnreviewed(study: Study, context: CallContext): boolean {
  const others = context.draftOrders.filter((order) => reviewOf(order, context) === undefined);
  return isForStudy(study, others);
}

function isForStudy(study: Study, orders: readonly ServiceRequest[]): boolean {
  return isDrafted(orders, ({ system, code }) => studyOfCoding(system, code)?.cpt === study.cpt);
}

function isDrafted(
  orders: readonly ServiceRequest[],
  matches: (coding: DraftCoding) => boolean,
): boolean {
  return orders.some(
    (order) =>
      !withdrawn.has(order.status) &&
      order.doNotPerform !== true &&
      draftCodings(order.code).some(matches),
  );
}

function reviewOf(order: ServiceRequest, context: CallContext): OrderReview | undefined {
  return context.reviews.find((review) => isSame(order, review.order.resource));
}

function isSame(order: ServiceRequest, other: ServiceRequest): boolean {
  return order === other || (order.id !== undefined && order.id === other.id);
}

/** A field of something that may be no object. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** A text field that is not blank. */
export function textField(value: unknown, name: string): string | undefined {
  const text = fieldOf(value, name);
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}
