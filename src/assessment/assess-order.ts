import { dateOfService } from '../chart/date-of-service.ts';
import type { DraftOrder } from '../chart/types.ts';
import type { Indication } from '../guideline/indication.ts';
import { inForceOn, type Policy } from '../guideline/policy.ts';
import type { ReferredGuideline } from '../guideline/referred-guideline.ts';
import type { CaseEvaluator } from './case-evaluator.ts';
import type { Judgement } from './judgement.ts';
import { decide, indicationOf } from './precedence.ts';
import { type AssessmentContext, ask, type Question } from './question.ts';
import { type OpenRedFlag, presentRedFlags } from './red-flag-review.ts';
import type { PresentRedFlag } from './types.ts';

export type { AssessmentContext } from './question.ts';

/** One order judged, before the orders are looked at together. */
export interface AssessedOrder {
  readonly order: DraftOrder;
  /** The version of the guideline of the day of service. */
  readonly policy: Policy;
  readonly question: Question;
  readonly judgement: Judgement;
  /** The case of the indication that the order was judged under. */
  readonly evaluator: CaseEvaluator;
  readonly indication: Indication | undefined;
  readonly redFlags: readonly PresentRedFlag[];
  /** Half-documented red flags that the answer has to ask about. */
  readonly open: readonly OpenRedFlag[];
  readonly notices: readonly string[];
  /** Guidelines that the deciding rule refers to. */
  readonly referrals: readonly ReferredGuideline[];
}

/** Judges one order under everything that applies to it (formal logic, sections 3 to 6). */
export function assessOrder(order: DraftOrder, context: AssessmentContext): AssessedOrder {
  const day = dateOfService(order.resource)?.earliest ?? context.today;
  const policy = inForceOn(context.policies, day);
  const question = ask(order, context, policy);
  const judgement = decide(question, policy);
  const indication = indicationOf(judgement, question, policy);
  const own = question.documented.find((one) => one.indication === indication);
  const evaluator = own?.evaluator ?? question.evaluator;
  const { rule } = judgement;
  return {
    order,
    policy,
    question,
    judgement,
    evaluator,
    indication,
    redFlags: presentRedFlags(question.redFlags),
    open: openRedFlags(question, judgement),
    notices: [
      ...(indication?.notices?.(evaluator.orderCase) ?? []),
      ...(rule?.notices?.(question.evaluator.orderCase) ?? []),
    ],
    referrals: rule?.refersTo ?? [],
  };
}

/**
 * The half-documented red flags that the answer asks about, at the ordered level and elsewhere (a flag at another
 * level would call for a study there). None where the deciding rule asks for documents of its own kind, since a red
 * flag would not lift it.
 */
function openRedFlags(
  { redFlags }: Question,
  { rule, redFlag, determination, entries }: Judgement,
): readonly OpenRedFlag[] {
  const isOfRule = rule?.otherwise === 'prerequisites-missing' || determination === 'supported';
  if (rule !== undefined && isOfRule) return [];
  const all = [...redFlags.open, ...redFlags.openElsewhere];
  if (determination !== 'supported') return all;
  // What the section of the order itself asked for, and found, is no question any more.
  const met = new Set(entries.flatMap(({ id, value }) => (value === 'met' ? [id] : [])));
  const open = all.filter(({ flag }) => !met.has(flag.id));
  // Where a red flag supports the order already, another one that selects it changes nothing.
  return redFlag === undefined ? open : open.filter(({ selects }) => !selects);
}
