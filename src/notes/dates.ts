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
  if (word === 'yesterday' || word === 'yest' || word === 'yday')
    return dated(at, at + 1, addDays(noteDate, -1));
  if (word === 'today' || word === 'tonight') return dated(at, at + 1, noteDate);
  if (word === 'tomorrow' || word === 'tmrw') return dated(at, at + 1, addDays(noteDate, 1));
  const next = tokens[at + 1]?.word ?? '';
  if (word === 'thi' || word === 'this') {
    if (
      next === 'morning' ||
      next === 'afternoon' ||
      next === 'evening' ||
      next === 'am' ||
      next === 'forenoon'
    )
      return dated(at, at + 2, noteDate);
  }
  if (word === 'morning') {
    // "First case in the morning".
    const before = tokens[at - 1]?.word === 'the' ? tokens[at - 2]?.word : tokens[at - 1]?.word;
    return direction === 'future' && before === 'in'
      ? dated(at, at + 1, addDays(noteDate, 1))
      : undefined;
  }
  // "The last day of September".
  if (word === 'last' && next === 'day' && tokens[at + 2]?.word === 'of') {
    const ofMonth = monthOf(tokens[at + 3]?.word ?? '');
    if (ofMonth > 0)
      return dated(at, at + 4, nearest(noteDate, ofMonth, lastDays[ofMonth - 1] ?? 30, direction));
  }
  // "From first of October".
  const unnamed =
    ordinals.includes(word) && next === 'of' ? monthOf(tokens[at + 2]?.word ?? '') : 0;
  if (unnamed > 0)
    return dated(at, at + 3, nearest(noteDate, unnamed, ordinals.indexOf(word) + 1, direction));
  if (word === 'last' && lastParts.has(next)) return dated(at, at + 2, addDays(noteDate, -1));
  const holiday = direction === 'past' ? holidayAt(tokens, at, noteDate) : undefined;
  if (holiday !== undefined) return holiday;
  const weekday = weekdayAt(tokens, at);
  if (weekday >= 0) {
    // "Sat 11/7", "Saturday, November 7": one day.
    const after = tokens[at + 1]?.word === ',' || tokens[at + 1]?.word === '.' ? at + 2 : at + 1;
    const whole = dateAt(tokens, after, noteDate, direction, order);
    const isSame = whole !== undefined && isDateOf(whole.value, weekday);
    if (isSame) return dated(at, whole.to, whole.value);
    // "Monday last week".
    if (next === 'last' && tokens[at + 2]?.word === 'week')
      return dated(at, at + 3, ofWeekBefore(noteDate, weekday));
    // "The Saturday before last".
    if (direction === 'past' && next === 'before' && tokens[at + 2]?.word === 'last')
      return dated(at, at + 3, addDays(dayOfWeek(noteDate, weekday, direction), -7));
    const day = dayOfWeek(noteDate, weekday, direction);
    // "Last Wednesday" in a note of a Wednesday.
    const isBefore = day === noteDate && tokens[at - 1]?.word === 'last';
    // And "next Wednesday" there.
    const isNext = day === noteDate && tokens[at - 1]?.word === 'next' && direction === 'future';
    return dated(at, at + 1, isBefore ? addDays(day, -7) : isNext ? addDays(day, 7) : day);
  }
  const counted = smallNumbers.indexOf(word);
  if (counted >= 0) return agoAt(tokens, at, Math.max(1, counted), noteDate);
  if (word === 'the') {
    // "The first of September".
    const ordinal = ordinalAt(tokens, at + 1);
    const of = at + 1 + ordinal.words;
    const month = tokens[of]?.word === 'of' ? monthOf(tokens[of + 1]?.word ?? '') : 0;
    if (ordinal.day > 0 && month > 0)
      return dated(at, of + 2, nearest(noteDate, month, ordinal.day, direction));
    // "The nineteenth of this month".
    const isOfThis = tokens[of + 1]?.word === 'this' && tokens[of + 2]?.word === 'month';
    if (ordinal.day > 0 && tokens[of]?.word === 'of' && isOfThis)
      return dated(at, of + 3, dayOfMonth(noteDate, ordinal.day, direction));
    const last = tokens[of + 1]?.word === 'the' ? of + 2 : of + 1;
    if (ordinal.day > 0 && tokens[of]?.word === 'of' && tokens[last]?.word === 'month')
      return dated(at, last + 1, dayOfMonth(noteDate, ordinal.day, direction));
    const day = numberIn(next, 1, 31);
    // "The 14th of September" is read from its number on.
    const isOfMonth = tokens[at + 3]?.word === 'of' && monthOf(tokens[at + 4]?.word ?? '') > 0;
    if (day !== undefined && isOrdinal(tokens[at + 2]?.word) && !isOfMonth)
      return dated(at, at + 3, dayOfMonth(noteDate, day, direction));
  }
  const month = monthOf(word);
  if (month === 0) return undefined;
  // "may" is a month only with a number or after a word that dates.
  const afterMonth = afterMonthName(tokens, at);
  const spelled = ordinalAt(tokens, afterMonth);
  // "April twenty eight".
  const named = spelled.day > 0 ? spelled : cardinalAt(tokens, afterMonth);
  const day = numberIn(tokens[afterMonth]?.word, 1, 31);
  // "November twenty-fourth".
  if (day === undefined && named.day > 0)
    return dated(at, afterMonth + named.words, nearest(noteDate, month, named.day, direction));
  if (day === undefined) {
    const year =
      yearIn(tokens[afterMonth]?.word) ??
      (tokens[afterMonth]?.word === 'of' ? yearIn(tokens[afterMonth + 1]?.word) : undefined);
    if (year !== undefined) return dated(at, afterMonth + 1, `${year}-${two(month)}`);
    const before = tokens[at - 1]?.word ?? '';
    if (
      !isOfMonths(tokens, at) &&
      ![
        'in',
        'since',
        'between',
        'last',
        'until',
        'early',
        'late',
        'mid',
        'from',
        'to',
        'of',
        'through',
        'for',
      ].includes(before)
    )
      return undefined;
    return dated(at, at + 1, withoutYear(noteDate, month, direction));
  }
  let to = afterMonth + 1;
  if (isOrdinal(tokens[to]?.word)) to += 1;
  const mark = tokens[to]?.word === ',' ? to + 1 : to;
  const year = yearIn(tokens[mark]?.word);
  if (year !== undefined) return dated(at, mark + 1, wholeDay(year, month, day));
  return dated(at, to, nearest(noteDate, month, day, direction));
}

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
