import { isOfRedFlag } from './attestations.ts';
import { isBefore } from './dates.ts';
import type { Attestation, Chart, ChartDate } from './types.ts';

/** Items whose answer stays true for years: an implant, a bone, a vessel. */
const lasting: ReadonlySet<string> = new Set([
  'mri-contraindicated',
  'mri-limited-by-hardware',
  'insufficiency-fracture-predisposition',
  'abnormal-vasculature',
  'calcified-lesion',
  'complex-osseous-deformity',
  'multi-level-stenosis',
  'syrinx-identified',
  'syrinx-non-progression',
  'whole-body-syndrome',
  'pet-ct-unavailable',
]);

/**
 * The chart without the answers of before a day that speak of a present state (reading A62 for what a form says): without
 * an episode, or in one that lasts for years, a red flag or an improvement of long ago says nothing of the present.
 */
export function answersOfLately(chart: Chart, since: ChartDate): Chart {
  // One that may be older, by a date that names no day, is asked about as well.
  return withoutOld(
    chart,
    (said) => isPassing(said) && isBefore(said.authored, since) !== 'not-met',
  );
}

/** The chart without the answers of before a day that speak of a red flag: in an episode of years an old one is asked about. */
export function redFlagsOfLately(chart: Chart, since: ChartDate): Chart {
  return withoutOld(
    chart,
    (said) =>
      isPassing(said) && isOfRedFlag(said.linkId) && isBefore(said.authored, since) === 'met',
  );
}

function withoutOld(chart: Chart, isOld: (said: Attestation) => boolean): Chart {
  if (!chart.isAttested) return chart;
  const ofLately = (said: Attestation | undefined): Attestation | undefined =>
    said !== undefined && isOld(said) ? undefined : said;
  return {
    ...chart,
    attested: (linkId) => ofLately(chart.attested(linkId)),
    contradicted: (linkId) => ofLately(chart.contradicted(linkId)),
  };
}

function isPassing({ linkId, value, standing }: Attestation): boolean {
  return typeof value === 'boolean' && standing !== true && !lasting.has(linkId);
}
