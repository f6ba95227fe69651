import type { ImagingFact } from '../chart/types.ts';
import type { Criterion, LeafCriterion } from '../logic/criterion.ts';
import type { StudyRegion } from '../terminology/types.ts';
import type { NamedRule } from './named-rule.ts';
import type { ReferredGuideline } from './referred-guideline.ts';
import type { TrialRecord } from './trial.ts';

/** How far the documented trial of treatment has come. Days are ISO dates. */
export interface TrialProgress {
  readonly start?: string;
  readonly end?: string;
  readonly ongoing: boolean;
  readonly documentedDays: number;
  readonly requiredDays: number;
  /** The earliest date on which the trial can be complete; absent where no start is known or it is complete. */
  readonly completeOn?: string;
  /** What treatment there is was for another complaint. */
  readonly isForAnother?: true;
}

/** What the engine asks of a policy by its role, whatever the policy calls it, about a `Case`. */
export interface Roles<Case> {
  /** Why MRI may not be done; it bears on every study that is proposed. */
  readonly mriContraindicated: LeafCriterion<Case>;
  /** The ids of the criteria that stand for "a red flag is present": the flags themselves are shown in their place. */
  readonly redFlagPresent: ReadonlySet<string>;
  /** What is missing where nothing on the chart fits the ordered level, and the rule that says so. */
  readonly documentedIndication: Criterion<Case>;
  readonly regionMismatch: NamedRule;
  /** Two similar studies at once: the rule, what they need, and those that are under way. */
  readonly simultaneous: {
    readonly rule: NamedRule;
    readonly need: Criterion<Case>;
    readonly pending: (orderCase: Case) => readonly ImagingFact[];
  };
  /** The trial of treatment as the chart shows it, how far it has come, and the criterion that asks for one. */
  readonly trial: {
    readonly criterion: string;
    readonly read: (orderCase: Case) => TrialRecord;
    readonly progress: (orderCase: Case) => TrialProgress;
  };
  /** The chart holds what no treatment may come before, though it is no red flag. */
  readonly mustNotWait: (orderCase: Case) => boolean;
  /** Levels to be shown as well, by MRI without contrast, whatever indication holds that names none itself. */
  readonly shownBeside: (orderCase: Case) => readonly StudyRegion[];
  /** Other guidelines that the chart calls for, whatever decides. */
  readonly referrals: (orderCase: Case) => readonly ReferredGuideline[];
}
