import { isAsNew, isNewer } from '../../chart/dates.ts';
import type { DeficitFact, MotorGradeFact } from '../../chart/types.ts';
import type { Case } from '../../guideline/case.ts';
import type { Finding } from '../../logic/finding.ts';
import { tellsOfNow, tellsOfOldTimes } from '../../terminology/old-words.ts';
import type { Concept } from '../../terminology/types.ts';
import { factsOf, isUndated } from './flag-facts.ts';
import { byPlace, isNamed, type Placed, relation } from './limb-by-limb.ts';
import { isNew, isOfEpisode, isRecent } from './newness.ts';

function isWeak(grade: MotorGradeFact, orderCase: Case): boolean {
  return grade.grade <= orderCase.readings.motorGradeAtMost;
}

/** The grades that make the flag, or may make it. */
export function standingWeakness(orderCase: Case): readonly MotorGradeFact[] {
  const found = weaknesses(orderCase);
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

function strengthOf(grades: readonly MotorGradeFact[], orderCase: Case): LimbStrength | undefined {
  const [place] = grades;
  if (place === undefined) return undefined;
  const weak = grades.filter((one) => isWeak(one, orderCase));
  const dated = weak.filter(({ date }) => date !== undefined);
  const newest = newestOf(dated);
  return {
    place,
    weak: weak.filter(
      ({ date }) => date === undefined || newest?.date === undefined || isAsNew(date, newest.date),
    ),
    strong: newestOf(grades.filter((one) => !isWeak(one, orderCase))),
    old: weak.find(
      (one) => sinceWhen(one, orderCase) === 'not-met' && !isJustBefore(one, orderCase),
    ),
    justBefore: weak.find((one) => isJustBefore(one, orderCase)),
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

export interface Weakness {
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
export function weaknesses(orderCase: Case): readonly Weakness[] {
  const { motorGrades } = orderCase.recent ?? orderCase.chart;
  const places = byPlace(motorGrades).flatMap((grades) => strengthOf(grades, orderCase) ?? []);
  const lasting = byPlace(lastingWeaknesses(orderCase)).flatMap(([one]) => one ?? []);
  return places.flatMap(({ place, weak }) => {
    if (weak.length === 0) return [];
    const told = places.filter((other) => relation(other.place, place) === 'told');
    const open = places.filter((other) => relation(other.place, place) === 'open');
    const isLasting = lasting.some((one) => relation(one, place) !== 'not');
    return weak
      .flatMap((grade) => judged(grade, { told, open }, orderCase) ?? [])
      .map((one) => (isLasting && !isCalledNew(one.grade) ? asOpen(one) : one));
  });
}

/** What may be old is asked about. */
function asOpen(one: Weakness): Weakness {
  return one.since === 'new' ? { ...one, since: 'open' } : one;
}

/** Said to have begun in the episode, or to be worse. */
function isCalledNew({ onset, isWorse, evidence }: MotorGradeFact): boolean {
  return onset !== undefined || isWorse === true || tellsOfNow(evidence.text);
}

/** The weaknesses of a leg that a record calls old and lasting (reading A10): "Chronic left foot drop since 2019, stable". */
function lastingWeaknesses(orderCase: Case): readonly Placed[] {
  return ofLegs.flatMap((concept) =>
    factsOf(orderCase, concept)
      .filter(
        (fact) =>
          fact.certainty !== 'refuted' &&
          (fact.current || isUndated(fact)) &&
          tellsOfOldTimes(fact.evidence.text),
      )
      .map(({ side, regions }) => ({
        limb: {
          limb: 'leg' as const,
          ...(side === undefined ? {} : { side }),
          ...(concept === 'foot-drop' ? { muscle: 'ankle dorsiflexion' } : {}),
          ...(concept === 'bilateral-leg-weakness' ? { side: 'both' as const } : {}),
        },
        regions,
      })),
  );
}

const ofLegs: readonly Concept[] = ['foot-drop', 'leg-weakness', 'bilateral-leg-weakness'];

function judged(
  grade: MotorGradeFact,
  {
    told,
    open,
  }: { readonly told: readonly LimbStrength[]; readonly open: readonly LimbStrength[] },
  orderCase: Case,
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
  const since = sinceWhen(grade, orderCase);
  if (grade.onset === undefined || since !== 'met') {
    const old = told.flatMap((one) => one.old ?? []);
    if (old.length > 0) return { grade, since: 'old', beside: old };
    const justBefore = told.flatMap((one) => one.justBefore ?? []);
    if (justBefore.length > 0 || isJustBefore(grade, orderCase))
      return { grade, since: 'open', beside: justBefore.filter((one) => one !== grade) };
    if (since === 'not-met') return { grade, since: 'old', beside: [] };
    const perhaps = isVague ? open.flatMap((one) => one.old ?? []) : [];
    if (perhaps.length > 0) return { grade, since: 'open', beside: perhaps };
  }
  return { grade, since: since === 'met' && grade.doubtful !== true ? 'new' : 'open', beside: [] };
}

function isLater(one: MotorGradeFact, other: MotorGradeFact): boolean {
  return one.date !== undefined && other.date !== undefined && isNewer(one.date, other.date);
}

/** Of the same time or later, where both are dated. */
function isOfThen(one: MotorGradeFact, other: MotorGradeFact): boolean {
  return one.date !== undefined && other.date !== undefined && isAsNew(one.date, other.date);
}

/** What words call weak in the episode, where no grade of that limb as new as they are tells how weak. */
export function weakInWords(orderCase: Case): readonly DeficitFact[] {
  const { deficits, motorGrades } = orderCase.chart;
  const weak = deficits.filter(
    ({ quality, severity, date }) =>
      quality === 'motor' &&
      severity > 0 &&
      date !== undefined &&
      isOfEpisode(date, orderCase) === 'met',
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

function sinceWhen(grade: MotorGradeFact, orderCase: Case): Finding['value'] {
  if (grade.onset !== undefined) return isNew(grade.onset, orderCase);
  if (grade.authored !== undefined || grade.date === undefined) return 'not-documented';
  // A measurement dates the weakness only where the episode's own onset is documented.
  return orderCase.episode.start === undefined ? 'not-documented' : isNew(grade.date, orderCase);
}

/**
 * Found, or said to have begun, before the episode, but in the last twelve weeks (reading A10: no evidence that it is
 * old).
 */
function isJustBefore(grade: MotorGradeFact, orderCase: Case): boolean {
  const since = grade.onset ?? grade.date;
  return (
    since !== undefined && sinceWhen(grade, orderCase) === 'not-met' && isRecent(since, orderCase)
  );
}
