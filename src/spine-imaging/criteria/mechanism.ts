import type { ConditionFact } from '../../chart/types.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { presentFacts } from '../../guideline/present-facts.ts';

/**
 * The high-risk mechanisms of injury of now (exceptions-2): of the last days (`mechanismDays`), or stated by the order
 * itself. One without a date does not count.
 */
export function recentMechanisms(orderCase: Case): readonly ConditionFact[] {
  return presentFacts(orderCase, ['high-risk-mechanism'], { anyLevel: true }).filter((fact) => {
    const spoken = fact.spokenOn === 'unknown' ? undefined : fact.spokenOn;
    const date = fact.onset ?? fact.recorded ?? spoken;
    const isRecent =
      date !== undefined && orderCase.today - date.earliest <= orderCase.readings.mechanismDays;
    return isRecent || orderCase.order.reasons.includes(fact);
  });
}

/** What the form says of a high-risk mechanism; an answer from before the days that count speaks of an older injury. */
export function attestedMechanism(orderCase: Case): ReturnType<typeof attestedFlag> {
  const said = attestedFlag(orderCase, 'high-risk-mechanism');
  if (said === undefined) return undefined;
  const isRecent =
    orderCase.today - said.attestation.authored.earliest <= orderCase.readings.mechanismDays;
  return isRecent ? said : undefined;
}
