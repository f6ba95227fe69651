import type { ServiceRequest } from 'fhir/r4.js';
import type { OrderReview } from '../assessment/types.ts';
import { awaitedBy } from '../chart/awaited.ts';
import { fieldsOf } from '../chart/fields.ts';
import { StatedReasons } from '../chart/stated-reasons.ts';
import type { Awaited } from '../chart/types.ts';
import { isWithdrawn } from '../chart/what-it-says.ts';
import { studyOfCoding } from '../terminology/study-catalogue.ts';
import type { Study } from '../terminology/types.ts';
import type { CallContext, CardContext } from './card-context.ts';

/** A code with its system, as far as a draft order gives them. */
export interface DraftCoding {
  readonly system: string | undefined;
  readonly code: string;
}

/** The codings of a concept as it came: whatever cannot be read is left out. */
export function draftCodings(concept: unknown): readonly DraftCoding[] {
  const codings = fieldOf(concept, 'coding');
  const list: readonly unknown[] = Array.isArray(codings) ? codings : [codings];
  return list.flatMap((coding) => {
    const code = textField(coding, 'code');
    return code === undefined ? [] : [{ system: textField(coding, 'system'), code }];
  });
}

/** What is ordered in this call, beside the order itself. */
export function awaitedInDraft(review: OrderReview, context: CardContext): readonly Awaited[] {
  const { chart } = review.orderCase;
  const reasons = new StatedReasons(chart.conditionByReference, () => undefined);
  return context.draftOrders.flatMap((order) => {
    const fields = fieldsOf(order);
    return fields === undefined || isWithdrawn(order) ? [] : (awaitedBy(fields, reasons.of) ?? []);
  });
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
  return orders.some((order) => !isWithdrawn(order) && draftCodings(order.code).some(matches));
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
