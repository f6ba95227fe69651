import { addDays, two } from './calendar.ts';
import { countOf } from './durations.ts';
import type { NamedDate } from './named-date.ts';
import { isComma, isStop, type Token } from './tokens.ts';
import { addSign, sign } from './words.ts';

/** A time since which something is so, as a note tells it: "x 3 wks", "six weeks ago", "2/52 of". */
export interface ToldLength extends NamedDate {
  /** What lasted stands behind it: "three weeks of low back pain". */
  readonly isOf: boolean;
  /** A time of the day of the note. */
  readonly isClock: boolean;
}

type Unit = 'moment' | 'day' | 'week' | 'month';

const units: Readonly<Record<string, Unit>> = {
  day: 'day',
  d: 'day',
  week: 'week',
  wk: 'week',
  wks: 'week',
  mos: 'month',
  w: 'week',
  month: 'month',
  mo: 'month',
  mth: 'month',
  mon: 'month',
  hour: 'moment',
  h: 'moment',
  hr: 'moment',
  minute: 'moment',
  min: 'moment',
};

/** "6/52" are weeks, "3/12" months, "2/7" days. */
const fractions: Readonly<Record<string, Unit>> = { '52': 'week', '12': 'month', '7': 'day' };

/** Times of the day without a number. */
const mealtimes: ReadonlySet<string> = new Set(
  'noon midday breakfast lunch supper dawn daybreak sunrise teatime dusk sunset'.split(' '),
);

addSign(sign.unit, [...mealtimes, 'fortnight', ...Object.keys(units), ...Object.keys(fractions)]);

const ofOne: ReadonlySet<string> = new Set(['past', 'last', 'this', 'thi']);

/** Words that count nothing exactly. */
const vague: ReadonlySet<string> = new Set(['couple', 'several', 'few']);

/** Behind these a length is of something else than what has lasted until now. */
const notBefore: ReadonlySet<string> = new Set(
  'in every q within next first another per age after over than least to - or / until only additional further > whole full all entire contact contacted'.split(
    ' ',
  ),
);
const notBehind: ReadonlySet<string> = new Set(
  'old post postop postpartum pregnant after later before prior from supply follow f followup rtc out course'.split(
    ' ',
  ),
);

const opening: ReadonlySet<string> = new Set([':', ';', ',', '(', 'with', 'had', 'has']);

const standing: ReadonlySet<string> = new Set(['evolution', 'duration', 'standing']);

const ofWhat: ReadonlySet<string> = new Set(['of', 'hx', 'history', 'h', 'ho']);

/** The lengths that a sentence names in days, weeks and months, each with the day or month since which it lasts. */
export function lengthsIn(tokens: readonly Token[], noteDate: string): readonly ToldLength[] {
  const found: ToldLength[] = [];
  for (let at = 1; at < tokens.length; at += 1) {
    const one = lengthAt(tokens, at, noteDate);
    if (one !== undefined) found.push(one);
  }
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]?.word ?? '';
    if (!isNumber(word) && !mealtimes.has(word)) continue;
    const one = timeAt(tokens, at, noteDate);
    if (one !== undefined) found.push(one);
  }
  return found;
}

function lengthAt(tokens: readonly Token[], at: number, noteDate: string): ToldLength | undefined {
  const token = tokens[at];
  if (token === undefined || (token.signs & sign.unit) === 0) return undefined;
  const { word } = token;
  if (word === 'year') return halfYearAt(tokens, at, noteDate);
  // "1/7/91" is a day of a year.
  const isFraction =
    tokens[at - 1]?.word === '/' && Object.hasOwn(fractions, word) && tokens[at + 1]?.word !== '/';
  const isFortnight = word === 'fortnight';
  const named = isFortnight ? 'week' : isFraction ? fractions[word] : unitOf(word);
  if (named === undefined) return undefined;
  // "48 hours of back pain" are two days.
  const wholeDays = hours.has(word) ? (daysOfHours[tokens[at - 1]?.word ?? ''] ?? 0) : 0;
  const unit = wholeDays > 0 ? 'day' : named;
  // "A 2-week history".
  const isHyphened = tokens[at - 1]?.word === '-';
  const from = isFraction || isHyphened ? at - 2 : at - 1;
  const number = tokens[from]?.word ?? '';
  // "The past fortnight".
  const isOne = isFortnight && ofOne.has(number);
  const count =
    wholeDays > 0 ? wholeDays : vague.has(number) ? undefined : isOne ? 1 : countOf(number);
  const most = unit === 'moment' ? 120 : 60;
  const isWhole = count !== undefined && Number.isInteger(count) && count <= most;
  const before = tokens[from - 1]?.word ?? '';
  const behind = tokens[at + 1]?.word ?? '';
  const isAgo = behind === 'ago';
  // "An hour ago" and "x 90 min" are of today; "for 8 hours" may be any work.
  if (unit === 'moment' && !isAgo && before !== 'x') return undefined;
  // "G2P1 31 wks" counts a pregnancy.
  const isPregnancy = before === 'w' && unit === 'day' && isNumber(tokens[from - 2]?.word ?? '');
  const isNumbered = (before >= '0' && before < ':') || isPregnancy;
  // "X 2 days after lifting her toddler".
  const isSince = (behind === 'after' || behind === 'from') && (before === 'x' || before === 'for');
  // "Six weeks on, the leg burns as before": since what was done.
  const isLater = behind === 'on' && isComma(tokens[at + 2]);
  if (!isWhole || isNumbered || isLater || (notBehind.has(behind) && !isSince)) return undefined;
  // "Over the past three weeks", but not "over three days".
  const isWith = before === '/' && tokens[from - 2]?.word === 'w';
  if ((notBefore.has(before) && !isWith) || (before === 'last' && tokens[from - 2]?.word !== 'the'))
    return undefined;
  // "From one day to the next" is no length.
  if (behind === 'to' && before === 'from') return undefined;
  // "Six weeks back pain" at the beginning of a statement.
  const isFirst = from === 0 || opening.has(before);
  // "Of 8 weeks of evolution", "of three months' standing": of what stands before it.
  const isStanding = standing.has(behind === 'of' ? (tokens[at + 2]?.word ?? '') : behind);
  // "From five days he has the pain" opens its statement as well.
  const isOpening = (before === 'since' || before === 'from') && from === 1;
  const isOf = !isStanding && (ofWhat.has(behind) || ((isFirst || isOpening) && !isAgo));
  // "4/12" may be a day of April.
  const isSaid = before === 'x' || before === 'for' || isOf || isAgo;
  if (isFraction && unit !== 'week' && !isSaid && isRecentDay(number, word, noteDate))
    return undefined;
  const value = back(noteDate, unit, isFortnight ? 2 * count : count);
  // "Two weeks now", "six weeks in".
  const isUntilNow = untilNow.has(behind) && endsPart(tokens[at + 2]);
  return { from, to: isAgo || isUntilNow ? at + 2 : at + 1, value, isOf, isClock: false };
}

const hours: ReadonlySet<string> = new Set(['hour', 'h', 'hr', 'hrs']);
const daysOfHours: Readonly<Record<string, number>> = { '24': 1, '48': 2, '72': 3, '96': 4 };

const untilNow: ReadonlySet<string> = new Set(['now', 'in', 'already']);

function endsPart(token: Token | undefined): boolean {
  return token === undefined || isStop(token) || isComma(token);
}

/** Whether a fraction may be a day that lies some weeks back at most, with its month first. */
function isRecentDay(month: string, day: string, noteDate: string): boolean {
  const year = Number(noteDate.slice(0, 4));
  const ofYear = (one: number): string => `${one}-${two(Number(month))}-${two(Number(day))}`;
  const first = addDays(noteDate, -mostBack);
  return [ofYear(year), ofYear(year - 1)].some((one) => one >= first && one <= noteDate);
}

const mostBack = 45;

/** "Since 0800", "since noon", "since 3:10 pm": of the day of the note, unless the day before is named. */
function timeAt(tokens: readonly Token[], at: number, noteDate: string): ToldLength | undefined {
  const word = (index: number): string => tokens[index]?.word ?? '';
  const to = endOfTime(tokens, at);
  if (to === undefined || ofOtherDays.has(word(to)) || isNumber(word(to))) return undefined;
  // "In practice 1540", "rollover 1140L": four digits stand for a time without a word as well.
  const isWhole = word(at).length === 4 || word(at + 1) === ':';
  if (!beforeTimes.has(word(at - 1)) && !(isWhole && !notBeforeTimes.has(word(at - 1))))
    return undefined;
  return { from: at, to, value: noteDate, isOf: false, isClock: true };
}

const notBeforeTimes: ReadonlySet<string> = new Set(['-', '/', 'to', '.', ':', '$', '#', 'room']);

const beforeTimes: ReadonlySet<string> = new Set(['since', 'at', 'about', 'around', '~']);

/** "Since 2000 last night", "at 0700 on Friday". */
const ofOtherDays: ReadonlySet<string> = new Set(
  'last yesterday yest on sunday monday tuesday wednesday thursday friday saturday sun mon tue wed thu fri sat the daily every each'.split(
    ' ',
  ),
);

/** Where a time of the day ends that begins at a place; undefined where it is none. Four digits may be a year. */
function endOfTime(tokens: readonly Token[], at: number): number | undefined {
  const word = (index: number): string => tokens[index]?.word ?? '';
  const first = word(at);
  if (mealtimes.has(first)) return at + 1;
  if (!isNumber(first) || first.includes('.')) return undefined;
  if (first.length === 4) {
    const isTime = first < '2400' && first.slice(2) < '60';
    const isMarked = ofToday.has(word(at + 1)) || zones.has(word(at + 1));
    const isYear = first >= '1920' && !isMarked;
    return isTime && !isYear ? at + (zones.has(word(at + 1)) ? 2 : 1) : undefined;
  }
  const isWhole = word(at + 1) === ':' && isNumber(word(at + 2)) && word(at + 2).length === 2;
  const hour = isWhole ? at + 3 : at + 1;
  if (halves.has(word(hour))) return hour + 1;
  return isWhole && Number(first) < 24 && word(at + 2) < '60' ? hour : undefined;
}

const halves: ReadonlySet<string> = new Set(['am', 'pm']);
/** "1140L", "0615Z". */
const zones: ReadonlySet<string> = new Set(['l', 'z', 'local']);
const ofToday: ReadonlySet<string> = new Set(['h', 'hr', 'hrs', 'today', 'tonight', 'this', 'thi']);

function isNumber(word: string): boolean {
  return word >= '0' && word < ':';
}

/** "For half a year". */
function halfYearAt(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
): ToldLength | undefined {
  const isHalf = tokens[at - 1]?.word === 'a' && tokens[at - 2]?.word === 'half';
  if (!isHalf || notBefore.has(tokens[at - 3]?.word ?? '')) return undefined;
  const isAgo = tokens[at + 1]?.word === 'ago';
  const isOf = ofWhat.has(tokens[at + 1]?.word ?? '');
  return {
    from: at - 2,
    to: isAgo ? at + 2 : at + 1,
    value: back(noteDate, 'month', 6),
    isOf,
    isClock: false,
  };
}

function unitOf(word: string): Unit | undefined {
  return Object.hasOwn(units, word) ? units[word] : undefined;
}

function back(noteDate: string, unit: Unit, count: number): string {
  if (unit === 'moment') return noteDate;
  if (unit === 'day') return addDays(noteDate, -count);
  if (unit === 'week') return addDays(noteDate, -7 * count);
  const months = Number(noteDate.slice(0, 4)) * 12 + Number(noteDate.slice(5, 7)) - 1 - count;
  return `${Math.floor(months / 12)}-${two((months % 12) + 1)}`;
}
