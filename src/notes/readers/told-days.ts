import { lengthsIn } from '../complaint-days.ts';
import type { NamedDate } from '../dates.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma, isStop } from '../tokens.ts';
import type { NoteContext } from './reader.ts';

/** Behind a complaint these tell since when it is less, or gone. */
const lessened = ['improving', 'effect-good', 'effect-resolved', 'better', 'pain-free'] as const;

/** A day, a month or a length that may tell when the episode began. */
export interface ToldDay extends NamedDate {
  readonly isLength: boolean;
  /** What it is of stands behind it. */
  readonly isOf: boolean;
  /** A time of the day. */
  readonly isClock: boolean;
}

export function daysIn(sentence: Sentence, { note }: NoteContext): readonly ToldDay[] {
  const known = note.episode?.onset;
  const isWanted = ({ value }: NamedDate): boolean =>
    known === undefined ? value <= note.date : known.startsWith(value) && value.length > 4;
  const named = sentence.pastDates.filter(
    (one) =>
      one.value.length > 4 &&
      !sentence.isAhead(one.from) &&
      // "A week ago today" is a week ago.
      sentence.tokens[one.from - 1]?.word !== 'ago',
  );
  const written = known === undefined ? undefined : writtenDay(sentence, known);
  const wanted = [...named, ...(written === undefined ? [] : [written])].filter(isWanted);
  // "Since late May, Monday 25/5": the day that is known, and not its month.
  const isDayKnown = wanted.some(({ value }) => value === known);
  const days = isDayKnown ? wanted.filter(({ value }) => value === known) : wanted;
  const lengths = lengthsIn(sentence.tokens, note.date).filter(isWanted);
  // How long it has lasted is no longer so in a note that is repeated, or told of an admission.
  const isPast = sentence.has('older-note') || /discharge/i.test(note.type);
  const told = isPast ? [] : lengths;
  // "Here today, tweaked her back Monday".
  const isOfNow = ({ from }: NamedDate): boolean => ofToday.has(sentence.tokens[from]?.word ?? '');
  days.sort((one, other) => Number(isOfNow(one)) - Number(isOfNow(other)));
  return [
    ...days.map(({ from, to, value }) => ({
      from,
      to,
      value,
      isLength: false,
      isOf: false,
      isClock: false,
    })),
    ...told.map(({ from, to, value, isOf, isClock }) => ({
      from,
      to,
      value,
      isLength: true,
      isOf,
      isClock,
    })),
  ];
}

/** "Fell", "was rear-ended": what happened to somebody, beside what people do every day. */
export function isHarmWithin(sentence: Sentence, { from, to }: Place): boolean {
  const activities = sentence.of('activity');
  return sentence
    .of('event')
    .some(
      (one) =>
        one.from >= from && one.from < to && !activities.some((other) => other.from === one.from),
    );
}

/** So many words at most stand before a day that opens a sentence: "early on the morning of the 4th". */
export const mostBeforeDay = 4;

/** "Worse since Friday", "getting worse over the past 2 days", but not "LBP flare x 2 wks", "worsening low back pain x 10 days". */
export function isOfChange(sentence: Sentence, { from, isLength }: ToldDay): boolean {
  const { tokens } = sentence;
  let begin = from;
  while (begin > 0 && overTime.has(tokens[begin - 1]?.word ?? '')) begin -= 1;
  const first = Math.min(begin, from - 2);
  const isOfWhole = ({ from: at, to }: Place): boolean =>
    isLength &&
    (tokens[at]?.word === 'flare' || sentence.hasWithin('complaint-name', { from: to, to: from }));
  return sentence
    .of('changed')
    .some((one) => one.to >= first && one.from < from && !isOfWhole(one));
}

const overTime: ReadonlySet<string> = new Set('over the past last for in within during'.split(' '));

/** "More than yesterday", "pain from 9/10 to 2/10" name no beginning. */
export function isCompared({ tokens }: Sentence, { from, to }: Place): boolean {
  const isScore = tokens[to - 1]?.word === '10' && tokens[to]?.word === 'to';
  return isScore || tokens[from - 1]?.word === 'than';
}

/** "Low back pain better since 11/1", "pain free since October", "similar pain six months ago". */
export function isLessened(sentence: Sentence, day: ToldDay): boolean {
  const { from } = sentence.statementOf(day);
  const ahead = { from, to: day.from };
  const isSimilar = sentence.tokens.slice(from, day.from).some(({ word }) => word === 'similar');
  // "50% relief for 2 weeks".
  const near = sentence.tokens.slice(Math.max(from, day.from - 3), day.from);
  const isOfRelief = day.isLength && near.some(({ word }) => word === 'relief');
  return isSimilar || isOfRelief || lessened.some((kind) => sentence.hasWithin(kind, ahead));
}

export function isDayOf({ tokens }: Sentence, { from }: Place): boolean {
  return tokens.slice(Math.max(0, from - 2), from).some(({ word }) => word === 'day');
}

/** "It will last about two weeks", "start rifampin for four months". */
export function isToCome(sentence: Sentence, day: Place): boolean {
  const [first, second] = sentence.tokens;
  const isOrder = orders.has(first?.word ?? '') && (second?.word ?? '') >= 'a';
  if (isOrder && first?.end === (first?.start ?? 0) + (first?.word.length ?? 0)) return true;
  const { from } = sentence.statementOf(day);
  return sentence.tokens.slice(from, day.from).some(({ word }) => toCome.has(word));
}

const orders: ReadonlySet<string> = new Set(
  'start begin continue take give resume add repeat treat prescribe'.split(' '),
);

const toCome: ReadonlySet<string> = new Set('will should may might typically usually'.split(' '));

/** "Pain 8/10 at 0800", "morphine 0915": at a time of the day only what happened or came suddenly began. */
export function isTimeOfOther(sentence: Sentence, day: ToldDay): boolean {
  // "36 wk G2P1", "PT to begin at 6 weeks".
  const [ahead, behind] = [sentence.tokens[day.from - 1], sentence.tokens[day.to]];
  const next = sentence.tokens[day.to + 1]?.word ?? '';
  if (ofPregnancy.test(behind?.word ?? '') || (behind?.word === 'g' && /^\d/.test(next)))
    return true;
  if (ahead?.word === 'at' && !day.isClock) return true;
  if (isOfTreatment(sentence, day)) return true;
  if (!day.isClock || sentence.tokens[day.from - 1]?.word === 'since') return false;
  const { from, to } = sentence.statementOf(day);
  const isFirst = day.from - from <= mostBeforeDay;
  const told = { from, to: isFirst ? Math.min(to, day.to + longestGap) : day.from };
  const isAt = atTimes.has(sentence.tokens[day.from - 1]?.word ?? '');
  if (isHarmWithin(sentence, told)) return false;
  return !isAt || !(sentence.hasWithin('event', told) || sentence.hasWithin('sudden', told));
}

const treatments = ['therapy', 'conservative', 'session'] as const;

/** "Failed 6 wks conservative tx", "12 weeks of PT": so long a treatment was. */
function isOfTreatment(sentence: Sentence, day: ToldDay): boolean {
  const { to } = day;
  const from = sentence.tokens[to]?.word === 'of' ? to + 1 : to;
  return (
    treatments.some((kind) => sentence.of(kind).some((one) => one.from === from)) ||
    isInsertedBehindTreatment(sentence, day)
  );
}

/** "Finished PT last Friday, 8 weeks, and it did nothing": a length between commas behind a treatment, before which no complaint stands. */
function isInsertedBehindTreatment(sentence: Sentence, { from, to }: ToldDay): boolean {
  const { tokens } = sentence;
  const next = tokens[to];
  const isAlone =
    isComma(tokens[from - 1]) && next !== undefined && (isComma(next) || isStop(next));
  if (!isAlone) return false;
  const ahead = { from: 0, to: from };
  const isTreated = treatments.some((kind) => sentence.hasWithin(kind, ahead));
  return isTreated && !sentence.hasWithin('symptom', ahead);
}

const ofPregnancy = /^(?:g\d|gravida|pregnan|gestation|ga$|iup|postpartum|postop|post$|pod)/;

const atTimes: ReadonlySet<string> = new Set(['at', 'about', 'around', '~']);

/** "About November 1", "Thanksgiving or so" name no day; "about 8/18" does. */
export function isRounded({ tokens }: Sentence, { from, to, value }: NamedDate): boolean {
  if (tokens[to]?.word === 'or' && tokens[to + 1]?.word === 'so') return true;
  const isFirst = value.endsWith('-01') || value.endsWith('-15');
  return isFirst && roughly.has(tokens[from - 1]?.word ?? '');
}

const roughly: ReadonlySet<string> = new Set(
  'about around approx approximately roughly maybe circa ~ early late mid'.split(' '),
);

/** After these a number with a slash is a day, though it could be a grade or a score: "pain from 8/10". */
const surelyBeforeDays: ReadonlySet<string> = new Set(
  'since on from ~ about around onset began started'.split(' '),
);

/** The day where it is written as month and day, which alone could be a count as well: "gardening 11/1". */
function writtenDay({ tokens }: Sentence, onset: string): NamedDate | undefined {
  const month = Number(onset.slice(5, 7));
  const day = Number(onset.slice(8));
  const isAmbiguous = day === 5 || day === 10;
  const from = tokens.findIndex(({ word }, at) => {
    if (Number(word) !== month || tokens[at + 1]?.word !== '/') return false;
    if (Number(tokens[at + 2]?.word) !== day || tokens[at - 1]?.word === '/') return false;
    if (!isAmbiguous) return true;
    const before = tokens[at - 1]?.word ?? '';
    const isSince = tokens.slice(Math.max(0, at - 4), at).some(({ word }) => word === 'since');
    return isSince || (surelyBeforeDays.has(before) && tokens[at - 2]?.word !== 'down');
  });
  return from < 0 ? undefined : { from, to: from + 3, value: onset };
}

/** So many words at most lie between a day that opens a sentence and what began on it. */
export const longestGap = 12;

export const ofToday: ReadonlySet<string> = new Set(['today', 'tonight', 'thi', 'this']);
