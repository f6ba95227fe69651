import type { Case } from '../../guideline/case.ts';
import { criterion, met, notMet } from '../../guideline/criterion.ts';
import type { LeafCriterion } from '../../logic/criterion.ts';

/** The leaf that says that a rule concerns an order, with the order itself as evidence. */
export function concerning(
  id: string,
  question: string,
  statements: readonly string[],
  test: (orderCase: Case) => boolean,
): LeafCriterion<Case> {
  const yes = question.replace(/\?$/, ': yes');
  const no = notMet(question.replace(/\?$/, ': no'));
  return criterion({
    id,
    question,
    statements,
    attestable: false,
    asks: [],
    decide: (orderCase) =>
      test(orderCase)
        ? met(yes, [{ reference: orderCase.order.reference, text: orderCase.order.study.label }])
        : no,
  });
}
