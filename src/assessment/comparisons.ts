import { RequestProblem } from '../cds/request-problem.ts';
import type { Chart, DraftOrder } from '../chart/types.ts';

/** Each order is held against every fact of the chart: beyond so many comparisons all others would have to wait. */
const mostComparisons = 120_000;

/** Findings of an examination are also held against each other, place by place and several times. */
const weightOfFindings = 10;

/** So many reasons of an order are held against the chart as one; nobody gives more. */
const reasonsOfOrder = 10;

/**
 * Refuses more orders than can be judged at once beside a chart of this size, and more reasons of theirs.
 * @param field where the orders stand in the request
 * @throws RequestProblem 400 that says how many can be
 */
export function requireBounded(orders: readonly DraftOrder[], chart: Chart, field: string): void {
  const weight = orders.reduce(
    (sum, { reasons }) => sum + Math.max(1, reasons.length / reasonsOfOrder),
    0,
  );
  if (weight <= 1) return;
  const lists = Object.values(chart).map((value) => (Array.isArray(value) ? value.length : 0));
  const findings = chart.motorGrades.length + chart.deficits.length;
  const facts = lists.reduce((sum, length) => sum + length, (weightOfFindings - 1) * findings);
  if (weight * facts <= mostComparisons) return;
  const most = Math.max(1, Math.floor(mostComparisons / facts));
  const expected =
    orders.length > most
      ? `expected at most ${most} spine imaging orders at once`
      : `expected at most ${reasonsOfOrder} reasons of an order`;
  throw new RequestProblem(400, field, `${expected} beside a chart of this size`);
}
