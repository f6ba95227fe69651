import type { Chart } from '../../chart/types.ts';
import type { FormAnswers } from '../form/form-answers.ts';

/** What the chart already answers among the typed facts: dates that are known to the day, results, outcomes. */
export function prefill(linkIds: readonly string[], chart: Chart): FormAnswers {
  const known: Record<string, FormAnswers[string]> = {};
  const day = (linkId: string, date: { readonly text: string } | undefined) => {
    if (date !== undefined && /^\d{4}-\d{2}-\d{2}/.test(date.text)) {
      known[linkId] = { valueDate: date.text.slice(0, 10) };
    }
  };
  const onset = chart.conditions
    .filter((one) => one.current && one.certainty !== 'refuted' && one.onset !== undefined)
    .sort((one, other) => (other.onset?.latest ?? 0) - (one.onset?.latest ?? 0))[0]?.onset;
  day('episode.onset', onset);
  const treatment = chart.treatments.findLast((one) => one.providerDirected);
  if (treatment !== undefined) {
    day('trial-of-treatment.start', treatment.start);
    day('trial-of-treatment.end', treatment.end);
    known['trial-of-treatment.ongoing'] = { valueBoolean: treatment.ongoing };
    known['trial-of-treatment.provider-directed'] = { valueBoolean: true };
    if (treatment.outcome !== undefined) {
      known['trial-of-treatment.outcome'] = { valueCoding: { code: treatment.outcome } };
    }
  }
  const film = chart.imaging.findLast((one) => one.study.modality === 'radiograph');
  if (film !== undefined) {
    day('plain-radiograph.date', film.date);
    const [region] = film.study.shows;
    if (region !== undefined) known['plain-radiograph.region'] = { valueCoding: { code: region } };
    const [says] = film.conclusions;
    if (says !== undefined) known['plain-radiograph.result'] = { valueCoding: { code: says } };
  }
  return Object.fromEntries(Object.entries(known).filter(([linkId]) => linkIds.includes(linkId)));
}
