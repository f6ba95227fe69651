import { conclusionsIn } from '../terminology/phrases.ts';
import { isReportText } from '../terminology/report-codes.ts';
import { isStudyCode, studyByCpt, studyOfCoding } from '../terminology/study-catalogue.ts';
import { namesImaging, studiesNamed, studyNamed } from '../terminology/study-words.ts';
import { withoutModifier } from '../terminology/systems.ts';
import type { Conclusion, Study, StudyRegion } from '../terminology/types.ts';
import { attachmentsOf } from './attachments.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture } from './dates.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  hasCode,
  listOf,
  localReference,
  referenceOf,
  shortened,
  textOf,
  wordsOf,
} from './fields.ts';
import { saidOfLevel } from './report-of-levels.ts';
import type { ChartDate, ImagingFact, UnreadEvidence } from './types.ts';

const withResults = new Set([
  'preliminary',
  'partial',
  'final',
  'amended',
  'corrected',
  'appended',
]);

/** A study, and whether only words named it. */
export interface NamedStudy {
  readonly study: Study;
  readonly fromText: boolean;
}

/**
 * The catalogue's study that a CodeableConcept names: by CPT first, then by any other code of the same study. A
 * CPT code without a system counts where its words name a study of the same kind and level.
 */
export const studyOfConcept = ofConcept((concept): Study | undefined => {
  // Most concepts of a chart name no study: they are told without a list of their codings.
  if (!hasCode(concept, isStudyCode)) return undefined;
  const codings = codingsOf(concept);
  let other: Study | undefined;
  for (const { system, code, display } of codings) {
    const study =
      system === undefined
        ? studyAgreed(code, display ?? wordsOf(concept))
        : studyOfCoding(system, code);
    if (study === undefined) continue;
    if (study.cpt === withoutModifier(code)) return study;
    other ??= study;
  }
  return other;
});

/** The study of a CPT code that no system accompanies, where the words agree with it. */
function studyAgreed(code: string, words: string): Study | undefined {
  const study = studyByCpt(code);
  const named = study === undefined ? undefined : studyNamed(words);
  return named !== undefined && study?.modality === named.modality && study.region === named.region
    ? study
    : undefined;
}

/** The study that a CodeableConcept names by its codes, else by the published list of phrases. */
export const studyOrNamed = ofConcept((concept): NamedStudy | undefined => {
  const coded = studyOfConcept(concept);
  if (coded !== undefined) return { study: coded, fromText: false };
  const fields = fieldsOf(concept);
  const texts = [
    textOf(fields?.text),
    ...listOf(fields?.coding).map(({ display }) => textOf(display)),
  ];
  for (const text of texts) {
    const study = text === undefined ? undefined : studyNamed(text);
    if (study !== undefined) return { study, fromText: true };
  }
  return undefined;
});

/** The studies that a CodeableConcept of something done names: one for each level, by its codes, else by its words. */
const studiesDone = ofConcept((concept): readonly NamedStudy[] => {
  const first = studyOfConcept(concept);
  const byKind = new Map(first === undefined ? [] : [[kindOfStudy(first), first]]);
  const isCpt = codingsOf(concept).some(({ code }) => withoutModifier(code) === first?.cpt);
  for (const { system, code, display } of first === undefined ? [] : codingsOf(concept)) {
    const study =
      system === undefined
        ? studyAgreed(code, display ?? wordsOf(concept))
        : studyOfCoding(system, code);
    // Beside a CPT code those of other systems say the same.
    const isOther = isCpt && study?.cpt !== withoutModifier(code);
    if (study !== undefined && !isOther && !byKind.has(kindOfStudy(study)))
      byKind.set(kindOfStudy(study), study);
  }
  if (byKind.size > 0) return [...byKind.values()].map((study) => ({ study, fromText: false }));
  const fields = fieldsOf(concept);
  const texts = [fields?.text, ...listOf(fields?.coding).map(({ display }) => display)];
  const named = texts.map((text) => studiesNamed(textOf(text) ?? ''));
  const studies = named.find((one) => one.length > 0) ?? [];
  return studies.map((study) => ({ study, fromText: true }));
});

function kindOfStudy({ modality, region }: Study): string {
  return `${modality} ${region}`;
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

/** What a report points at, where the chart holds it. */
export interface ReportSources {
  /** An Observation that stands among the report's results. */
  readonly result: (reference: string) => Fields | undefined;
  /** The images that it is about, or the order that it answers. */
  readonly studied: (reference: string) => Fields | undefined;
}

/** A report, and what of it could not be read. */
export interface ReportRead {
  readonly fact: ImagingFact;
  readonly unread: readonly Pick<UnreadEvidence, 'text' | 'onCard'>[];
}

/**
 * A DiagnosticReport of imaging that is not entered in error (reading A64): its text may stand in its conclusion,
 * in its results or in an attachment, and its study in the images that it points at. One for each level that it is of;
 * none for other reports, future ones, and those that never came to be.
 */
export function reportFacts(
  report: Fields,
  reference: string,
  asOf: Date,
  sources: ReportSources,
): readonly ReportRead[] {
  const { status } = report;
  if (status === 'cancelled') return none;
  const pointed = pointedAt(report, sources);
  const own = studiesDone(report.code);
  const studies = own.length > 0 ? own : (pointed?.named ?? none);
  if (studies.length === 0) return none;
  const date = effectiveOf(report) ?? pointed?.date;
  if (date !== undefined && isFuture(date, asOf)) return none;
  const attached = attachmentsOf(report);
  const texts = reportTexts(report, sources, attached);
  const coded = listOf(report.conclusionCode);
  const hasResult =
    texts.length > 0 || coded.length > 0 || listOf(report.result).length > 0 || attached.isThere;
  const levels = new Set(studies.map(({ study }) => study.region));
  const conclusionsOf = (level: StudyRegion) =>
    conclusionsOfAll([
      ...(levels.size > 1 ? saidOfLevel(texts, level, levels) : texts),
      ...coded.map(wordsOf),
    ]);
  const [text] = texts;
  return studies.map(({ study, fromText }) => {
    const label = fromText ? `${study.label} (read from text)` : study.label;
    const fact: ImagingFact = {
      study,
      date,
      resultsAvailable: typeof status === 'string' && withResults.has(status) && hasResult,
      conclusions: conclusionsOf(study.region),
      evidence: cite(
        reference,
        date,
        text === undefined ? label : shortened(`${label}: ${text.trim()}`),
      ),
    };
    return {
      fact,
      unread: text === undefined ? attached.unread.map((kind) => unreadReport(fact, kind)) : [],
    };
  });
}

function conclusionsOfAll(texts: readonly string[]): ReadonlySet<Conclusion> {
  const conclusions = new Set<Conclusion>();
  for (const text of texts) for (const one of conclusionsIn(text)) conclusions.add(one);
  if (conclusions.size > 1) conclusions.delete('other');
  return conclusions;
}

/** The words of a report, wherever they stand: its conclusion, its results, its attachments. */
export function reportTexts(
  report: Fields,
  sources: ReportSources,
  attached = attachmentsOf(report),
): readonly string[] {
  const conclusion = textOf(report.conclusion);
  return [
    ...(conclusion === undefined ? [] : [conclusion]),
    ...resultTexts(report, sources),
    ...attached.texts,
  ];
}

const none: readonly never[] = [];

function unreadReport(
  { study, date }: ImagingFact,
  kind: string,
): Pick<UnreadEvidence, 'text' | 'onCard'> {
  const when = date === undefined ? '' : ` of ${date.text}`;
  const report = `A report of ${study.label}${when} is there as ${kind}`;
  return {
    text: `${report}, whose words are not read here`,
    onCard: { about: 'imaging', text: report },
  };
}

/** The study and the day of the images, or of the order, that a report points at. */
function pointedAt(
  report: Fields,
  { studied }: ReportSources,
): { readonly named: readonly NamedStudy[]; readonly date: ChartDate | undefined } | undefined {
  for (const one of [...listOf(report.imagingStudy), ...listOf(report.basedOn)]) {
    const reference = referenceOf(one);
    const target = reference === undefined ? undefined : studied(localReference(reference));
    if (target === undefined) continue;
    const named =
      target.resourceType === 'ImagingStudy' ? studiesOfImages(target) : studiesDone(target.code);
    if (named.length > 0) return { named, date: chartDate(target.started) };
  }
  return undefined;
}

/** The words of the report's results: impression, findings, and whatever else is written out. */
function resultTexts(report: Fields, { result }: ReportSources): readonly string[] {
  const texts: string[] = [];
  for (const one of listOf(report.result)) {
    const reference = referenceOf(one);
    if (reference === undefined) continue;
    const observation = reference.startsWith('#')
      ? listOf(report.contained).find(({ id }) => id === reference.slice(1))
      : result(localReference(reference));
    const said = textOf(observation?.valueString) ?? wordsOf(observation?.valueCodeableConcept);
    if (said !== '') texts.push(said);
  }
  return texts;
}

/** The studies of images by the modality and the body part that they name, or by their description: one for each level. */
function studiesOfImages(imaging: Fields): readonly NamedStudy[] {
  const coded = listOf(imaging.procedureCode).flatMap(studiesDone);
  if (coded.length > 0) return distinct(coded);
  const described = studiesNamed(textOf(imaging.description) ?? '');
  if (described.length > 0) return described.map((study) => ({ study, fromText: true }));
  const inSeries = listOf(imaging.series).flatMap((series): readonly NamedStudy[] => {
    const modality = modalities[textOf(fieldsOf(series.modality)?.code) ?? ''];
    if (modality === undefined) return none;
    const site = fieldsOf(series.bodySite);
    const words = textOf(site?.display) ?? textOf(series.description) ?? '';
    return studiesNamed(`${modality} ${words}`).map((study) => ({ study, fromText: true }));
  });
  return distinct(inSeries);
}

function distinct(studies: readonly NamedStudy[]): readonly NamedStudy[] {
  const byKind = new Map<string, NamedStudy>();
  for (const one of studies)
    if (!byKind.has(kindOfStudy(one.study))) byKind.set(kindOfStudy(one.study), one);
  return [...byKind.values()];
}

/** DICOM modalities, as the phrases of the list call them. */
const modalities: Readonly<Record<string, string>> = {
  MR: 'MRI',
  CT: 'CT',
  CR: 'XR',
  DX: 'XR',
  RG: 'XR',
};

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
  const period = fieldsOf(procedure.performedPeriod);
  const date = chartDate(procedure.performedDateTime) ?? chartDate(period?.start);
  if (date !== undefined && isFuture(date, asOf)) return none;
  return studiesDone(procedure.code).map(({ study }) => ({
    ...withoutResult(study, reference, date),
    done: true,
  }));
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
