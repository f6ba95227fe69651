import type { Case } from '../guideline/case.ts';
import type { Indication } from '../guideline/indication.ts';
import type { Policy } from '../guideline/policy.ts';
import type { PurposeExclusion, StudyRule } from '../guideline/rules.ts';

import { explain } from '../logic/explain.ts';
import { applyAfterRules } from './after-rules.ts';
import { type Judgement, judgeIndication, missingOf, rank } from './judgement.ts';
import { noReasonAtThisLevel } from './no-reason-at-this-level.ts';
import { isForReason, type Question } from './question.ts';
import { judgeRedFlags } from './red-flag-review.ts';

/**
 * What the guideline says of one order: formal logic, section 6, line by line. Rules on the study itself
 * come first; then the most favourable of what the red flags and the indications say, each with the rules
 * that follow it; a purpose that the study does not serve yields only to a satisfied indication.
 */
export function decide(question: Question, policy: Policy): Judgement {
  const afterwards = followedBy(policy, question);
  return (
    firstConcerning(policy.exclusions, question, afterwards) ??
    yieldTo(
      policy.purposeExclusions,
      question,
      policy,
      withBindingContrast(question, [
        ...judgeRedFlags(question.redFlags, question.evaluator),
        ...question.indications
          .map(({ indication, evaluator }) => judgeIndication(indication, evaluator))
          .map(afterwards),
      ]),
    ) ??
    afterwards(noReasonAtThisLevel(question))
  );
}

/**
 * The indication that an order stands under: the deciding one, else the one that a rule or a red flag names, else the
 * order's reason.
 */
export function indicationOf(
  judgement: Judgement,
  question: Question,
  policy: Policy,
): Indication | undefined {
  const { evaluator, redFlags } = question;
  const named = judgement.rule?.indication?.(evaluator.orderCase);
  const ofFlags = redFlags.present.map(({ flag }) => flag.indication);
  const candidates = judgement.rule === undefined ? question.indications : question.documented;
  const ofReason = candidates.find((one) => isForReason(one.evaluator.orderCase));
  return (
    judgement.indication ??
    policy.indications.find((one) => one.id === named) ??
    candidates.find(({ indication }) => ofFlags.includes(indication.id))?.indication ??
    (ofReason ?? candidates[0])?.indication
  );
}

type Step = (judgement: Judgement) => Judgement;

/** The rules that follow an indication; where a red flag is present they wait. */
function followedBy(policy: Policy, question: Question): Step {
  const { evaluator, documented } = question;
  if (evaluator.orderCase.redFlags.length > 0) return (judgement) => judgement;
  return (judgement) => {
    const own = documented.find(({ indication }) => indication === judgement.indication);
    return applyAfterRules(judgement, own?.evaluator ?? evaluator, policy.afterwards);
  };
}

/** The first rule on the study itself that concerns the order and that nothing lifts. */
function firstConcerning(
  rules: readonly StudyRule[],
  question: Question,
  afterwards: Step,
): Judgement | undefined {
  const { evaluator, redFlags } = question;
  for (const rule of rules) {
    const concern = evaluator.evaluate(rule.concerns);
    if (concern.value !== 'met') continue;
    const exception = rule.exception === undefined ? undefined : evaluator.evaluate(rule.exception);
    const isLifted = exception?.value === 'met';
    if (isLifted && rule.lifted === 'judged') continue;
    const own = rule.instead?.(evaluator.orderCase);
    const ofFlags = redFlags.present
      .flatMap((one) => one.indicated)
      .filter(({ cpt }) => !isDraftedBeside(cpt, evaluator.orderCase));
    const alternatives = isLifted ? [] : [...ofFlags, ...(own === undefined ? [] : [own])];
    const judgement: Judgement = {
      decidedBy: isLifted ? (rule.liftedBy ?? rule.id) : rule.id,
      title: rule.title,
      statements: rule.statements,
      determination: isLifted ? 'supported' : rule.otherwise,
      entries: [
        ...(rule.otherwise === 'not-supported' && !isLifted ? explain(concern) : []),
        ...(exception === undefined ? [] : explain(exception)),
      ],
      required: exception === undefined ? [] : [exception],
      alternatives,
      preference: alternatives.length === 0 ? undefined : 'recommended',
      indication: undefined,
      rule,
    };
    return judgement.determination === 'supported' ? afterwards(judgement) : judgement;
  }
  return undefined;
}

function isDraftedBeside(cpt: string, { order, draftOrders }: Case): boolean {
  return draftOrders.some(
    (other) => other.reference !== order.reference && other.study.cpt === cpt,
  );
}

/** redflag-4, redflag-5: a binding choice of contrast holds even where something else would support the order. */
function withBindingContrast(
  question: Question,
  candidates: readonly Judgement[],
): Judgement | undefined {
  return candidates.find((one) => one.isBinding === true) ?? mostFavourable(candidates, question);
}

/**
 * The most favourable of several judgements: by determination, then by the fewest missing criteria, then
 * the one whose indication is the order's own reason (a red flag before all), then in the guideline's order.
 */
function mostFavourable(
  candidates: readonly Judgement[],
  question: Question,
): Judgement | undefined {
  let best: Judgement | undefined;
  for (const one of candidates) {
    if (best === undefined || isBetter(one, best, question)) best = one;
  }
  return best;
}

function isBetter(one: Judgement, other: Judgement, question: Question): boolean {
  const difference = rank[one.determination] - rank[other.determination];
  if (difference !== 0) return difference > 0;
  const missing = missingOf(one).length - missingOf(other).length;
  if (missing !== 0) return missing < 0;
  return isForOwnReason(one, question) && !isForOwnReason(other, question);
}

function isForOwnReason({ indication, redFlag }: Judgement, question: Question): boolean {
  if (redFlag !== undefined) return true;
  const own = question.documented.find((one) => one.indication === indication);
  return own !== undefined && isForReason(own.evaluator.orderCase);
}

/**
 * scs-3: an excluded purpose yields to an indication that is fully satisfied; one that is not satisfied changes
 * nothing.
 */
function yieldTo(
  exclusions: readonly PurposeExclusion[],
  { evaluator }: Question,
  policy: Policy,
  chosen: Judgement | undefined,
): Judgement | undefined {
  if (chosen !== undefined && rank[chosen.determination] >= rank['alternative-preferred'])
    return chosen;
  for (const { id, title, statements, concerns, instead, indication } of exclusions) {
    const concern = evaluator.evaluate(concerns);
    if (concern.value !== 'met') continue;
    return {
      decidedBy: id,
      title,
      statements,
      determination: 'not-supported',
      entries: explain(concern),
      required: [],
      alternatives: instead.flatMap(({ study, when }) =>
        when === undefined || evaluator.evaluate(when).value === 'met' ? [study] : [],
      ),
      preference: 'recommended',
      indication: policy.indications.find((one) => one.id === indication),
    };
  }
  return chosen;
}
