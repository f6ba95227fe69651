import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isStop, type Token } from '../tokens.ts';
import { addListed, addSign, sign } from '../words.ts';
import {
  betweenGrades,
  digit,
  gradeWords,
  isLetter,
  isOfPowerBefore,
  mayBeGrade,
  type NamedGrade,
  numberAt,
  powers,
  rangeAt,
  romans,
  units,
  words,
} from './grade-numbers.ts';
import { gradesOfRow, gradesOfSides, hasColumns, isOfOtherSide } from './graded-sides.ts';
import {
  isLevel,
  isListed,
  isOfLevel,
  isOfMyotomes,
  isOfOtherFinding,
  isOfReflex,
  isOfStrength,
  isOtherCount,
  ofMobilisation,
  ofReflexes,
  ofUrine,
} from './other-counts.ts';
import type { Grade } from './strength-course.ts';

/** Numbers up to five as notes write them: "4", "04", "4.5". */
const written = Array.from({ length: 51 }, (_, tenths) => tenths / 10).flatMap((number) => [
  number.toFixed(1),
  ...(Number.isInteger(number) ? [`${number}`, `0${number}`, `00${number}`] : []),
]);

addSign(sign.grade, [...written, ...Object.keys(words), ...Object.keys(romans), 'out'], addListed);

/** No sentence of a person has more. */
const mostGrades = 16;

/**
 * The grades of muscle strength that a sentence names, in its order. A number is one with its scale ("3/5", "4- out of
 * 5"), behind a word for a grade ("MRC grade 3"), behind a grade that it follows ("4/5, now 3"), or behind its muscle
 * ("EHL 4-"; without a sign only in a list, or where the words speak of strength).
 */
export function gradesIn(sentence: Sentence, muscles: readonly Place[]): readonly Grade[] {
  const { tokens } = sentence;
  if (sentence.hasOf(ofUrine) || sentence.hasOf(ofMobilisation)) return [];
  if (hasColumns(sentence, muscles)) return gradesOfSides(tokens);
  const row = gradesOfRow(sentence, muscles);
  if (row.length > 0) return row;
  const grades: Grade[] = [];
  let unsure = 0;
  for (let at = 0; at < tokens.length && grades.length < mostGrades; at += 1) {
    if (!mayBeGrade(tokens, at) || numberAt(tokens, at) === undefined) continue;
    const sure =
      fractionAt(sentence, at) ??
      gradedAt(sentence, at, muscles) ??
      followingAt(tokens, at, grades.at(-1)) ??
      thenAt(sentence, at, grades.at(-1));
    const found = sure ?? behindMuscle(sentence, at, muscles);
    if (found === undefined) continue;
    if (sure === undefined && !found.isSigned) unsure += 1;
    grades.push(found);
    at = found.to - 1;
  }
  // One bare number behind a muscle may count anything.
  const isAlone = unsure === 1 && grades.length === 1;
  if (isAlone && !isOfStrength(sentence)) return [];
  return grades.length > 0 || muscles.length === 0 ? grades : gradesInWords(sentence);
}

const inWords = [
  ['grade-of-one', 1],
  ['grade-of-two', 2],
  ['grade-of-three', 3],
] as const;

/** "Lifts against gravity only", "a flicker only": what the scale of strength means by its lower numbers. */
function gradesInWords(sentence: Sentence): readonly Grade[] {
  return inWords.flatMap(([kind, grade]) =>
    sentence.of(kind).map(({ from, to }) => ({ grade, exact: grade, from, to })),
  );
}

/** "3/5", "4-/5", "4 + / 5", "three out of five", unless the words before it say what else it counts. */
function fractionAt(sentence: Sentence, at: number): NamedGrade | undefined {
  const { tokens } = sentence;
  if (isOfLevel(sentence, at)) return undefined;
  const number = [rangeAt(tokens, at), numberAt(tokens, at)].find(
    (one) => one !== undefined && scaleBehind(tokens, one) !== undefined,
  );
  const next = number === undefined ? undefined : scaleBehind(tokens, number);
  if (number === undefined || next === undefined) return undefined;
  if (tokens[next + 1]?.word === '/' || tokens[at - 1]?.word === '/') return undefined;
  return isOtherCount(sentence, at, next) ? undefined : { ...number, to: next + 1 };
}

/** Where the "5" of "3/5", "3 over 5", "3 out of 5" stands. */
function scaleBehind(tokens: readonly Token[], { grade, to }: NamedGrade): number | undefined {
  const word = tokens[to]?.word;
  const next =
    word === '/' || word === 'over' || (word === 'from' && isOfPowerBefore(tokens, to))
      ? to + 1
      : word === 'out' && tokens[to + 1]?.word === 'of'
        ? to + 2
        : word === 'of' && (grade < 5 || tokens[to - 1]?.word === 'five' || isListed(tokens, to))
          ? to + 1
          : to;
  const whole = tokens[next]?.word;
  return next > to && (whole === '5' || whole === 'five' || whole === 'v') ? next : undefined;
}

/** "Grade 4 weakness", "graded 5 throughout", but not "grade 1 spleen". */
const ofGraded: ReadonlySet<string> = new Set(
  'all each both bilaterally everywhere to throughout in of weakness power strength at for when which overall out over'.split(
    ' ',
  ),
);

/** How far around a grade its muscle or a word of strength stands. */
const reach = 9;

/** "Power of 4+ in the hip flexors". */
function isOfPower(tokens: readonly Token[], at: number): boolean {
  const noun = tokens[at - 2]?.word;
  return tokens[at - 1]?.word === 'of' && (noun === 'power' || noun === 'strength');
}

const ofGrading: ReadonlySet<string> = new Set(
  'graded quoted rated scored recorded noted'.split(' '),
);

/** "Power is 5 in all the limbs", "power 5, jerks equal". */
function isBehindPower(tokens: readonly Token[], at: number): boolean {
  const between = tokens[at - 1]?.word ?? '';
  const noun = saysWhat.has(between) ? tokens[at - 2]?.word : between;
  if (noun === undefined || !powers.has(noun)) return false;
  const next = tokens[at + 1];
  return next === undefined || isStop(next) || ofGraded.has(next.word);
}

const saysWhat: ReadonlySet<string> = new Set('is was are were : = at'.split(' '));

/** "Grade 4 weakness of dorsiflexion", "graded 5 in all groups", and no grade of a slipped vertebra. */
function gradedAt(
  sentence: Sentence,
  at: number,
  muscles: readonly Place[],
): NamedGrade | undefined {
  const { tokens } = sentence;
  const before = tokens[at - 1]?.word ?? '';
  const isAttached = tokens[at - 1]?.end === tokens[at]?.start;
  const isGraded =
    gradeWords.has(before) ||
    (before === 'm' && isAttached) ||
    (before === 'at' && ofGrading.has(tokens[at - 2]?.word ?? '')) ||
    isBehindPower(tokens, at) ||
    isOfPower(tokens, at);
  const counted = (isGraded ? rangeAt(tokens, at) : undefined) ?? numberAt(tokens, at);
  // "4 grade (of 5)".
  if (counted !== undefined && tokens[counted.to]?.word === 'grade' && isOfFive(tokens, counted.to))
    return counted;
  const number = isGraded ? counted : undefined;
  if (number === undefined || sentence.has('film') || sentence.has('degenerative'))
    return undefined;
  // "L4-5 PA mobs grade III": how far a joint is moved by hand.
  if (tokens.some(({ word }) => /^(?:mobs?|mobili[sz]ation|glides?|oscillations?)$/.test(word)))
    return undefined;
  const next = tokens[number.to]?.word;
  const isMuscleNext = muscles.some(
    ({ from, to }) =>
      from === number.to ||
      (to < at && at - to <= 2 && tokens.slice(to, at).every(({ word }) => joints.has(word))),
  );
  if (next !== undefined && !isMuscleNext && !behindGrades.has(next) && !ofGraded.has(next))
    return undefined;
  const near = { from: at - reach, to: at + reach };
  const isMuscle = muscles.some(({ from }) => from >= near.from && from < near.to);
  return isMuscle || sentence.hasWithin('strength', near) ? number : undefined;
}

function isOfFive(tokens: readonly Token[], at: number): boolean {
  const behind = tokens.slice(at + 1, at + 4).map(({ word }) => word);
  const of = behind.indexOf('of');
  return of >= 0 && (behind[of + 1] === '5' || behind[of + 1] === 'five');
}

const nows: ReadonlySet<string> = new Set(['today', 'now', 'currently', 'tonight']);

/** "Quad 4 -> 3", "from grade 5 to 4 and, today, to 3": a number of the scale that follows on a grade. */
function followingAt(
  tokens: readonly Token[],
  at: number,
  last: Grade | undefined,
): NamedGrade | undefined {
  if (last === undefined || at - last.to > 5 || at === last.to) return undefined;
  const between = tokens.slice(last.to, at).map(({ word }) => word);
  const isJoined =
    between.some((word) => word === '-' || word === '>' || word === 'to') &&
    between.every((word) => betweenGrades.has(word));
  const number = numberAt(tokens, at);
  // "4+ two weeks ago, 4- today".
  const isOfNow = number?.isSigned === true && nows.has(tokens[number.to]?.word ?? '');
  const isLevelNumber = isLetter(tokens[at - 1]) && tokens[at - 1]?.end === tokens[at]?.start;
  const isOfSide =
    number !== undefined &&
    !isLevelNumber &&
    isOfOtherSide(between, tokens[number.to]?.word, tokens[last.from - 1]?.word);
  if (!isJoined && !isOfNow && !isOfSide) return undefined;
  const next = tokens[at + 1]?.word;
  return next === '/' || next === 'week' || next === 'day' ? undefined : number;
}

/** So many words at most lie between a grade and the one that was found before. */
const mostBetweenTimes = 10;

/** "4 R, 4 L (5 at admission)", "3+, down from 4 plus", "It was 4+ when he was tested": a number that words of an earlier time stand beside. */
function thenAt(sentence: Sentence, at: number, last: Grade | undefined): NamedGrade | undefined {
  const { tokens } = sentence;
  const number = numberAt(tokens, at);
  if (number === undefined || units.has(tokens[number.to]?.word ?? '')) return undefined;
  const isThen = sentence
    .of('was-then')
    .some(({ from, to }) => to === at || from === number.to || from === number.to + 1);
  if (!isThen || tokens[number.to]?.word === '/' || isLetter(tokens[at - 1])) return undefined;
  if (last === undefined) return isOfPronoun(tokens, at) ? number : undefined;
  if (at - last.to > mostBetweenTimes) return undefined;
  return sentence.hasWithin('no-grade', { from: last.to, to: at }) ? undefined : number;
}

/** "It was 4+". */
function isOfPronoun(tokens: readonly Token[], at: number): boolean {
  const [noun, verb] = [tokens[at - 2]?.word ?? '', tokens[at - 1]?.word ?? ''];
  return (verb === 'was' || verb === 'were') && (at === 2 || at === 3) && pronouns.has(noun);
}

const pronouns: ReadonlySet<string> = new Set('it this that they these both'.split(' '));

const joints: ReadonlySet<string> = new Set(
  ': = - ~ a is was are at in of only still down gives give breaks came tests tested measures scored rates holds about grade strength power motor r l right left rt lt bilat bilaterally b/l b both on the and'.split(
    ' ',
  ),
);

/** So many words at most lie between a muscle and its number. */
const longestJoint = 4;

/** "TA 2, EHL 2", "knee extension on the left 4 minus". */
function behindMuscle(
  sentence: Sentence,
  at: number,
  muscles: readonly Place[],
): NamedGrade | undefined {
  const { tokens } = sentence;
  const word = tokens[at]?.word ?? '';
  const number = numberAt(tokens, at);
  if (number === undefined || (word < 'a' && word.length > 1)) return undefined;
  // "Patellar 2/2, Achilles 2/2, medial hamstring 1 R": of reflexes.
  if (!number.isSigned && tokens.some(({ word }) => ofReflexes.has(word))) return undefined;
  // "L5" is a level.
  if (isLetter(tokens[at - 1]) && tokens[at - 1]?.end === tokens[at]?.start) return undefined;
  // "Power of 4+ in the hip flexors".
  const heads = number.isSigned ? [...muscles, ...sentence.of('strength-noun')] : muscles;
  const muscle = heads.find(({ from, to }) => {
    if (to > at || at - to > longestJoint) return false;
    if (isLevel(tokens, from, to) && !isOfMyotomes(sentence)) return false;
    return tokens.slice(to, at).every(({ word }) => joints.has(word));
  });
  if (muscle === undefined || isOfReflex(sentence, at)) return undefined;
  if (isOfOtherFinding(tokens, number.to)) return undefined;
  // What looks like a minus may part two numbers: "EHL 4-5".
  const isRange = number.isSigned && digit(tokens[number.to]?.word ?? '') !== undefined;
  const range = isRange ? rangeAt(tokens, at) : undefined;
  if (isRange)
    return range !== undefined && isEndOfGrade(sentence, range.to, muscles) ? range : undefined;
  if (number.isSigned && !units.has(tokens[number.to]?.word ?? '')) return number;
  const plain = { ...number, isSigned: false, exact: number.grade, to: at + 1 };
  if (number.isSigned && tokens[at + 1]?.word !== '-') return undefined;
  return isEndOfGrade(sentence, at + 1, muscles) ? plain : undefined;
}

const behindGrades: ReadonlySet<string> = new Set(
  ', . ; ) ( / - + > today now r l right left rt lt bilat bilaterally b both on and but with rest otherwise else other compared vs versus limited'.split(
    ' ',
  ),
);

function isEndOfGrade({ tokens }: Sentence, at: number, muscles: readonly Place[]): boolean {
  const next = tokens[at]?.word;
  if (next === undefined || muscles.some(({ from }) => from === at)) return true;
  if (next === '/') return false;
  return behindGrades.has(next);
}
