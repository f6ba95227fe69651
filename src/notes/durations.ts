import { numberOfWord } from '../terminology/number-words.ts';
import { addDays } from './calendar.ts';
import type { Token } from './tokens.ts';
import { addSign, sign } from './words.ts';

/** Amounts that are no numbers, by the least that they mean. */
const amounts: ReadonlyMap<string, number> = new Map([
  ['couple', 2],
  ['several', 3],
  ['few', 3],
]);

const unitDays: ReadonlyMap<string, number> = new Map([
  ['day', 1],
  ['d', 1],
  ['week', 7],
  ['wk', 7],
  ['month', 30],
  ['mo', 30],
  ['mos', 30],
  ['year', 365],
  ['yr', 365],
  ['yrs', 365],
]);

addSign(sign.unit, unitDays.keys());

/** How long a sentence says something lasted, in days: the longest that it names; undefined where it names none. */
export function durationIn(
  tokens: readonly Token[],
  from = 0,
  to = tokens.length,
): number | undefined {
  let longest: number | undefined;
  for (let at = from + 1; at < to; at += 1) {
    const token = tokens[at];
    if (token === undefined || (token.signs & sign.unit) === 0) continue;
    const unit = unitDays.get(token.word);
    if (unit === undefined || isFollowedByAgo(tokens, at)) continue;
    // "Twice a week" says how often.
    const isEach = oftens.has(tokens[at - 1]?.word ?? '');
    // "Three a week" as well.
    const many = tokens[at - 2]?.word;
    if (isEach && (isOften(many) || (many !== 'a' && countOf(many) !== undefined))) continue;
    let number = countOf(tokens[at - 1]?.word);
    if (tokens[at - 1]?.word === 'of') number = countOf(tokens[at - 2]?.word);
    if (number === undefined || tokens[at - 2]?.word === '/') continue;
    // "6-8 weeks" is at least six.
    const lower =
      tokens[at - 2]?.word === '-' || tokens[at - 2]?.word === 'to'
        ? countOf(tokens[at - 3]?.word)
        : undefined;
    longest = Math.max(longest ?? 0, (lower ?? number) * unit);
  }
  return longest;
}

const oftens: ReadonlySet<string> = new Set(['a', 'per', 'each', 'every']);

function isOften(word: string | undefined): boolean {
  return (
    word === 'once' || word === 'twice' || word === 'time' || word === 'x' || word === 'thrice'
  );
}

/** Before these words a number of days says since when something is so: "for 3 days", "x 3 days". */
const spans: ReadonlySet<string> = new Set(['for', 'x', 'past', 'last', 'these']);

/** The day since which something is so, where a sentence tells it in days; undefined where it tells none. */
export function sinceDays(tokens: readonly Token[], noteDate: string): string | undefined {
  for (let at = 2; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || (token.signs & sign.unit) === 0) continue;
    if (token.word !== 'day' && token.word !== 'd') continue;
    const number = countOf(tokens[at - 1]?.word);
    if (number === undefined || !Number.isInteger(number) || number > 30) continue;
    if (spans.has(tokens[at - 2]?.word ?? '')) return addDays(noteDate, -number);
  }
  return undefined;
}

function isFollowedByAgo(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.word;
  return next === 'ago' || next === 'prior' || next === 'earlier' || next === 'old';
}

/** The number that a word of a duration names; undefined where it names none. */
export function countOf(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const named = numberOfWord.get(word) ?? amounts.get(word);
  if (named !== undefined) return named;
  const number = Number(word);
  return word !== '' && number > 0 && number < 400 ? number : undefined;
}
