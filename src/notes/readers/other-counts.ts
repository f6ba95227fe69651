import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Span } from '../span.ts';
import { isComma, isStop, type Token } from '../tokens.ts';
import { WordList } from '../word-lists.ts';
import { digit, isLetter, isNamedBetween, isSlash, lefts, rights } from './grade-numbers.ts';

/** "ASIA motor R/L: C5 5/5": columns of the sides, a root in each line. */
export function isHeadedByRoots(sentence: Sentence): boolean {
  return isHeadedBySides(sentence) && sentence.tokens.some(({ word }) => ofRoots.has(word));
}

const ofRoots: ReadonlySet<string> = new Set(['asia', 'isncsci', 'myotome']);

/** Whether its heading says that strength is told. */
export function isUnderStrength({ heading }: Span): boolean {
  return heading !== '' && /strength|motor|mmt|power/.test(heading);
}

/** "R/L:", "(left | right)". */
export function isHeadedBySides({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, at) => {
    if (!isSlash(word)) return false;
    const [one, other] = [tokens[at - 1]?.word ?? '', tokens[at + 1]?.word ?? ''];
    return (lefts.has(one) && rights.has(other)) || (rights.has(one) && lefts.has(other));
  });
}

/** "L4-5 PA mobs grade III": how a therapist moves a joint. */
export const ofMobilisation = new WordList('mob mobilization mobilisation');

/** "Nitrite +, LE 3+": the leukocytes in the urine, and no leg. */
export const ofUrine = new WordList('nitrite ua wbc leuk esterase');

/** Whether the words speak of strength, or stand in an examination. */
export function isOfStrength(sentence: Sentence): boolean {
  if (sentence.has('strength-noun') || sentence.span.section === 'examination') return true;
  if (isUnderLimb(sentence)) return true;
  return sentence.tokens.some(({ word }) => word === 'mmt' || word === 'mrc');
}

/** "L LE: same but DF 4": what stands behind a limb and a colon was tested there. */
function isUnderLimb({ tokens }: Sentence): boolean {
  const colon = tokens.findIndex(({ word }) => word === ':');
  return (
    colon > 0 && colon <= mostOfHead && tokens.slice(0, colon).some(({ word }) => limbs.has(word))
  );
}

const mostOfHead = 3;
const limbs: ReadonlySet<string> = new Set('le ue lle rle lue rue leg arm'.split(' '));

/** "Adjustment of L4/5", "grade 1 L4/5", "C4/5" name a level; "EHL L4/5" a side and a grade. */
export function isOfLevel(sentence: Sentence, at: number): boolean {
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
export function isListed(tokens: readonly Token[], to: number): boolean {
  const ahead = tokens.slice(Math.max(0, to - 4), to - 1);
  return ahead.some(isComma) && isStop(tokens[to + 2] ?? tokens[to + 1]);
}

/** "Pain 3/5", "completed 3/5 sessions": a count of something else. */
export function isOtherCount(sentence: Sentence, at: number, next: number): boolean {
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

/** "1+ edema", "2+ pitting edema", "2+ DP pulses": right behind the number stands what else is counted by signs. */
export function isOfOtherFinding(tokens: readonly Token[], to: number): boolean {
  const [next = '', second = ''] = tokens.slice(to, to + 2).map(({ word }) => word);
  return bySigns.has(next) || (ofFindings.has(next) && bySigns.has(second));
}

const bySigns: ReadonlySet<string> = new Set(
  'edema oedema pitting pulse swelling clonus effusion varicositie spasm spasticity erythema tenderness tender crepitus'.split(
    ' ',
  ),
);
const ofFindings: ReadonlySet<string> = new Set(
  'bilateral pedal ankle peripheral pretibial tibial dependent nonpitting soft distal dp pt femoral popliteal radial joint knee sustained muscle lower leg'.split(
    ' ',
  ),
);

/** Words of reflexes, whose numbers are no grades. */
export const ofReflexes: ReadonlySet<string> = new Set(
  'patellar achille achilles jerk reflex dtr dtrs'.split(' '),
);

const reflexes: ReadonlySet<string> = new Set(
  'reflex reflexe refl dtr dtrs jerk jerks br aj kj'.split(' '),
);

/** "DTR biceps 1+, triceps 2+": behind a word for a reflex, and none for strength, a number is one of reflexes. */
export function isOfReflex(sentence: Sentence, at: number): boolean {
  const { tokens } = sentence;
  const isSigned = tokens[at + 1]?.word === '+';
  if (isBeforeReflexes(tokens, isSigned ? at + 2 : at + 1)) return true;
  const reflex = tokens.findLastIndex(({ word }, index) => index < at && reflexes.has(word));
  const isAhead = reflex < 0 && isSigned && isJerked(tokens, at);
  if (reflex < 0) return isAhead;
  return !sentence.hasWithin('strength', { from: reflex, to: at });
}

/** "1+ bilateral biceps, triceps and brachioradialis reflexes": a number before what is tapped, and what that answers with. */
function isBeforeReflexes(tokens: readonly Token[], to: number): boolean {
  if (isComma(tokens[to])) return false;
  const end = tokens.findIndex(
    ({ word }, index) => index >= to && !jerked.has(word) && !besideTapped.has(word),
  );
  if (end < 0 || !reflexes.has(tokens[end]?.word ?? '')) return false;
  return digit(tokens[end + 1]?.word ?? '') === undefined;
}

const besideTapped: ReadonlySet<string> = new Set(
  ', and & / r l right left rt lt b/l both bilat bilateral bilaterally symmetric symmetrical at in the of all patella knee ankle'.split(
    ' ',
  ),
);

/** "Biceps 2+", "1+ bilateral biceps": alone it is the reflex. */
function isJerked(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 3), at);
  const isBrisk = (digit(tokens[at]?.word ?? '') ?? mostOfReflex) < mostOfReflex;
  // "4+ biceps" is a strength.
  const behind = isBrisk ? tokens.slice(at + 2, at + 4) : [];
  return [...before, ...behind].some(({ word }) => jerked.has(word));
}

/** A reflex that is graded so is as brisk as can be. */
const mostOfReflex = 4;

const jerked: ReadonlySet<string> = new Set(
  'bicep triceps tricep biceps brachioradiali brachioradialis patellar achille achilles'.split(' '),
);

/** "Myotomes: L4 4+, L5 4". */
export function isOfMyotomes({ tokens, span }: Sentence): boolean {
  if (isUnderStrength(span)) return true;
  return tokens.some(
    ({ word }, at) =>
      word.startsWith('myotom') || (word === 'muscle' && tokens[at - 1]?.word === 'key'),
  );
}

/** A root that stands for its muscles has no number of its own right behind it: "L4 3". */
export function isLevel(tokens: readonly Token[], from: number, to: number): boolean {
  return (
    to - from === 2 && isLetter(tokens[from]) && digit(tokens[from + 1]?.word ?? '') !== undefined
  );
}
