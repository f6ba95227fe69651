import { addDays } from '../calendar.ts';
import type { NamedDate } from '../dates.ts';
import { countOf } from '../durations.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isElsewhere, isOtherLevel, regionsIn, spineRegionsIn } from './place-of.ts';
import type { Found, NoteContext } from './reader.ts';

/** What a day may be of beside the complaint: a treatment, a study, an operation, a visit. */
const dated = [
  'therapy',
  'drug',
  'injection',
  'conservative',
  'session',
  'film',
  'other-modality',
  'mri-study',
  'op-fusion',
  'op-decompression',
  'op-discectomy',
  'op-unnamed',
  'dated-otherwise',
  'care-start',
  'care-end',
  'under-way',
] as const;

/** What the complaint began with, or is. */
const begun = ['event', 'symptom', 'complaint'] as const;

/**
 * The day on which the episode is known to have begun, where a sentence tells of it: beside a complaint or what brought it
 * on, and beside nothing else that the day could be of ("L buttock pain from 7/4, electric", "weights Sat 11/7, now LBP").
 * Without a known day, {@link readOnset} asks for words that say of the day that the complaint began.
 */
export function readEpisodeDay(sentence: Sentence, context: NoteContext): readonly Found[] {
  const { note, since, before } = context;
  const onset = note.episode?.onset;
  if (onset === undefined) return [];
  if (![...begun, 'onset-word' as const].some((kind) => sentence.has(kind))) return [];
  const day =
    sentence.pastDates.find(({ value }) => value === onset) ??
    writtenDay(sentence, onset) ??
    weeksAgo(sentence, onset, note.date);
  if (day === undefined || isRounded(sentence, day)) return [];
  if (sentence.hasWithin('changed', { from: day.from - 3, to: day.from })) return [];
  const place = whatBegan(sentence, day, before);
  if (place === undefined) return [];
  const at = { linkId: 'episode.onset', rule: 'onset', place };
  const doubt = sentence.doubtAt(place, { since });
  if (doubt !== undefined) return [{ ...at, found: { why: doubt } }];
  if (sentence.isDenied(day)) return [{ ...at, found: { why: 'negated' } }];
  const statement = sentence.statementOf(day);
  const region = note.episode?.region;
  // The cord at the neck and the chest shows in the legs.
  const named =
    region === 'lumbar' ? regionsIn(sentence, statement) : spineRegionsIn(sentence, statement);
  if (isElsewhere(sentence, statement) || isOtherLevel(named, region))
    return [{ ...at, found: { why: 'another part of the body' } }];
  return [{ ...at, found: { value: onset } }];
}

/** "About November 1" names no day; "about 8/18" does. */
function isRounded({ tokens }: Sentence, { from, value }: NamedDate): boolean {
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

/** "Three weeks ago", "2/52 ago", where it is the day to the day. */
function weeksAgo({ tokens }: Sentence, onset: string, noteDate: string): NamedDate | undefined {
  const at = tokens.findIndex(({ word }, index) => {
    if (word !== 'ago') return false;
    const isWeeks = weeks.has(tokens[index - 1]?.word ?? '');
    const isFraction = tokens[index - 1]?.word === '52' && tokens[index - 2]?.word === '/';
    if (!isWeeks && !isFraction) return false;
    const count = countOf(tokens[index - (isWeeks ? 2 : 3)]?.word);
    return count !== undefined && addDays(noteDate, -7 * count) === onset;
  });
  return at < 0 ? undefined : { from: at - 2, to: at + 1, value: onset };
}

const weeks: ReadonlySet<string> = new Set(['week', 'wk', 'w']);

/** What the day is of, where that is the complaint; undefined where it is something else. */
function whatBegan(
  sentence: Sentence,
  day: NamedDate,
  before: Sentence | undefined,
): Place | undefined {
  const { from } = sentence.statementOf(day);
  const other = lastOf(sentence, dated, { from, to: day.from });
  const complaint = lastOf(sentence, begun, { from, to: day.from });
  if (complaint !== undefined && other !== undefined && other.from >= complaint.from)
    return undefined;
  const isToday = ofToday.has(sentence.tokens[day.from]?.word ?? '');
  if (isToday && !sentence.has('sudden') && !sentence.has('event')) return undefined;
  if (complaint !== undefined) return complaint;
  if (other !== undefined) return undefined;
  const rest = { from: day.to, to: sentence.clauseOf(day).to };
  const isOther = dated.some((kind) => sentence.hasWithin(kind, rest));
  if (isOther) return undefined;
  const opening = sentence.of('onset-word').find((one) => one.to <= day.from && one.from >= from);
  if (opening !== undefined && goesOn(sentence, opening, before)) return opening;
  // "Monday he bent over and felt his back go".
  return begun
    .flatMap((kind) => sentence.of(kind))
    .find((one) => one.from >= day.to && one.from < day.to + longestGap);
}

/** So many words at most lie between a day that opens a sentence and what began on it. */
const longestGap = 9;

function lastOf(
  sentence: Sentence,
  kinds: readonly (typeof dated | typeof begun)[number][],
  { from, to }: Place,
): Place | undefined {
  let last: Place | undefined;
  for (const kind of kinds) {
    for (const one of sentence.of(kind)) {
      if (one.from < from || one.to > to) continue;
      if (last === undefined || one.from > last.from) last = one;
    }
  }
  return last;
}

const ofToday: ReadonlySet<string> = new Set(['today', 'tonight', 'thi', 'this']);

/** "Onset: 9/20" says it itself; "Started around 4/20" goes on with the complaint of the sentence before. */
function goesOn({ tokens }: Sentence, { from, to }: Place, before: Sentence | undefined): boolean {
  if (tokens[from]?.word === 'onset' || to - from > 1) return true;
  if (before === undefined || dated.some((kind) => before.has(kind))) return false;
  return begun.some((kind) => before.has(kind));
}
