import { today } from '../chart/dates.ts';
import type { Chart, DraftOrder } from '../chart/types.ts';
import type { Policies } from '../guideline/policy.ts';
import { readingMentions } from '../notes/order-mentions.ts';
import { atOnce, type Work } from '../turns.ts';
import { type AssessedOrder, type AssessmentContext, assessOrder } from './assess-order.ts';
import type { Session } from './proposed-orders.ts';
import { reviewOf } from './review-of.ts';
import { withSimultaneousStudies } from './simultaneous-studies.ts';
import type { OrderReview } from './types.ts';

/**
 * Assesses draft orders of one patient. All of them are judged together (duplicates, simultaneous and
 * multi-region studies); only the selected ones are returned, in the order of `orders`.
 *
 * @param input.orders the in-scope draft orders, as `draftOrders` gives them
 * @param input.isSelected which of them are asked about (all at `order-sign`)
 * @param input.policies the versions of the guideline: each order is judged by the one of its date of service
 * @param input.asOf the instant of evaluation; nothing below reads a clock
 */
export function assess(input: AssessInput): readonly OrderReview[] {
  return atOnce(assessing(input));
}

/** What is assessed, as {@link assess} takes it. */
interface AssessInput {
  readonly orders: readonly DraftOrder[];
  readonly isSelected: (order: DraftOrder) => boolean;
  readonly chart: Chart;
  readonly asOf: Date;
  readonly policies: Policies;
}

/** The same as {@link assess}, as work that can be left after each order. */
export function* assessing(input: AssessInput): Work<readonly OrderReview[]> {
  const { chart, asOf, policies, orders } = input;
  const context: AssessmentContext = {
    asOf,
    today: today(asOf),
    chart,
    draftOrders: orders,
    policies,
    mentions: yield* readingMentions(orders, today(asOf)),
  };
  const judged: AssessedOrder[] = [];
  for (const order of orders) {
    judged.push(assessOrder(order, context));
    yield;
  }
  const session: Session = { context, judged };
  const reviews: OrderReview[] = [];
  for (const one of withSimultaneousStudies(judged)) {
    if (!input.isSelected(one.order)) continue;
    reviews.push(reviewOf(one, session));
    yield;
  }
  return reviews;
}
