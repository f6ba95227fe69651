import { isBefore } from '../calendar.ts';
import { lengthsIn } from '../complaint-days.ts';
import { type NamedDate, ofDates } from '../dates.ts';
import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Span } from '../span.ts';
import { addWord, sign, type Word } from '../words.ts';
import { gradeWords, numberAt } from './grade-numbers.ts';
import { isElsewhere } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

/** So many words at most lie between a weakness and its day. */
const reach = 9;

/** Between a weakness and a day, of these the day is. */
const others = [
  ...(['symptom', 'therapy', 'drug', 'injection', 'film', 'mri-study', 'changed'] as const),
  'epidural',
] as const;

/** A day beside one of these is its own: "discectomy 10/27 for foot drop". */
const operations = classesOf(
  'op-fusion',
  'op-anterior',
  'op-disc-replacement',
  'op-discectomy',
  'op-decompression',
  'op-unnamed',
);

/**
 * Since when a limb is weak, where a sentence tells it without a grade: "left leg weakness x 4 days", "weakness of
 * the foot since Sunday", and behind a grade "First noted 11/10". It counts for the grade that the note tells elsewhere.
 */
function readWeaknessDay(
  sentence: Sentence,
  { note, since, before }: NoteContext,
): readonly Found[] {
  const named = weakIn(sentence);
  const isCompared =
    named.length > 0 && sentence.tokens.some(({ word }) => word === 'than' || word === 'worsening');
  const weak = isCompared ? [] : named;
  const goesOn = weak.length === 0 && before !== undefined && isOnsetOf(sentence, before);
  if (weak.length === 0 && !goesOn) return [];
  const told = daysIn(sentence, note.date, since);
  const nearest = goesOn
    ? told.slice(0, 1).map((day) => ({ day, place: { from: 0, to: 1 } }))
    : weak.flatMap((place) => {
        const [day] = told
          .filter((one) => isOf(sentence, one, place))
          .toSorted((one, other) => distance(one, place) - distance(other, place));
        return day === undefined ? [] : [{ day, place }];
      });
  const [found] = nearest;
  if (found === undefined) return [];
  const { day, place } = found;
  const linkId = 'red-flag.motor-grade.onset';
  const at = { linkId, rule: 'weakness-day', place, onlyWith: 'a weak grade' } as const;
  const doubt = sentence.doubtAt(place, { since });
  if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
  if (sentence.isDenied(place)) return [foundOf(at.linkId, at, { why: 'negated' })];
  if (isElsewhere(sentence, sentence.clauseOf(place)) && !isOfLegsJoint(sentence, place))
    return [foundOf(at.linkId, at, { why: 'another part of the body' })];
  return [foundOf(at.linkId, at, { value: day.value })];
}

export const weaknessDayReader = readerOf(['weakness', 'gives-way'], readWeaknessDay, {
  needs: ofDates | sign.unit,
  goesOn: (span, before) => before !== undefined && opensAsOnset(span),
});

/** So many words at most lie between a limb and what it does. */
const nearLimb = 5;

/** Where a limb is said to be weak, in the words of an examination ("weakness") or any others: "the left foot slaps". */
function weakIn(sentence: Sentence): readonly Place[] {
  const limbs = sentence.of('limb-named');
  const isOfLimb = ({ from, to }: Place): boolean =>
    limbs.some((one) => one.from - to <= nearLimb && from - one.to <= nearLimb);
  return [...sentence.of('weakness'), ...sentence.of('gives-way').filter(isOfLimb)];
}

const legsJoints: ReadonlySet<string> = new Set(['knee', 'ankle']);

/** "The left knee buckles": no complaint of the knee. */
function isOfLegsJoint(sentence: Sentence, place: Place): boolean {
  const clause = sentence.clauseOf(place);
  return sentence
    .of('elsewhere')
    .filter(({ from }) => from >= clause.from && from < clause.to)
    .every(({ from, to }) => to - from === 1 && legsJoints.has(sentence.tokens[from]?.word ?? ''));
}

function daysIn(sentence: Sentence, noteDate: string, since: string): readonly NamedDate[] {
  const days = sentence.pastDates.filter(
    ({ from }) => !sentence.isAhead(from) && sentence.tokens[from]?.word !== 'today',
  );
  return [...days, ...lengthsIn(sentence.tokens, noteDate)]
    .filter(({ value }) => value.length === 10 && value <= noteDate && !isBefore(value, since))
    .toSorted((one, other) => one.from - other.from);
}

function distance(one: Place, other: Place): number {
  return Math.max(one.from - other.to, other.from - one.to);
}

/** "Back pain 11/22 then leg weakness": the day of another complaint, behind it. */
function isOfComplaint(sentence: Sentence, day: Place): boolean {
  const before = { from: Math.max(0, day.from - mostBehindComplaint), to: day.from };
  return sentence.hasWithin('symptom', before) || sentence.hasWithin('complaint', before);
}

const mostBehindComplaint = 4;

/** Whether a day stands beside a weakness, with nothing between that it could be of. */
function isOf(sentence: Sentence, day: Place, weak: Place): boolean {
  const [first, last] = day.from < weak.from ? [day, weak] : [weak, day];
  if (last.from - first.to > reach) return false;
  const between = { from: first.to, to: last.from };
  if (others.some((kind) => sentence.hasWithin(kind, between))) return false;
  if (sentence.hasAny(operations) || isOfEarlierGrade(sentence, day)) return false;
  if (isOfVisit(sentence, day)) return false;
  const { from, to } = sentence.statementOf(weak);
  const isTail = day.from >= to && isTailOf(sentence, day, to);
  if (!isTail && (day.from < from || day.from >= to)) return false;
  if (day.from < weak.from) return !isOfComplaint(sentence, day);
  return isLinked(sentence, day) || first.to === last.from;
}

/** "Cannot pull the foot up, new since yesterday": what begins so goes on with the statement before. */
function isTailOf(sentence: Sentence, day: Place, end: number): boolean {
  const own = sentence.statementOf(day);
  const first = sentence.tokens[own.from]?.word ?? '';
  return own.from === end && day.from - own.from <= longestTail && tails.has(first);
}

const longestTail = 3;
const tails: ReadonlySet<string> = new Set(['new', 'since', 'sudden', 'started', 'began', 'now']);

/** "Since the visit of 11/2" names a time, and no beginning. */
function isOfVisit({ tokens }: Sentence, { from }: Place): boolean {
  return tokens.slice(Math.max(0, from - 2), from).some(({ word }) => word === 'visit');
}

/** "4+ two weeks ago, 4- today": the day of another grade. */
function isOfEarlierGrade({ tokens }: Sentence, { from }: Place): boolean {
  const ahead = tokens.slice(Math.max(0, from - 3), from).map(({ word }) => word);
  if (ahead.some((word) => links.has(word))) return false;
  return ahead.some((word) => word === '5' || word === '+' || word === '-');
}

/** A word such as "since" stands before the day, or it is a length. */
function isLinked({ tokens }: Sentence, { from, to }: Place): boolean {
  const isLength = !/^\d+$/.test(tokens[to - 1]?.word ?? '') && tokens[from - 1]?.word !== 'on';
  return isLength || tokens.slice(Math.max(0, from - 3), from).some(({ word }) => links.has(word));
}

const links: ReadonlySet<string> = new Set(
  'since began started starting from onset noticed noted beginning developed on was came set at'.split(
    ' ',
  ),
);

/** "TA 2/5. First noted 11/10": what goes on with the weakness of the sentence before. */
function isOnsetOf(sentence: Sentence, before: Sentence): boolean {
  const { tokens } = sentence;
  const isGraded = before.tokens.some(
    ({ word }, at) =>
      (word === '/' && before.tokens[at + 1]?.word === '5') ||
      (gradeWords.has(word) && numberAt(before.tokens, at + 1) !== undefined),
  );
  if (
    !opensAsOnset(sentence.span) ||
    sentence.has('symptom') ||
    tokens.some(({ word }) => word === 'pain')
  )
    return false;
  return before.has('weakness') || (isGraded && before.has('leg-muscle'));
}

function opensAsOnset(span: Span): boolean {
  return isOpening(span.knownAt(0)) || isOpening(span.knownAt(1));
}

function isOpening(word: Word | undefined): boolean {
  return word !== undefined && openings.has(word);
}

const openings: ReadonlySet<Word> = new Set(
  'first noted noticed began started onset new present came'.split(' ').map(addWord),
);
