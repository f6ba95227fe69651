import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import { WordList } from '../word-lists.ts';
import { sign } from '../words.ts';

/** A score of pain from 0 to 10 as it is now, and as it was before. */
export interface ScoreCourse {
  readonly before: number;
  readonly now: number;
  /** Where the first of them stands. */
  readonly from: number;
}

interface Score {
  readonly value: number;
  readonly from: number;
  readonly to: number;
}

const pains = classesOf('symptom', 'pain-scale', 'radicular-place', 'axial-place');

/**
 * Two scores of pain that a sentence compares: "7/10 -> 3/10", "from 7 to 3", "down to 3/10 from 7/10", "4/10, was
 * 8/10 at evaluation". Undefined where it names none, or more than two.
 */
export function scoresIn(sentence: Sentence): ScoreCourse | undefined {
  return sentence.once(findScores);
}

function findScores(sentence: Sentence): ScoreCourse | undefined {
  if (!sentence.span.hasSign(sign.digit | sign.number) || !sentence.hasAny(pains)) return undefined;
  const scores = scoresOf(sentence);
  const [first, second] = scores;
  if (first === undefined || second === undefined || scores.length > 2) return undefined;
  if (second.from - first.to > mostBetween) return undefined;
  const words = (from: number, to: number): readonly string[] =>
    sentence.tokens.slice(Math.max(0, from), to).map(({ word }) => word);
  const between = words(first.to, second.from);
  const ahead = words(first.from - 2, first.from);
  const isBackwards =
    between.some((word) => earlier.has(word)) ||
    (between.includes('from') && between.length <= 2) ||
    (ahead.includes('to') && between.includes('from'));
  if (isOfTwoPlaces(sentence, first, second)) return undefined;
  const { from } = first;
  if (isBackwards) return { now: first.value, before: second.value, from };
  const isForwards =
    between.some((word) => onwards.has(word)) ||
    ahead.some((word) => word === 'from' || word === 'was') ||
    words(second.from - 3, second.to + 2).some((word) => later.has(word));
  return isForwards ? { before: first.value, now: second.value, from } : undefined;
}

/** "Leg 9/10 today, back 5/10": each score is of a pain of its own. */
function isOfTwoPlaces(sentence: Sentence, first: Score, second: Score): boolean {
  const behind = { from: first.to, to: second.from };
  const ahead = { from: 0, to: first.from };
  const isLimb = sentence.hasWithin('radicular-place', behind);
  const isAxial = sentence.hasWithin('axial-place', behind);
  if (isLimb === isAxial) return false;
  return sentence.hasWithin(isLimb ? 'axial-place' : 'radicular-place', ahead);
}

/**
 * Two values of an index of disability, of which less is better: "ODI 46 to 18", "BASDAI 2.1, was 6.8 at start". The
 * share that it fell by; undefined where a sentence names none, or not which of two was first.
 */
export function indexFallIn(sentence: Sentence): number | undefined {
  return sentence.once(findIndexFall);
}

function findIndexFall(sentence: Sentence): number | undefined {
  if (!sentence.span.hasSign(sign.digit) || !sentence.hasOf(indexes)) return undefined;
  const { tokens } = sentence;
  const name = tokens.findIndex(({ word }) => indexes.has(word));
  if (name < 0) return undefined;
  const values: { at: number; value: number }[] = [];
  const last = Math.min(tokens.length, name + mostToValues);
  for (let at = name + 1; at < last && values.length < 2; at += 1) {
    const word = tokens[at]?.word ?? '';
    const value = Number(word);
    const isOfDay = sentence.pastDates.some(({ from, to }) => at >= from && at < to);
    const isScale = tokens[at - 1]?.word === '/' || tokens[at - 1]?.word === '-';
    const isArrow =
      tokens[at - 1]?.word === '-' && tokens[at - 2]?.word !== undefined && at > name + 2;
    if (word >= '0' && word < ':' && value <= 100 && !isOfDay && (!isScale || isArrow))
      values.push({ at, value });
  }
  const [first, second] = values;
  if (first === undefined || second === undefined) return undefined;
  const between = tokens.slice(first.at + 1, second.at).map(({ word }) => word);
  const isBackwards = between.some((word) => earlier.has(word) || word === 'from');
  const isForwards = between.some((word) => onwards.has(word) || word === '-');
  if (!isBackwards && !isForwards) return undefined;
  const [before, now] = isBackwards ? [second.value, first.value] : [first.value, second.value];
  return before > 0 ? (before - now) / before : undefined;
}

/** Indexes that patients fill in: of the back, the neck, the legs that claudicate, of inflamed spines. */
const indexes = new WordList(
  'odi ndi oswestry rmdq rmq roland quebec qbpds basdai basfi zcq dash quickdash',
);

/** So many words at most lie between the name of an index and its second value. */
const mostToValues = 14;

const mostBetween = 8;
const earlier: ReadonlySet<string> = new Set([
  'was',
  'were',
  'been',
  'previously',
  'initially',
  'prior',
  'vs',
]);
const onwards: ReadonlySet<string> = new Set(['>', 'to', 'now', 'then', 'today']);
const later: ReadonlySet<string> = new Set(['now', 'today', 'after', 'afterwards']);

/** Whole or half numbers up to ten that stand as a score: out of ten, or joined to another. */
function scoresOf(sentence: Sentence): readonly Score[] {
  const { tokens } = sentence;
  const found: Score[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const value = scoreAt(sentence, at);
    if (value === undefined) continue;
    const isOfTen = tokens[at + 1]?.word === '/' && tokens[at + 2]?.word === '10';
    found.push({ value, from: at, to: isOfTen ? at + 3 : at + 1 });
    if (isOfTen) at += 2;
  }
  return found;
}

function scoreAt({ tokens }: Sentence, at: number): number | undefined {
  const word = tokens[at]?.word ?? '';
  const named = names.indexOf(word);
  if (named < 0 && !(word >= '0' && word < ':')) return undefined;
  const value = named < 0 ? Number(word) : named;
  if (!(value >= 0 && value <= 10)) return undefined;
  const before = tokens[at - 1]?.word ?? '';
  const next = tokens[at + 1]?.word ?? '';
  if (next === '/') return tokens[at + 2]?.word === '10' ? value : undefined;
  if (before === '/' || before === '#' || next === '%' || before === 'x' || before === '-')
    return undefined;
  // "8/10, limits walking to 1 block".
  if (units.has(next)) return undefined;
  // "From 7 to 3", "7 > 3", "was 8": a number alone counts beside such a word.
  const isJoined = next === 'to' || next === '>' || joined.has(before);
  return isJoined ? value : undefined;
}

const units: ReadonlySet<string> = new Set(
  'block mile yard foot feet ft minute min hour hr day week wk month year yr step stair visit session time pound lb mg tablet flight'.split(
    ' ',
  ),
);

const joined: ReadonlySet<string> = new Set(['to', '>', 'from', 'was', 'now', 'been', 'pain']);
const names = 'zero one two three four five six seven eight nine ten'.split(' ');
