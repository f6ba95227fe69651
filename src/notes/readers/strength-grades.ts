import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Span } from '../span.ts';
import { bar, isComma, isStop, type Token } from '../tokens.ts';
import { addListed, addSign, sign } from '../words.ts';
import type { Grade } from './strength-course.ts';

const words: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
};

/** Numbers up to five as notes write them: "4", "04", "4.5". */
const written = Array.from({ length: 51 }, (_, tenths) => tenths / 10).flatMap((number) => [
  number.toFixed(1),
  ...(Number.isInteger(number) ? [`${number}`, `0${number}`, `00${number}`] : []),
]);

/** Roman numerals of the scale that are no other word. */
const romans: Readonly<Record<string, number>> = { ii: 2, iii: 3, iv: 4 };

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
  if (tokens.some(({ word }) => ofUrine.has(word) || ofMobilisation.has(word))) return [];
  if (hasColumns(sentence, muscles)) return gradesOfSides(tokens);
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

/**
 * "Strength R/L: hip flexion 5/5, EHL 5/1", "ASIA motor R/L: C5 5/5, C6 4/4", "EHL 5/2": a number for each side, and no share
 * of five. Where each pair ends with five it may be either, and is read as a share.
 */
function hasColumns(sentence: Sentence, muscles: readonly Place[]): boolean {
  const { tokens } = sentence;
  if (!tokens.some((_, at) => isOfSides(tokens, at))) return isHeadedByRoots(sentence);
  const isOfStrength =
    sentence.has('strength') || sentence.has('strength-noun') || isUnderStrength(sentence.span);
  if (!isOfStrength && (sentence.has('other-signs') || muscles.length === 0)) return false;
  if (isHeadedBySides(sentence)) return true;
  // "5/2" right behind a muscle can be nothing else.
  return muscles.some(({ to }) => {
    const at = tokens[to]?.word === ':' ? to + 1 : to;
    return tokens[at]?.word === '5' && isOfSides(tokens, at + 1);
  });
}

/** Whether a slash parts two numbers of the scale the second of which is no full strength. */
function isOfSides(tokens: readonly Token[], at: number): boolean {
  const pair = pairAt(tokens, at);
  return pair !== undefined && pair[1].grade < fullStrength;
}

function isHeadedByRoots(sentence: Sentence): boolean {
  return isHeadedBySides(sentence) && sentence.tokens.some(({ word }) => ofRoots.has(word));
}

const fullStrength = 5;

const ofRoots: ReadonlySet<string> = new Set(['asia', 'isncsci', 'myotome']);

/** Whether its heading says that strength is told. */
export function isUnderStrength({ heading }: Span): boolean {
  return heading !== '' && /strength|motor|mmt|power/.test(heading);
}

/** "R/L:", "(left | right)". */
function isHeadedBySides({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, at) => {
    if (!isSlash(word)) return false;
    const [one, other] = [tokens[at - 1]?.word ?? '', tokens[at + 1]?.word ?? ''];
    return (lefts.has(one) && rights.has(other)) || (rights.has(one) && lefts.has(other));
  });
}

function isSlash(word: string): boolean {
  return word === '/' || word === bar;
}

/** Two numbers of the scale with a slash between, the place of which is given. */
function pairAt(
  tokens: readonly Token[],
  at: number,
): readonly [NamedGrade, NamedGrade] | undefined {
  if (!isSlash(tokens[at]?.word ?? '')) return undefined;
  const one = [at - 1, at - 2]
    .map((from) => numberAt(tokens, from))
    .find((read) => read?.to === at);
  const other = numberAt(tokens, at + 1);
  return one === undefined || other === undefined ? undefined : [one, other];
}

/** Both numbers of each pair. */
function gradesOfSides(tokens: readonly Token[]): readonly Grade[] {
  return tokens.flatMap((_, at) => pairAt(tokens, at) ?? []);
}

/** "Nitrite +, LE 3+": the leukocytes in the urine, and no leg. */
/** "L4-5 PA mobs grade III": how a therapist moves a joint. */
const ofMobilisation: ReadonlySet<string> = new Set(['mob', 'mobilization', 'mobilisation']);

const ofUrine: ReadonlySet<string> = new Set(['nitrite', 'ua', 'wbc', 'leuk', 'esterase']);

function isOfStrength(sentence: Sentence): boolean {
  if (sentence.has('strength-noun') || sentence.span.section === 'examination') return true;
  return sentence.tokens.some(({ word }) => word === 'mmt' || word === 'mrc');
}

interface NamedGrade extends Grade {
  /** A plus or a minus stands beside it. */
  readonly isSigned: boolean;
}

/** A number of the scale with its sign: "4", "4-", "three", "4 plus". */
function numberAt(tokens: readonly Token[], at: number): NamedGrade | undefined {
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
function rangeAt(tokens: readonly Token[], at: number): NamedGrade | undefined {
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
function mayBeGrade(tokens: readonly Token[], at: number): boolean {
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

/** "Adjustment of L4/5", "grade 1 L4/5", "C4/5" name a level; "EHL L4/5" a side and a grade. */
function isOfLevel(sentence: Sentence, at: number): boolean {
  const letter = sentence.tokens[at - 1];
  const isAttached = letter !== undefined && letter.end === sentence.tokens[at]?.start;
  if (!isAttached || !levelLetters.has(letter.word)) return false;
  if (letter.word !== 'l' || sentence.has('film')) return true;
  const isMuscle = ({ from, to }: Place): boolean => !isLevel(sentence.tokens, from, to);
  const muscles = [...sentence.of('leg-muscle'), ...sentence.of('arm-muscle')];
  return !muscles.some(isMuscle) && !sentence.has('strength-noun');
}

const levelLetters: ReadonlySet<string> = new Set(['c', 't', 'l']);

/** "Biceps, triceps, intrinsics 5 of 5.", and no count of sessions. */
function isListed(tokens: readonly Token[], to: number): boolean {
  const ahead = tokens.slice(Math.max(0, to - 4), to - 1);
  return ahead.some(isComma) && isStop(tokens[to + 2] ?? tokens[to + 1]);
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

/** "The power is five from five". */
function isOfPowerBefore(tokens: readonly Token[], to: number): boolean {
  return tokens.slice(Math.max(0, to - 6), to).some(({ word }) => powers.has(word));
}

const powers: ReadonlySet<string> = new Set('power strength force mmt'.split(' '));

/** "Pain 3/5", "completed 3/5 sessions": a count of something else. */
function isOtherCount(sentence: Sentence, at: number, next: number): boolean {
  const near = sentence.of('no-grade').filter((one) => one.to <= at);
  const last = near.at(-1);
  // "4/5 on 10/30, 2/5 today": what stands before a day counts nothing behind it.
  const isOfDay =
    last !== undefined && sentence.pastDates.some(({ from, to }) => from >= last.from && to <= at);
  // "Was 4/5 on Oct 10, today 3/5" goes on with strength.
  const isOfNow =
    last !== undefined && sentence.hasWithin('is-now-alone', { from: last.to, to: at });
  // "On my last exam it was 4/5".
  const isOfThen = last !== undefined && sentence.hasWithin('was-then', { from: last.to, to: at });
  const isOther =
    last !== undefined &&
    !isOfNow &&
    !isOfDay &&
    !(isOfThen && sentence.tokens[last.from]?.word === 'on') &&
    !isNamedBetween(sentence, last.from - 3, at + 6);
  return isOther || countedBehind.has(sentence.tokens[next + 1]?.word ?? '');
}

const countedBehind: ReadonlySet<string> = new Set('visit session positive pain sign'.split(' '));

/** Whether words of strength or a muscle stand between two places. */
function isNamedBetween(sentence: Sentence, from: number, to: number): boolean {
  const within = { from, to: to + 1 };
  const kinds = ['strength', 'full-strength', 'leg-muscle', 'arm-muscle'] as const;
  return kinds.some((kind) => sentence.hasWithin(kind, within));
}

const gradeWords: ReadonlySet<string> = new Set(['grade', 'graded', 'mrc', 'grading', 'graded at']);

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

const betweenGrades: ReadonlySet<string> = new Set([
  '-',
  '>',
  'to',
  'and',
  ',',
  'today',
  'now',
  'then',
]);

const nows: ReadonlySet<string> = new Set(['today', 'now', 'currently', 'tonight']);

/** What a number counts that is no grade: "quad 3 sets". */
const units: ReadonlySet<string> = new Set(
  'set rep time degree x lb pound week wk day month visit session minute min hour /'.split(' '),
);

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

const lefts: ReadonlySet<string> = new Set(['l', 'left', 'lt']);
const rights: ReadonlySet<string> = new Set(['r', 'right', 'rt']);
const sides: ReadonlySet<string> = new Set([...lefts, ...rights]);
const betweenSides: ReadonlySet<string> = new Set([...sides, ',', ':', 'and', 'on', 'the']);

/** "Ankle dorsiflexion: R 5, L 3", "EHL 5 R, 3 L", "LE R 4 L 4". */
function isOfOtherSide(between: readonly string[], behind = '', ahead = ''): boolean {
  const isParted = between.includes(',') || (sides.has(ahead) && between.length === 1);
  const isNamed = between.some((word) => sides.has(word)) && isParted;
  return isNamed && between.every((word) => betweenSides.has(word)) && !units.has(behind);
}

const joints: ReadonlySet<string> = new Set(
  ': = - ~ a is was are at in of only still down gives give breaks came tests tested measures scored rates holds about grade strength power motor r l right left rt lt bilat bilaterally b/l b both on the and'.split(
    ' ',
  ),
);

const ofReflexes: ReadonlySet<string> = new Set(
  'patellar achille achilles jerk reflex dtr dtrs'.split(' '),
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

const reflexes: ReadonlySet<string> = new Set(
  'reflex reflexe refl dtr dtrs jerk jerks br aj kj'.split(' '),
);

/** "DTR biceps 1+, triceps 2+": behind a word for a reflex, and none for strength, a number is one of reflexes. */
function isOfReflex(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence;
  const reflex = tokens.findLastIndex(({ word }, index) => index < at && reflexes.has(word));
  const isAhead = reflex < 0 && tokens[at + 1]?.word === '+' && isJerked(tokens, at);
  if (reflex < 0) return isAhead;
  return !sentence.hasWithin('strength', { from: reflex, to: at });
}

/** "Biceps 2+": alone it is the reflex. */
function isJerked(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 3), at).map(({ word }) => word);
  return before.some((word) => jerked.has(word));
}

const jerked: ReadonlySet<string> = new Set(
  'bicep triceps tricep biceps brachioradiali brachioradialis patellar achille achilles'.split(' '),
);

function isLetter(token: Token | undefined): boolean {
  return token !== undefined && token.word.length === 1 && token.word >= 'a';
}

/** "Myotomes: L4 4+, L5 4". */
function isOfMyotomes({ tokens }: Sentence): boolean {
  return tokens.some(({ word }) => word.startsWith('myotom'));
}

/** A root that stands for its muscles has no number of its own right behind it: "L4 3". */
function isLevel(tokens: readonly Token[], from: number, to: number): boolean {
  return (
    to - from === 2 && isLetter(tokens[from]) && digit(tokens[from + 1]?.word ?? '') !== undefined
  );
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

function digit(word: string): number | undefined {
  const first = word.charCodeAt(0);
  if (!(first >= 48 && first <= 53) || word.length > 3) return undefined;
  const number = Number(word);
  return number >= 0 && number <= 5 ? Math.floor(number) : undefined;
}
