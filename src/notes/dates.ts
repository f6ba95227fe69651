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
import { holidayAt, holidayWords } from './holidays.ts';
import type { NamedDate } from './named-date.ts';
import { isStop, type Token } from './tokens.ts';
import { addSign, normal, sign } from './words.ts';

export type { NamedDate } from './named-date.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const longMonths =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const shortDays: Readonly<Record<string, number>> = {
  sun: 0,
  mon: 1,
  tue: 2,
  wed: 3,
  wednes: 3,
  thu: 4,
  thur: 4,
  fri: 5,
  sat: 6,
};

/** Before these a number with a slash is a date: "from 10/12", "on 3/5". */
const beforeDates: ReadonlySet<string> = new Set(
  'on from since of dated to until through and between by after before until til till for ended completed started starting began ( , - thru xr xray film mri lumbar cervical thoracic spine radiograph ct visit session dose esi injection onset clinic ed er office hospital prescribed record care seen taken obtained done reviewed report pt admitted discharged surgery microdiscectomy discectomy laminectomy fusion tlif plif alif acdf decompression kyphoplasty scheduled planned booked trial tfesi'.split(
    ' ',
  ),
);

/** After these it is one, whatever else it could be: "films 7/10". */
const surelyDated: ReadonlySet<string> = new Set(
  'on since dated xray xr ray film radiograph mri ct clinic view prescribed rxd rx started stopped began begun discontinued initiated commenced'.split(
    ' ',
  ),
);

/** "9/10-10/25", "9/8 to 10/22". */
function isRange(tokens: readonly Token[], at: number): boolean {
  const between = tokens[at + 3]?.word;
  const isJoined =
    between === '-' || between === 'to' || between === 'through' || between === 'thru';
  // "From 4/5 to 3/5" are grades.
  const isOfGrades = tokens[at + 2]?.word === '5' && tokens[at + 6]?.word === '5';
  const isDated = isDigits(tokens[at + 4]?.word) && tokens[at + 5]?.word === '/';
  return isJoined && isDated && !isOfGrades && !isOfScores(tokens, at);
}

/** "Pain 8/10 to 2/10". */
function isOfScores(tokens: readonly Token[], at: number): boolean {
  if (tokens[at + 2]?.word !== '10' || tokens[at + 6]?.word !== '10') return false;
  return tokens.slice(Math.max(0, at - 4), at).some(({ word }) => scored.has(word));
}

const scored: ReadonlySet<string> = new Set('pain nprs nrs vas pn score lbp sciatica'.split(' '));

function isDigits(word: string | undefined): boolean {
  return word !== undefined && word >= '0' && word < ':';
}

const counted: ReadonlySet<string> = new Set(
  'visit session appointment of for completed attended week hour treatment appt exercise'.split(
    ' ',
  ),
);

/** "10/12 visits": a count and no date. */
function isCount(tokens: readonly Token[], at: number): boolean {
  const around = [tokens[at - 1]?.word, tokens[at + 3]?.word, tokens[at + 4]?.word];
  return around.some((word) => word !== undefined && counted.has(word));
}

function monthOf(word: string): number {
  const long = longMonths.indexOf(word);
  if (long >= 0) return long + 1;
  return months.indexOf(word === 'sept' ? 'sep' : word) + 1;
}

/** The words that name a day or a month. */
const dayWords = [
  ...['yesterday', 'yest', 'yday', 'today', 'tonight', 'tomorrow', 'tmrw', 'sept', 'morning'],
  ...holidayWords.map(normal),
  ...Object.keys(shortDays),
  ...months,
  ...longMonths,
  ...days,
].filter((word) => normal(word) === word);

const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

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

/** "25/9 to 6/11": there is no 25th month, and the other day is written as this one. */
function isDayFirst(tokens: readonly Token[]): boolean {
  return tokens.some(({ word }, at) => {
    if (tokens[at + 1]?.word !== '/' || numberIn(word, 13, 31) === undefined) return false;
    const isMonth = numberIn(tokens[at + 2]?.word, 1, 12) !== undefined;
    const before = tokens[at - 1]?.word ?? '';
    const isWhole = tokens[at + 3]?.word === '/' && isDigits(tokens[at + 4]?.word);
    const isJoined = isRange(tokens, at) || (isRange(tokens, at - 4) && before !== '/');
    const isNamed = surelyDated.has(before) || beforeDayFirst.has(before);
    return isMonth && before !== '/' && (isWhole || isJoined || isNamed);
  });
}

/** "Since the weekend of the final, 19/9". */
const beforeDayFirst: ReadonlySet<string> = new Set([',', '(', 'from', 'weekend', 'doi']);

type Order = 'day first' | 'month first';

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

/** The last days of the months. */
const lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const lastParts: ReadonlySet<string> = new Set(['night', 'nite', 'nt', 'evening', 'pm', 'noc']);

/** The day that an ordinal of one or two words names, "twentieth", "twenty-fourth"; 0 where none stands there. */
function ordinalAt(tokens: readonly Token[], at: number): { day: number; words: number } {
  const word = tokens[at]?.word ?? '';
  const day = ordinals.indexOf(word) + 1;
  if (day > 0) return { day, words: 1 };
  if (word === 'thirtieth') return { day: 30, words: 1 };
  const tens = word === 'twenty' ? 20 : word === 'thirty' ? 30 : 0;
  const unit = tens > 0 ? ordinals.indexOf(tokens[at + 1]?.word ?? '') + 1 : 0;
  return unit > 0 && unit < 10 ? { day: tens + unit, words: 2 } : { day: 0, words: 0 };
}

const units = 'one two three four five six seven eight nine'.split(' ');
const teens =
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');

/** The day that a number of one or two words names behind a month, as it is dictated; 0 where none stands there. */
function cardinalAt(tokens: readonly Token[], at: number): { day: number; words: number } {
  const word = tokens[at]?.word ?? '';
  if (teens.includes(word)) return { day: teens.indexOf(word) + 10, words: 1 };
  const tens = word === 'twenty' ? 20 : word === 'thirty' ? 30 : 0;
  const unit = units.indexOf(tokens[at + 1]?.word ?? '') + 1;
  if (tens === 0) return { day: 0, words: 0 };
  if (tens === 30 && unit > 1) return { day: 0, words: 0 };
  return unit > 0 ? { day: tens + unit, words: 2 } : { day: tens, words: 1 };
}

/** The number words that "days ago" follows; "a day ago" is one. */
const smallNumbers = [
  'a',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
];

const hours: ReadonlySet<string> = new Set(['h', 'hr', 'hour', 'min', 'minute']);
const agos: ReadonlySet<string> = new Set(['ago', 'pta', 'earlier', 'prior']);

/** "Two days ago", "3 d ago", "2 h ago", "1 hr PTA". */
function agoAt(
  tokens: readonly Token[],
  at: number,
  count: number,
  noteDate: string,
): NamedDate | undefined {
  const unit = tokens[at + 1]?.word ?? '';
  if (!agos.has(tokens[at + 2]?.word ?? '')) return undefined;
  if (unit === 'day' || unit === 'd') return dated(at, at + 3, addDays(noteDate, -count));
  return hours.has(unit) ? dated(at, at + 3, noteDate) : undefined;
}

/** The weekday that a word names, 0 for Sunday; -1 where it names none. "Sat" and "sun" have other meanings as well. */
function weekdayAt(tokens: readonly Token[], at: number): number {
  const word = tokens[at]?.word ?? '';
  const long = days.indexOf(word);
  if (long >= 0) return long;
  const short = Object.hasOwn(shortDays, word) ? shortDays[word] : undefined;
  if (short === undefined || isOtherWord(tokens[at])) return -1;
  if (word !== 'sat' && word !== 'sun') return short;
  const next = tokens[at + 1]?.word ?? '';
  const isDated = isDigits(next) || monthOf(next) > 0 || dayParts.has(next);
  return isDated || beforeDays.has(tokens[at - 1]?.word ?? '') ? short : -1;
}

/** "Sats 97", "we'd": written with a letter or a mark more. */
function isOtherWord(token: Token | undefined): boolean {
  const isShort = token?.word === 'sat' || token?.word === 'wed';
  return isShort && token.end - token.start === 4;
}

const dayParts: ReadonlySet<string> = new Set(['am', 'pm', 'night', 'morning', 'evening']);
const beforeDays: ReadonlySet<string> = new Set([
  'on',
  'since',
  'last',
  'this',
  'thi',
  'from',
  'until',
]);

/** The weekday of the week before a day; weeks begin on Mondays. */
function ofWeekBefore(noteDate: string, weekday: number): string {
  const today = new Date(`${noteDate}T00:00:00Z`).getUTCDay();
  const sinceMonday = (day: number): number => (day + 6) % 7;
  return addDays(noteDate, sinceMonday(weekday) - sinceMonday(today) - 7);
}

function isDateOf(value: string, weekday: number): boolean {
  return value.length === 10 && new Date(`${value}T00:00:00Z`).getUTCDay() === weekday;
}

function dated(from: number, to: number, value: string | undefined): NamedDate | undefined {
  return value === undefined ? undefined : { from, to, value };
}

function isOrdinal(word: string | undefined): boolean {
  return word === 'st' || word === 'nd' || word === 'rd' || word === 'th';
}

/** "25/9", "6/11/2026" in a sentence where the day is written first. */
function dayFirstDate(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  const day = numberIn(tokens[at]?.word, 1, 31);
  const month = numberIn(tokens[at + 2]?.word, 1, 12);
  if (day === undefined || month === undefined) return undefined;
  const isWhole = tokens[at + 3]?.word === '/';
  const year = yearIn(tokens[at + 4]?.word) ?? shortYear(tokens[at + 4]?.word);
  if (isWhole)
    return year === undefined ? undefined : dated(at, at + 5, wholeDay(year, month, day));
  const before = tokens[at - 1]?.word ?? '';
  const isNamed = isRange(tokens, at) || beforeDates.has(before) || surelyDated.has(before);
  return isNamed ? dated(at, at + 3, nearest(noteDate, month, day, direction)) : undefined;
}

function numericDate(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  const word = tokens[at]?.word ?? '';
  const second = tokens[at + 1]?.word;
  const year = yearIn(word);
  if (year !== undefined) {
    const month = numberIn(tokens[at + 2]?.word, 1, 12);
    const day = numberIn(tokens[at + 4]?.word, 1, 31);
    if ((second === '-' || second === '/') && month !== undefined) {
      if (day !== undefined && tokens[at + 3]?.word === second)
        return dated(at, at + 5, wholeDay(year, month, day));
      return dated(at, at + 3, `${year}-${two(month)}`);
    }
    return dated(at, at + 1, String(year));
  }
  if (word.includes('.')) return dottedDate(tokens, at, noteDate, direction);
  const firstNumber = numberIn(word, 1, 31);
  if (firstNumber === undefined) return undefined;
  const isOfName = second === '-' && monthOf(tokens[at + 2]?.word ?? '') > 0;
  // "ACDF C5/6 Dec 4": a level, and the month has a day of its own.
  const isOfLevel = tokens[at - 1]?.word === '/' && monthOf(second ?? '') > 0;
  if (isOfLevel && numberIn(tokens[at + 2]?.word, 1, 31) !== undefined) return undefined;
  if (second === '/' || (second === '-' && !isOfName)) {
    const day = numberIn(tokens[at + 2]?.word, 1, 31);
    const third =
      tokens[at + 3]?.word === second
        ? (yearIn(tokens[at + 4]?.word) ?? shortYear(tokens[at + 4]?.word))
        : undefined;
    if (firstNumber > 12) return undefined;
    if (day !== undefined && third !== undefined)
      return dated(at, at + 5, wholeDay(third, firstNumber, day));
    if (second === '/' && tokens[at + 3]?.word !== '/') {
      const longYear = yearIn(tokens[at + 2]?.word);
      if (longYear !== undefined) return dated(at, at + 3, `${longYear}-${two(firstNumber)}`);
      const before = tokens[at - 1]?.word ?? '';
      // "Completed 12/12" counts.
      if (firstNumber === day && counted.has(before)) return undefined;
      const isGrade = day === 5 && firstNumber <= 5;
      const isScore =
        ((day === 10 && firstNumber <= 10) || isGrade) &&
        !surelyDated.has(before) &&
        !isRange(tokens, at);
      // "Tripped over the dog 10/7": of a count the second number is not the lower one.
      const isNoCount = day !== undefined && (day > 10 || (firstNumber > day && firstNumber > 5));
      const isPlain = (isNoCount && !isCount(tokens, at)) || isRange(tokens, at);
      if (
        day !== undefined &&
        (isPlain || beforeDates.has(before) || surelyDated.has(before)) &&
        !isScore
      ) {
        return dated(at, at + 3, nearest(noteDate, firstNumber, day, direction));
      }
    }
    return undefined;
  }
  // "12 Oct 2026", "3rd of March", but not "C6 dec".
  const letter = tokens[at - 1];
  if (letter !== undefined && letter.end === tokens[at]?.start && letter.word >= 'a')
    return undefined;
  let next = at + 1;
  if (isOrdinal(tokens[next]?.word)) next += 1;
  if (tokens[next]?.word === 'of') next += 1;
  // "08-Nov-2026".
  const isHyphened = tokens[next]?.word === '-' && monthOf(tokens[next + 1]?.word ?? '') > 0;
  if (isHyphened) next += 1;
  const month = monthOf(tokens[next]?.word ?? '');
  if (month > 0) {
    if (isHyphened && tokens[next + 1]?.word === '-') {
      const last = tokens[next + 2]?.word;
      const year = yearIn(last) ?? shortYear(last);
      if (year !== undefined) return dated(at, next + 3, wholeDay(year, month, firstNumber));
    }
    const named = yearIn(tokens[next + 1]?.word);
    return named === undefined
      ? dated(at, next + 1, nearest(noteDate, month, firstNumber, direction))
      : dated(at, next + 2, wholeDay(named, month, firstNumber));
  }
  return agoAt(tokens, at, firstNumber, noteDate);
}

/** "Since 15.10.", "24.08.2026": the day is written first; without a year only behind a word that dates. */
function dottedDate(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  const [first, second, third] = (tokens[at]?.word ?? '').split('.');
  const day = numberIn(first, 1, 31);
  const month = numberIn(second, 1, 12);
  if (day === undefined || month === undefined) return undefined;
  if (third !== undefined) {
    const year = yearIn(third) ?? shortYear(third);
    return year === undefined ? undefined : dated(at, at + 1, wholeDay(year, month, day));
  }
  const before = tokens[at - 1]?.word ?? '';
  const isNamed = before === 'since' || (beforeDotted.has(before) && second?.length === 2);
  return isNamed ? dated(at, at + 1, nearest(noteDate, month, day, direction)) : undefined;
}

const beforeDotted: ReadonlySet<string> = new Set(['from', 'until', 'till']);

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

function numberIn(word: string | undefined, least: number, most: number): number | undefined {
  if (word === undefined || word.length > 2) return undefined;
  const number = Number(word);
  return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}

function yearIn(word: string | undefined): number | undefined {
  if (word === undefined || word.length !== 4) return undefined;
  const year = Number(word);
  return Number.isInteger(year) && year >= 1920 && year <= 2099 ? year : undefined;
}

function shortYear(word: string | undefined): number | undefined {
  if (word === undefined || word.length !== 2) return undefined;
  const year = Number(word);
  return Number.isInteger(year) ? 2000 + year : undefined;
}
