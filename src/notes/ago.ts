import { addDays } from './calendar.ts';
import { dated } from './date-words.ts';
import type { NamedDate } from './named-date.ts';
import type { Token } from './tokens.ts';

/** The number words that "days ago" follows; "a day ago" is one. */
export const smallNumbers = [
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
export const agos: ReadonlySet<string> = new Set(['ago', 'pta', 'earlier', 'prior']);

/** "Two days ago", "3 d ago", "2 h ago", "1 hr PTA". */
export function agoAt(
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
