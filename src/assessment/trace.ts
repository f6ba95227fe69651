import type { Assessment, OrderReview } from './types.ts';

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

/** As much evidence as a reader looks through; what the decision rests on comes first. */
const mostEvidence = 12;

/** A label or a report's words, as far as they tell it apart. */
const longestText = 160;

/**
 * The trace of a review, small enough for an address.
 * @param evidence how much of it a criterion shows
 */
export function traceOf(
  { assessment, documentation, notices }: OrderReview,
  day: string,
  evidence: number = mostEvidence,
): Trace {
  return {
    day,
    assessment: {
      ...assessment,
      criteria: assessment.criteria.map((criterion) => ({
        ...criterion,
        evidence: criterion.evidence.slice(0, evidence).map(({ text, ...rest }) => ({
          ...rest,
          text: text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`,
        })),
      })),
    },
    documentation: documentation.map(({ text }) => text),
    notices,
  };
}
