import { addDays } from '../calendar.ts';
import { countOf, durationIn } from '../durations.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Token } from '../tokens.ts';
import { addSign, sign } from '../words.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

const linkId = 'cancer-feature.weight-loss';

/**
 * That a patient lost weight which nobody meant him to lose: by how much ("down twenty pounds", "a 9 kg weight loss"),
 * or by two weights ("61 kg, was 67 in July"). With a diet, a medicine, an operation or water that explains it, it is none.
 */
function readWeight(sentence: Sentence, context: NoteContext): readonly Found[] {
  const told = lostIn(sentence) ?? fallenIn(sentence);
  if (told === undefined) return [];
  if (told.isKept)
    return [{ linkId, rule: 'weight-kept', place: told.place, found: { value: false } }];
  const at = { linkId, rule: 'weight-fallen', place: told.place };
  const { before } = context;
  const isMeantBefore = before?.has('weight-meant') === true && before.has('weight-word');
  const isMeant = namesIntent(sentence) || isMeantBefore;
  const { text } = context.note;
  const behind = text.slice(sentence.span.end, sentence.span.end + longestReason);
  const isNoWonder =
    isMeant || sentence.has('load') || explained.test(behind) || isRegained(sentence, told.place);
  if (isNoWonder || ofWeight.test(text))
    return [foundOf(at.linkId, at, { why: 'says too little' })];
  const isSlow = (durationIn(sentence.tokens) ?? 0) > longestLoss;
  if (isSlow || isExplainedBehind(sentence, told.place))
    return [foundOf(at.linkId, at, { why: 'says too little' })];
  const allowed = new Set(told.isOfTwo ? (['historical'] as const) : []);
  const doubt = sentence.doubtAt(told.place, { allowed, since: addDays(context.note.date, -366) });
  if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
  if (sentence.isDenied(told.place)) return [foundOf(at.linkId, at, { why: 'negated' })];
  return [foundOf(at.linkId, at, { value: true })];
}

/** "Lost 15 lb and has put it all back on". */
function isRegained({ tokens }: Sentence, { to }: Place): boolean {
  return tokens.slice(to).some(({ word }, at, behind) => {
    const isBack = behind.slice(at + 1, at + 4).some((one) => one.word === 'back');
    const before = behind.slice(Math.max(0, at - 3), at).map((one) => one.word);
    const isDenied = before.some((one) => one === 'not' || one === 'never' || one.endsWith('nt'));
    return !isDenied && (word === 'regained' || ((word === 'put' || word === 'gained') && isBack));
  });
}

/** A diet or a reason, unless the word before denies it: "not dieting". */
function namesIntent(sentence: Sentence): boolean {
  return sentence
    .of('weight-meant')
    .some(({ from }) => !denials.has(sentence.tokens[from - 1]?.word ?? ''));
}

const denials: ReadonlySet<string> = new Set(['no', 'not', 'without', 'never']);

export const weightReader = readerOf(['weight-word', 'weight-lost'], readWeight, {
  needs: sign.digit | sign.weight,
});

/** What makes anybody lose weight, wherever a note names it. */
const ofWeight =
  /\b(?:semaglutide|tirzepatide|liraglutide|ozempic|wegovy|mounjaro|zepbound|saxenda|phentermine|bariatric|diures(?:is|ed|ing)|gastric (?:sleeve|bypass)|roux)/i;

/** What the next sentence tells of it: "…; a mass of the pancreas explains it." */
const explained =
  /^(?:[^.;\n]{0,60}\b(?:explains? (?:it|this|that)|attribut(?:ed|es|able)|(?:thought|felt|likely) (?:to be )?(?:from|due to|related to)|on purpose|intentional(?:ly)?|delighted|as planned)|[;,.\s]*(?:(?:all|this|that|it|the|weight|loss|change|is|was|which|likely|probably|presumably|mostly)\s+)*due to)\b/i;
const longestReason = 90;

interface Lost {
  readonly place: Place;
  readonly isOfTwo: boolean;
  /** Two weights are the same. */
  readonly isKept?: boolean;
}

/** So much is lost by nobody from one day to the other. */
const leastPounds = 5;
const poundsOf: Readonly<Record<string, number>> = {
  lb: 1,
  lbs: 1,
  pound: 1,
  kg: 2.2,
  kgs: 2.2,
  kilo: 2.2,
  kilogram: 2.2,
  stone: 14,
};

addSign(sign.weight, Object.keys(poundsOf));

/** So many words at most lie between how much it is and that it was lost. */
const mostBetween = 4;

function lostIn(sentence: Sentence): Lost | undefined {
  const { tokens } = sentence;
  for (const [at, { word }] of tokens.entries()) {
    const unit = Object.hasOwn(poundsOf, word) ? (poundsOf[word] ?? 0) : 0;
    if (unit === 0 || numberAt(tokens, at - 1) * unit < leastPounds) continue;
    // "Down to 150 lb" is a weight.
    const before = tokens[at - 2]?.word ?? '';
    if (before === 'to' || before === 'from' || isExplained(tokens, at + 1)) continue;
    const place = sentence
      .of('weight-lost')
      .find(({ from, to }) => at - 1 - to <= mostBetween && from - at <= mostBetween);
    // "Weight 61 kg, down 1 kg": how much it was stands behind the verb.
    if (place !== undefined && !(place.from > at && isAmount(tokens, place.to)))
      return { place, isOfTwo: false };
  }
  return undefined;
}

/** "Down 1 kg". */
function isAmount(tokens: readonly Token[], at: number): boolean {
  return numberAt(tokens, at) > 0 && Object.hasOwn(poundsOf, tokens[at + 1]?.word ?? '');
}

/** "14 lb from odynophagia", "10 kg due to the colitis"; "12 lb from 180" is none. */
function isExplained(tokens: readonly Token[], at: number): boolean {
  const first = tokens[at];
  const next = tokens[at + 1];
  return because.has(first?.word ?? '') && next !== undefined && next.word >= 'a';
}

/** "Lost thirty pounds because he does not eat". */
function isExplainedBehind({ tokens }: Sentence, { to }: Place): boolean {
  return tokens.slice(to).some(({ word }) => word === 'because');
}

/** In days: what was lost over more than that, nobody looks for. */
const longestLoss = 540;

const because: ReadonlySet<string> = new Set(['from', 'due', 'because', 'secondary']);

/** Nobody weighs less or more. */
const [leastWeight, mostWeight] = [35, 500];
/** So much of it lost is more than two scales differ by. */
const leastShare = 0.04;
/** And so little is none. */
const mostOfKept = 0.01;

/** "61 kg (67 in July)", "142, last year 171", "from 182 to 169 pounds". */
function fallenIn(sentence: Sentence): Lost | undefined {
  const { tokens } = sentence;
  const isOfWeight = sentence.has('weight-word') || tokens.some(({ word }) => word in poundsOf);
  if (!isOfWeight) return undefined;
  const weights = tokens.flatMap(({ word }, at) => {
    const value = Number(word);
    const isWeight = value >= leastWeight && value <= mostWeight && !isOfDay(sentence, at);
    return isWeight && !isOfElse(tokens, at) ? [{ value, at }] : [];
  });
  const [one, other, ...more] = weights;
  if (one === undefined || other === undefined) return undefined;
  const all = [one.value, other.value, ...more.map(({ value }) => value)];
  if (all.length > 2 && Math.min(...all) >= Math.max(...all) * (1 - mostOfKept)) {
    const place = { from: one.at, to: one.at + 1 };
    return sentence.has('weight-word') ? { place, isOfTwo: true, isKept: true } : undefined;
  }
  const isFirstEarlier = isEarlier(sentence, one.at, 0) || isLeadingOn(tokens, one.at);
  const isSecondEarlier = isEarlier(sentence, other.at, endOfDay(sentence, one.at));
  if (isFirstEarlier === isSecondEarlier) return undefined;
  const [before, now] = isFirstEarlier ? [one, other] : [other, one];
  const place = { from: now.at, to: now.at + 1 };
  if (now.value >= before.value * (1 - mostOfKept))
    return sentence.has('weight-word') ? { place, isOfTwo: true, isKept: true } : undefined;
  return now.value > before.value * (1 - leastShare) ? undefined : { place, isOfTwo: true };
}

/** "80.2 -> 80.0 kg". */
function isLeadingOn(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(at + 1, at + 4).some(({ word }) => word === '>' || word === '->');
}

/** Where the words of a weight end: behind the day that follows it without a mark ("80 kg in May, 71 now"). */
function endOfDay({ tokens, pastDates }: Sentence, at: number): number {
  const day = pastDates.find(({ from }) => from > at && from - at <= 3);
  const isOwn =
    day !== undefined &&
    !tokens.slice(at, day.from).some(({ word }) => word === ',' || word === ';');
  return isOwn ? day.to : at + 1;
}

/** Whether a weight is of an earlier time: a word in front says so ("was 67"), or a day behind it ("66 in August"). */
function isEarlier(sentence: Sentence, at: number, begin: number): boolean {
  const { tokens } = sentence;
  for (let before = at - 1; before >= Math.max(begin, at - mostBetween); before -= 1)
    if (earlier.has(tokens[before]?.word ?? '')) return true;
  return sentence.pastDates.some(({ from, value }) => {
    const isBeside =
      (from > at && from - at <= 3) || (from < at && from >= begin && at - from <= 3);
    // "169 pounds since Labor Day".
    const isSince = tokens[from - 1]?.word === 'since' || tokens[from - 1]?.word === 'over';
    return isBeside && !isSince && value < sentence.noteMonth;
  });
}

const earlier: ReadonlySet<string> = new Set(
  'was were from previously prior last before formerly usual baseline vs versus apr aug ago'.split(
    ' ',
  ),
);

function isOfDay(sentence: Sentence, at: number): boolean {
  return sentence.pastDates.some(({ from, to }) => from <= at && at < to);
}

/** "72 y", "BP 130/80", "70 %", "PVR 120 mL". */
function isOfElse(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  // "Scale: 80 kg" is a weight, "Pain: 80" is none.
  if (before?.word === ':' && Object.hasOwn(poundsOf, next?.word ?? '')) return false;
  return notOfWeight.has(next?.word ?? '') || notBefore.has(before?.word ?? '');
}

const notOfWeight: ReadonlySet<string> = new Set(
  '/ % y yo yr year ml cc mg degree bpm f c day week month wk mo am pm : minute min feet ft foot mph'.split(
    ' ',
  ),
);
const notBefore: ReadonlySet<string> = new Set('/ hr bp pulse bmi spo2 rr t temp : age'.split(' '));

function numberAt(tokens: readonly Token[], at: number): number {
  const word = tokens[at]?.word;
  return tens.get(word ?? '') ?? countOf(word) ?? 0;
}

const tens: ReadonlyMap<string, number> = new Map([
  ['thirteen', 13],
  ['fourteen', 14],
  ['fifteen', 15],
  ['sixteen', 16],
  ['eighteen', 18],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
]);
