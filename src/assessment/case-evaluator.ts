import type { Case } from '../guideline/case.ts';
import type { GuidelineCriterion } from '../guideline/criterion.ts';
import { type Evaluation, evaluate, type Memo } from '../logic/evaluate.ts';
import type { FindingValue } from '../logic/finding.ts';

/** Evaluates criteria of one case, each once. What is computed once lives here, never in the case. */
export class CaseEvaluator {
  readonly orderCase: Case;
  readonly #memo: Memo<Case> = new Map();

  constructor(orderCase: Case) {
    this.orderCase = orderCase;
  }

  /** The evaluation of a criterion on the case. */
  evaluate(criterion: GuidelineCriterion): Evaluation<Case> {
    return evaluate(criterion, this.orderCase, this.#memo);
  }

  /** The finding of a criterion on the case. */
  value(criterion: GuidelineCriterion): FindingValue {
    return this.evaluate(criterion).value;
  }
}
