import { gradeRegion } from './answer-kinds.ts';
import type { Answers } from './answers-of-episode.ts';
import type { ChartParts } from './chart-parts.ts';
import { isBefore } from './dates.ts';
import type { ExaminationElement } from './types.ts';

const elements: readonly ExaminationElement[] = [
  'dermatomal-sensation',
  'motor',
  'reflexes',
  'tension-signs',
];

/** What was attested of the examination: its parts, a grade of strength, a score of pain. */
export function attestedExamination(answers: Answers, parts: ChartParts): void {
  attestedElements(answers, parts);
  attestedMotorGrade(answers, parts);
  attestedPainScore(answers, parts);
}

/** Item by item the newest answer holds, so that the day that was answered is that of the parts, unless it came after them. */
function attestedElements(answers: Answers, parts: ChartParts): void {
  const day = answers.date('neurological-examination.date');
  for (const element of elements) {
    const examined = answers.get(`neurological-examination.${element}`);
    if (examined?.value !== true) continue;
    const { authored, evidence } = examined;
    const isLater = day !== undefined && isBefore(authored, day) === 'met';
    parts.examinations.push({
      element,
      date: isLater ? authored : (day ?? authored),
      authored,
      evidence,
    });
  }
}

function attestedMotorGrade(answers: Answers, parts: ChartParts): void {
  const grade = answers.get('red-flag.motor-grade');
  const strength = answers.number('red-flag.motor-grade');
  if (grade !== undefined && strength !== undefined) {
    const onset = answers.date('red-flag.motor-grade.onset');
    const region = answers.choice(gradeRegion);
    // A place that is no part of the spine, or not known as one, leaves it open.
    const isElsewhere = region === undefined && answers.get(gradeRegion) !== undefined;
    parts.motorGrades.push({
      grade: strength,
      date: grade.authored,
      ...(onset === undefined ? {} : { onset }),
      regions: region === undefined ? [] : [region],
      limb: {},
      ...(isElsewhere ? { doubtful: true } : {}),
      authored: grade.authored,
      evidence: grade.evidence,
    });
  }
}

function attestedPainScore(answers: Answers, parts: ChartParts): void {
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
