import type { BodyRegion } from '../../terminology/types.ts';
import { isBefore } from '../calendar.ts';
import type { NamedDate } from '../dates.ts';
import { sinceDays } from '../durations.ts';
import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Span } from '../span.ts';
import type { Note } from '../types.ts';
import { WordList } from '../word-lists.ts';
import { sign } from '../words.ts';
import { isUnderStrength } from './other-counts.ts';
import { isOtherLevel } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';
import { declineOfMuscle, declineSince } from './strength-before.ts';
import { courseOf, earlierGrade, type Grade, isEarlier } from './strength-course.ts';
import { gradesIn } from './strength-grades.ts';

const tested = 'neurological-examination.motor';

/** The item for the lowest grade. */
export const motorGrade = 'red-flag.motor-grade';

/** Words without which no number is a grade. */
const ofGrades = [
  'leg-muscle',
  'arm-muscle',
  'strength',
  'strength-noun',
  'full-strength',
  'other-signs',
] as const;

const named = classesOf(...ofGrades);

/** Words that may tell of strength beside the sentence before. */
const ofCourse = ['is-now', 'no-weakness', 'out-of-five'] as const;

const alsoTold = classesOf(...ofCourse);

/**
 * Muscle strength on the scale of 0 to 5: the lowest grade of the sentence with the level that serves the muscle and,
 * where the words say it, the day since which it is so. A sign beside the grade stays in the quotation.
 */
function readStrength(sentence: Sentence, { note, since, before }: NoteContext): readonly Found[] {
  const isNamed = sentence.hasAny(named) || mayBeBare(sentence.span);
  // Alone, a word such as "was" tells of the grades of the sentence before.
  if (!isNamed && !sentence.hasAny(alsoTold) && before?.hasAny(named) !== true) return [];
  if (!isNamed && before !== undefined && sentence.has('was-then')) {
    const told = gradesIn(sentence, []);
    const isStated = told.every((one) => sentence.doubtAt(one) === undefined);
    if (told.length > 0 && isStated)
      return declineSince(sentence, told, before, gradesOfLevel(before, note, since));
  }
  if (!isNamed && !sentence.hasAny(alsoTold)) return [];
  const wanted = note.episode?.region;
  const then = before === undefined || !isOfNow(sentence) ? undefined : earlierIn(before, wanted);
  if (!isNamed && then === undefined && !sentence.has('no-weakness')) return [];
  const muscles = [...sentence.of('leg-muscle'), ...sentence.of('arm-muscle')];
  const grades = isNamed || then !== undefined ? gradesIn(sentence, muscles) : [];
  const place = grades[0] ?? normalIn(sentence);
  if (place === undefined || isOfOtherJoint(sentence, wanted)) return [];
  if (sentence.hasOf(gradedOtherwise)) return [];
  const at = { rule: 'strength', place };
  // "2/5, were 4/5 in clinic Thursday": the day is that of the grade before.
  const isCompared =
    sentence.has('was-full') || new Set(grades.map((one) => isEarlier(sentence, one))).size > 1;
  const doubt = isResidual(sentence, since)
    ? 'before the episode'
    : sentence.doubtAt(place, isCompared || !isDated(sentence, grades) ? {} : { since });
  if (doubt !== undefined) {
    return [motorGrade, tested].map((linkId) => foundOf(linkId, at, { why: doubt }));
  }
  const levels = new Map(grades.map((grade) => [grade, levelOf(sentence, grade)]));
  const relevant = grades.filter((grade) => !isOther(levels.get(grade), wanted));
  if (grades.length > 0 && relevant.length === 0) {
    const why = { why: 'another part of the body' } as const;
    const others = [motorGrade, tested].map((linkId) => foundOf(linkId, at, why));
    return [...others, ...ofBothLegs(sentence, grades, levels)];
  }
  if (grades.length === 0 && (isOther(levelOf(sentence, place), wanted) || isReported(sentence))) {
    return [];
  }
  const found: Found[] = [foundOf(tested, at, { value: true })];
  const isAllEarlier = relevant.every((one) => isEarlier(sentence, one));
  if (before !== undefined && relevant.length > 0 && isAllEarlier)
    found.push(...declineOfMuscle(sentence, relevant, before, gradesOfLevel(before, note, since)));
  const weakest = ofNow(sentence, relevant).reduce<Grade | undefined>(
    (least, one) => (least === undefined || one.grade < least.grade ? one : least),
    undefined,
  );
  if (weakest === undefined || isFullNow(sentence, relevant)) return found;
  // "5/5 arms, hip flexion 4/5" of a neck: the full strength of its own level is not the least.
  const isWeakElsewhere = ofNow(sentence, grades).some(({ grade }) => grade < 5);
  if (weakest.grade === 5 && isWeakElsewhere)
    return [...found, ...ofBothLegs(sentence, grades, levels)];
  found.push(foundOf(motorGrade, at, { value: weakest.grade }));
  const lower = then !== undefined && weakest.exact < then;
  found.push(...courseOf(sentence, relevant, (one) => levels.get(one) === 'lumbar', lower));
  found.push(...ofBothLegs(sentence, grades, levels));
  if (weakest.grade === 5) return found;
  const served = levels.get(weakest);
  if (served !== undefined) {
    found.push(foundOf(`${motorGrade}.region`, at, { value: served }));
  }
  // Days beside a medicine say how long it was taken.
  const isTreated = sentence.has('drug') || sentence.has('therapy');
  const onset =
    onsetIn(sentence, since) ?? (isTreated ? undefined : sinceDays(sentence.tokens, note.date));
  if (onset !== undefined) {
    found.push(foundOf(`${motorGrade}.onset`, at, { value: onset }));
  }
  return found;
}

/** "Strength: 4/5", and where an examination is told "5/5" without another word: "Exam: DTR normal. 5/5. SLR negative." */
function mayBeBare(span: Span): boolean {
  if (isUnderStrength(span)) return true;
  if (span.section !== 'examination' || span.length > longestBare) return false;
  return span.wordAt(0) === '5' && span.wordAt(1) === '/' && span.wordAt(2) === '5';
}

/** "5/5." */
const longestBare = 4;

/** Whether a weakness is left of something before the episode; "unchanged since September" compares with a day of it. */
function isResidual(sentence: Sentence, since: string): boolean {
  return sentence.of('residual').some(({ from, to }) => {
    const isSince = steady.has(sentence.tokens[from]?.word ?? '');
    const isOfEpisode = ({ from: at, value }: NamedDate): boolean =>
      at >= to && at - to <= mostToDay && value.length > 4 && !isBefore(value, since);
    return !(isSince && sentence.pastDates.some(isOfEpisode));
  });
}

const mostToDay = 4;
const steady: ReadonlySet<string> = new Set(['unchanged', 'stable', 'same']);

/** "Today 3/5"; "recheck 3/5" names no muscle and no day, and goes on with the sentence before. */
function isOfNow(sentence: Sentence): boolean {
  if (sentence.has('is-now')) return true;
  return !sentence.hasAny(named) && !sentence.has('was-then') && sentence.pastDates.length === 0;
}

/** Whether the sentence names a day, and not a grade that looks like one: "squat strong, 5/5". */
function isDated({ pastDates }: Sentence, grades: readonly Grade[]): boolean {
  return pastDates.some(({ from }) => grades.every((one) => from < one.from || from >= one.to));
}

/** "R knee: s/p TKA, quad 3/5": what opens the line says what its grades are of. */
function isOfOtherJoint(sentence: Sentence, wanted: BodyRegion | undefined): boolean {
  if (sentence.hasOf(ofJoints)) return true;
  if (wanted === 'cervical') return false;
  return (['elsewhere', 'other-part'] as const).some((kind) =>
    sentence.of(kind).some(({ from, to }) => from <= 1 && sentence.tokens[to]?.word === ':'),
  );
}

/** What weakens a joint of itself: "cuff weakness 4/5", "quad 3/5 after TKA". */
const ofJoints = new WordList(
  'sprain sprained cuff epicondylitis meniscal meniscus ligament acl mcl pcl arthroplasty tka tkr tha thr bursitis tendinitis tendinopathy tendonitis impingement labral dislocation dislocated laceration lacerated cubital tenodesis',
);

/** What has grades of its own: pulses, tumors, the activity of a muscle at rest. */
const gradedOtherwise = new WordList(
  'intelligence pedis carcinoma adenocarcinoma sarcoma transitional tumor fibrillation fibrillations spontaneous varicosities stenosis laminectomy incision incisions',
);

/** That both legs are weak is a red flag of the neck's cord as well, whatever level the order is of. */
function ofBothLegs(
  sentence: Sentence,
  grades: readonly Grade[],
  levels: ReadonlyMap<Grade, BodyRegion | undefined>,
): readonly Found[] {
  const legs = grades.filter((one) => levels.get(one) === 'lumbar');
  return courseOf(sentence, legs, () => true, false).filter(
    ({ linkId }) => linkId === 'red-flag.bilateral-leg-weakness',
  );
}

/** The grades without those of an earlier time, unless there are no others. */
function ofNow(sentence: Sentence, grades: readonly Grade[]): readonly Grade[] {
  const now = grades.filter((one) => !isEarlier(sentence, one));
  if (now.length > 0) return now;
  // "4-/5 at discharge, from 2/5".
  const later = grades.filter(({ from }) => sentence.tokens[from - 1]?.word !== 'from');
  return later.length > 0 ? later : grades;
}

/** "EHL was 3/5 and is now full": grades of an earlier time, and no number of now. */
function isFullNow(sentence: Sentence, grades: readonly Grade[]): boolean {
  const last = Math.max(...grades.map(({ to }) => to));
  const full = [...sentence.of('is-full'), ...sentence.of('full-strength')].find(
    ({ from }) => from >= last,
  );
  const isEarlierAll = grades.every((one) => isEarlier(sentence, one));
  // "EHL has recovered, was 3/5".
  const recovered = sentence.tokens.findIndex(({ word }) => recoveries.has(word));
  if (isEarlierAll && recovered > 0 && !notYet.has(sentence.tokens[recovered - 1]?.word ?? ''))
    return true;
  if (full === undefined || !isEarlierAll) return false;
  return sentence.of('is-now').some(({ from, to }) => from >= last && full.from - to <= mostToFull);
}

const mostToFull = 2;
const recoveries: ReadonlySet<string> = new Set(
  'recovered resolved normalized normalised'.split(' '),
);
const notYet: ReadonlySet<string> = new Set(
  'not never partially partly incompletely yet hasnt'.split(' '),
);

/** The grade that the sentence before tells of an earlier time. */
function earlierIn(before: Sentence, wanted: BodyRegion | undefined): number | undefined {
  const muscles = [...before.of('leg-muscle'), ...before.of('arm-muscle')];
  const isNamed = muscles.length > 0 || before.has('strength');
  if (!isNamed) return undefined;
  const grades = gradesIn(before, muscles).filter((one) => !isOther(levelOf(before, one), wanted));
  return earlierGrade(before, grades);
}

/** The grades that a sentence tells of the level of the order, unless something doubts them. */
function gradesOfLevel(sentence: Sentence, { episode }: Note, since: string): readonly Grade[] {
  if (!sentence.hasAny(named) || isResidual(sentence, since)) return [];
  const muscles = [...sentence.of('leg-muscle'), ...sentence.of('arm-muscle')];
  return gradesIn(sentence, muscles).filter(
    (one) =>
      !isOther(levelOf(sentence, one), episode?.region) &&
      sentence.doubtAt(one, { since }) === undefined,
  );
}

/** Words for full strength; that there is no weakness says that it was tested only where an examination is told. */
function normalIn(sentence: Sentence): Place | undefined {
  const isExamination = sentence.span.section === 'examination';
  return (
    sentence.of('full-strength')[0] ??
    saidToBeFull(sentence) ??
    (isExamination ? sentence.of('no-weakness')[0] : undefined)
  );
}

/** "Power, sensation and reflexes in the legs are normal", "strength and sensation nl". */
function saidToBeFull(sentence: Sentence): Place | undefined {
  const muscles = sentence.of('muscle-name');
  return [...sentence.of('strength-noun'), ...muscles].find((noun) => {
    const isMuscle = muscles.includes(noun);
    const full = sentence
      .of('is-full')
      .find(({ from, to }) => to > noun.from && from - noun.to <= mostBetween);
    // "Grip equal", "deltoid ok": of a muscle that may be its bulk, or its reflex.
    if (isMuscle && !ofMuscles.has(sentence.tokens[full?.from ?? 0]?.word ?? '')) return false;
    if (full === undefined || sentence.isDenied(full)) return false;
    const between = sentence.tokens.slice(noun.to, full.from).map(({ word }) => word);
    if (between.some((word) => untold.has(word))) return false;
    if (between.includes('to') && !between.includes('found')) return false;
    const told = sentence.tokens.slice(0, noun.from);
    if (told.some(({ word }) => word === 'describe' || word === 'feel')) return false;
    return !between.includes(',') || between.includes('and');
  });
}

const mostBetween = 14;

const ofMuscles: ReadonlySet<string> = new Set(['full', 'strong', 'normal', 'intact', 'good']);

/** With these a word such as "normal" tells nothing of strength. */
const untold: ReadonlySet<string> = new Set(
  'not deferred unable weak weakness pulse return returned back goal goals will until'.split(' '),
);

/** Weakness that the patient reports was not tested. */
function isReported(sentence: Sentence): boolean {
  const { section, heading } = sentence.span;
  if (heading === 'ro' || heading.includes('system')) return true;
  if (section === 'examination' || section === 'none') return false;
  return sentence.tokens.some(
    ({ word }) => word === 'denie' || word === 'denied' || word === 'report',
  );
}

export const strengthReader = readerOf([...ofGrades, ...ofCourse, 'was-then'], readStrength, {
  needs: sign.grade,
  alone: [
    'full-strength',
    'strength-noun',
    'no-weakness',
    'muscle-name',
    'grade-of-one',
    'grade-of-two',
    'grade-of-three',
  ],
  goesOn: mayBeBare,
});

/** The level that serves the muscle nearest to a grade. */
function levelOf(sentence: Sentence, grade: Place): BodyRegion | undefined {
  const chunk = sentence.chunkOf(grade);
  const nearest = (kind: 'leg-muscle' | 'arm-muscle'): number =>
    sentence.of(kind).reduce((least, one) => {
      const away = one.from >= grade.to ? one.from - grade.to : Math.max(0, grade.from - one.to);
      const outside = one.from < chunk.from || one.from >= chunk.to ? 20 : 0;
      return Math.min(least, away + outside);
    }, Number.POSITIVE_INFINITY);
  const leg = Math.min(
    nearest('leg-muscle'),
    sentence.has('leg-muscle') ? Number.POSITIVE_INFINITY : footDrop(sentence),
  );
  const arm = nearest('arm-muscle');
  if (leg === arm || (leg < 20 && arm < 20 && isOfAll(sentence, chunk))) return undefined;
  return leg < arm ? 'lumbar' : 'cervical';
}

/** "Strength 5/5 in upper and lower limbs", "BUE BLE 5/5": one grade for all of them. */
function isOfAll(sentence: Sentence, chunk: Place): boolean {
  const words = sentence.tokens.slice(chunk.from, chunk.to).map(({ word }) => word);
  if (words.includes('upper') && words.includes('lower')) return true;
  return words.some((word) => arms.has(word)) && words.some((word) => legs.has(word));
}

const arms: ReadonlySet<string> = new Set(['ue', 'bue', 'ues', 'arm', 'arms']);
const legs: ReadonlySet<string> = new Set(['le', 'ble', 'les', 'leg', 'legs']);

const ofFoot: ReadonlySet<string> = new Set('footdrop foot ankle toe heel'.split(' '));

function footDrop({ tokens }: Sentence): number {
  return tokens.some(({ word }) => ofFoot.has(word)) ? 5 : Number.POSITIVE_INFINITY;
}

/** Weak legs are looked at in an order of the thoracic spine too. */
function isOther(level: BodyRegion | undefined, wanted: BodyRegion | undefined): boolean {
  if (level === undefined || wanted === 'thoracic') return false;
  return isOtherLevel([level], wanted);
}

const sinceWhen: ReadonlySet<string> = new Set(
  'since began started onset beginning from new noted noticed developed appeared first set came arose dating'.split(
    ' ',
  ),
);

const mostToNew = 3;
const isWorse: ReadonlySet<string> = new Set(['worse', 'worsening', 'worsened', 'weaker']);

/** "New since Monday": a day within the episode. */
function onsetIn(sentence: Sentence, since: string): string | undefined {
  const date = sentence.pastDates.find(({ from, value }) => {
    const before = sentence.tokens.slice(Math.max(0, from - 3), from).map(({ word }) => word);
    const isSince =
      before.some((word) => sinceWhen.has(word)) &&
      !before.some((word) => isWorse.has(word) || steady.has(word));
    // "Today noted new foot slap, DF 3/5".
    const isFoundNew =
      sentence.tokens[from]?.word === 'today' &&
      sentence.tokens.slice(from + 1, from + 1 + mostToNew).some(({ word }) => word === 'new');
    return (isSince || isFoundNew) && value.length === 10 && !isBefore(value, since);
  });
  return date?.value;
}
