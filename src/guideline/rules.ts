import type { ImagingFact } from '../chart/types.ts';
import type { LeafCriterion } from '../logic/criterion.ts';
import type { Study } from '../terminology/types.ts';
import type { Case } from './case.ts';
import type { GuidelineCriterion } from './criterion.ts';
import type { Indication } from './indication.ts';
import type { ReferredGuideline } from './referred-guideline.ts';

/**
 * A rule on a kind of study, whatever the indication. Where it concerns an order and its exception is
 * not met, the order gets `otherwise`; no indication and no red flag overrides a categorical one
 * (formal logic, section 6), but a present red flag's study is suggested.
 */
export interface StudyRule {
  readonly id: string;
  readonly title: string;
  readonly statements: readonly string[];
  /** Decides whether the rule concerns the order; shown in the trace as what excluded it. */
  readonly concerns: LeafCriterion<Case>;
  /** What lifts the rule. */
  readonly exception?: GuidelineCriterion;
  readonly otherwise: 'not-supported' | 'prerequisites-missing';
  /** With the exception met: supported by this rule alone, or judged under the indications like any other. */
  readonly lifted: 'supported' | 'judged';
  /** Who decides once it is lifted; the rule itself where absent. */
  readonly liftedBy?: string;
  readonly instead?: (orderCase: Case) => Study | undefined;
  /** `satisfied`: the study in its place is proposed only where its own indication is satisfied. */
  readonly insteadWhen?: 'satisfied';
  readonly refersTo?: readonly ReferredGuideline[];
  /** The indication whose rule this is, where the order's own reason is not the one that it is judged under. */
  readonly indication?: (orderCase: Case) => string | undefined;
  readonly notices?: (orderCase: Case) => readonly string[];
}

/**
 * A rule that follows an indication and overrides even a satisfied one, unless a red flag is present or the
 * section has intervals of its own (formal logic, section 6).
 */
export interface AfterRule {
  readonly id: string;
  readonly title: string;
  readonly statements: readonly string[];
  /** Whether it looks at what was judged under an indication; undefined where the chart gives the order none. */
  readonly follows: (indication: Indication | undefined, orderCase: Case) => boolean;
  /** Where it is met the study is not supported. */
  readonly excludes?: GuidelineCriterion;
  /** What the study needs besides where there are prior studies of its kind. */
  readonly needs?: {
    readonly prior: (orderCase: Case) => readonly ImagingFact[];
    /** Whether one of them is a prior study for certain: else what is denied is only missing. */
    readonly isCertain: (prior: ImagingFact, orderCase: Case) => boolean;
    readonly criterion: GuidelineCriterion;
  };
}

/** A purpose that a study does not serve. It yields to another indication only where that is fully satisfied. */
export interface PurposeExclusion {
  readonly id: string;
  readonly title: string;
  readonly statements: readonly string[];
  /** Whether the order is for this purpose; shown in the trace as what excluded it. */
  readonly concerns: GuidelineCriterion;
  /** What is imaged for it, the first choice first; `when` is what a study depends on. */
  readonly instead: readonly { readonly study: Study; readonly when?: GuidelineCriterion }[];
  /** The indication whose purpose it is. */
  readonly indication: string;
}

/** A documentation request of the guideline: shown on the card, never deciding. */
export interface Documentation {
  readonly id: string;
  readonly statements: readonly string[];
  readonly text: string;
  readonly asked: (orderCase: Case, indication: string | undefined) => boolean;
}
