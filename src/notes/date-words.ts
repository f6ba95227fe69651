import { addDays } from './calendar.ts';
import type { NamedDate } from './named-date.ts';
import type { Token } from './tokens.ts';

/** Names of months and days of the week, and their short forms. */
export const months = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];
export const longMonths =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
export const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
export const shortDays: Readonly<Record<string, number>> = {
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

/** Whether a word begins with a digit. */
export function isDigits(word: string | undefined): boolean {
  return word !== undefined && word >= '0' && word < ':';
}

/** The number of the month that a word names, 1 for January; 0 where it names none. */
export function monthOf(word: string): number {
  const long = longMonths.indexOf(word);
  if (long >= 0) return long + 1;
  return months.indexOf(word === 'sept' ? 'sep' : word) + 1;
}

/** Ordinals in one word, in their order. */
export const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

/** The last days of the months. */
export const lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day that an ordinal of one or two words names, "twentieth", "twenty-fourth"; 0 where none stands there. */
export function ordinalAt(tokens: readonly Token[], at: number): { day: number; words: number } {
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
export function cardinalAt(tokens: readonly Token[], at: number): { day: number; words: number } {
  const word = tokens[at]?.word ?? '';
  if (teens.includes(word)) return { day: teens.indexOf(word) + 10, words: 1 };
  const tens = word === 'twenty' ? 20 : word === 'thirty' ? 30 : 0;
  const unit = units.indexOf(tokens[at + 1]?.word ?? '') + 1;
  if (tens === 0) return { day: 0, words: 0 };
  if (tens === 30 && unit > 1) return { day: 0, words: 0 };
  return unit > 0 ? { day: tens + unit, words: 2 } : { day: tens, words: 1 };
}

/** The weekday that a word names, 0 for Sunday; -1 where it names none. "Sat" and "sun" have other meanings as well. */
export function weekdayAt(tokens: readonly Token[], at: number): number {
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
export function ofWeekBefore(noteDate: string, weekday: number): string {
  const today = new Date(`${noteDate}T00:00:00Z`).getUTCDay();
  const sinceMonday = (day: number): number => (day + 6) % 7;
  return addDays(noteDate, sinceMonday(weekday) - sinceMonday(today) - 7);
}

/** Whether a day falls on a day of the week, 0 for Sunday. */
export function isDateOf(value: string, weekday: number): boolean {
  return value.length === 10 && new Date(`${value}T00:00:00Z`).getUTCDay() === weekday;
}

/** A date at a place; undefined where its value is not known. */
export function dated(from: number, to: number, value: string | undefined): NamedDate | undefined {
  return value === undefined ? undefined : { from, to, value };
}

/** The ending of an ordinal in digits. */
export function isOrdinal(word: string | undefined): boolean {
  return word === 'st' || word === 'nd' || word === 'rd' || word === 'th';
}

/** The number of one or two digits that a word is, within bounds. */
export function numberIn(
  word: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (word === undefined || word.length > 2) return undefined;
  const number = Number(word);
  return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}

/** The year of four digits that a word is. */
export function yearIn(word: string | undefined): number | undefined {
  if (word === undefined || word.length !== 4) return undefined;
  const year = Number(word);
  return Number.isInteger(year) && year >= 1920 && year <= 2099 ? year : undefined;
}

/** Two digits from here on are a year of the last century: "5/3/93". */
const lastCentury = 50;

/** The year that two digits are. */
export function shortYear(word: string | undefined): number | undefined {
  if (word === undefined || word.length !== 2) return undefined;
  const year = Number(word);
  if (!Number.isInteger(year)) return undefined;
  return year < lastCentury ? 2000 + year : 1900 + year;
}
