import { conclusionsIn } from '../terminology/phrases.ts';
import { studyOfCoding } from '../terminology/study-catalogue.ts';
import type { Conclusion, Study } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { chartDate, isFuture } from './dates.ts';
import { codingsOf, type Fields, fieldsOf, listOf, shortened, textOf, wordsOf } from './fields.ts';
import type { ChartDate, ImagingFact } from './types.ts';

const withResults = new Set([
  'preliminary',
  'partial',
  'final',
  'amended',
  'corrected',
  'appended',
]);

/** The catalogue's study that a CodeableConcept names: by CPT first, then by any other code of the same study. */
export function studyOfConcept(concept: unknown): Study | undefined {
  const codings = codingsOf(concept);
  let other: Study | undefined;
  for (const { system, code } of codings) {
    const study = studyOfCoding(system, code);
    if (study === undefined) continue;
    if (study.cpt === code) return study;
    other ??= study;
  }
  return other;
}

/** When something took place: `effective[x]`, never `issued`. */
export function effectiveOf(resource: Fields): ChartDate | undefined {
  const period = fieldsOf(resource.effectivePeriod);
  return (
    chartDate(resource.effectiveDateTime) ??
    chartDate(resource.effectiveInstant) ??
    chartDate(period?.start) ??
    chartDate(period?.end)
  );
}

/** A DiagnosticReport of imaging that is not entered in error. Undefined for other reports, future ones, and those that never came to be. */
export function reportFact(report: Fields, reference: string, asOf: Date): ImagingFact | undefined {
  const { status } = report;
  if (status === 'cancelled') return undefined;
  const study = studyOfConcept(report.code);
  if (study === undefined) return undefined;
  const date = effectiveOf(report);
  if (date !== undefined && isFuture(date, asOf)) return undefined;
  const conclusion = textOf(report.conclusion);
  const coded = listOf(report.conclusionCode);
  const hasResult =
    conclusion !== undefined || coded.length > 0 || listOf(report.result).length > 0;
  const conclusions = new Set<Conclusion>(
    conclusion === undefined ? [] : conclusionsIn(conclusion),
  );
  for (const concept of coded)
    for (const one of conclusionsIn(wordsOf(concept))) conclusions.add(one);
  return {
    study,
    date,
    resultsAvailable: typeof status === 'string' && withResults.has(status) && hasResult,
    conclusions,
    evidence: cite(
      reference,
      date,
      conclusion === undefined ? study.label : shortened(`${study.label}: ${conclusion}`),
    ),
  };
}

/** An Observation that carries an imaging study's code, with its value as the result. */
export function imagingObservation(
  observation: Fields,
  reference: string,
  date: ChartDate | undefined,
): ImagingFact | undefined {
  const study = studyOfConcept(observation.code);
  if (study === undefined) return undefined;
  const said = textOf(observation.valueString) ?? wordsOf(observation.valueCodeableConcept);
  return {
    study,
    date,
    resultsAvailable:
      said !== '' && typeof observation.status === 'string' && withResults.has(observation.status),
    conclusions: said === '' ? new Set() : conclusionsIn(said),
    evidence: cite(
      reference,
      date,
      shortened(said === '' ? study.label : `${study.label}: ${said}`),
    ),
  };
}

/** An ImagingStudy shows that images were taken, not that results are available. */
export function imagingStudyFact(
  imaging: Fields,
  reference: string,
  asOf: Date,
): ImagingFact | undefined {
  if (imaging.status === 'cancelled') return undefined;
  const study = listOf(imaging.procedureCode)
    .map(studyOfConcept)
    .find((one) => one !== undefined);
  if (study === undefined) return undefined;
  const date = chartDate(imaging.started);
  if (date !== undefined && isFuture(date, asOf)) return undefined;
  return {
    study,
    date,
    resultsAvailable: false,
    conclusions: new Set(),
    evidence: cite(reference, date, study.label),
  };
}

/** A study that was ordered and is not a draft: under way, without results (repeat-2). */
export function requestedStudyFact(request: Fields, reference: string): ImagingFact | undefined {
  if (request.status !== 'active') return undefined;
  const study = studyOfConcept(request.code);
  if (study === undefined || study.modality === 'radiograph') return undefined;
  const date = chartDate(request.authoredOn);
  return {
    study,
    date,
    resultsAvailable: false,
    conclusions: new Set(),
    evidence: cite(reference, date, study.label),
  };
}

/** An ImagingStudy, and an order of a study, say nothing more where a report of the study has results since. */
export function withoutReported(imaging: readonly ImagingFact[]): readonly ImagingFact[] {
  const reported = new Map<string, number>();
  for (const one of imaging) {
    if (!one.resultsAvailable || one.date === undefined) continue;
    const known = reported.get(one.study.cpt) ?? Number.NEGATIVE_INFINITY;
    reported.set(one.study.cpt, Math.max(known, one.date.latest));
  }
  if (reported.size === 0) return imaging;
  return imaging.filter((one) => {
    if (one.resultsAvailable || one.authored !== undefined) return true;
    const { reference } = one.evidence;
    if (!reference.startsWith('ImagingStudy/') && !reference.startsWith('ServiceRequest/'))
      return true;
    const last = reported.get(one.study.cpt);
    return last === undefined || one.date === undefined || last < one.date.earliest;
  });
}
