import { addDays, nearest, wholeDay } from './calendar.ts';
import type { NamedDate } from './named-date.ts';
import type { Token } from './tokens.ts';

type DayOf = (year: number) => string | undefined;

/** The so-manieth weekday of a month, 1 for the first; the last one where it is 0. */
function weekdayOf(month: number, weekday: number, count: number): DayOf {
  return (year) => {
    const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
    const day = 1 + ((weekday - first + 7) % 7);
    const last = day + 7 * Math.floor((lastDay - day) / 7);
    return wholeDay(year, month, count === 0 ? last : day + 7 * (count - 1));
  };
}

/** Public holidays of the United States by which people remember a day, with the words that name them. */
const holidays: readonly (readonly [words: string, month: number, day: number | DayOf])[] = [
  ['labor day', 9, weekdayOf(9, 1, 1)],
  ['memorial day', 5, weekdayOf(5, 1, 0)],
  ['thanksgiving', 11, weekdayOf(11, 4, 4)],
  ['columbus day', 10, weekdayOf(10, 1, 2)],
  ['presidents day', 2, weekdayOf(2, 1, 3)],
  ['mlk day', 1, weekdayOf(1, 1, 3)],
  ['mother day', 5, weekdayOf(5, 0, 2)],
  ['father day', 6, weekdayOf(6, 0, 3)],
  ['veteran day', 11, 11],
  ['christmas eve', 12, 24],
  ['christmas', 12, 25],
  ['new year eve', 12, 31],
  ['new year', 1, 1],
  ['halloween', 10, 31],
  ['valentine day', 2, 14],
  ['juneteenth', 6, 19],
  ['independence day', 7, 4],
  ['fourth of july', 7, 4],
];

/** The words that the name of a holiday may begin with. */
export const holidayWords: readonly string[] = [
  ...new Set(holidays.map(([words]) => words.slice(0, `${words} `.indexOf(' ')))),
];

/** The last such holiday before the note, where one is named at a place: "since Labor Day". */
export function holidayAt(
  tokens: readonly Token[],
  at: number,
  noteDate: string,
): NamedDate | undefined {
  for (const [parts, month, day] of byFirstWord.get(tokens[at]?.word ?? '') ?? []) {
    if (!parts.every((word, index) => isWord(tokens[at + index]?.word, word))) continue;
    // "Hanging Christmas lights".
    if (ofHolidays.has(tokens[at + parts.length]?.word ?? '')) continue;
    const value =
      typeof day === 'number' ? nearest(noteDate, month, day, 'past') : lastOf(day, noteDate);
    if (value === undefined) return undefined;
    // "The day after Labor Day".
    const isNext = tokens[at - 1]?.word === 'after' && tokens[at - 2]?.word === 'day';
    return { from: at, to: at + parts.length, value: isNext ? addDays(value, 1) : value };
  }
  return undefined;
}

const ofHolidays: ReadonlySet<string> = new Set(
  'light lights tree trees decoration decorations ornament ornaments shopping present presents card cards'.split(
    ' ',
  ),
);

/** A holiday with the words of its name apart. */
type NamedHoliday = readonly [parts: readonly string[], month: number, day: number | DayOf];

/** The holidays by the words that their names may begin with: they are looked for at every word of a note. */
const byFirstWord = new Map<string, NamedHoliday[]>();
for (const [words, month, day] of holidays) {
  const parts = words.split(' ');
  const [first = ''] = parts;
  for (const word of new Set([first, first.replace(/s$/, '')])) {
    byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), [parts, month, day]]);
  }
}

/** "Presidents' day" and "president day" alike: a token has no plural's s. */
function isWord(word: string | undefined, wanted: string): boolean {
  return word === wanted || word === wanted.replace(/s$/, '');
}

function lastOf(dayOf: DayOf, noteDate: string): string | undefined {
  const year = Number(noteDate.slice(0, 4));
  const same = dayOf(year);
  return same !== undefined && same <= noteDate ? same : dayOf(year - 1);
}
