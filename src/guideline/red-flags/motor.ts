import { isBefore, isOnOrAfter } from '../../chart/dates.ts';
import type { MotorGradeFact } from '../../chart/types.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import type { BodyRegion } from '../../terminology/types.ts';
import { attestedFlag, type Case, overlap } from '../case.ts';
import { criterion, met, notDocumented, notMet } from '../criterion.ts';
import type { StudyEntry } from '../indication.ts';
import { ctForRedFlag, myelogramForRedFlag } from './ct-for-red-flag.ts';
import {
  activeFacts,
  currentFact,
  isNew,
  levelsRecorded,
  type RedFlag,
  redFlagCriterion,
} from './red-flag.ts';

const statements = ['redflag-1', 'redflag-2'];

/** redflag-2: MRI of the relevant level without contrast, or without and with; ct-1: CT only in its place. */
const studies: readonly StudyEntry[] = [
  { modality: 'MRI', regions: 'ordered', contrast: ['without', 'without-and-with'] },
  {
    modality: 'CT',
    regions: 'ordered',
    contrast: ['without'],
    gate: ctForRedFlag,
    gateRule: 'study.ct-instead-of-mri',
    alternative: true,
  },
  myelogramForRedFlag,
];

/** The levels of the weakness; where nothing places it, those of the complaint (reading A52). */
function weakLevels(subject: Case): readonly BodyRegion[] {
  const weak = subject.chart.motorGrades.filter((grade) => grade.grade < 5);
  return levelsRecorded(
    weak.map((grade) => grade.regions),
    subject,
  );
}

/**
 * New-onset motor strength of grade 3/5 or less. A weakness first recorded in the episode, or whose
 * attested onset falls in it, is new; one recorded before it is not; an undated one is open.
 */
export const motorGrade: RedFlag = {
  id: 'red-flag.motor-grade',
  title: 'New motor weakness of grade 3/5 or less',
  statements,
  criterion: criterion({
    id: 'red-flag.motor-grade',
    question: 'Is there new motor weakness of grade 3/5 or less?',
    statements,
    attestable: false,
    asks: ['red-flag.motor-grade', 'red-flag.motor-grade.onset', 'red-flag.motor-grade.region'],
    decide: decideMotorGrade,
  }),
  regions: (subject) =>
    levelsRecorded(
      weakGrades(subject).map((grade) => grade.regions),
      subject,
    ),
  studies,
  isDeficit: true,
};

/** Grades of 3/5 or less. Between what is measured and what is attested of a region the newer holds. */
function weakGrades(subject: Case): readonly MotorGradeFact[] {
  const { motorGrades } = subject.chart;
  const isWeak = (grade: MotorGradeFact): boolean =>
    grade.grade <= subject.readings.motorGradeAtMost;
  const supersedes = (other: MotorGradeFact, grade: MotorGradeFact): boolean =>
    (other.authored === undefined) !== (grade.authored === undefined) &&
    (other.regions.length === 0 ||
      grade.regions.length === 0 ||
      overlap(other.regions, grade.regions)) &&
    other.date !== undefined &&
    grade.date !== undefined &&
    isOnOrAfter(other.date, grade.date) === 'met';
  return motorGrades.filter(
    (grade) =>
      isWeak(grade) && !motorGrades.some((other) => !isWeak(other) && supersedes(other, grade)),
  );
}

function decideMotorGrade(subject: Case): Finding {
  const weak = weakGrades(subject);
  if (weak.length === 0) {
    return notMet(
      'No motor strength of grade 3/5 or less is documented',
      subject.chart.motorGrades.map((grade) => grade.evidence),
    );
  }
  const fresh: Evidence[] = [];
  const open: Evidence[] = [];
  const old: Evidence[] = [];
  for (const grade of weak) {
    const since = sinceWhen(grade, subject);
    (since === 'met' ? fresh : since === 'not-met' ? old : open).push(grade.evidence);
  }
  // A coded weakness from before the episode shows that one seen again in it is not new.
  const attestedNew = weak.some(
    (grade) => grade.onset !== undefined && sinceWhen(grade, subject) === 'met',
  );
  if (old.length > 0 && !attestedNew) {
    return notMet('The weakness was documented before this episode began', [...old, ...fresh]);
  }
  if (fresh.length > 0) return met('New motor weakness of grade 3/5 or less', fresh);
  const attested = weak.some((grade) => grade.authored !== undefined);
  return notDocumented(
    'Motor strength of grade 3/5 or less is recorded, but not since when',
    open,
    attested ? ['red-flag.motor-grade.onset'] : undefined,
  );
}

function sinceWhen(grade: MotorGradeFact, subject: Case): Finding['value'] {
  if (grade.onset !== undefined) return isNew(grade.onset, subject);
  if (grade.authored !== undefined || grade.date === undefined) return 'not-documented';
  // A measurement dates the weakness only where the episode's own onset is documented.
  return subject.episode.start === undefined ? 'not-documented' : isNew(grade.date, subject);
}

export const footDrop: RedFlag = {
  id: 'red-flag.foot-drop',
  title: 'Foot drop',
  statements,
  criterion: redFlagCriterion({
    id: 'red-flag.foot-drop',
    question: 'Is there a current foot drop?',
    statements,
    decide: (subject) => currentFact(subject, 'foot-drop', 'red-flag.foot-drop', 'foot drop'),
  }),
  regions: () => ['lumbar'],
  studies,
  isDeficit: true,
};

export const bilateralLegWeakness: RedFlag = {
  id: 'red-flag.bilateral-leg-weakness',
  title: 'Bilateral weakness of the legs',
  statements,
  criterion: redFlagCriterion({
    id: 'red-flag.bilateral-leg-weakness',
    question: 'Is there current weakness of both legs?',
    statements,
    decide: (subject) =>
      currentFact(
        subject,
        'bilateral-leg-weakness',
        'red-flag.bilateral-leg-weakness',
        'bilateral weakness of the legs',
      ),
  }),
  regions: legRegions,
  studies,
  isDeficit: true,
  alsoShows: (subject) => (hasLongTractSigns(subject) ? ['cervical', 'thoracic'] : []),
};

/** Lumbar and thoracic; cervical too where long-tract signs point above. */
function legRegions(subject: Case): readonly BodyRegion[] {
  return hasLongTractSigns(subject) ? ['lumbar', 'thoracic', 'cervical'] : ['lumbar', 'thoracic'];
}

function hasLongTractSigns(subject: Case): boolean {
  return (
    activeFacts(subject, 'abnormal-reflex').length > 0 ||
    attestedFlag(subject, 'long-tract-signs')?.value === true
  );
}

/** Progressive objective deficits: two dated motor findings that worsen, or documented as progressive. Subjective worsening alone is not one. */
export const progressiveDeficit: RedFlag = {
  id: 'red-flag.progressive-deficit',
  title: 'Progressive objective neurological deficit',
  statements,
  criterion: criterion({
    id: 'red-flag.progressive-deficit',
    question: 'Is there a progressive objective motor, sensory or reflex deficit?',
    statements,
    decide: decideProgression,
  }),
  regions: weakLevels,
  studies,
  isDeficit: true,
};

function decideProgression(subject: Case): Finding {
  const dated = subject.chart.motorGrades.filter((grade) => grade.date !== undefined);
  for (const later of dated) {
    if (later.date === undefined || isNew(later.date, subject) !== 'met') continue;
    for (const earlier of dated) {
      if (earlier.date === undefined || earlier.grade <= later.grade) continue;
      const sameRegion =
        earlier.regions.length === 0 ||
        later.regions.length === 0 ||
        overlap(earlier.regions, later.regions);
      if (sameRegion && isBefore(earlier.date, later.date) === 'met') {
        return met(`Motor strength fell from ${earlier.grade}/5 to ${later.grade}/5`, [
          earlier.evidence,
          later.evidence,
        ]);
      }
    }
  }
  return notMet('No worsening objective deficit is documented');
}
