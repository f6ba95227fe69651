import type { DeficitFact, MotorGradeFact } from '../../chart/types.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { StudyEntry } from '../../guideline/indication.ts';
import type { RedFlag } from '../../guideline/red-flag.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import type { BodyRegion } from '../../terminology/types.ts';
import { ctInsteadOfMriRule } from '../rules/named-rules.ts';
import { ctForRedFlag, myelogramForRedFlag } from './ct-for-red-flag.ts';
import { byPlace, isAsNew, isNamed, isNewer, progressions, relation } from './limb-by-limb.ts';
import {
  activeFacts,
  asMentioned,
  currentFact,
  isNew,
  isNow,
  isRecent,
  levelsRecorded,
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
    requires: ctForRedFlag,
    requiredBy: ctInsteadOfMriRule.id,
    alternative: true,
  },
  myelogramForRedFlag,
];

/**
 * New-onset motor strength of grade 3/5 or less. A weakness first recorded in the episode, or whose
 * attested onset falls in it, is new; one recorded before it is not; an undated one is open.
 */
export const motorGrade: RedFlag = {
  id: 'red-flag.motor-grade',
  title: 'New motor weakness of grade {motorGradeAtMost}/5 or less',
  statements,
  criterion: criterion({
    id: 'red-flag.motor-grade',
    question: 'Is there new motor weakness of grade {motorGradeAtMost}/5 or less?',
    statements,
    attestable: false,
    asks: ['red-flag.motor-grade', 'red-flag.motor-grade.onset', 'red-flag.motor-grade.region'],
    decide: (subject) => asMentioned(subject, ['red-flag.motor-grade'], decideMotorGrade(subject)),
  }),
  regions: (subject) => {
    const graded = [...standingWeakness(subject), ...activeFacts(subject, 'limb-paralysis')];
    // What only words call weak makes no flag: its level counts where nothing else would make one.
    const weak = graded.length > 0 ? graded : weakInWords(subject);
    return levelsRecorded(
      weak.map(({ regions }) => regions),
      subject,
    );
  },
  studies,
  isDeficit: true,
};

function isWeak(grade: MotorGradeFact, subject: Case): boolean {
  return grade.grade <= subject.readings.motorGradeAtMost;
}

/** The grades that make the flag, or may make it. */
function standingWeakness(subject: Case): readonly MotorGradeFact[] {
  const found = weaknesses(subject);
  const fresh = found.filter(({ since }) => since === 'new');
  return (fresh.length > 0 ? fresh : found).map(({ grade }) => grade);
}

/** What the records of one place say of its strength. */
interface LimbStrength {
  readonly place: MotorGradeFact;
  /** The newest weak grade of a day, and those of no day. */
  readonly weak: readonly MotorGradeFact[];
  /** The newest that is not weak. */
  readonly strong: MotorGradeFact | undefined;
  /** A weakness from before the episode. */
  readonly old: MotorGradeFact | undefined;
  /** One from the weeks before the episode: whether it is as old as that, or began the episode, nobody says. */
  readonly justBefore: MotorGradeFact | undefined;
}

function strengthOf(grades: readonly MotorGradeFact[], subject: Case): LimbStrength | undefined {
  const [place] = grades;
  if (place === undefined) return undefined;
  const weak = grades.filter((one) => isWeak(one, subject));
  const dated = weak.filter(({ date }) => date !== undefined);
  const newest = newestOf(dated);
  return {
    place,
    weak: weak.filter(
      ({ date }) => date === undefined || newest?.date === undefined || isAsNew(date, newest.date),
    ),
    strong: newestOf(grades.filter((one) => !isWeak(one, subject))),
    old: weak.find((one) => sinceWhen(one, subject) === 'not-met' && !isJustBefore(one, subject)),
    justBefore: weak.find((one) => isJustBefore(one, subject)),
  };
}

function newestOf(grades: readonly MotorGradeFact[]): MotorGradeFact | undefined {
  let newest: MotorGradeFact | undefined;
  for (const one of grades) {
    if (one.date === undefined) continue;
    if (newest?.date === undefined || isNewer(one.date, newest.date)) newest = one;
  }
  return newest;
}

interface Weakness {
  readonly grade: MotorGradeFact;
  readonly since: 'new' | 'old' | 'open';
  /** What makes it old or leaves it open. */
  readonly beside: readonly MotorGradeFact[];
}

/**
 * Each weakness that stands at the end of its limb's records. A later full strength of the same limb ends it, one of
 * the same time leaves it open (reading A53); a weakness of the same limb from before the episode makes it old. A
 * record that leaves the limb open settles nothing of a limb that is named.
 */
function weaknesses(subject: Case): readonly Weakness[] {
  const { motorGrades } = subject.recent ?? subject.chart;
  const places = byPlace(motorGrades).flatMap((grades) => strengthOf(grades, subject) ?? []);
  return places.flatMap(({ place, weak }) => {
    if (weak.length === 0) return [];
    const told = places.filter((other) => relation(other.place, place) === 'told');
    const open = places.filter((other) => relation(other.place, place) === 'open');
    return weak.flatMap((grade) => judged(grade, { told, open }, subject) ?? []);
  });
}

function judged(
  grade: MotorGradeFact,
  {
    told,
    open,
  }: { readonly told: readonly LimbStrength[]; readonly open: readonly LimbStrength[] },
  subject: Case,
): Weakness | undefined {
  const strong = told.flatMap((one) => one.strong ?? []);
  if (strong.some((one) => isLater(one, grade))) return undefined;
  const isVague = !isNamed(grade);
  const contrary = [
    ...strong.filter((one) => isOfThen(one, grade)),
    // What is attested is said of every limb.
    ...open
      .flatMap((one) => one.strong ?? [])
      .filter((one) => (isVague || one.authored !== undefined) && isOfThen(one, grade)),
  ];
  if (contrary.length > 0) return { grade, since: 'open', beside: contrary };
  const since = sinceWhen(grade, subject);
  if (grade.onset === undefined || since !== 'met') {
    const old = told.flatMap((one) => one.old ?? []);
    if (old.length > 0) return { grade, since: 'old', beside: old };
    const justBefore = told.flatMap((one) => one.justBefore ?? []);
    if (justBefore.length > 0 || isJustBefore(grade, subject))
      return { grade, since: 'open', beside: justBefore.filter((one) => one !== grade) };
    if (since === 'not-met') return { grade, since: 'old', beside: [] };
    const perhaps = isVague ? open.flatMap((one) => one.old ?? []) : [];
    if (perhaps.length > 0) return { grade, since: 'open', beside: perhaps };
  }
  return { grade, since: since === 'met' ? 'new' : 'open', beside: [] };
}

function isLater(one: MotorGradeFact, other: MotorGradeFact): boolean {
  return one.date !== undefined && other.date !== undefined && isNewer(one.date, other.date);
}

/** Of the same time or later, where both are dated. */
function isOfThen(one: MotorGradeFact, other: MotorGradeFact): boolean {
  return one.date !== undefined && other.date !== undefined && isAsNew(one.date, other.date);
}

function decideMotorGrade(subject: Case): Finding {
  const weak = `grade ${subject.readings.motorGradeAtMost}/5 or less`;
  const found = weaknesses(subject);
  const evidenceOf = (since: Weakness['since']): readonly Evidence[] =>
    unique(
      found
        .filter((one) => one.since === since)
        .flatMap(({ grade, beside }) => [...beside, grade].map(({ evidence }) => evidence)),
    );
  const fresh = evidenceOf('new');
  if (fresh.length > 0) return met(`New motor weakness of ${weak}`, fresh);
  const open = evidenceOf('open');
  if (open.length > 0) {
    const isAttested = found.some(
      ({ grade, since }) => since === 'open' && grade.authored !== undefined,
    );
    return notDocumented(
      `Motor strength of ${weak} is recorded, but not since when, or not beyond doubt`,
      open,
      isAttested ? ['red-flag.motor-grade.onset'] : undefined,
    );
  }
  // A paralysed limb in words carries no grade. Where it is new it is half of the flag, so the grade is asked about.
  const paralysed = activeFacts(subject, 'limb-paralysis').filter((fact) => isNow(fact, subject));
  if (paralysed.length > 0 && attestedFlag(subject, 'red-flag.motor-grade')?.value !== false)
    return notDocumented(
      'A limb is recorded as paralysed; its strength is not',
      paralysed.map(({ evidence }) => evidence),
    );
  const inWords = weakInWords(subject);
  if (inWords.length > 0 && attestedFlag(subject, 'red-flag.motor-grade')?.value !== false)
    return notDocumented(
      'A limb is recorded as weak; its strength of 0 to 5 is not',
      inWords.map(({ evidence }) => evidence),
    );
  const old = evidenceOf('old');
  if (old.length > 0) return notMet('The weakness was documented before this episode began', old);
  return notMet(
    `No motor strength of ${weak} is documented`,
    subject.chart.motorGrades.map((grade) => grade.evidence),
  );
}

/** What words call weak in the episode, where no grade of that limb as new as they are tells how weak. */
function weakInWords(subject: Case): readonly DeficitFact[] {
  const { deficits, motorGrades } = subject.chart;
  const weak = deficits.filter(
    ({ quality, severity, date }) =>
      quality === 'motor' && severity > 0 && date !== undefined && isNew(date, subject) === 'met',
  );
  if (weak.length === 0) return [];
  const graded = byPlace(motorGrades).flatMap((grades) => newestOf(grades) ?? []);
  return byPlace(weak).flatMap((found) => {
    const [place] = found;
    if (place === undefined) return [];
    const told = graded.filter((grade) => relation(grade, place) === 'told');
    const isGradedSince = ({ date }: DeficitFact): boolean =>
      date !== undefined &&
      told.some((grade) => grade.date !== undefined && isAsNew(grade.date, date));
    return found.filter((one) => !isGradedSince(one));
  });
}

function unique(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Set(evidence)];
}

function sinceWhen(grade: MotorGradeFact, subject: Case): Finding['value'] {
  if (grade.onset !== undefined) return isNew(grade.onset, subject);
  if (grade.authored !== undefined || grade.date === undefined) return 'not-documented';
  // A measurement dates the weakness only where the episode's own onset is documented.
  return subject.episode.start === undefined ? 'not-documented' : isNew(grade.date, subject);
}

/** Found, or said to have begun, before the episode, but in the last twelve weeks (reading A10: no evidence that it is old). */
function isJustBefore(grade: MotorGradeFact, subject: Case): boolean {
  const since = grade.onset ?? grade.date;
  return since !== undefined && sinceWhen(grade, subject) === 'not-met' && isRecent(since, subject);
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

/** Progressive objective deficits: two dated findings of one limb that worsen, or documented as progressive. Subjective worsening alone is not one. */
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
  regions: (subject) => {
    const worse = progressions(subject).flatMap(({ findings }) => findings);
    const weak = subject.chart.motorGrades.filter(({ grade }) => grade < 5);
    return levelsRecorded(
      (worse.length > 0 ? worse : weak).map(({ regions }) => regions),
      subject,
    );
  },
  studies,
  isDeficit: true,
};

function decideProgression(subject: Case): Finding {
  const found = progressions(subject);
  const worse = found.filter(({ course }) => course === 'worse');
  if (worse.length > 0) {
    return met(
      worse.map(({ summary }) => summary).join('; '),
      worse.flatMap(({ findings }) => findings.map(({ evidence }) => evidence)),
    );
  }
  if (found.length > 0) {
    return notDocumented(
      `Findings that may be of one limb differ, have changed back in part, or changed before this episode: ${found.map(({ summary }) => summary).join('; ')}`,
      found.flatMap(({ findings }) => findings.map(({ evidence }) => evidence)),
    );
  }
  return notMet('No worsening objective deficit is documented');
}
