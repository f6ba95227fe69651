import { isAsNew } from '../../chart/dates.ts';
import type { ConditionFact, MotorGradeFact } from '../../chart/types.ts';
import { answeredBothWays } from '../../guideline/attestation.ts';
import { attestedFlag, type Case } from '../../guideline/case.ts';
import { criterion, met, notDocumented, notMet } from '../../guideline/criterion.ts';
import type { RedFlag } from '../../guideline/red-flag.ts';
import type { StudyEntry } from '../../guideline/study-entry.ts';
import type { Evidence, Finding } from '../../logic/finding.ts';
import { tellsOfOldTimes } from '../../terminology/old-words.ts';
import type { BodyRegion } from '../../terminology/types.ts';
import { ctInsteadOfMriRule } from '../rules/named-rules.ts';
import { recordsOfLegs, weaknessOfBothLegs } from './both-legs.ts';
import { ctForRedFlag, myelogramForRedFlag } from './ct-for-red-flag.ts';
import { activeFacts, factsOf, isUndated } from './flag-facts.ts';
import { levelsOfNerves, levelsRecorded, withCordAbove } from './flag-levels.ts';
import { gradedOf, progressions, relation } from './limb-by-limb.ts';
import { isRecent, mayBeNow } from './newness.ts';
import { asMentioned, currentFact, redFlagCriterion } from './red-flag.ts';
import { standingWeakness, type Weakness, weakInWords, weaknesses } from './weakness.ts';

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
    decide: (orderCase) =>
      asMentioned(orderCase, ['red-flag.motor-grade'], decideMotorGrade(orderCase)),
  }),
  regions: (orderCase) => {
    const graded = gradedRecords(orderCase);
    // What only words call weak makes no flag: its level counts where nothing else would make one.
    const weak = graded.length > 0 ? graded : weakInWords(orderCase).map(({ regions }) => regions);
    return withCordAbove(levelsOfNerves(levelsRecorded(weak, orderCase)), orderCase);
  },
  records: gradedRecords,
  studies,
  isDeficit: true,
};

/** The levels of each limb that is weak by its grade, or paralysed. */
function gradedRecords(orderCase: Case): readonly (readonly BodyRegion[])[] {
  return [...standingWeakness(orderCase), ...activeFacts(orderCase, 'limb-paralysis')].map(
    ({ regions }) => regions,
  );
}

function decideMotorGrade(orderCase: Case): Finding {
  const weak = `grade ${orderCase.readings.motorGradeAtMost}/5 or less`;
  const found = weaknesses(orderCase);
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
  const contradicted = orderCase.chart.contradicted('red-flag.motor-grade');
  if (contradicted !== undefined)
    return answeredBothWays('the grade of the weakest limb', contradicted);
  // A paralysed limb in words carries no grade. Where it is new it is half of the flag, so the grade is asked about.
  const paralysed = factsOf(orderCase, 'limb-paralysis').filter(
    (fact) =>
      isUndated(fact) ||
      (fact.current && fact.certainty !== 'refuted' && mayBeNow(fact, orderCase)),
  );
  if (paralysed.length > 0 && attestedFlag(orderCase, 'red-flag.motor-grade')?.value !== false)
    return notDocumented(
      'A limb is recorded as paralysed; its strength is not',
      paralysed.map(({ evidence }) => evidence),
    );
  const inWords = [...weakInWords(orderCase), ...weakLegs(orderCase)];
  if (inWords.length > 0 && attestedFlag(orderCase, 'red-flag.motor-grade')?.value !== false) {
    const isRead = inWords.some((one) => !('isUnread' in one));
    return notDocumented(
      isRead
        ? 'A limb is recorded as weak; its strength of 0 to 5 is not'
        : 'The strength of a limb is recorded in words that are not known here; its grade of 0 to 5 is not',
      inWords.map(({ evidence }) => evidence),
    );
  }
  const old = evidenceOf('old');
  if (old.length > 0) return notMet('The weakness was documented before this episode began', old);
  return notMet(
    `No motor strength of ${weak} is documented`,
    orderCase.chart.motorGrades.map((grade) => grade.evidence),
  );
}

/**
 * Records that call a leg weak, of now or without any date (reading A10), of which no strength was measured since.
 */
function weakLegs(orderCase: Case): readonly ConditionFact[] {
  const weak = factsOf(orderCase, 'leg-weakness').filter(
    (fact) =>
      (fact.current && fact.certainty !== 'refuted') ||
      (isUndated(fact) && !tellsOfOldTimes(fact.evidence.text)),
  );
  if (weak.length === 0) return weak;
  const denied = recordsOfLegs(orderCase).flatMap(({ certainty, graded }) =>
    certainty === 'refuted' ? [graded] : [],
  );
  const graded = [...gradedOf(orderCase, 'motor'), ...denied];
  return weak.filter((fact) => {
    const date = fact.onset ?? fact.recorded;
    const limb = { limb: 'leg', ...(fact.side === undefined ? {} : { side: fact.side }) } as const;
    const isGradedSince = graded.some(
      (one) =>
        tells(relation(one, { limb, regions: fact.regions }), fact) &&
        (date === undefined || isAsNew(one.date, date)),
    );
    return !isGradedSince && (date === undefined || mayBeNow(fact, orderCase));
  });
}

/** A test whose leg nobody names settles nothing of a leg that is named. */
function tells(relation: 'told' | 'open' | 'not', { side }: ConditionFact): boolean {
  return relation === 'told' || (relation === 'open' && side === undefined);
}

function unique(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Set(evidence)];
}

export const footDrop: RedFlag = {
  id: 'red-flag.foot-drop',
  title: 'Foot drop',
  statements,
  criterion: redFlagCriterion({
    id: 'red-flag.foot-drop',
    question: 'Is there a current foot drop?',
    statements,
    decide: (orderCase) => currentFact(orderCase, 'foot-drop', 'red-flag.foot-drop', 'foot drop'),
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
    decide: (orderCase) =>
      currentFact(
        orderCase,
        'bilateral-leg-weakness',
        'red-flag.bilateral-leg-weakness',
        'bilateral weakness of the legs',
        weaknessOfBothLegs(orderCase),
      ),
  }),
  regions: legRegions,
  studies,
  isDeficit: true,
  // Reading A50: a disease of the cord calls for what shows it as its signs do; the flag itself lies where the signs
  // point.
  alsoShows: (orderCase) =>
    hasLongTractSigns(orderCase) || activeFacts(orderCase, 'myelopathy').some(isOfTheCord)
      ? ['cervical', 'thoracic']
      : [],
};

/** Lumbar and thoracic; cervical too where long-tract signs point above. */
function legRegions(orderCase: Case): readonly BodyRegion[] {
  return hasLongTractSigns(orderCase) ? ['lumbar', 'thoracic', 'cervical'] : ['lumbar', 'thoracic'];
}

/** A disease of the cord itself: what a disc disorder of a level below it is called after is none. */
function isOfTheCord({ regions }: ConditionFact): boolean {
  return regions.length === 0 || regions.some((one) => one === 'cervical' || one === 'thoracic');
}

function hasLongTractSigns(orderCase: Case): boolean {
  return (
    activeFacts(orderCase, 'abnormal-reflex').length > 0 ||
    attestedFlag(orderCase, 'long-tract-signs')?.value === true
  );
}

/**
 * Progressive objective deficits: two dated findings of one limb that worsen, or documented as progressive.
 * Subjective worsening alone is not one.
 */
export const progressiveDeficit: RedFlag = {
  id: 'red-flag.progressive-deficit',
  title: 'Progressive objective neurological deficit',
  statements,
  criterion: criterion({
    id: 'red-flag.progressive-deficit',
    question: 'Is there a progressive objective motor, sensory or reflex deficit?',
    statements,
    decide: (orderCase) =>
      asMentioned(orderCase, ['red-flag.progressive-deficit'], decideProgression(orderCase)),
  }),
  regions: (orderCase) => withCordAbove(levelsOfNerves(levelsOfProgression(orderCase)), orderCase),
  studies,
  isDeficit: true,
};

/** Strengths that their own words call worse, lately. */
function calledWorse({ chart, today, readings }: Case): readonly MotorGradeFact[] {
  return chart.motorGrades.filter(
    ({ grade, isWorse, date }) =>
      isWorse === true &&
      grade < 5 &&
      (date === undefined || today - date.latest <= readings.trialRecentDays),
  );
}

function levelsOfProgression(orderCase: Case): readonly BodyRegion[] {
  const worse = progressions(orderCase).flatMap(({ findings }) => findings);
  if (worse.length > 0)
    return levelsRecorded(
      worse.map(({ regions }) => regions),
      orderCase,
    );
  // An answer names no limb: it is of the reason's level (reading A52), else of a limb that is weak now.
  const ofComplaint = levelsRecorded([], orderCase);
  if (ofComplaint.length > 0) return ofComplaint;
  const weak = orderCase.chart.motorGrades.filter(
    ({ grade, date }) => grade < 5 && (date === undefined || isRecent(date, orderCase)),
  );
  return levelsRecorded(
    weak.map(({ regions }) => regions),
    orderCase,
  );
}

function decideProgression(orderCase: Case): Finding {
  const found = progressions(orderCase);
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
  const called = calledWorse(orderCase);
  if (called.length > 0)
    return notDocumented(
      'A strength is called worse than before; how it was is not recorded',
      called.map(({ evidence }) => evidence),
    );
  return notMet('No worsening objective deficit is documented');
}
