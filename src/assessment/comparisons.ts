import { RequestProblem } from '../cds/request-problem.ts';
import type { Chart } from '../chart/types.ts';

/** Each order is held against every fact of the chart: beyond so many comparisons all others would have to wait. */
const mostComparisons = 150_000;

/** Findings of an examination are also held against each other, place by place and several times. */
const weightOfFindings = 10;

/**
 * Refuses more orders than can be judged at once beside a chart of this size.
 * @param field where the orders stand in the request
 * @throws RequestProblem 400 that says how many can be
 */
export function requireBounded(orders: number, chart: Chart, field: string): void {
  if (orders <= 1) return;
  const lists = Object.values(chart).map((value) => (Array.isArray(value) ? value.length : 0));
  const findings = chart.motorGrades.length + chart.deficits.length;
  const facts = lists.reduce((sum, length) => sum + length, (weightOfFindings - 1) * findings);
  if (orders * facts <= mostComparisons) return;
  const most = Math.max(1, Math.floor(mostComparisons / facts));
  throw new RequestProblem(
    400,
    field,
    `expected at most ${most} spine imaging orders at once beside a chart of this size`,
  );
}
