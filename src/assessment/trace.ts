import type { Evidence } from '../logic/finding.ts';
import type { Assessment, CriterionResult, OrderReview } from './types.ts';

/**
 * Everything that was checked about one order, for the page behind a card's link. It travels in the fragment of the
 * link and so never reaches a server (ADR 7).
 */
export interface Trace {
  /** The day of the call, as an ISO date. */
  readonly day: string;
  readonly assessment: Assessment;
  /** What is to be submitted with the order. */
  readonly documentation: readonly string[];
  readonly notices: readonly string[];
}

/** A trace as it travels: criteria and evidence as lists in a fixed order, since their fields' names would be half of it. */
export type PackedTrace = readonly [
  day: string,
  decision: Omit<Assessment, 'criteria'>,
  criteria: readonly PackedCriterion[],
  documentation: readonly string[],
  notices: readonly string[],
];

type PackedCriterion = readonly [
  id: string,
  finding: CriterionResult['finding'],
  statements: readonly string[],
  summary: string,
  evidence: readonly PackedEvidence[],
  partOf?: string,
];

type PackedEvidence = readonly [reference: string, text: string, date?: string];

/** As much evidence as a reader looks through; what the decision rests on comes first. */
const mostEvidence = 12;

/** A label or a report's words, as far as they tell it apart. */
const longestText = 160;

/**
 * The trace of a review, small enough for an address.
 * @param evidence how much of it a criterion shows
 */
export function packedTraceOf(
  { assessment, documentation, notices }: OrderReview,
  day: string,
  evidence: number = mostEvidence,
): PackedTrace {
  const { criteria, ...decision } = assessment;
  return [
    day,
    decision,
    criteria.map((criterion) => packedCriterion(criterion, evidence)),
    documentation.map(({ text }) => text),
    notices,
  ];
}

function packedCriterion(criterion: CriterionResult, most: number): PackedCriterion {
  const { id, finding, statements, summary, evidence, partOf } = criterion;
  const shown = evidence.length <= most ? evidence : evidence.slice(0, most);
  const packed = shown.map(packedEvidence);
  return partOf === undefined
    ? [id, finding, statements, summary, packed]
    : [id, finding, statements, summary, packed, partOf];
}

function packedEvidence({ reference, date, text }: Evidence): PackedEvidence {
  const short = text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
  return date === undefined ? [reference, short] : [reference, short, date];
}

/** What was packed, with the names of its fields. */
export function unpackedTrace([
  day,
  decision,
  criteria,
  documentation,
  notices,
]: PackedTrace): Trace {
  return {
    day,
    assessment: { ...decision, criteria: criteria.map(unpackedCriterion) },
    documentation,
    notices,
  };
}

function unpackedCriterion([
  id,
  finding,
  statements,
  summary,
  evidence,
  partOf,
]: PackedCriterion): CriterionResult {
  return {
    ...{ id, finding, statements, summary, evidence: evidence.map(unpackedEvidence) },
    ...(partOf === undefined ? {} : { partOf }),
  };
}

function unpackedEvidence([reference, text, date]: PackedEvidence): Evidence {
  return date === undefined ? { reference, text } : { reference, date, text };
}
