/**
 * What a criterion finds on a chart. Missing data is a value of its own, never a guess.
 *
 * - `met`: evidence satisfies the criterion;
 * - `not-met`: relevant evidence exists and shows that it fails;
 * - `not-documented`: no relevant evidence, or it lacks the date, value or status needed.
 */
export type FindingValue = 'met' | 'not-met' | 'not-documented';

/** One piece of the chart that a finding rests on. */
export interface Evidence {
  /** `ResourceType/id` of a resource that the caller sent or that was read; never invented. */
  readonly reference: string;
  /** The clinically relevant date as the chart writes it (`2026-10-20`, `2026-10`, …). */
  readonly date?: string;
  /** What the resource says, in a few words. Plain text: whoever renders it escapes it. */
  readonly text: string;
}

/** A criterion's outcome on one chart, with what it rests on. */
export interface Finding {
  readonly value: FindingValue;
  /** One sentence for a clinician: what is documented, what is missing. */
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  /** What would settle it here, where that is less than all that its criterion can ask for. */
  readonly asks?: readonly string[];
}
