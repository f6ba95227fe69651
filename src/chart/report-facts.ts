import { isCalledOrder } from '../terminology/about-it-words.ts';
import { saysNotGiven } from '../terminology/instructions.ts';
import { saysAborted, saysNoResult, saysNotDone } from '../terminology/not-done-words.ts';
import { isWrittenOfOtherPart } from '../terminology/part-of-report.ts';
import { conclusionsIn } from '../terminology/phrases.ts';
import type { Conclusion, Study } from '../terminology/types.ts';
import { attachmentsOf } from './attachments.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture } from './dates.ts';
import { effectiveOf } from './effective-date.ts';
import {
  type Fields,
  listOf,
  localReference,
  referenceOf,
  shortened,
  textOf,
  wordsOf,
} from './fields.ts';
import { type NamedStudy, studiesDone, studiesOfImages } from './named-study.ts';
import { saidOfLevel, saidOfStudy } from './report-of-levels.ts';
import type { ChartDate, ImagingFact, UnreadEvidence } from './types.ts';
import { silenceOf } from './what-it-says.ts';

/** Statuses of a report, or of an Observation of images, whose results can be read. */
export const statusesWithResults: ReadonlySet<string> = new Set([
  'preliminary',
  'partial',
  'final',
  'amended',
  'corrected',
  'appended',
]);

const none: readonly never[] = [];

/** What a report points at, where the chart holds it. */
export interface ReportSources {
  /** An Observation that stands among the report's results. */
  readonly result: (reference: string) => Fields | undefined;
  /** The images that it is about, or the order that it answers. */
  readonly studied: (reference: string) => Fields | undefined;
  /** Any resource as it was sent, one that was taken back as well. */
  readonly sent: (reference: string) => Fields | undefined;
  /** Whether a subject is the chart's patient. */
  readonly isPatient: (subject: unknown) => boolean;
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
  if (status === 'cancelled' || isCalledNotGiven(report.code)) return none;
  if (report.imagingStudy !== undefined && isOfNoImages(report, sources)) return none;
  const pointed = pointedAt(report, sources);
  const own = studiesDone(report.code);
  const named = own.length > 0 ? own : (pointed?.named ?? none);
  if (named.length === 0) return none;
  const date = effectiveOf(report) ?? pointed?.date;
  if (date !== undefined && isFuture(date, asOf)) return none;
  const attached = attachmentsOf(report);
  const written = reportTexts(report, sources, attached);
  if (written.some(saysNotDone)) return none;
  const studies = named.filter(({ study }) => !isWrittenOfOtherPart(written, study));
  const isOfFilm = studies.every(({ study }) => study.modality === 'radiograph');
  const texts = written.filter((text) => !saysNoResult(text) && !(isOfFilm && saysAborted(text)));
  const coded = listOf(report.conclusionCode);
  const hasResult =
    texts.length > 0 ||
    coded.length > 0 ||
    attached.isThere ||
    (written.length === 0 && listOf(report.result).some((one) => mayHoldResult(one, sources)));
  const levels = new Set(studies.map(({ study }) => study.region));
  const conclusionsOf = (study: Study): ReadonlySet<Conclusion> => {
    const said = levels.size > 1 ? saidOfLevel(texts, study.region, levels) : texts;
    const codes = coded.map(wordsOf);
    const conclusions = conclusionsOfAll([...said, ...codes]);
    if (!ofItsOwn.some((one) => conclusions.has(one))) return conclusions;
    const own = conclusionsOfAll([...saidOfStudy(said, study), ...codes]);
    return new Set([...conclusions].filter((one) => !ofItsOwn.includes(one) || own.has(one)));
  };
  const [text] = texts;
  return studies.map(({ study, fromText }) => {
    const label = fromText ? `${study.label} (read from text)` : study.label;
    const conclusions = conclusionsOf(study);
    const isOrder = isOrderNamed(report.code) && [...conclusions].every((one) => one === 'other');
    const fact: ImagingFact = {
      study,
      date,
      resultsAvailable:
        typeof status === 'string' && statusesWithResults.has(status) && hasResult && !isOrder,
      conclusions,
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

/** Called the order of a study: what it says is a result where it tells of one. */
const isOrderNamed = ofConcept((code) => isCalledOrder(wordsOf(code)));

/** What a report has to say of its own study, and of no other one and no other part of the spine. */
const ofItsOwn: readonly Conclusion[] = ['no-fracture', 'equivocal', 'non-diagnostic'];

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

/** Whether a result may tell something: it is not there to be read, or is the patient's and was not taken back or cancelled. */
function mayHoldResult(one: Fields, { sent, isPatient }: ReportSources): boolean {
  const reference = referenceOf(one);
  const observation = reference === undefined ? undefined : sent(reference);
  if (observation === undefined) return true;
  const isOwn = observation.subject === undefined || isPatient(observation.subject);
  return isOwn && silenceOf(observation) === undefined;
}

/** Whether the images that a report is of are all entered in error, or were cancelled. */
function isOfNoImages({ imagingStudy }: Fields, { sent }: ReportSources): boolean {
  const images = listOf(imagingStudy).map((one) => {
    const reference = referenceOf(one);
    return reference === undefined ? undefined : sent(reference);
  });
  return (
    images.length > 0 && images.every((one) => one !== undefined && silenceOf(one) !== undefined)
  );
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

/** A report whose name says that the study was not done. */
const isCalledNotGiven = ofConcept((code) => saysNotGiven(wordsOf(code)));
