import type { OrderReview } from '../assessment/types.ts';
import type { Case } from '../guideline/case.ts';
import type { Policy } from '../guideline/policy.ts';
import type { Criterion } from '../logic/criterion.ts';
import type { Evaluation } from '../logic/evaluate.ts';

/**
 * The items of the documentation form that ask for what the chart leaves open of an order: whatever its criteria that
 * are not met ask for, but where the chart says no, and where a trial of treatment has not had its time. Red flags are
 * no part of it: of them only what speaks for one is offered.
 */
export function openItems(review: OrderReview): ReadonlySet<string> {
  return itemsBehind(review, ({ value, evidence }) => value !== 'not-met' || evidence.length === 0);
}

/** The items behind the criteria that the chart says no to. */
export function deniedItems(review: OrderReview): ReadonlySet<string> {
  return itemsBehind(review, ({ value, evidence }) => value === 'not-met' && evidence.length > 0);
}

function itemsBehind(
  { unsettled, trialCanBeComplete }: OrderReview,
  counts: (evaluation: Evaluation<Case>) => boolean,
): ReadonlySet<string> {
  const items = new Set<string>();
  if (unsettled === undefined) return items;
  const trial = unsettled.orderCase.roles.trial.criterion;
  const visit = (evaluation: Evaluation<Case>): void => {
    const { criterion, members, value } = evaluation;
    if (value === 'met') return;
    if (criterion.kind !== 'unless') {
      const { id = '' } = criterion;
      if (!trialCanBeComplete && id.startsWith(trial)) return;
      if (counts(evaluation)) {
        for (const item of evaluation.asks ?? criterion.asks) items.add(item);
      }
    }
    for (const member of members) visit(member);
  };
  for (const evaluation of unsettled.required) visit(evaluation);
  return items;
}

const known = new WeakMap<Policy, ReadonlyMap<string, ReadonlySet<string>>>();

/** The red flags of a policy that each item of the form bears on, or whose yes mentions them, by their ids. */
export function redFlagsByItem(policy: Policy): ReadonlyMap<string, ReadonlySet<string>> {
  const found = known.get(policy);
  if (found !== undefined) return found;
  const flags = new Map<string, Set<string>>();
  for (const { id, criterion, mentionedBy = {} } of policy.redFlags) {
    for (const item of [...askedIn(criterion), ...Object.keys(mentionedBy)])
      flags.set(item, (flags.get(item) ?? new Set()).add(id));
  }
  known.set(policy, flags);
  return flags;
}

/** Every item that a criterion, or a part of it, asks for. */
function askedIn(criterion: Criterion<Case>): readonly string[] {
  switch (criterion.kind) {
    case 'leaf':
      return criterion.asks;
    case 'unless':
      return [...askedIn(criterion.exception), ...askedIn(criterion.requirement)];
    default:
      return [...criterion.asks, ...criterion.of.flatMap(askedIn)];
  }
}
