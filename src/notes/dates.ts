import { agoAt, agos, smallNumbers } from './ago.ts';
import {
  addDays,
  type Direction,
  dayOfMonth,
  dayOfWeek,
  nearest,
  two,
  wholeDay,
  withoutYear,
} from './calendar.ts';
import {
  cardinalAt,
  dated,
  days,
  isDateOf,
  isOrdinal,
  lastDays,
  longMonths,
  monthOf,
  months,
  numberIn,
  ofWeekBefore,
  ordinalAt,
  ordinals,
  shortDays,
  weekdayAt,
  yearIn,
} from './date-words.ts';
import { holidayAt, holidayWords } from './holidays.ts';
import type { NamedDate } from './named-date.ts';
import { dayFirstDate, isDayFirst, numericDate, type Order } from './numeric-dates.ts';
import { isStop, type Token } from './tokens.ts';
import { addSign, normal, sign } from './words.ts';

export type { NamedDate } from './named-date.ts';

/** The words that name a day or a month. */
const dayWords = [
  ...['yesterday', 'yest', 'yday', 'today', 'tonight', 'tomorrow', 'tmrw', 'sept', 'morning'],
  ...holidayWords.map(normal),
  ...Object.keys(shortDays),
  ...months,
  ...longMonths,
  ...days,
].filter((word) => normal(word) === word);

/** Others that a date may begin with: "last night", "the third of May", "two days ago". */
const openings = 'this thi last the a an one two three four five six seven ten'.split(' ');

addSign(sign.date, [...dayWords, ...openings, ...ordinals]);

/** The dates that a sentence names, each resolved from the day of the note. */
export function datesIn(
  tokens: readonly Token[],
  noteDate: string,
  direction: Direction,
): readonly NamedDate[] {
  const found: NamedDate[] = [];
  const order = isDayFirst(tokens) ? 'day first' : 'month first';
  for (let at = 0; at < tokens.length; at += 1) {
    const one = dateAt(tokens, at, noteDate, direction, order);
    if (one === undefined || isCompared(tokens, one)) continue;
    found.push(one);
    const last = lastOfRange(tokens, one);
    if (last !== undefined) found.push(last);
    at = (last ?? one).to - 1;
  }
  return found;
}

/** "It feels exactly like 2018": the year is what now is likened to, and no day of it. */
function isCompared(tokens: readonly Token[], { from }: NamedDate): boolean {
  const at = tokens[from - 1]?.word === 'in' ? from - 2 : from - 1;
  return likened.has(tokens[at]?.word ?? '');
}

const likened: ReadonlySet<string> = new Set(['like', 'as', 'than']);

/** "November 2 to 8": the second day is of the same month. */
function lastOfRange(tokens: readonly Token[], first: NamedDate): NamedDate | undefined {
  if (first.value.length !== 10 || monthOf(tokens[first.from]?.word ?? '') === 0) return undefined;
  const joint = tokens[first.to]?.word ?? '';
  const number = tokens[first.to + 1];
  const next = tokens[first.to + 2];
  if (!joints.has(joint) || !(next === undefined || isStop(next))) return undefined;
  const day = numberIn(number?.word, Number(first.value.slice(8)) + 1, 31);
  if (day === undefined) return undefined;
  const from = first.to + 1;
  return { from, to: from + 1, value: `${first.value.slice(0, 8)}${two(day)}` };
}

const joints: ReadonlySet<string> = new Set(['-', 'to', 'through', 'thru', 'until']);

function dateAt(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
  order: Order = 'month first',
): NamedDate | undefined {
  const signs = tokens[at]?.signs ?? 0;
  if ((signs & sign.digit) !== 0) {
    return order === 'day first' && tokens[at + 1]?.word === '/'
      ? dayFirstDate(tokens, at, noteDate, direction)
      : numericDate(tokens, at, noteDate, direction);
  }
  if ((signs & sign.date) === 0) return undefined;
  const word = tokens[at]?.word ?? '';
  const amount = smallNumbers.indexOf(word);
  if (amount >= 0) return agoAt(tokens, at, Math.max(1, amount), noteDate);
  return (
    dayBesideNote(tokens, at, noteDate, direction) ??
    lastDayOfMonth(tokens, at, noteDate, direction) ??
    (direction === 'past' ? holidayAt(tokens, at, noteDate) : undefined) ??
    ofWeekday(tokens, at, noteDate, direction, order) ??
    ofOrdinal(tokens, at, noteDate, direction) ??
    ofMonthName(tokens, at, noteDate, direction)
  );
}

const dayBefore: ReadonlySet<string> = new Set(['yesterday', 'yest', 'yday']);
const sameDay: ReadonlySet<string> = new Set(['today', 'tonight']);
const dayAfter: ReadonlySet<string> = new Set(['tomorrow', 'tmrw']);
const partsOfToday: ReadonlySet<string> = new Set(
  'morning afternoon evening am forenoon'.split(' '),
);

/** "Yesterday", "this morning", "last night", "first case in the morning". */
function dayBesideNote(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  const word = tokens[at]?.word ?? '';
  const next = tokens[at + 1]?.word ?? '';
  if (dayBefore.has(word)) return dated(at, at + 1, addDays(noteDate, -1));
  if (sameDay.has(word)) return dated(at, at + 1, noteDate);
  if (dayAfter.has(word)) return dated(at, at + 1, addDays(noteDate, 1));
  if ((word === 'thi' || word === 'this') && partsOfToday.has(next))
    return dated(at, at + 2, noteDate);
  if (word === 'last' && lastParts.has(next)) return dated(at, at + 2, addDays(noteDate, -1));
  const before = tokens[at - 1]?.word === 'the' ? tokens[at - 2]?.word : tokens[at - 1]?.word;
  const isNextMorning = word === 'morning' && direction === 'future' && before === 'in';
  return isNextMorning ? dated(at, at + 1, addDays(noteDate, 1)) : undefined;
}

/** "The last day of September". */
function lastDayOfMonth(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  const words = tokens.slice(at, at + 4).map(({ word }) => word);
  if (words[0] !== 'last' || words[1] !== 'day' || words[2] !== 'of') return undefined;
  const month = monthOf(words[3] ?? '');
  if (month === 0) return undefined;
  return dated(at, at + 4, nearest(noteDate, month, lastDays[month - 1] ?? 30, direction));
}

/** "Last Wednesday", "Sat 11/7", "Monday last week". */
function ofWeekday(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
  order: Order,
): NamedDate | undefined {
  const weekday = weekdayAt(tokens, at);
  if (weekday < 0) return undefined;
  const next = tokens[at + 1]?.word ?? '';
  // "Sat 11/7", "Saturday, November 7": one day.
  const after = next === ',' || next === '.' ? at + 2 : at + 1;
  const whole = dateAt(tokens, after, noteDate, direction, order);
  if (whole !== undefined && isDateOf(whole.value, weekday))
    return dated(at, whole.to, whole.value);
  if (next === 'last' && tokens[at + 2]?.word === 'week')
    return dated(at, at + 3, ofWeekBefore(noteDate, weekday));
  const day = dayOfWeek(noteDate, weekday, direction);
  // "The Saturday before last".
  if (direction === 'past' && next === 'before' && tokens[at + 2]?.word === 'last')
    return dated(at, at + 3, addDays(day, -7));
  // "Last Wednesday" in a note of a Wednesday, and "next Wednesday" there.
  const before = tokens[at - 1]?.word;
  const isLast = day === noteDate && before === 'last';
  const isNext = day === noteDate && before === 'next' && direction === 'future';
  return dated(at, at + 1, isLast ? addDays(day, -7) : isNext ? addDays(day, 7) : day);
}

/** "First of October", "the nineteenth of this month", "the 14th". */
function ofOrdinal(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  const word = tokens[at]?.word ?? '';
  if (ordinals.includes(word) && tokens[at + 1]?.word === 'of') {
    const month = monthOf(tokens[at + 2]?.word ?? '');
    const day = ordinals.indexOf(word) + 1;
    if (month > 0) return dated(at, at + 3, nearest(noteDate, month, day, direction));
  }
  if (word !== 'the') return undefined;
  const ordinal = ordinalAt(tokens, at + 1);
  const of = at + 1 + ordinal.words;
  if (ordinal.day > 0 && tokens[of]?.word === 'of') {
    const month = monthOf(tokens[of + 1]?.word ?? '');
    if (month > 0) return dated(at, of + 2, nearest(noteDate, month, ordinal.day, direction));
    const determiner = tokens[of + 1]?.word;
    const last = determiner === 'this' || determiner === 'the' ? of + 2 : of + 1;
    if (tokens[last]?.word === 'month')
      return dated(at, last + 1, dayOfMonth(noteDate, ordinal.day, direction));
  }
  const day = numberIn(tokens[at + 1]?.word, 1, 31);
  // "The 14th of September" is read from its number on.
  const isOfMonth = tokens[at + 3]?.word === 'of' && monthOf(tokens[at + 4]?.word ?? '') > 0;
  return day !== undefined && isOrdinal(tokens[at + 2]?.word) && !isOfMonth
    ? dated(at, at + 3, dayOfMonth(noteDate, day, direction))
    : undefined;
}

/** "November 2", "April twenty eight", "November 2025", "since October"; "may" is a month only with a number or after a word that dates. */
function ofMonthName(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  const month = monthOf(tokens[at]?.word ?? '');
  if (month === 0) return undefined;
  const after = afterMonthName(tokens, at);
  const day = numberIn(tokens[after]?.word, 1, 31);
  if (day !== undefined) {
    const to = isOrdinal(tokens[after + 1]?.word) ? after + 2 : after + 1;
    const mark = tokens[to]?.word === ',' ? to + 1 : to;
    const year = yearIn(tokens[mark]?.word);
    return year === undefined
      ? dated(at, to, nearest(noteDate, month, day, direction))
      : dated(at, mark + 1, wholeDay(year, month, day));
  }
  const ordinal = ordinalAt(tokens, after);
  const spelled = ordinal.day > 0 ? ordinal : cardinalAt(tokens, after);
  if (spelled.day > 0)
    return dated(at, after + spelled.words, nearest(noteDate, month, spelled.day, direction));
  const ofYear = tokens[after]?.word === 'of' ? yearIn(tokens[after + 1]?.word) : undefined;
  const year = yearIn(tokens[after]?.word) ?? ofYear;
  if (year !== undefined) return dated(at, after + 1, `${year}-${two(month)}`);
  const isDated = beforeMonths.has(tokens[at - 1]?.word ?? '') || isOfMonths(tokens, at);
  return isDated ? dated(at, at + 1, withoutYear(noteDate, month, direction)) : undefined;
}

/** After these a month alone is one. */
const beforeMonths: ReadonlySet<string> = new Set(
  'in since between last until early late mid from to of through for'.split(' '),
);

/** "May to July", "Oct-Nov": months that stand for a time. */
function isOfMonths(tokens: readonly Token[], at: number): boolean {
  const isMonth = (place: number): boolean =>
    monthOf(tokens[place]?.word ?? '') > 0 &&
    numberIn(tokens[place + 1]?.word, 1, 31) === undefined;
  if (isMonth(at + 1) || isMonth(at - 1)) return true;
  if (joints.has(tokens[at + 1]?.word ?? '') && isMonth(at + 2)) return true;
  return joints.has(tokens[at - 1]?.word ?? '') && isMonth(at - 2);
}

/** "Oct. 12", "March the tenth". */
function afterMonthName(tokens: readonly Token[], at: number): number {
  const next = tokens[at + 1]?.word;
  if (next === '.') return at + 2;
  const isNamed = next === 'the' && ordinalAt(tokens, at + 2).day > 0;
  const isNumbered = next === 'the' && isOrdinal(tokens[at + 3]?.word);
  return isNamed || isNumbered ? at + 2 : at + 1;
}

const lastParts: ReadonlySet<string> = new Set(['night', 'nite', 'nt', 'evening', 'pm', 'noc']);

/** What tells that an opening word begins a date: "this morning", "the third", "two days ago". */
const closings = [
  ...lastParts,
  ...ordinals,
  ...agos,
  'thirtieth',
  'morning',
  'forenoon',
  'afternoon',
  'am',
];
addSign(sign.dated, [...dayWords, ...closings]);

/** The signs of words without any of which a sentence names no day, month or year. */
export const ofDates = sign.digit | sign.dated;
