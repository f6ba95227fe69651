import { isBefore } from '../calendar.ts';
import type { NamedDate } from '../dates.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma } from '../tokens.ts';
import {
  areMonths,
  isAsOf,
  isEndAt,
  isFromWhom,
  isPrescribedBy,
  isSinceAnother,
  isSinceVisit,
  isWhenItBegan,
  namesNext,
} from './before-day.ts';
import type { Found, NoteContext } from './reader.ts';
import { effectIn } from './treatment-effect.ts';
import { lastsFrom, underWayIn } from './treatment-under-way.ts';
import { trial } from './trial-items.ts';

/** When it began and ended, where the words beside the dates say so. */
export function datesOf(
  sentence: Sentence,
  place: Place,
  { since, note, isTherapyNote }: NoteContext,
): readonly Found[] {
  const found: Found[] = [];
  // "Was rear-ended in October".
  if (sentence.tokens.some(({ word }, at) => word === 'rear' && isEnded(sentence, at))) return [];
  const dates = sentence.pastDates.filter(
    ({ value }) => !isBefore(value, since) && value <= note.date,
  );
  const isNext = namesNext(sentence);
  // "Last visit 10/2: continue PT" is of a provider's.
  const isOfVisitThen =
    !isTherapyNote && sentence.tokens[0]?.word === 'last' && sentence.tokens[1]?.word === 'visit';
  const tell = (linkId: string, date: NamedDate): void => {
    if (found.some((one) => one.linkId === linkId)) return;
    // "Last PT visit 11/12, next one 11/19" ends nothing.
    if (linkId === trial.end && (isNext || isOfVisitThen)) return;
    // "Gabapentin started today" is what the visit orders.
    if (linkId === trial.start && date.value === note.date && !isTherapyNote) return;
    found.push({ linkId, rule: 'treatment-dates', place, found: { value: date.value } });
  };
  const isOpen = dates.length > 0 && isSoFar(sentence);
  const isUnderWay = underWayIn(sentence) !== undefined;
  for (const [index, date] of dates.entries()) {
    // "Leg pain since Aug 11, PT and two injections": the day is that of the pain.
    if (isOfComplaint(sentence, date, note.episode?.onset)) continue;
    const ahead = sentence.tokens[date.from - 1]?.word ?? '';
    // "To the 30th of October".
    const isOfThe = ahead === 'the' && !/^\d+$/.test(sentence.tokens[date.to]?.word ?? '');
    // "From June to early August".
    const isPart = isOfThe || parts.has(ahead);
    const before = isPart ? (sentence.tokens[date.from - 2]?.word ?? '') : ahead;
    // "Despite oxycodone, and since last night he needs two people to stand".
    if (before === 'since' && opensStatement(sentence, date)) continue;
    // "Since last seen 9/18" tells nothing of the treatment.
    const isNamed = near(sentence, 'begins', date, 1) || near(sentence, 'ends', date, 1);
    const next = sentence.tokens[date.to]?.word ?? '';
    const isRange =
      (index + 1 < dates.length && (ranges.has(next) || areMonths(date, dates[index + 1]))) ||
      lastsFrom(sentence, date);
    const isSeen = before === 'seen' || before === 'visit';
    // "First seen 9/28 and sent to therapy": by whom it was ordered.
    if (before === 'seen' && !isTherapyNote && !isTreatmentAhead(sentence, date)) continue;
    // "Since last visit 7/23 he completed PT" tells when he was last seen.
    if (isSinceVisit(sentence, date)) continue;
    // "The pain is as bad as when it began on 8/24".
    if (isWhenItBegan(sentence, date)) continue;
    if (isSeen && !isNamed && !isRange && !isOfVisit(sentence, date)) continue;
    if (sentence.isLikelyAhead(date)) continue;
    if (sentence.tokens[date.from]?.word === 'today') {
      // "Today is the last session", "8 Sept to today, full recovery"; "through today" goes on.
      const isOver =
        (copulas.has(next) && sentence.hasWithin('ends', { from: date.to, to: date.to + 1 })) ||
        (ranges.has(before) && effectIn(sentence) === 'resolved');
      if (isOver) tell(trial.end, date);
      if (isOver || ranges.has(before)) continue;
    }
    if (isRecurring(sentence, date)) continue;
    const isLater =
      index > 0 &&
      (['to', '>', 'through', 'thru', '-', 'and', 'until', 'till'].includes(before) ||
        areMonths(dates[index - 1], date));
    const isFirst =
      isRange ||
      ['from', 'since', 'between'].includes(before) ||
      (near(sentence, 'begins', date, 3) && !isOfGiven(sentence, date)) ||
      (ofDays.has(before) && (isPrescribed(sentence, date) || hasBegun(sentence, date))) ||
      isPrescribedBy(sentence, date);
    // "Prednisone 9/14 to 9/21 and gabapentin since 9/14": one of them ended.
    const goesOn = isLater && isSinceAnother(sentence, date);
    if ((goesOn || isOpen) && !near(sentence, 'begins', date, 3)) continue;
    // "PT x 6 wks done 10/23".
    const isDone =
      before === 'done' ||
      ((before === 'on' || before === 'in') && isWordAt(sentence, date.from - 2, 'done'));
    if (isEndAt(sentence, date.from)) {
      tell(trial.end, date);
      continue;
    }
    if (isDone && isTreatmentAhead(sentence, date)) {
      tell(trial.end, date);
      continue;
    }
    // "First dose tonight" is to come.
    if (ofTonight.has(sentence.tokens[date.from]?.word ?? '') && isCalled(sentence, date, 'first'))
      continue;
    const [first, last] = [isCalled(sentence, date, 'first'), isCalled(sentence, date, 'last')];
    if (isOfVisit(sentence, date)) {
      tell(trial.start, date);
      continue;
    }
    // "Last one today, care plan continues" ends nothing.
    if (last && !first && isUnderWay) continue;
    if (first !== last) tell(first ? trial.start : trial.end, date);
    else if (!isRange && isEndOf(sentence, date)) tell(trial.end, date);
    else if (isLater || (!isRange && near(sentence, 'ends', date, 1))) tell(trial.end, date);
    else if (isFirst && (isRange || !near(sentence, 'ends', date, 2))) tell(trial.start, date);
    else if ((endings.has(before) || isAsOf(sentence, date)) && hasEnd(sentence, date)) {
      tell(trial.end, date);
    } else {
      const told = toldOf(sentence, date);
      if (told !== undefined) tell(told === 'begins' ? trial.start : trial.end, date);
    }
  }
  const opened = dayBesideTreatment(sentence, dates, found);
  if (opened !== undefined) tell(trial.start, opened);
  if (isUnderWay) {
    const value = { value: true };
    found.push({
      linkId: trial.ongoing,
      rule: 'treatment-dates',
      place,
      found: value,
    });
  }
  return found;
}

const ofTonight: ReadonlySet<string> = new Set(['tonight', 'today']);
function isTreatmentAhead(sentence: Sentence, { from }: NamedDate): boolean {
  const chunk = sentence.chunkOf({ from, to: from + 1 });
  // "Was in PT, done in September": the part holds nothing but that it is done.
  const isAlone = isWordAt(sentence, chunk.from, 'done') && chunk.from > 1;
  const first = isAlone
    ? sentence.chunkOf({ from: chunk.from - 2, to: chunk.from - 1 }).from
    : chunk.from;
  const ahead = { from: first, to: from };
  return ofCourses.some((kind) => sentence.hasWithin(kind, ahead));
}

function isEnded(sentence: Sentence, at: number): boolean {
  return isWordAt(sentence, at + 1, 'ended') || isWordAt(sentence, at + 2, 'ended');
}

const parts: ReadonlySet<string> = new Set(['early', 'late', 'mid']);

export function isWordAt({ tokens }: Sentence, at: number, word: string): boolean {
  return tokens[at]?.word === word;
}

/** Between two days: from the first to the second. */
export const ranges: ReadonlySet<string> = new Set([
  '-',
  '>',
  'to',
  'through',
  'thru',
  'until',
  'till',
]);

const copulas: ReadonlySet<string> = new Set(['is', 'was']);

/** "Medrol pack 5/3, finished 5/7": the day right behind a treatment, where only its end is told of another. */
function dayBesideTreatment(
  sentence: Sentence,
  dates: readonly NamedDate[],
  found: readonly Found[],
): NamedDate | undefined {
  const [first, last] = dates;
  const isEnd = (one: Found): boolean =>
    one.linkId === trial.end && 'value' in one.found && one.found.value === last?.value;
  if (first === undefined || last === undefined || dates.length > 2 || !found.some(isEnd))
    return undefined;
  const isBeside = (['therapy', 'drug'] as const).some((kind) =>
    sentence.of(kind).some(({ to }) => to <= first.from && first.from - to <= 1),
  );
  return isBeside && first.value < last.value ? first : undefined;
}

/** A day behind a comma, and what is told of it behind the day. */
function opensStatement({ tokens }: Sentence, { from, to }: NamedDate): boolean {
  const mark = tokens[from - 2]?.word === 'and' ? tokens[from - 3]?.word : tokens[from - 2]?.word;
  return mark === ',' && subjects.has(tokens[to]?.word ?? '');
}

const subjects: ReadonlySet<string> = new Set('he she they i his her my the pain'.split(' '));

const endings: ReadonlySet<string> = new Set(['on', 'in', 'until', 'through', 'by']);

/** "On Tuesdays and Fridays", "a week ago Friday": no one day. */
function isRecurring({ tokens }: Sentence, { from }: NamedDate): boolean {
  const day = tokens[from];
  if (tokens[from - 1]?.word === 'ago') return true;
  // "Monday to Friday".
  const isDay = (at: number): boolean => tokens[at]?.word.endsWith('day') === true;
  const isJoint = (at: number): boolean => ranges.has(tokens[at]?.word ?? '');
  if (
    isDay(from) &&
    ((isJoint(from + 1) && isDay(from + 2)) || (isJoint(from - 1) && isDay(from - 2)))
  )
    return true;
  return day?.word.endsWith('day') === true && day.end - day.start > day.word.length;
}

/** "Started on naproxen at the 10/21 visit", "started meloxicam on 9/14". */
const ofDays: ReadonlySet<string> = new Set(['on', 'at', 'the']);

/** The episode's own day behind a complaint, with no treatment before it. */
function isOfComplaint(sentence: Sentence, day: NamedDate, onset: string | undefined): boolean {
  const { from, value } = day;
  const kinds = ['therapy', 'drug', 'conservative', 'session'] as const;
  const has = (within: Place): boolean => kinds.some((kind) => sentence.hasWithin(kind, within));
  if (value === onset) return !has({ from: 0, to: from });
  // "From 11 May to 22 June with no improvement in his sciatica".
  const isRange = ranges.has(sentence.tokens[day.to]?.word ?? '');
  if (isRange && sentence.pastDates.some((one) => one.from === day.to + 1)) return false;
  // "Since Labor Day he has had pain in the arm, and has been through therapy".
  const { from: begin } = sentence.chunkOf(day);
  const comma = sentence.tokens.findIndex(({ word }, at) => at >= day.to && word === ',');
  const part = { from: begin, to: comma < 0 ? sentence.tokens.length : comma };
  const isSaid = sentence
    .of('symptom')
    .some(
      ({ from }) => from >= part.from && from < part.to && sentence.tokens[from]?.word !== 'it',
    );
  return isSaid && !has(part);
}

/** "Four times so far, last on 10/15" ends nothing. */
function isSoFar({ tokens }: Sentence): boolean {
  return tokens.some(
    ({ word }, at) =>
      word === 'far' && tokens[at - 1]?.word === 'so' && tokens[at + 1]?.word !== ':',
  );
}

/** "Began physical therapy on Sept 14": the therapy stands between the word and the day. */
function hasBegun(sentence: Sentence, { from }: NamedDate): boolean {
  return sentence
    .of('begins')
    .some(
      ({ to }) =>
        to <= from &&
        from - to <= mostBetween &&
        sentence.hasWithin('therapy', { from: to, to: from }),
    );
}

const mostBetween = 5;

/** "First adjustment 8/22", "last one Sept 14". */
function isCalled({ tokens }: Sentence, { from }: NamedDate, name: 'first' | 'last'): boolean {
  const before = tokens.slice(Math.max(0, from - 3), from).map(({ word }) => word);
  const at = before.lastIndexOf(name);
  const isOther = before.slice(Math.max(0, at)).some((word) => others.has(word));
  if (at < 0 || isOther) return false;
  // "Sixteen sessions (first 9/14, last 11/6)".
  const mark = tokens[from - before.length + at - 1]?.word ?? '';
  return before.length - at > 1 || mark === '(' || mark === ',';
}

/** "Since last seen 9/18", "finished last week (10/1 to 11/12)". */
const others: ReadonlySet<string> = new Set(
  'seen visit , wk week month filled refilled dispensed fill refill'.split(' '),
);

/** "Was prescribed diclofenac and cyclobenzaprine on 9/21", "Rx tizanidine on 9/18". */
function isPrescribed(sentence: Sentence, date: NamedDate): boolean {
  const { from } = sentence.statementOf(date);
  return sentence.tokens
    .slice(Math.max(from, date.from - 7), date.from)
    .some(({ word }) => word === 'prescribed' || word === 'rx' || word === 'started');
}

function near(
  sentence: Sentence,
  kind: 'begins' | 'ends',
  { from }: NamedDate,
  most: number,
): boolean {
  return sentence
    .of(kind)
    .some(
      (one) => one.to <= from && from - one.to < most && !isFromWhom(sentence.tokens, one, from),
    );
}

/** So many words at most lie between a day and the word that tells what it is of. */
const mostToDay = 10;

/**
 * What the nearest word before a day tells of it: "put on gabapentin 300 TID on 9/14", "signed her off on 30 October";
 * or behind a day that opens a statement: "on 9/14 he began therapy".
 */
function toldOf(sentence: Sentence, day: NamedDate): 'begins' | 'ends' | undefined {
  const statement = sentence.statementOf(day);
  const isPart = (from: number, to: number): boolean =>
    !notOfTreatment.some((kind) => sentence.hasWithin(kind, { from, to })) &&
    !isDoseOfOther(sentence, from, to) &&
    !isParted(sentence, from, to) &&
    !sentence.pastDates.some((one) => one.from >= from && one.to <= to);
  const ahead = (kind: 'begins' | 'ends'): Place | undefined =>
    sentence
      .of(kind)
      .findLast(
        ({ from, to }) =>
          from >= statement.from &&
          to <= day.from &&
          day.from - to <= mostToDay &&
          !vague.has(sentence.tokens[from]?.word ?? '') &&
          isPart(to, day.from),
      );
  const [begun, ended] = [ahead('begins'), ahead('ends')];
  if (begun !== undefined || ended !== undefined) {
    // "I finished the pack that you gave me on the 9th": of one or of the other.
    if ((begun?.from ?? -1) > (ended?.from ?? -1))
      return ended === undefined ? 'begins' : undefined;
    // "Discharged home 10/30 with PT referral": what ends has to be named before.
    const before = { from: statement.from, to: day.from };
    return ofCourses.some((kind) => sentence.hasWithin(kind, before)) ? 'ends' : undefined;
  }
  const isToday = sentence.tokens[day.from]?.word === 'today';
  if (isToday || day.from - statement.from > 2) return undefined;
  const behind = (kind: 'begins' | 'ends'): boolean =>
    sentence.of(kind).some(
      ({ from }) =>
        from >= day.to &&
        from - day.to <= 5 &&
        // "The pain returned 9/14 after therapy ended".
        !sentence.tokens
          .slice(day.to, from)
          .some((token) => isComma(token) || token.word === 'after') &&
        !vague.has(sentence.tokens[from]?.word ?? '') &&
        isPart(day.to, from),
    );
  if (behind('begins')) return 'begins';
  return behind('ends') ? 'ends' : undefined;
}

/** "I finished the pack that you gave me on the 9th": the day is of one or of the other. */
function isOfGiven(sentence: Sentence, day: NamedDate): boolean {
  const isGiven = sentence.tokens
    .slice(Math.max(0, day.from - 5), day.from)
    .some(({ word }) => word === 'gave' || word === 'given');
  return isGiven && hasEnd(sentence, day);
}

const ofCourses = ['therapy', 'drug', 'session', 'conservative'] as const;

/** Between these and a day anything may stand that the day is of. */
const vague: ReadonlySet<string> = new Set(
  'since from between through until till thru final last first'.split(' '),
);

const notOfTreatment = [
  'symptom',
  'film',
  'mri-study',
  'injection',
  'seen-for',
  'in-person',
  'changed',
  'effect-none',
  'effect-good',
] as const;

/** A dose, a trial or the like that a day may be of, unless a medicine's name holds the word: "dose pack". */
function isDoseOfOther(sentence: Sentence, first: number, last: number): boolean {
  const drugs = sentence.of('drug');
  const { tokens } = sentence;
  const isAtVisit = (at: number): boolean =>
    tokens[at]?.word === 'visit' && tokens.slice(first, at).some(({ word }) => word === 'at');
  return sentence.of('dated-otherwise').some(
    ({ from, to }) =>
      from >= first &&
      from < last &&
      // "Started her on nabumetone at her visit on 8/31".
      !isAtVisit(from) &&
      !drugs.some((drug) => drug.from <= from && to <= drug.to && drug.to - drug.from > to - from),
  );
}

/** "Started her on diclofenac at our visit of October 9" is one part, "started, seen on October 9" is none. */
function isParted(sentence: Sentence, from: number, to: number): boolean {
  const words = sentence.tokens.slice(from, to).map(({ word }) => word);
  const isAtVisit = words.includes('visit') && words.includes('at');
  // "Taught him bridges and curl-ups on 7/22".
  const isTaught = [from - 1, from - 2].some((at) => teaching.has(sentence.tokens[at]?.word ?? ''));
  return words.some(
    (word, at) =>
      partings.has(word) &&
      !(word === 'visit' && isAtVisit) &&
      !(word === 'and' && (isTaught || joinsTreatments(sentence, from + at))),
  );
}

const teaching: ReadonlySet<string> = new Set('taught showed shown demonstrated'.split(' '));

/** "Started him on naproxen and Flexeril 9/2". */
function joinsTreatments(sentence: Sentence, at: number): boolean {
  const had = ofCourses.flatMap((kind) => sentence.of(kind));
  return had.some(({ to }) => to === at) && had.some(({ from }) => from === at + 1);
}

const partings: ReadonlySet<string> = new Set([';', '.', ':', 'visit', 'seen', 'and']);

/** "At the visit on 9/14 we started naproxen". */
function isOfVisit(sentence: Sentence, { from, to }: NamedDate): boolean {
  const before = sentence.tokens.slice(Math.max(0, from - mostToVisit), from);
  const isAtVisit =
    before.some(({ word }) => atVisits.has(word)) || isWordAt(sentence, to, 'visit');
  const isEndOf = sentence
    .of('ends')
    .some(
      (one) =>
        one.to === from &&
        (!atVisits.has(sentence.tokens[from - 1]?.word ?? '') || isBracketed(sentence, one.from)),
    );
  if (isEndOf) return false;
  return isAtVisit && sentence.hasWithin('begins', { from: to, to: to + 7 });
}

/** "Finished PT (last visit 10/21)". */
function isBracketed({ tokens }: Sentence, from: number): boolean {
  return tokens[from - 1]?.word === '(';
}

const mostToVisit = 5;
const atVisits: ReadonlySet<string> = new Set(['visit', 'seen', 'saw']);

/** So many words at most lie between "finished" and the day. */
const mostToEnd = 7;

/** "Finished therapy on the 30th of October", "discharged from PT 11/6": only the treatment stands between. */
function isEndOf(sentence: Sentence, { from }: NamedDate): boolean {
  const named = (['therapy', 'session', 'conservative'] as const).flatMap((kind) =>
    sentence.of(kind),
  );
  // "Completed 8 sessions of PT on 10/22".
  const counted = sentence
    .of('session')
    .filter((one) => completing.has(sentence.tokens[one.from]?.word ?? ''))
    .map((one) => ({ from: one.from, to: one.from + 1 }));
  return [...sentence.of('ends'), ...counted].some(({ from: begin, to }) => {
    if (to > from || from - to > mostToEnd) return false;
    const between = sentence.tokens.slice(to, from);
    const isTreatment =
      between.length > 0 || named.some((one) => one.from >= begin && one.to <= from);
    return (
      isTreatment &&
      between.every(
        ({ word }, at) =>
          connecting.has(word) ||
          /^\d+$/.test(word) ||
          named.some((one) => one.from <= to + at && to + at < one.to),
      )
    );
  });
}

const completing: ReadonlySet<string> = new Set(['completed', 'finished']);

const connecting: ReadonlySet<string> = new Set(
  'it session visit week wk on as in the of last this end from with his her my all course program was were is early late mid day here there'.split(
    ' ',
  ),
);

/** A word such as "finished" stands before the date in its clause. */
function hasEnd(sentence: Sentence, date: NamedDate): boolean {
  const clause = sentence.clauseOf(date);
  return sentence.of('ends').some((one) => {
    const isOfOther = sentence.hasWithin('injection', { from: one.to, to: date.from });
    return one.from >= clause.from && one.to <= date.from && !isOfOther;
  });
}
