import type { Day, TreatmentFact } from '../chart/types.ts';

/** A span between two days, each known only to lie between two bounds (equal for full dates). */
export interface Bound {
  readonly earliest: Day;
  readonly latest: Day;
}

/** Treatments that overlap or adjoin, taken together. */
export interface TreatmentRun {
  readonly start: Bound;
  readonly end: Bound;
  readonly ongoing: boolean;
  readonly treatments: readonly TreatmentFact[];
}

/** What the chart says about treatment for this condition in this episode (standard-3, standard-4; readings A5, A43). */
export interface TrialRecord {
  /** Treatments that count here, of either kind. */
  readonly treatments: readonly TreatmentFact[];
  readonly providerDirected: readonly TreatmentFact[];
  /** Provider-directed ones that do not count here, since their reason is another complaint. */
  readonly forAnother: readonly TreatmentFact[];
  /** Provider-directed ones that lack a start or an end. */
  readonly undated: readonly TreatmentFact[];
  /** Provider-directed ones that lay wholly before the episode. */
  readonly before: readonly TreatmentFact[];
  /** The provider-directed run that comes nearest to a complete and recent trial. */
  readonly run: TreatmentRun | undefined;
  /** The longest dated run whoever directed it. */
  readonly longest: TreatmentRun | undefined;
}
