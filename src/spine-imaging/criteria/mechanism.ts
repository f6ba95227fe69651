import type { ConditionFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import { presentFacts } from '../../guideline/indication.ts';

/**
 * The high-risk mechanisms of injury of now (exceptions-2): of the last days (`mechanismDays`), or stated by the order
 * itself. One of no day is none.
 */
export function recentMechanisms(subject: Case): readonly ConditionFact[] {
  return presentFacts(subject, ['high-risk-mechanism'], { anyLevel: true }).filter((fact) => {
    const spoken = fact.spokenOn === 'unknown' ? undefined : fact.spokenOn;
    const date = fact.onset ?? fact.recorded ?? spoken;
    const isRecent =
      date !== undefined && subject.today - date.earliest <= subject.readings.mechanismDays;
    return isRecent || subject.order.reasons.includes(fact);
  });
}
