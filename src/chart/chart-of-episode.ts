import { isOnOrAfter } from './dates.ts';
import type { Attestation, Chart, ChartDate } from './types.ts';

interface Attestable {
  /** When it was attested; absent for coded data. */
  readonly authored?: ChartDate;
}

/**
 * The chart without what was attested before the current episode began, or not certainly after
 * (evidence contract, "Attestation"). Without a documented start everything counts.
 */
export function chartOfEpisode(chart: Chart, start: ChartDate | undefined): Chart {
  if (start === undefined || !chart.isAttested) return chart;
  const counts = ({ authored }: Attestable): boolean =>
    authored === undefined || isOnOrAfter(authored, start) === 'met';
  const kept = <Fact extends Attestable>(facts: readonly Fact[]): readonly Fact[] =>
    facts.every(counts) ? facts : facts.filter(counts);
  const attested = (linkId: string): Attestation | undefined => {
    const answer = chart.attested(linkId);
    return answer !== undefined && (answer.standing === true || counts(answer))
      ? answer
      : undefined;
  };
  return {
    ...chart,
    treatments: kept(chart.treatments),
    outcomes: kept(chart.outcomes),
    imaging: kept(chart.imaging),
    examinations: kept(chart.examinations),
    motorGrades: kept(chart.motorGrades),
    painScores: kept(chart.painScores),
    surgeries: kept(chart.surgeries),
    plannedProcedures: kept(chart.plannedProcedures),
    attested,
  };
}
