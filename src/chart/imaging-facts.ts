import { saysNoResult, saysNotDone } from '../terminology/not-done-words.ts';
import { isCalledOfOtherPart, isWrittenOfOtherPart } from '../terminology/part-of-report.ts';
import { conclusionsIn } from '../terminology/phrases.ts';
import { isReportText } from '../terminology/report-codes.ts';
import { namesImaging } from '../terminology/study-words.ts';
import type { Study } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture } from './dates.ts';
import { type Fields, fieldsOf, hasCode, listOf, shortened, textOf, wordsOf } from './fields.ts';
import {
  kindOfStudy,
  studiesDone,
  studiesOfImages,
  studyOfConcept,
  studyOrNamed,
} from './named-study.ts';
import { statusesWithResults } from './report-facts.ts';
import type { ChartDate, ImagingFact } from './types.ts';

const none: readonly never[] = [];

/** An Observation that carries an imaging study's code, with its value as the result. */
export function imagingObservation(
  observation: Fields,
  reference: string,
  date: ChartDate | undefined,
): ImagingFact | undefined {
  const study = studyOfConcept(observation.code);
  if (study === undefined) return undefined;
  const said = textOf(observation.valueString) ?? wordsOf(observation.valueCodeableConcept);
  if (saysNotDone(said) || isWrittenOfOtherPart([said], study)) return undefined;
  if (isCalledOfOtherPart(textOf(fieldsOf(observation.code)?.text) ?? '', study)) return undefined;
  return {
    study,
    date,
    resultsAvailable:
      !saysNoResult(said) &&
      typeof observation.status === 'string' &&
      statusesWithResults.has(observation.status),
    conclusions: said === '' ? new Set() : conclusionsIn(said),
    evidence: cite(
      reference,
      date,
      shortened(said === '' ? study.label : `${study.label}: ${said}`),
    ),
  };
}

/** Whether an Observation tells what images show, by its category or by what it is called. */
export function isImagingResult({ category, code }: Fields): boolean {
  return listOf(category).some((one) => hasCode(one, isImagingCategory)) || tellsOfImages(code);
}

function isImagingCategory(code: string): boolean {
  return code === 'imaging' || code === 'RAD';
}

const tellsOfImages = ofConcept(
  (code) =>
    studyOrNamed(code) !== undefined || namesImaging(wordsOf(code)) || hasCode(code, isReportText),
);

/** An ImagingStudy shows that images were taken, not that results are available. */
export function imagingStudyFacts(
  imaging: Fields,
  reference: string,
  asOf: Date,
): readonly ImagingFact[] {
  if (imaging.status === 'cancelled') return none;
  const date = chartDate(imaging.started);
  if (date !== undefined && isFuture(date, asOf)) return none;
  return studiesOfImages(imaging).map(({ study }) => ({
    ...withoutResult(study, reference, date),
    done: true,
  }));
}

function withoutResult(study: Study, reference: string, date: ChartDate | undefined): ImagingFact {
  return {
    study,
    date,
    resultsAvailable: false,
    conclusions: new Set(),
    evidence: cite(reference, date, study.label),
  };
}

/** A study or a film that was done, of which the chart holds no report: a completed Procedure with its code (repeat-2). */
export function performedStudyFacts(
  procedure: Fields,
  reference: string,
  asOf: Date,
): readonly ImagingFact[] {
  if (procedure.status !== 'completed') return none;
  const studies = studiesDone(procedure.code);
  if (studies.length === 0) return none;
  const period = fieldsOf(procedure.performedPeriod);
  const date = chartDate(procedure.performedDateTime) ?? chartDate(period?.start);
  if (date !== undefined && isFuture(date, asOf)) return none;
  return studies.map(({ study }) => ({ ...withoutResult(study, reference, date), done: true }));
}

/** A study that was ordered and is not a draft: under way, without results (repeat-2); a film that was ordered and done. */
export function requestedStudyFacts(request: Fields, reference: string): readonly ImagingFact[] {
  const { status } = request;
  if (status !== 'active' && status !== 'completed') return none;
  const date = chartDate(request.occurrenceDateTime) ?? chartDate(request.authoredOn);
  if (status === 'completed')
    return studiesDone(request.code)
      .filter(({ study }) => study.modality === 'radiograph')
      .map(({ study }) => ({ ...withoutResult(study, reference, date), done: true }));
  return studiesDone(request.code)
    .filter(({ study }) => study.modality !== 'radiograph')
    .map(({ study }) => withoutResult(study, reference, date));
}

/**
 * An ImagingStudy, and an order of a study, say nothing more where a report of the study has results since: of the
 * same modality and region, since a study is often done with another contrast than was asked for.
 */
export function withoutReported(imaging: readonly ImagingFact[]): readonly ImagingFact[] {
  const reported = new Map<string, number>();
  for (const one of imaging) {
    if (!one.resultsAvailable || one.date === undefined) continue;
    const known = reported.get(kindOf(one)) ?? Number.NEGATIVE_INFINITY;
    reported.set(kindOf(one), Math.max(known, one.date.latest));
  }
  if (reported.size === 0) return imaging;
  return imaging.filter((one) => {
    if (one.resultsAvailable || one.authored !== undefined) return true;
    if (!/^(?:ImagingStudy|ServiceRequest|Procedure)\//.test(one.evidence.reference)) return true;
    const last = reported.get(kindOf(one));
    return last === undefined || one.date === undefined || last < one.date.earliest;
  });
}

function kindOf({ study }: ImagingFact): string {
  return kindOfStudy(study);
}
