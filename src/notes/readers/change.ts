import { isBefore } from '../calendar.ts';
import { lengthsIn } from '../complaint-days.ts';
import { type NamedDate, ofDates } from '../dates.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma } from '../tokens.ts';
import { sign } from '../words.ts';
import { isElsewhere, isOtherLevel, regionsIn } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

/** So many words at most lie between a change and the day behind it: "worse again since 11/9". */
const mostAhead = 3;

/** And so many between a day that opens a statement and the change behind it: "on November 9 the pain suddenly got worse". */
const mostBehind = 8;

/** What is worse where the sentence names it; one that begins with the change goes on with the complaint. */
const complaints = ['symptom', 'complaint'] as const;

/** Of these the day is that of a red flag, and of these it is that of a treatment or a study. */
const others = ['dated-otherwise', 'therapy', 'drug', 'injection', 'film', 'mri-study'] as const;

/** The day on which the complaint changed for the worse, where the words name the day: "flare 11/9", "worse since Friday". */
function readChange(sentence: Sentence, { note, since }: NoteContext): readonly Found[] {
  if (!sentence.has('changed')) return [];
  const named = sentence.pastDates.filter(
    ({ value, from }) =>
      value.length === 10 &&
      value <= note.date &&
      !sentence.isAhead(from) &&
      !isToday(sentence, from) &&
      sentence.tokens[from - 1]?.word !== 'than' &&
      !isEndOfTreatment(sentence, from),
  );
  const days = named.length > 0 ? named : changedFor(sentence, note.date);
  for (const [index, day] of days.entries()) {
    const place = changeAt(sentence, day, days[index + 1]);
    if (place === undefined || !isOfComplaint(sentence, place, day)) continue;
    const at = { linkId: 'episode.change', rule: 'change', place };
    // "Chronic pain, flared Friday": the pain is old, the change is not.
    const doubt = sentence.doubtAt(place, { since, allowed: ofOldPain });
    if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
    if (sentence.isDenied(place)) return [foundOf(at.linkId, at, { why: 'negated' })];
    const clause = sentence.clauseOf(place);
    const isOther = isOtherLevel(regionsIn(sentence, clause), note.episode?.region);
    const told = { from: clause.from, to: Math.max(place.to, day.to) };
    if (isElsewhere(sentence, told) || isOther)
      return [foundOf(at.linkId, at, { why: 'another part of the body' })];
    if (isBefore(day.value, since)) return [foundOf(at.linkId, at, { why: 'before the episode' })];
    return [foundOf(at.linkId, at, { value: day.value })];
  }
  return [];
}

export const changeReader = readerOf(['changed'], readChange, { needs: ofDates | sign.unit });

const ofOldPain = new Set(['historical'] as const);

/** "Acutely worse x 3 days": a length right behind the change. */
function changedFor(sentence: Sentence, noteDate: string): readonly NamedDate[] {
  return lengthsIn(sentence.tokens, noteDate).filter(
    ({ from, value, isClock, isOf }) =>
      !isClock &&
      !isOf &&
      value.length === 10 &&
      value < noteDate &&
      sentence
        .of('changed')
        .some(
          ({ from: begin, to }) =>
            to <= from && from - to <= 1 && sentence.tokens[begin]?.word !== 'flare',
        ),
  );
}

/** "Was in therapy until 10/2, stopped because the pain got worse". */
function isEndOfTreatment(sentence: Sentence, from: number): boolean {
  if (!untils.has(sentence.tokens[from - 1]?.word ?? '')) return false;
  return sentence.hasWithin('therapy', { from: Math.max(0, from - mostAhead), to: from });
}

/** "Presents today, worse after coughing". */
function isToday({ tokens }: Sentence, from: number): boolean {
  return tokens[from]?.word === 'today';
}

/** The change that a day is of, before the next one. */
function changeAt(
  sentence: Sentence,
  day: NamedDate,
  next: NamedDate | undefined,
): Place | undefined {
  const { from, to } = sentence.statementOf(day);
  const changes = sentence.of('changed');
  const ahead = changes.findLast((one) => {
    const between = { from: one.to, to: day.from };
    const isNamed = complaints.some((kind) => sentence.hasWithin(kind, between));
    const most = isNamed ? 2 * mostAhead : mostAhead;
    return one.from >= from && one.to <= day.from && day.from - one.to <= most;
  });
  if (ahead !== undefined && !opensStatement(sentence, day)) return ahead;
  // "…, and then on the 6th of November it flared", "tolerable until November 7, when it became worse".
  const isFirst = day.from - from <= 2;
  if (!isFirst && !opensPart(sentence, day) && !isUntil(sentence, day)) return undefined;
  const last = Math.min(to, day.to + mostBehind);
  return changes.find((one) => {
    // "Since October 1, altered on November 3".
    const isOfNext = next !== undefined && next.from - one.to <= mostAhead;
    return one.from >= day.to && one.from < last && !isOfNext;
  });
}

/** So many words at most stand before a day that opens a part of the sentence: "and then on". */
const mostToOpening = 3;

/** Whether a day opens a part of the sentence, and its subject follows. */
function opensPart(sentence: Sentence, day: NamedDate): boolean {
  const { tokens } = sentence;
  const next = isComma(tokens[day.to]) ? day.to + 1 : day.to;
  const begin = sentence.chunkOf(day).from;
  return day.from - begin <= mostToOpening && subjects.has(tokens[next]?.word ?? '');
}

/** "…, and since yesterday he has had chills": what is told of a day stands behind it. */
function opensStatement({ tokens }: Sentence, { from, to }: NamedDate): boolean {
  const joint = tokens[from - 2]?.word;
  const isJoined = joint === 'and' || joint === ',';
  return tokens[from - 1]?.word === 'since' && isJoined && subjects.has(tokens[to]?.word ?? '');
}

const subjects: ReadonlySet<string> = new Set(
  'he she they i his her my the there it pain symptom thing'.split(' '),
);

/** "Until November 7, when". */
function isUntil({ tokens }: Sentence, { from, to }: NamedDate): boolean {
  const before = tokens[from - 1]?.word ?? '';
  const isBefore = untils.has(before === 'last' ? (tokens[from - 2]?.word ?? '') : before);
  return isBefore && tokens.slice(to, to + 4).some(({ word }) => whens.has(word));
}

const times: ReadonlySet<string> = new Set('doubled tripled quadrupled'.split(' '));

const whens: ReadonlySet<string> = new Set(['when', 'then']);
const untils: ReadonlySet<string> = new Set(['until', 'till', 'up']);

function isOfComplaint(sentence: Sentence, change: Place, day: NamedDate): boolean {
  const near = {
    from: Math.min(change.from, sentence.statementOf(day).from),
    to: Math.max(change.to, day.to),
  };
  if (others.some((kind) => sentence.hasWithin(kind, near))) return false;
  // "Her gait took a turn for the worse on November 21".
  const own = sentence.tokens.slice(change.from, change.to).map(({ word }) => word);
  // "The pain jumped from 4 to 9".
  if (own.includes('pain') || own.includes('score')) return true;
  // "The dose doubled": of the complaint where the part names it.
  if (own.some((word) => times.has(word)))
    return complaints.some((kind) => sentence.hasWithin(kind, sentence.chunkOf(change)));
  const isTurn = own.includes('turn') || own.includes('turned');
  if (isTurn && sentence.has('other-subject')) return true;
  const isOfThings = sentence.tokens.some(({ word }) => word === 'thing' || word === 'matter');
  return change.from <= 1 || isOfThings || complaints.some((kind) => sentence.has(kind));
}
