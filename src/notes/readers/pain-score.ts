import type { Allowance } from '../doubt.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Token } from '../tokens.ts';
import { sign } from '../words.ts';
import { isResidual } from './improving.ts';
import { isOtherLevel } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

interface PainScore extends Place {
  readonly score: number;
}

/** Pain of 0 to 10 that the words put into a limb: "Leg pain is 8/10 today". Pain of the back is none. */
function readPainScore(sentence: Sentence, { note, since }: NoteContext): readonly Found[] {
  if (!sentence.has('radicular-place')) return [];
  // "Previously, note of 9/16: left leg pain 9/10".
  if (ofBefore.has(sentence.tokens[0]?.word ?? '')) return [];
  const scores = scoresOfTen(sentence);
  const radicular = scores.filter((one) => isRadicular(sentence, one));
  const [first] = radicular;
  if (first === undefined) return [];
  const at = { linkId: 'severe-radicular.pain-score', rule: 'pain-score', place: first };
  const doubt = sentence.doubtAt(
    first,
    isResidual(sentence) ? { since, allowed: ofNow } : { since },
  );
  if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
  if (isOfOlderNote(sentence, first, note.date))
    return [foundOf(at.linkId, at, { why: 'before the episode' })];
  const level = sentence.has('arm-muscle') && !sentence.has('leg-muscle') ? 'cervical' : 'lumbar';
  if (isOtherLevel([level], note.episode?.region))
    return [foundOf(at.linkId, at, { why: 'another part of the body' })];
  const now = radicular.filter((one) => !isAround(sentence, 'other-time-of-pain', one));
  // Where nothing is said of now, the worst of it counts, else how it is on average.
  const [worstOf, usual] = [
    radicular.filter((one) => isAround(sentence, 'worst-pain', one)),
    radicular.filter((one) => isOnAverage(sentence, one)),
  ];
  const told = [now, worstOf, usual].find((some) => some.length > 0) ?? [];
  const worst = told.reduce<PainScore | undefined>(
    (most, one) => (most === undefined || one.score > most.score ? one : most),
    undefined,
  );
  if (worst === undefined) return [foundOf(at.linkId, at, { why: 'uncertain' })];
  return [foundOf(at.linkId, { rule: at.rule, place: worst }, { value: worst.score })];
}

/** "Residual calf ache 3/10" is of now. */
const ofNow: ReadonlySet<Allowance> = new Set<Allowance>(['historical']);

const ofBefore: ReadonlySet<string> = new Set(['previously', 'formerly', 'initially']);

/** "Note of 9/16: leg pain 9/10" is of that day. */
function isOfOlderNote(sentence: Sentence, { from }: Place, noteDate: string): boolean {
  const [note] = sentence.of('older-note');
  if (note === undefined || note.from > from) return false;
  return sentence.pastDates.some(
    (one) => one.from >= note.from && one.from < from && one.value < noteDate,
  );
}

/**
 * Scores as they are written: "8/10", "eight out of ten", "9 of 10", "VAS 10", "(0-10): 8", "rated nine"; and those of a scale
 * of 100 ("95/100", "VAS 95 mm") as tenths of it (reading A38).
 */
function scoresOfTen(sentence: Sentence): readonly PainScore[] {
  const { tokens } = sentence;
  const scores: PainScore[] = [];
  for (const [at, { word }] of tokens.entries()) {
    const long = onLongScale(tokens, at);
    if (long !== undefined) scores.push(long);
    const end = endOfScale(tokens, at);
    const score =
      end === undefined ? scoreOnScale(tokens, at) : scoreOf(tokens[beforeSign(tokens, at)]?.word);
    if (score === undefined || !(score >= 0 && score <= 10)) continue;
    const from = end === undefined ? at : beforeSign(tokens, at);
    const before = tokens[from - 1]?.word ?? '';
    if (end !== undefined && (before === '-' || before === 'to' || before === '/')) {
      const lower = lowerOfRange(tokens, from);
      if (lower !== undefined && lower <= score)
        scores.push({ score: lower, from: from - 2, to: end });
      continue;
    }
    // "Prescribed 9/10" names a day.
    if (word === '/' && sentence.pastDates.some((one) => one.from < at && at < one.to)) continue;
    scores.push({ score, from, to: end ?? at + 1 });
  }
  return scores;
}

/** "10+/10": the number stands before its sign. */
function beforeSign(tokens: readonly Token[], at: number): number {
  return tokens[at - 1]?.word === '+' ? at - 2 : at - 1;
}

/** "95/100", "92 out of 100", "98 mm" and "95 on the VAS". */
function onLongScale(tokens: readonly Token[], at: number): PainScore | undefined {
  const number = Number(tokens[at]?.word);
  const before = tokens[at - 1]?.word;
  const isScale = number === 100 && (before === '/' || before === 'of');
  if (!(number >= 0 && number <= 100) || isScale) return undefined;
  const [next, ...behind] = tokens.slice(at + 1, at + 4).map(({ word }) => word);
  const isOfHundred =
    ((next === '/' || next === 'of') && behind[0] === '100') ||
    (next === 'out' && behind[0] === 'of' && behind[1] === '100');
  const isMillimetres = next === 'mm' && tokens.some(({ word }) => word === 'vas');
  if (next === 'on' && behind.includes('vas'))
    return { score: number > 10 ? number / 10 : number, from: at, to: at + 1 };
  if (!isOfHundred && !isMillimetres) return undefined;
  return { score: number / 10, from: at, to: at + (next === 'out' ? 4 : isOfHundred ? 3 : 2) };
}

/** The lower of "9-10/10"; undefined where what stands before is no number of the same scale. */
function lowerOfRange(tokens: readonly Token[], from: number): number | undefined {
  const [ahead, mark] = [tokens[from - 3]?.word, tokens[from - 1]?.word];
  const lower = scoreOf(tokens[from - 2]?.word);
  return mark !== '/' && ahead !== '/' && lower >= 0 && lower <= 10 ? lower : undefined;
}

/** Where "/10", "of 10" or "out of ten" ends that begins at a place; undefined where it is none. */
function endOfScale(tokens: readonly Token[], at: number): number | undefined {
  const word = (index: number): string | undefined => tokens[index]?.word;
  if (word(at) === '/') return word(at + 1) === '10' ? at + 2 : undefined;
  if (word(at) === 'out' && word(at + 1) === 'of' && isTen(word(at + 2))) return at + 3;
  // "Nine from ten", "ten on the ten-point scale".
  if (word(at) === 'from' && isTen(word(at + 1)) && word(at + 2) !== 'to') return at + 2;
  if (word(at) === 'on' && word(at + 3) === 'point' && isTen(word(at + 2))) return at + 5;
  if (word(at) !== 'of' || word(at - 1) === 'out' || !isTen(word(at + 1))) return undefined;
  // "9 of 10 sessions" are counted.
  return counted.has(word(at + 2) ?? '') ? undefined : at + 2;
}

const counted: ReadonlySet<string> = new Set(
  'day night week time session visit rep treatment appointment exercise step block'.split(' '),
);

/** "VAS 10", "NRS: 7", "(0-10): 8", "is rated nine": the number behind the name of a scale, which no other follows. */
function scoreOnScale(tokens: readonly Token[], at: number): number | undefined {
  const score = scoreOf(tokens[at]?.word);
  if (!(score >= 0 && score <= 10)) return undefined;
  const next = tokens[at + 1]?.word ?? '.';
  if (notBehindScore.has(next)) return undefined;
  const before = tokens.slice(Math.max(0, at - mostToScore), at).map((one) => one.word);
  const isLabelled = before.at(-1) === ':' && before.includes('10');
  const name = before.findLastIndex((word) => scales.has(word));
  const between = before.slice(name + 1);
  // "The leg was a 9 again", "still an 8 in the leg".
  const isCalled = articles.has(before.at(-1) ?? '') && calling.has(before.at(-2) ?? '');
  return isLabelled ||
    isCalled ||
    (name >= 0 && between.every((word) => betweenScaleAndScore.has(word)))
    ? score
    : undefined;
}

const articles: ReadonlySet<string> = new Set(['a', 'an']);
const calling: ReadonlySet<string> = new Set('was is at still to hit about been'.split(' '));

const mostToScore = 6;
const scales: ReadonlySet<string> = new Set(
  'vas nrs nprs nr npr vr scale rated rates rate scored scores score scoring grades graded numeric'.split(
    ' ',
  ),
);
const betweenScaleAndScore: ReadonlySet<string> = new Set(
  'is at : it as a = now today leg arm pain the his her this currently for in moment just right left that'.split(
    ' ',
  ),
);
const notBehindScore: ReadonlySet<string> = new Set(
  '/ out of - to % year day week month h hour min minutes x mg'.split(' '),
);

export const painScoreReader = readerOf(['radicular-place'], readPainScore, {
  needs: sign.digit | sign.scale | sign.number,
});

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
    // "Nine from ten"; "the leg was a 9 again tonight".
    if (kind === 'other-time-of-pain' && (isInside(one, from, to) || isWasNow(sentence, one)))
      return false;
    if (one.from < from) return one.from >= from - 4;
    const next = Number(sentence.tokens[one.to]?.word);
    // "9/10, shooting from the buttock".
    if (sentence.tokens[one.from]?.word === 'from' && !(next >= 0)) return false;
    // "6/10, worst 8/10": a word before another score is said of that.
    return one.from < to + 3 && !(next >= 0);
  });
}

/** "Leg pain averages 8/10". */
function isOnAverage({ tokens }: Sentence, { from }: Place): boolean {
  return tokens.slice(Math.max(0, from - 2), from).some(({ word }) => averages.has(word));
}

const averages: ReadonlySet<string> = new Set(['average', 'averages', 'averaging', 'averaged']);

function isInside(one: Place, from: number, to: number): boolean {
  return one.from > from && one.to < to;
}

function isWasNow({ tokens }: Sentence, { from, to }: Place): boolean {
  if (to - from > 1 || tokens[from]?.word !== 'was') return false;
  return tokens
    .slice(to, to + mostToNow)
    .some(({ word }) => word === 'tonight' || word === 'today');
}

const mostToNow = 5;

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
  // "Shoots along the thigh to the dorsum of the foot": where a pain of the limb ends.
  const other =
    limb < 0 ? before(axial) : before(axial.filter((one) => !isEndOfLimb(sentence, one)));
  if (limb >= 0 || other >= 0) return limb >= other;
  const after = (places: readonly Place[]): number =>
    places.reduce(
      (least, one) => (one.from >= score.to ? Math.min(least, one.from) : least),
      Number.POSITIVE_INFINITY,
    );
  const next = after(limbs);
  return next - score.to <= 6 && next < after(axial);
}

function isEndOfLimb({ tokens }: Sentence, { from }: Place): boolean {
  return endsOfLimbs.has(tokens[from]?.word ?? '');
}

const endsOfLimbs: ReadonlySet<string> = new Set(['buttock', 'foot', 'ankle', 'hand', 'wrist']);
