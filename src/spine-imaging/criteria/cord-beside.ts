import { isBefore } from '../../chart/dates.ts';
import type { ConditionFact } from '../../chart/types.ts';
import { type Case, overlap } from '../../guideline/case.ts';
import { presentFacts } from '../../guideline/present-facts.ts';
import { isNow } from '../red-flags/newness.ts';

/** Where the section on myelopathy lists its studies. */
export const cordLevels: readonly ('cervical' | 'thoracic')[] = ['cervical', 'thoracic'];

/**
 * The levels of the cord that a study below it leaves out, where a disorder of the cord, or a sign of one, is new on the
 * chart and no MRI has shown them since (myelopathy-2, reading A50).
 */
export function cordLevelsBeside(orderCase: Case): readonly ('cervical' | 'thoracic')[] {
  return !overlap(orderCase.regions, cordLevels) && isCordAtRisk(orderCase) ? cordLevels : [];
}

/**
 * Whether a disorder of the cord, or a sign of one, is new on the chart and no MRI has shown the cord since: no
 * treatment comes before its imaging (myelopathy-1).
 */
export function isCordAtRisk(orderCase: Case): boolean {
  const signs = factsOfCord(orderCase);
  const isOpen = signs.some(
    (sign) =>
      (isNow(sign, orderCase) || mayBeNew(sign, orderCase)) && !isImagedSince(sign, orderCase),
  );
  return isOpen || orderCase.chart.attested('long-tract-signs')?.value === true;
}

/** Whether a disorder of the cord is what the order is for, or nobody dated it. */
function mayBeNew(fact: ConditionFact, { order }: Case): boolean {
  const { origin, onset, recorded, spokenOn, regions } = fact;
  const isUndated = onset === undefined && recorded === undefined && spokenOn === undefined;
  // What a disc disorder of the low back is called after is none.
  const isOfTheCord = regions.length === 0 || overlap(regions, cordLevels);
  return origin !== 'observation' && isOfTheCord && (isUndated || order.reasons.includes(fact));
}

/**
 * What the chart says now of a disorder of the cord, and of its signs. A sign that an examination found counts in the
 * episode in which it was found, as long as nobody has answered since that there is none (reading A53).
 */
export function factsOfCord(orderCase: Case): readonly ConditionFact[] {
  return presentFacts(orderCase, ['myelopathy', 'myelitis', 'abnormal-reflex'], {
    anyLevel: true,
  }).filter((fact) => !isExamined(fact) || isFoundNow(fact, orderCase));
}

/** A sign that an examination found, not a disorder that somebody recorded. */
function isExamined({ origin, concepts }: ConditionFact): boolean {
  return origin === 'observation' && concepts.has('abnormal-reflex');
}

function isFoundNow(fact: ConditionFact, orderCase: Case): boolean {
  const answer = orderCase.chart.attested('long-tract-signs');
  const isDenied =
    answer?.value === false &&
    (fact.recorded === undefined || isBefore(answer.authored, fact.recorded) !== 'met');
  return isNow(fact, orderCase) && !isDenied;
}

function isImagedSince({ onset, recorded }: ConditionFact, { chart }: Case): boolean {
  const since = onset ?? recorded;
  return chart.imaging.some(
    ({ study, date, resultsAvailable }) =>
      study.modality === 'MRI' &&
      resultsAvailable &&
      overlap(study.shows, cordLevels) &&
      date !== undefined &&
      (since === undefined || isBefore(date, since) !== 'met'),
  );
}
