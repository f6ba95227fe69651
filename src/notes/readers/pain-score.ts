import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isOtherLevel } from './place-of.ts';
import { type Found, type NoteContext, readerOf } from './reader.ts';

interface PainScore extends Place {
  readonly score: number;
}

/** Pain of 0 to 10 that the words put into a limb: "Leg pain is 8/10 today". Pain of the back is none. */
function readPainScore(sentence: Sentence, { note, since }: NoteContext): readonly Found[] {
  const { tokens } = sentence;
  const isScaled = tokens.some(({ word }) => word === '10' || word === 'ten');
  if (!sentence.has('radicular-place') || !isScaled) return [];
  const scores: PainScore[] = [];
  for (const [at, { word }] of tokens.entries()) {
    const isOutOf = word === 'out' && tokens[at + 1]?.word === 'of' && isTen(tokens[at + 2]?.word);
    if (!isOutOf && (word !== '/' || tokens[at + 1]?.word !== '10')) continue;
    const score = scoreOf(tokens[at - 1]?.word);
    const before = tokens[at - 2]?.word;
    if (!(score >= 0 && score <= 10) || before === '-' || before === 'to' || before === '/')
      continue;
    // "Prescribed 9/10" names a day.
    if (sentence.pastDates.some(({ from, to }) => from < at && at < to)) continue;
    scores.push({ score, from: at - 1, to: at + 2 });
  }
  const radicular = scores.filter((one) => isRadicular(sentence, one));
  const [first] = radicular;
  if (first === undefined) return [];
  const at = { linkId: 'severe-radicular.pain-score', rule: 'pain-score', place: first };
  const doubt = sentence.doubtAt(first, { since });
  if (doubt !== undefined) return [{ ...at, found: { why: doubt } }];
  const level = sentence.has('arm-muscle') && !sentence.has('leg-muscle') ? 'cervical' : 'lumbar';
  if (isOtherLevel([level], note.episode?.region))
    return [{ ...at, found: { why: 'another part of the body' } }];
  const now = radicular.filter((one) => !isAround(sentence, 'other-time-of-pain', one));
  // Where nothing is said of now, the worst of it counts.
  const told =
    now.length > 0 ? now : radicular.filter((one) => isAround(sentence, 'worst-pain', one));
  const worst = told.reduce<PainScore | undefined>(
    (most, one) => (most === undefined || one.score > most.score ? one : most),
    undefined,
  );
  if (worst === undefined) return [{ ...at, found: { why: 'uncertain' } }];
  return [{ ...at, place: worst, found: { value: worst.score } }];
}

export const painScoreReader = readerOf(['radicular-place'], readPainScore);

function isTen(word: string | undefined): boolean {
  return word === '10' || word === 'ten';
}

/** "8", "eight"; no number where the word names none. */
function scoreOf(word: string | undefined): number {
  const named = names.indexOf(word ?? '');
  return named >= 0 ? named : Number(word);
}

const names = 'zero one two three four five six seven eight nine ten'.split(' ');

function isAround(
  sentence: Sentence,
  kind: 'other-time-of-pain' | 'worst-pain',
  { from, to }: Place,
): boolean {
  return sentence.of(kind).some((one) => {
    if (one.from < from) return one.from >= from - 4;
    // "6/10, worst 8/10": a word before another score is said of that.
    return one.from < to + 3 && !(Number(sentence.tokens[one.to]?.word) >= 0);
  });
}

/** The nearest word before the score that says where it hurts is a limb; else the nearest behind it. */
function isRadicular(sentence: Sentence, score: Place): boolean {
  const limbs = sentence.of('radicular-place');
  const axial = sentence.of('axial-place');
  const before = (places: readonly Place[]): number =>
    places.reduce((last, one) => (one.to <= score.from ? Math.max(last, one.from) : last), -1);
  // What stands in the score's own part of the sentence says where it is: "7/10 in the leg, 3/10 in the back".
  const chunk = sentence.chunkOf(score);
  const isIn = ({ from }: Place): boolean => from >= chunk.from && from < chunk.to;
  const isLimbIn = limbs.some(isIn);
  if (isLimbIn !== axial.some(isIn)) return isLimbIn;
  const limb = before(limbs);
  if (limb >= 0 || before(axial) >= 0) return limb >= before(axial);
  const after = (places: readonly Place[]): number =>
    places.reduce(
      (least, one) => (one.from >= score.to ? Math.min(least, one.from) : least),
      Number.POSITIVE_INFINITY,
    );
  const next = after(limbs);
  return next - score.to <= 6 && next < after(axial);
}
