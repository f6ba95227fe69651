import { studyByCpt } from '../terminology/study-catalogue.ts';
import type { Conclusion, Study } from '../terminology/types.ts';
import { type Answers, firstAnswer, oldestOf } from './answers-of-episode.ts';
import { attestedTreatment } from './attested-treatment.ts';
import type { ChartParts } from './chart-parts.ts';
import { isOnOrAfter } from './dates.ts';
import { stillPlanned } from './procedure-facts.ts';
import type { Attestation, ChartDate, ExaminationElement, ImagingFact } from './types.ts';

const films: Readonly<Record<string, string>> = {
  cervical: '72040',
  thoracic: '72070',
  lumbar: '72100',
  'sacrum-coccyx': '72220',
  sacroiliac: '72202',
  'full-spine': '72082',
};

const mris: Readonly<Record<string, string>> = {
  cervical: '72141',
  thoracic: '72146',
  lumbar: '72148',
  'sacrum-coccyx': '72195',
  sacroiliac: '72195',
};

const elements: readonly ExaminationElement[] = [
  'dermatomal-sensation',
  'motor',
  'reflexes',
  'tension-signs',
];

/**
 * Turns attested typed facts into facts like any other, with the response as evidence. The answers are those that
 * count in the episode; a fact that several make is as old as the oldest, and an answer given before the day that
 * the fact is about speaks of something earlier.
 */
export function attestedFacts(answers: Answers, parts: ChartParts, asOf: Date): void {
  attestedTreatment(answers, parts, asOf);
  attestedImaging(answers, parts);
  attestedExamination(answers, parts);
  attestedSurgery(answers, parts, asOf);
}

function attestedImaging(given: Answers, parts: ChartParts): void {
  const filmItems = ['plain-radiograph.region', 'plain-radiograph.result'];
  const ofFilm = given.since('plain-radiograph.date', filmItems);
  const film = ofFilm.get('plain-radiograph.region');
  if (film !== undefined) {
    const result = ofFilm.choice('plain-radiograph.result');
    addImaging(
      parts.imaging,
      { ...film, authored: oldestOf(ofFilm, filmItems) ?? film.authored },
      studyFor(films, ofFilm.text('plain-radiograph.region')),
      ofFilm.date('plain-radiograph.date'),
      result === undefined ? [] : [result],
    );
  }
  const mriItems = ['mri.result', 'mri.region'];
  const ofMri = given.since('mri.date', mriItems);
  const mri = firstAnswer(ofMri, mriItems);
  if (mri !== undefined) {
    const result = ofMri.choice('mri.result');
    const said: readonly Conclusion[] =
      result === 'nondiagnostic' ? ['non-diagnostic'] : result === 'diagnostic' ? ['other'] : [];
    addImaging(
      parts.imaging,
      { ...mri, authored: oldestOf(ofMri, mriItems) ?? mri.authored },
      studyFor(mris, ofMri.text('mri.region')),
      ofMri.date('mri.date'),
      said,
    );
  }
  const spect = given.get('spect.result');
  const spectResult = given.choice('spect.result');
  if (spect !== undefined && spectResult !== undefined) {
    addImaging(parts.imaging, spect, studyByCpt('78803'), spect.authored, [spectResult]);
  }
}

function attestedExamination(answers: Answers, parts: ChartParts): void {
  const dated = answers.get('neurological-examination.date');
  for (const element of elements) {
    const examined = answers.get(`neurological-examination.${element}`);
    if (examined?.value !== true) continue;
    // The day is that of the examination whose parts were answered with it.
    const isOfThis = dated?.evidence.reference === examined.evidence.reference;
    const day = isOfThis ? answers.date('neurological-examination.date') : undefined;
    parts.examinations.push({
      element,
      date: day ?? examined.authored,
      authored: examined.authored,
      evidence: examined.evidence,
    });
  }
  const grade = answers.get('red-flag.motor-grade');
  const strength = answers.number('red-flag.motor-grade');
  if (grade !== undefined && strength !== undefined) {
    const onset = answers.date('red-flag.motor-grade.onset');
    const region = answers.choice('red-flag.motor-grade.region');
    parts.motorGrades.push({
      grade: strength,
      date: grade.authored,
      ...(onset === undefined ? {} : { onset }),
      regions: region === undefined ? [] : [region],
      limb: {},
      authored: grade.authored,
      evidence: grade.evidence,
    });
  }
  const pain = answers.get('severe-radicular.pain-score');
  const score = answers.number('severe-radicular.pain-score');
  if (pain !== undefined && score !== undefined) {
    parts.painScores.push({
      score,
      date: pain.authored,
      authored: pain.authored,
      evidence: pain.evidence,
    });
  }
}

function attestedSurgery(given: Answers, parts: ChartParts, asOf: Date): void {
  const augmentation = given.get('augmentation.performed');
  const performed = given.date('augmentation.performed');
  if (augmentation !== undefined && performed !== undefined) {
    parts.surgeries.push({
      kind: 'augmentation',
      regions: [],
      date: performed,
      authored: augmentation.authored,
      evidence: augmentation.evidence,
    });
  }
  const items = ['spine-surgery.date', 'spine-surgery.region', 'spine-surgery.kind'];
  const answers = given.since('spine-surgery.date', items);
  const surgery = firstAnswer(answers, items);
  if (surgery !== undefined) {
    const when = answers.date('spine-surgery.date');
    const region = answers.choice('spine-surgery.region');
    parts.surgeries.push({
      kind: answers.choice('spine-surgery.kind') ?? 'other',
      regions: region === undefined ? [] : [region],
      ...(when === undefined ? {} : { date: when }),
      authored: oldestOf(answers, items) ?? surgery.authored,
      evidence: surgery.evidence,
    });
  }
  attestedPlan(given, parts, asOf);
}

/** A plan is for the level of the order that the form was filled in for; the form does not ask for another. */
function attestedPlan(answers: Answers, parts: ChartParts, asOf: Date): void {
  const answer = answers.get('planned-surgery.kind');
  const kind = answers.choice('planned-surgery.kind');
  if (answer === undefined || kind === undefined) return;
  const dated = answers.get('planned-surgery.date');
  // A day that was answered before the plan is that of an earlier plan.
  const isEarlier =
    dated !== undefined && isOnOrAfter(dated.authored, answer.authored) === 'not-met';
  const when = isEarlier ? undefined : answers.date('planned-surgery.date');
  const plan = stillPlanned(
    {
      kind,
      regions: [],
      ...(when === undefined ? {} : { date: when }),
      authored: answer.authored,
      evidence: answer.evidence,
    },
    answer.authored,
    asOf,
  );
  if (typeof plan === 'object') parts.plannedProcedures.push(plan);
}

function studyFor(
  codes: Readonly<Record<string, string>>,
  region: string | undefined,
): Study | undefined {
  const code = region !== undefined && Object.hasOwn(codes, region) ? codes[region] : undefined;
  return code === undefined ? undefined : studyByCpt(code);
}

function addImaging(
  imaging: ImagingFact[],
  attestation: Attestation,
  study: Study | undefined,
  date: ChartDate | undefined,
  conclusions: readonly Conclusion[],
): void {
  if (study === undefined) return;
  imaging.push({
    study,
    ...(date === undefined ? {} : { date }),
    resultsAvailable: conclusions.length > 0,
    conclusions: new Set(conclusions),
    authored: attestation.authored,
    evidence: {
      ...attestation.evidence,
      ...(date === undefined ? {} : { date: date.text }),
      text: `Attested: ${study.label}`,
    },
  });
}
