import type { LeafCriterion } from '../../logic/criterion.ts';
import type { Study } from '../../terminology/types.ts';
import type { Case } from '../case.ts';
import { criterion, type GuidelineCriterion, met, notMet } from '../criterion.ts';
import type { ReferredGuideline } from '../indication.ts';

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
  readonly otherwise: 'not-supported' | 'prerequisites-missing' | 'supported';
  /** With the exception met: supported by this rule alone, or judged under the indications like any other. */
  readonly lifted: 'supported' | 'judged';
  /** Who decides once it is lifted; the rule itself where absent. */
  readonly liftedBy?: string;
  readonly instead?: (subject: Case) => Study | undefined;
  /** `satisfied`: the study in its place is proposed only where its own indication is satisfied. */
  readonly insteadWhen?: 'satisfied';
  readonly refersTo?: readonly ReferredGuideline[];
  /** The indication whose rule this is, where the order's own reason is not the one that it is judged under. */
  readonly indication?: (subject: Case) => string | undefined;
  readonly notices?: (subject: Case) => readonly string[];
}

/** The leaf that says that a rule concerns an order, with the order itself as evidence. */
export function concerning(
  id: string,
  question: string,
  statements: readonly string[],
  test: (subject: Case) => boolean,
): LeafCriterion<Case> {
  const yes = question.replace(/\?$/, ': yes');
  const no = notMet(question.replace(/\?$/, ': no'));
  return criterion({
    id,
    question,
    statements,
    attestable: false,
    asks: [],
    decide: (subject) =>
      test(subject)
        ? met(yes, [{ reference: subject.order.reference, text: subject.order.study.label }])
        : no,
  });
}
