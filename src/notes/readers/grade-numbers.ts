import type { Sentence } from '../sentence.ts';
import { bar, type Token } from '../tokens.ts';
import { sign } from '../words.ts';
import type { Grade } from './strength-course.ts';

/** Numbers of the scale in words. */
export const words: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
};

/** Roman numerals of the scale that are no other word. */
export const romans: Readonly<Record<string, number>> = { ii: 2, iii: 3, iv: 4 };

/** The top of the scale of strength, from 0. */
export const fullStrength = 5;

/** The stroke of a fraction. */
export function isSlash(word: string): boolean {
  return word === '/' || word === bar;
}

/** A grade as it is written. */
export interface NamedGrade extends Grade {
  /** A plus or a minus stands beside it. */
  readonly isSigned: boolean;
}

/** A number of the scale with its sign: "4", "4-", "three", "4 plus". */
export function numberAt(tokens: readonly Token[], at: number): NamedGrade | undefined {
  const word = tokens[at]?.word ?? '';
  const grade = Object.hasOwn(words, word)
    ? words[word]
    : (digit(word) ?? romanAt(tokens, at) ?? heardAt(tokens, at));
  if (grade === undefined) return undefined;
  const sign = tokens[at + 1]?.word;
  const isPlus = sign === '+' || sign === 'plus';
  const isMinus = sign === '-' || sign === 'minus';
  const exact = isPlus ? grade + 0.3 : isMinus ? grade - 0.3 : grade;
  const isSigned = isPlus || isMinus;
  return { grade, exact, isSigned, from: at, to: isSigned ? at + 2 : at + 1 };
}

/** "Grade III", "III/V". */
function romanAt(tokens: readonly Token[], at: number): number | undefined {
  const word = tokens[at]?.word ?? '';
  if (!Object.hasOwn(romans, word)) return undefined;
  const isGraded = gradeWords.has(tokens[at - 1]?.word ?? '');
  const isOfScale = tokens[at + 1]?.word === '/' && tokens[at + 2]?.word === 'v';
  return isGraded || isOfScale ? romans[word] : undefined;
}

const ofRange: ReadonlySet<string> = new Set(['-', '–', 'to', 'or']);
/** Before two grades: the first is one of before. */
const fromBefore: ReadonlySet<string> = new Set(
  'from improve improved improving increase increased up better was went progressed'.split(' '),
);

/** Two neighbours of the scale between which a strength lies: "3-4", "3 to 4". It is read as the lower. */
export function rangeAt(tokens: readonly Token[], at: number): NamedGrade | undefined {
  const low = numberAt(tokens, at);
  const joint = low?.isSigned === true ? low.to - 1 : at + 1;
  if (low === undefined || !ofRange.has(tokens[joint]?.word ?? '')) return undefined;
  const high = numberAt(tokens, joint + 1);
  if (high === undefined || high.grade !== low.grade + 1) return undefined;
  const before = tokens.slice(Math.max(0, at - 4), at);
  if (before.some(({ word }) => fromBefore.has(word))) return undefined;
  // Between four and five it may be full.
  const exact = high.grade === fullStrength ? fullStrength : low.grade;
  return { ...low, exact, isSigned: true, to: high.to };
}

/** Whether a token is a number up to five or, as a dictation makes one of them, stands before "out of". */
export function mayBeGrade(tokens: readonly Token[], at: number): boolean {
  return ((tokens[at]?.signs ?? 0) & sign.grade) !== 0 || tokens[at + 1]?.word === 'out';
}

/** "For out of five": what a dictation makes of four. */
function heardAt(tokens: readonly Token[], at: number): number | undefined {
  const isOfScale = tokens[at + 1]?.word === 'out' && tokens[at + 2]?.word === 'of';
  return isOfScale ? heard.get(tokens[at]?.word ?? '') : undefined;
}

const heard: ReadonlyMap<string, number> = new Map([
  ['won', 1],
  ['to', 2],
  ['too', 2],
  ['tree', 3],
  ['for', 4],
]);

/** "The power is five from five". */
export function isOfPowerBefore(tokens: readonly Token[], to: number): boolean {
  return tokens.slice(Math.max(0, to - 6), to).some(({ word }) => powers.has(word));
}

/** Names of strength. */
export const powers: ReadonlySet<string> = new Set('power strength force mmt'.split(' '));

/** Whether words of strength or a muscle stand between two places. */
export function isNamedBetween(sentence: Sentence, from: number, to: number): boolean {
  const within = { from, to: to + 1 };
  const kinds = ['strength', 'full-strength', 'leg-muscle', 'arm-muscle'] as const;
  return kinds.some((kind) => sentence.hasWithin(kind, within));
}

/** What says that a number is a grade. */
export const gradeWords: ReadonlySet<string> = new Set([
  'grade',
  'graded',
  'mrc',
  'grading',
  'graded at',
]);

/** What stands between the two grades of a range or a change. */
export const betweenGrades: ReadonlySet<string> = new Set([
  '-',
  '>',
  'to',
  'and',
  ',',
  'today',
  'now',
  'then',
]);

/** What a number counts that is no grade: "quad 3 sets". */
export const units: ReadonlySet<string> = new Set(
  'set rep time degree x lb pound week wk day month visit session minute min hour /'.split(' '),
);

/** Names of the sides. */
export const lefts: ReadonlySet<string> = new Set(['l', 'left', 'lt']);
export const rights: ReadonlySet<string> = new Set(['r', 'right', 'rt']);

/** Whether a token is a single letter. */
export function isLetter(token: Token | undefined): boolean {
  return token !== undefined && token.word.length === 1 && token.word >= 'a';
}

/** The whole grade that a word of digits names: 4 for "4" and for "4.5". */
export function digit(word: string): number | undefined {
  const first = word.charCodeAt(0);
  if (!(first >= 48 && first <= 53) || word.length > 3) return undefined;
  const number = Number(word);
  return number >= 0 && number <= 5 ? Math.floor(number) : undefined;
}
