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
  /** The ids of what is to be submitted with the order. */
  readonly documentation: readonly string[];
  readonly notices: readonly string[];
}

/** A trace as it travels: everything in a fixed order, since the names of the fields would be half of it. */
export type PackedTrace = readonly [
  day: string,
  order: Assessment['order'],
  study: readonly [
    Assessment['study']['cpt'],
    Assessment['study']['modality'],
    Assessment['study']['region'],
    Assessment['study']['contrast'],
  ],
  indication: Assessment['indication'],
  determination: Assessment['determination'],
  preferredStudy: Assessment['preferredStudy'],
  preference: Assessment['preference'],
  refersTo: Assessment['refersTo'],
  decidedBy: string,
  guideline: readonly [name: string, version: string],
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

/** As much evidence as a reader looks through; what the decision rests on comes first. The rest is counted. */
const mostEvidence = 6;

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
  const { study, guideline } = assessment;
  return [
    day,
    assessment.order,
    [study.cpt, study.modality, study.region, study.contrast],
    assessment.indication,
    assessment.determination,
    assessment.preferredStudy,
    assessment.preference,
    assessment.refersTo,
    assessment.decidedBy,
    [guideline.name, guideline.version],
    assessment.criteria.map((criterion) => packedCriterion(criterion, evidence)),
    documentation.map(({ id }) => id),
    notices,
  ];
}

function packedCriterion(criterion: CriterionResult, most: number): PackedCriterion {
  const { id, finding, statements, evidence, partOf } = criterion;
  const isWhole = evidence.length <= most;
  const summary = isWhole
    ? criterion.summary
    : `${criterion.summary} (${most} of ${evidence.length} records shown)`;
  const shown = (isWhole ? evidence : evidence.slice(0, most)).map(packedEvidence);
  return partOf === undefined
    ? [id, finding, statements, summary, shown]
    : [id, finding, statements, summary, shown, partOf];
}

function packedEvidence({ reference, date, text }: Evidence): PackedEvidence {
  const short = text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
  return date === undefined ? [reference, short] : [reference, short, date];
}

/** What was packed, with the names of its fields. */
export function unpackedTrace(packed: PackedTrace): Trace {
  const [day, order, study, indication, determination, preferredStudy, preference] = packed;
  const [, , , , , , , refersTo, decidedBy, guideline, criteria, documentation, notices] = packed;
  const [cpt, modality, region, contrast] = study;
  const [name, version] = guideline;
  return {
    day,
    assessment: {
      order,
      study: { cpt, modality, region, contrast },
      indication,
      determination,
      preferredStudy,
      preference,
      refersTo,
      decidedBy,
      criteria: criteria.map(unpackedCriterion),
      guideline: { name, version },
    },
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
