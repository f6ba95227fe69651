import { agoAt } from './ago.ts';
import { type Direction, nearest, two, wholeDay } from './calendar.ts';
import { dated, isDigits, isOrdinal, monthOf, numberIn, shortYear, yearIn } from './date-words.ts';
import type { NamedDate } from './named-date.ts';
import type { Token } from './tokens.ts';

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

/** "From 9/10 until now". */
function isUntilNow(tokens: readonly Token[], at: number): boolean {
  const [joint = '', end = ''] = tokens.slice(at + 3, at + 5).map(({ word }) => word);
  return tokens[at - 1]?.word === 'from' && untils.has(joint) && presents.has(end);
}

const untils: ReadonlySet<string> = new Set('until till to through thru'.split(' '));
const presents: ReadonlySet<string> = new Set(['now', 'present', 'today', 'date']);

/** "Pain 8/10 to 2/10". */
function isOfScores(tokens: readonly Token[], at: number): boolean {
  if (tokens[at + 2]?.word !== '10' || tokens[at + 6]?.word !== '10') return false;
  return tokens.slice(Math.max(0, at - 4), at).some(({ word }) => scored.has(word));
}

const scored: ReadonlySet<string> = new Set('pain nprs nrs vas pn score lbp sciatica'.split(' '));

const counted: ReadonlySet<string> = new Set(
  'visit session appointment of for completed attended week hour treatment appt exercise'.split(
    ' ',
  ),
);

/** "At the 9/14 visit": of one, and no count. */
function isOfOneVisit(tokens: readonly Token[], at: number): boolean {
  const visit = tokens[at + 3];
  const isOne = visit?.word === 'visit' && visit.end - visit.start === visit.word.length;
  return isOne && ofOneVisit.has(tokens[at - 1]?.word ?? '');
}

const ofOneVisit: ReadonlySet<string> = new Set(['the', 'at', 'his', 'her', 'my', 'our']);

/** "10/12 visits": a count and no date. */
function isCount(tokens: readonly Token[], at: number): boolean {
  const around = [tokens[at - 1]?.word, tokens[at + 3]?.word, tokens[at + 4]?.word];
  return around.some((word) => word !== undefined && counted.has(word));
}

/** "25/9 to 6/11": there is no 25th month, and the other day is written as this one. */
export function isDayFirst(tokens: readonly Token[]): boolean {
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

/** How a sentence writes its numeric dates: 25/9 or 9/25. */
export type Order = 'day first' | 'month first';

/** "25/9", "6/11/2026" in a sentence where the day is written first. */
export function dayFirstDate(
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

/** "10/12", "10/12/26", "2026-10-12", where words or another date around it say that it is a date, and neither a count nor a score. */
export function numericDate(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  const word = tokens[at]?.word ?? '';
  const year = yearIn(word);
  if (year !== undefined) return dateOfYear(tokens, at, year);
  if (word.includes('.')) return dottedDate(tokens, at, noteDate, direction);
  const number = numberIn(word, 1, 31);
  if (number === undefined) return undefined;
  const second = tokens[at + 1]?.word;
  const isOfName = second === '-' && monthOf(tokens[at + 2]?.word ?? '') > 0;
  // "ACDF C5/6 Dec 4": a level, and the month has a day of its own.
  const isOfLevel = tokens[at - 1]?.word === '/' && monthOf(second ?? '') > 0;
  if (isOfLevel && numberIn(tokens[at + 2]?.word, 1, 31) !== undefined) return undefined;
  if (second === '/' || (second === '-' && !isOfName))
    return slashedDate(tokens, at, number, noteDate, direction);
  // "C6 dec" names a level.
  const letter = tokens[at - 1];
  if (letter !== undefined && letter.end === tokens[at]?.start && letter.word >= 'a')
    return undefined;
  return (
    dayOfNamedMonth(tokens, at, number, noteDate, direction) ?? agoAt(tokens, at, number, noteDate)
  );
}

/** "2026-10-12", "2026/10", "2026". */
function dateOfYear(tokens: readonly Token[], at: number, year: number): NamedDate | undefined {
  const joint = tokens[at + 1]?.word;
  const month = numberIn(tokens[at + 2]?.word, 1, 12);
  const day = numberIn(tokens[at + 4]?.word, 1, 31);
  if ((joint !== '-' && joint !== '/') || month === undefined)
    return dated(at, at + 1, String(year));
  if (day !== undefined && tokens[at + 3]?.word === joint)
    return dated(at, at + 5, wholeDay(year, month, day));
  return dated(at, at + 3, `${year}-${two(month)}`);
}

const reflexes: ReadonlySet<string> = new Set(
  'dtr reflex reflexes jerk patellar patella patellae achilles bicep biceps tricep triceps knee ankle brachioradialis'.split(
    ' ',
  ),
);

/** "10/12/26", "10-12-2026", "10/2026", and "10/12" where it is neither a grade, a score nor a count. */
function slashedDate(
  tokens: readonly Token[],
  at: number,
  month: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  if (month > 12) return undefined;
  const joint = tokens[at + 1]?.word;
  const day = numberIn(tokens[at + 2]?.word, 1, 31);
  const last = tokens[at + 3]?.word === joint ? tokens[at + 4]?.word : undefined;
  const year = yearIn(last) ?? shortYear(last);
  if (day !== undefined && year !== undefined) return dated(at, at + 5, wholeDay(year, month, day));
  if (joint !== '/' || tokens[at + 3]?.word === '/') return undefined;
  const longYear = yearIn(tokens[at + 2]?.word);
  if (longYear !== undefined) return dated(at, at + 3, `${longYear}-${two(month)}`);
  if (day === undefined) return undefined;
  const before = tokens[at - 1]?.word ?? '';
  // "A second fusion in 09/06".
  const yearBehind = before === 'in' ? shortYear(tokens[at + 2]?.word) : undefined;
  if (yearBehind !== undefined && yearBehind <= Number(noteDate.slice(0, 4)))
    return dated(at, at + 3, `${yearBehind}-${two(month)}`);
  // "DTR 2/4 patellae, 1/4 Achilles".
  const isOfReflex = reflexes.has(before) || reflexes.has(tokens[at + 3]?.word ?? '');
  if (day === 4 && isOfReflex) return undefined;
  // "Completed 12/12" counts.
  if (month === day && counted.has(before)) return undefined;
  const isOfRange = isRange(tokens, at) || isUntilNow(tokens, at);
  const isOfTreatment = isBegun(tokens, at);
  const isGrade = day === 5 && month <= 5;
  const isScore = (day === 10 && month <= 10) || isGrade;
  if (isScore && !surelyDated.has(before) && !isOfRange && !isOfTreatment) return undefined;
  // "Tripped over the dog 10/7": of a count the second number is not the lower one.
  const isNoCount = day > 10 || (month > day && month > 5);
  const isPlain = (isNoCount && !isCount(tokens, at)) || isOfRange;
  const isNamed =
    isPlain ||
    isOfTreatment ||
    (beforeDates.has(before) && !(before === '(' && isCount(tokens, at))) ||
    surelyDated.has(before) ||
    isOfOneVisit(tokens, at);
  return isNamed ? dated(at, at + 3, nearest(noteDate, month, day, direction)) : undefined;
}

/** "Started PT 8/10", "finished therapy 9/10": the treatment alone stands between the verb and the day. */
function isBegun(tokens: readonly Token[], at: number): boolean {
  return treatments.has(tokens[at - 1]?.word ?? '') && begun.has(tokens[at - 2]?.word ?? '');
}

const treatments: ReadonlySet<string> = new Set(
  'pt therapy physio chiro physiotherapy rehab'.split(' '),
);
const begun: ReadonlySet<string> = new Set(
  'started began starting finished completed ended'.split(' '),
);

/** "12 Oct 2026", "3rd of March", "08-Nov-2026". */
function dayOfNamedMonth(
  tokens: readonly Token[],
  at: number,
  day: number,
  noteDate: string,
  direction: Direction,
): NamedDate | undefined {
  let next = at + 1;
  if (isOrdinal(tokens[next]?.word)) next += 1;
  if (tokens[next]?.word === 'of') next += 1;
  const isHyphened = tokens[next]?.word === '-' && monthOf(tokens[next + 1]?.word ?? '') > 0;
  if (isHyphened) next += 1;
  const month = monthOf(tokens[next]?.word ?? '');
  if (month === 0) return undefined;
  if (isHyphened && tokens[next + 1]?.word === '-') {
    const last = tokens[next + 2]?.word;
    const year = yearIn(last) ?? shortYear(last);
    if (year !== undefined) return dated(at, next + 3, wholeDay(year, month, day));
  }
  const named = yearIn(tokens[next + 1]?.word);
  return named === undefined
    ? dated(at, next + 1, nearest(noteDate, month, day, direction))
    : dated(at, next + 2, wholeDay(named, month, day));
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
