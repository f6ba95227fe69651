import { RequestProblem } from '../cds/request-problem.ts';
import { fieldsOf } from '../chart/fields.ts';
import { studyOrNamed } from '../chart/named-study.ts';
import type { Chart, DraftOrder } from '../chart/types.ts';

/** Each order is held against every fact of the chart: beyond so many comparisons all others would have to wait. */
const mostComparisons = 120_000;

/** Findings of an examination are also held against each other, place by place and several times. */
const weightOfFindings = 10;

/** So many reasons of an order are held against the chart as one; nobody gives more. */
const reasonsOfOrder = 10;

/** How many draft orders name an imaging study. */
export function countStudies(drafts: readonly unknown[]): number {
  return drafts.filter((one) => studyOrNamed(fieldsOf(one)?.code) !== undefined).length;
}

/**
 * Refuses before a chart is read what could not be judged if each of its conditions and observations were a fact:
 * reading their words costs the others as much as judging them.
 * @param studies see {@link countStudies}
 * @param resources how many conditions and observations there are
 * @param field where the orders stand in the request
 * @throws RequestProblem 400 that says how many can be
 */
export function requireReadable(studies: number, resources: number, field: string): void {
  if (studies > 1 && studies * resources > mostComparisons) refuse(field, fewer(resources));
}

/**
 * Refuses what could not be judged as soon as so much of a chart is read, whatever else stands on it: see
 * {@link requireBounded}.
 * @param studies see {@link countStudies}
 * @param findings how many findings of an examination were read until now
 * @throws RequestProblem 400
 */
export function requireFewFindings(studies: number, findings: number, field: string): void {
  if (studies > 1 && studies * weightOfFindings * findings > mostComparisons)
    refuse(field, 'expected one spine imaging order at a time');
}

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
  refuse(
    field,
    orders.length > most(facts)
      ? fewer(facts)
      : `expected at most ${reasonsOfOrder} reasons of an order`,
  );
}

/** So many orders can be held against so many facts. */
function most(facts: number): number {
  return Math.max(1, Math.floor(mostComparisons / facts));
}

function fewer(facts: number): string {
  return `expected at most ${most(facts)} spine imaging orders at once`;
}

function refuse(field: string, expected: string): never {
  throw new RequestProblem(400, field, `${expected} beside a chart of this size`);
}
