import type { Chart, ChartDate } from './types.ts';

/**
 * The chart without what was attested before the current episode began, or not certainly after
 * (evidence contract, "Attestation"); with `perhaps` also what may be of it. Without a documented start everything counts.
 */
export function chartOfEpisode(
  chart: Chart,
  start: ChartDate | undefined,
  howSure?: 'perhaps',
): Chart {
  return start === undefined || !chart.isAttested ? chart : chart.since(start, howSure);
}
