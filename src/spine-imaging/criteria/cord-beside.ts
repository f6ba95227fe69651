import { isBefore } from '../../chart/dates.ts';
import type { ConditionFact } from '../../chart/types.ts';
import { type Case, overlap } from '../../guideline/case.ts';
import { presentFacts } from '../../guideline/indication.ts';
import { isNow } from '../red-flags/red-flag.ts';

/** Where the section on myelopathy lists its studies. */
export const cordLevels: readonly ('cervical' | 'thoracic')[] = ['cervical', 'thoracic'];

/**
 * The levels of the cord that a study below it leaves out, where a disorder of the cord, or a sign of one, is new on the
 * chart and no MRI has shown them since (myelopathy-2, reading A50).
 */
export function cordLevelsBeside(subject: Case): readonly ('cervical' | 'thoracic')[] {
  return !overlap(subject.regions, cordLevels) && isCordAtRisk(subject) ? cordLevels : [];
}

/**
 * Whether a disorder of the cord, or a sign of one, is new on the chart and no MRI has shown the cord since: no
 * treatment comes before its imaging (myelopathy-1).
 */
export function isCordAtRisk(subject: Case): boolean {
  const signs = presentFacts(subject, ['myelopathy', 'myelitis', 'abnormal-reflex'], {
    anyLevel: true,
  });
  const isOpen = signs.some((sign) => isNow(sign, subject) && !isImagedSince(sign, subject));
  return isOpen || subject.chart.attested('long-tract-signs')?.value === true;
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
