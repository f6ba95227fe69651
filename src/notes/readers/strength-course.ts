import type { NamedDate } from '../dates.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isStop } from '../tokens.ts';
import { type Found, foundOf } from './reader.ts';

/** A grade of muscle strength, and where it stands. */
export interface Grade extends Place {
  readonly grade: number;
  /** With its sign: 4- is below 4, 4+ above it. */
  readonly exact: number;
}

/**
 * What grades of the legs say beside their number: that both legs are weak ("4/5 bilaterally", "4/5 on the right, 3/5 on
 * the left"), and that a muscle got weaker ("was 4+/5; today 4-/5", "from 4/5 to 3/5").
 * @param grades those of the level that is asked about
 * @param isOfLeg whether a grade is one of a leg
 * @param isLowerThanBefore the sentence before tells a higher one of an earlier time
 */
export function courseOf(
  sentence: Sentence,
  grades: readonly Grade[],
  isOfLeg: (grade: Grade) => boolean,
  isLowerThanBefore: boolean,
): readonly Found[] {
  const [place] = grades;
  if (place === undefined) return [];
  const told = (linkId: string, rule: string): Found =>
    foundOf(linkId, { rule, place }, { value: true });
  const found: Found[] = [];
  if (areBothWeak(sentence, grades.filter(isOfLeg)))
    found.push(told('red-flag.bilateral-leg-weakness', 'strength-of-both-legs'));
  const wasFull =
    sentence.has('was-full') && grades.some((one) => one.exact < 4.6 && !isEarlier(sentence, one));
  if (
    isLowerThanBefore ||
    wasFull ||
    isDeclining(sentence, grades) ||
    isCalledWorse(sentence, grades)
  )
    found.push(told('red-flag.progressive-deficit', 'strength-declining'));
  return found;
}

function areBothWeak(sentence: Sentence, grades: readonly Grade[]): boolean {
  const weak = grades.filter(({ exact }) => exact < 5);
  const around = weak.map((one) =>
    grades.length === 1 ? sentence.statementOf(one) : sentence.chunkOf(one),
  );
  const isOfWeak = (both: Place): boolean => {
    const away = ({ from, to }: Place): number => Math.max(both.from - to, from - both.to);
    const [nearest] = grades.toSorted((one, other) => away(one) - away(other));
    return nearest !== undefined && nearest.exact < 5;
  };
  const isBoth = ({ from, to }: Place): boolean =>
    sentence.of('both-sides').some((one) => one.from >= from && one.from < to && isOfWeak(one));
  const legs = sentence.tokens.findIndex(({ word }) => word === 'legs');
  const hasLegs = (chunk: Place): boolean => legs >= 0 && namesLegs(sentence, chunk);
  if (around.some((chunk) => isBoth(chunk) || hasLegs(chunk))) return true;
  // "LE R 4 L 4": each behind its side.
  const sides = new Set(weak.map(({ from }) => sideOf(sentence.tokens[from - 1]?.word)));
  if (sides.has('left') && sides.has('right')) return true;
  // "IP 3/5 R 3/5 L": each before it.
  const behind = new Set(weak.map(({ to }) => sideBehind(sentence, to)));
  if (behind.has('left') && behind.has('right')) return true;
  if (weak.length === grades.length && around.some((chunk) => goesOnAsBoth(sentence, chunk)))
    return true;
  if (!sentence.has('left-side') || !sentence.has('right-side')) return false;
  // "4/5 R and 4/5 L".
  const parts = [...around, ...weak.map((one) => partOf(sentence, one))];
  const isOn = (side: 'left-side' | 'right-side', other: 'left-side' | 'right-side'): boolean =>
    parts.some((part) => sentence.hasWithin(side, part) && !sentence.hasWithin(other, part));
  return isOn('left-side', 'right-side') && isOn('right-side', 'left-side');
}

/** A side right behind a grade, before another number or the end of its part. */
function sideBehind({ tokens }: Sentence, at: number): 'left' | 'right' | undefined {
  const side = sideOf(tokens[at]?.word);
  const next = tokens[at + 1];
  const isEnd = next === undefined || isStop(next) || /^\d/.test(next.word);
  return isEnd ? side : undefined;
}

/** "Gluteus 4/5 and gastrocnemius 4/5, each on both sides": what stands behind the comma is of all of them. */
function goesOnAsBoth(sentence: Sentence, { to }: Place): boolean {
  if (!each.has(sentence.tokens[to + 1]?.word ?? '')) return false;
  return sentence.hasWithin('both-sides', { from: to + 1, to: to + longestEach });
}

const each: ReadonlySet<string> = new Set(['each', 'both', 'equal', 'equally', 'same']);
const longestEach = 5;

function sideOf(word = ''): 'left' | 'right' | undefined {
  if (lefts.has(word)) return 'left';
  return rights.has(word) ? 'right' : undefined;
}

const lefts: ReadonlySet<string> = new Set(['l', 'left', 'lt']);
const rights: ReadonlySet<string> = new Set(['r', 'right', 'rt']);

/** "Legs 3/5". */
function namesLegs({ tokens }: Sentence, { from, to }: Place): boolean {
  return tokens.slice(from, to).some(({ word }) => word === 'legs');
}

/** How far before a grade the word stands that says when it was found. */
const reach = 5;

const worse: ReadonlySet<string> = new Set([
  ...['worse', 'worsening', 'worsened', 'weaker', 'progressive', 'progressing'],
  ...['declined', 'declining', 'dropped', 'deteriorated', 'deteriorating'],
  ...['dropping', 'falling', 'slipping', 'sinking', 'fading'],
]);
/** Before it these deny it, or are what is worse: "4/5, pain worse over the weekend". */
const notWorse: ReadonlySet<string> = new Set([
  ...['no', 'not', 'never', 'without', 'nor', 'longer'],
  ...['pain', 'ache', 'lbp', 'numbness', 'tingling', 'spasm'],
]);

/** "4/5 and worsening", "worse, 4-/5": a weakness with such a word close by. */
function isCalledWorse({ tokens }: Sentence, grades: readonly Grade[]): boolean {
  return grades.some(
    ({ exact, from, to }) =>
      exact < 5 &&
      tokens.some(
        ({ word }, at) =>
          worse.has(word) &&
          at >= from - 4 &&
          at < to + 4 &&
          !tokens.slice(Math.max(0, at - 2), at).some((one) => notWorse.has(one.word)),
      ),
  );
}

/** An earlier grade is above one of now. */
function isDeclining(sentence: Sentence, grades: readonly Grade[]): boolean {
  let before = Number.NEGATIVE_INFINITY;
  let now = Number.POSITIVE_INFINITY;
  for (const grade of grades) {
    if (isEarlier(sentence, grade)) before = Math.max(before, grade.exact);
    else now = Math.min(now, grade.exact);
  }
  return now < before;
}

/**
 * Whether the words say that a grade was found at an earlier time, and not now: "was 4/5 … and is now 3/5". Words of
 * time hold for the grade in their own part of the sentence ("4/5 two weeks ago and 2/5 now"); where there are none,
 * the last one before it does.
 */
export function isEarlier(sentence: Sentence, grade: Grade): boolean {
  if (isLeadingOn(sentence, grade)) return true;
  const isTimed = sentence.has('was-then') || sentence.has('is-now-alone');
  if (!isTimed && sentence.pastDates.length === 0) return false;
  const part = partOf(sentence, grade);
  if (sentence.hasWithin('is-now-alone', part)) return false;
  if (sentence.hasWithin('was-then', part) || isOfEarlierDay(sentence, part)) return true;
  const then = lastBefore(sentence, 'was-then', grade);
  return then >= 0 && then >= part.from && then > lastBefore(sentence, 'is-now', grade);
}

/** Marks and words at which another grade's part of the sentence begins. */
const partEnds: ReadonlySet<string> = new Set([
  ',',
  ';',
  ':',
  '(',
  ')',
  'and',
  'but',
  'where',
  'versus',
  'against',
  'vs',
]);

/** The stretch around a grade up to the next mark or grade of another time. */
function partOf({ tokens }: Sentence, { from, to }: Place): Place {
  let begin = from;
  while (begin > 0 && !partEnds.has(tokens[begin - 1]?.word ?? '')) begin -= 1;
  let end = to;
  while (end < tokens.length && !partEnds.has(tokens[end]?.word ?? '')) end += 1;
  return { from: begin, to: end };
}

/** "4/5 to 3/5", "4+/5 -> 4-/5": the first of the two is the earlier one. */
function isLeadingOn({ tokens }: Sentence, { to }: Grade): boolean {
  const next = tokens[to]?.word;
  const isArrow = next === '-' || next === 'to' || next === '>';
  const second = tokens[to + 1]?.word;
  const isLong = next === '-' && (second === '-' || second === '>');
  const first = tokens[to + (isLong ? 2 : 1)]?.word ?? '';
  return isArrow && first >= '0' && first < '6' && first.length === 1;
}

/** The lowest grade of an earlier time that a sentence tells, where the sentence behind it tells what is found now. */
export function earlierGrade(sentence: Sentence, grades: readonly Grade[]): number | undefined {
  const earlier = grades.filter(
    (one) => isEarlier(sentence, one) || dayOf(sentence, partOf(sentence, one)) !== undefined,
  );
  if (earlier.length > 0) return Math.min(...earlier.map(({ exact }) => exact));
  return sentence.has('was-full') ? fullStrength : undefined;
}

const fullStrength = 5;

/** Where the last such word stands before a grade, within reach; -1 where none does. */
function lastBefore(sentence: Sentence, kind: 'was-then' | 'is-now', { from }: Grade): number {
  return sentence
    .of(kind)
    .reduce(
      (last, one) => (one.to <= from && from - one.to < reach ? Math.max(last, one.from) : last),
      -1,
    );
}

/**
 * "4/5 today vs 5/5 on 10/14", "3/5 Mon, 2/5 Tue": beside what is found now, or on a later day, a grade with a day is an
 * earlier one.
 */
function isOfEarlierDay(sentence: Sentence, part: Place): boolean {
  const own = dayOf(sentence, part);
  if (own === undefined) return false;
  const days = daysIn(sentence);
  if (sentence.has('is-now-alone') || isBesideUndated(sentence, part, days)) return true;
  return days.some(({ value, from }) => value > own.value && from > own.from);
}

/** The days that are named as those on which something was found. */
function daysIn(sentence: Sentence): readonly NamedDate[] {
  return sentence.pastDates.filter(({ from, value }) => {
    const before = sentence.tokens[from - 1];
    const day = sentence.tokens[from];
    // A month that is over is an earlier time as well: "at the August visit".
    const isDay = value.length === 10 || (value.length === 7 && value < sentence.noteMonth);
    return isDay && before?.word !== 'since' && day?.word !== 'today';
  });
}

/** The day of the part of a sentence in which a grade stands. */
function dayOf(sentence: Sentence, part: Place): NamedDate | undefined {
  return daysIn(sentence).find(({ from, to }) => {
    // "(10/7: 5/5)", "on admission (11/23) 4/5": the day before the mark.
    const isHead = to === part.from - 1 && heads.has(sentence.tokens[to]?.word ?? '');
    return isHead || (from >= part.from && from < part.to);
  });
}

const heads: ReadonlySet<string> = new Set([':', ')']);

/** "4-/5 on both sides, 5/5 on 10/20": beside a grade of no day, which is of the note's own. */
function isBesideUndated(sentence: Sentence, part: Place, days: readonly Place[]): boolean {
  const { tokens } = sentence;
  return tokens.some(({ word }, at) => {
    if (word !== '/' || tokens[at + 1]?.word !== '5' || isIn(at, part)) return false;
    const grade = partOf(sentence, { from: at - 1, to: at + 2 });
    return days.every((day) => !isIn(day.from, grade));
  });
}

function isIn(at: number, { from, to }: Place): boolean {
  return at >= from && at < to;
}
