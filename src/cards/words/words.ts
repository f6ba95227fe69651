import type { TrialProgress } from '../../assessment/types.ts';
import type { FindingValue } from '../../logic/finding.ts';

/** What the sentence about one criterion can speak of. Days are written as a clinician writes them. */
export interface Facts {
  readonly finding: FindingValue;
  /** "Lumbar MRI". */
  readonly study: string;
  /** When the episode began, and when it last began or changed. */
  readonly onset: string | undefined;
  readonly since: string | undefined;
  /** "lumbar spine". */
  readonly region: string | undefined;
  /** Of the newest evidence. */
  readonly date: string | undefined;
  readonly hasEvidence: boolean;
  /** A form was filled in about it. */
  readonly isAnswered: boolean;
  /** The linkIds of what is still to be said of it. */
  readonly asks: readonly string[];
  /** The ids of its parts that are not met. */
  readonly openParts: ReadonlySet<string>;
  readonly trial: TrialProgress | undefined;
  readonly day: (iso: string | undefined) => string | undefined;
}

/**
 * The reviewed sentences about one criterion. All are plain text of ours: nothing of the chart but its dates.
 * `need` stands in a headline after "needs", `open` and `no` after the name and a colon.
 */
export interface CriterionWords {
  readonly name: string;
  readonly need: string | ((facts: Facts) => string);
  /** Not documented: what is known, what is missing, until when. */
  readonly open?: (facts: Facts) => string;
  /** Not met: what stands against it. */
  readonly no?: (facts: Facts) => string;
  /** Met, in a list of what is on the chart. */
  readonly met?: (facts: Facts) => string;
  /** After the study's name, where it is the only point. */
  readonly headline?: (facts: Facts) => string | undefined;
}
