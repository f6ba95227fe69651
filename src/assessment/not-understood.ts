import type { ConditionFact } from '../chart/types.ts';
import { type Case, overlap } from '../guideline/case.ts';
import { mayBeUrgent } from '../terminology/elsewhere.ts';

/** What bears on an order and is not understood here, in its own words. */
export interface NotUnderstood {
  /** Reasons that no list knows, where no other reason is understood, and all that may be urgent. */
  readonly words: readonly string[];
  /** Some of it may name what cannot wait. */
  readonly mayBeUrgent: boolean;
}

/**
 * The reasons of an order that no list knows, and the complaints of the last weeks that name the spine, at the ordered
 * level or at none. They are shown, since one of them may name something urgent.
 */
export function notUnderstood(orderCase: Case): NotUnderstood {
  const { reasons } = orderCase.order;
  const unknown = reasons.filter(({ concepts, elsewhere }) => concepts.size === 0 && !elsewhere);
  const fresh = orderCase.chart.notUnderstood.filter(
    (fact) =>
      !reasons.includes(fact) &&
      (fact.regions.length === 0 || overlap(fact.regions, orderCase.regions)) &&
      isOfLately(fact, orderCase),
  );
  const urgent = [
    ...unknown.filter(({ evidence, isCoded }) => mayBeUrgent(evidence.text, isCoded === true)),
    ...fresh,
  ];
  const shown = unknown.length === reasons.length ? [...unknown, ...fresh] : urgent;
  return {
    words: [...new Set(shown.map(({ evidence }) => evidence.text))],
    mayBeUrgent: urgent.length > 0,
  };
}

/** It began, or was recorded, within the weeks that are recent by the readings; an undated finding may be of now. */
function isOfLately({ onset, recorded, origin }: ConditionFact, orderCase: Case): boolean {
  const date = onset ?? recorded;
  if (date === undefined && origin === 'observation') return true;
  return (
    date !== undefined && orderCase.today - date.earliest <= orderCase.readings.trialRecentDays
  );
}
