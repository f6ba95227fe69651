import { countOf } from '../durations.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma, isStop } from '../tokens.ts';
import { WordList } from '../word-lists.ts';
import { type Found, foundOf } from './reader.ts';
import { trial } from './trial-items.ts';

/** Where a sentence says that a treatment goes on: in words, by how much of it is left, or since a day; undefined where it says no such thing. */
export function underWayIn(sentence: Sentence): Place | undefined {
  return sentence.once(findUnderWay);
}

function findUnderWay(sentence: Sentence): Place | undefined {
  if (isOfLastVisit(sentence) || isAtHomeNow(sentence)) return undefined;
  return (
    sentence.of('under-way').find((one) => !isStopped(sentence, one) && !isOfPain(sentence, one)) ??
    unfinishedCount(sentence) ??
    continuedIn(sentence, 'therapy') ??
    medicineContinuedIn(sentence) ??
    undergoneIn(sentence) ??
    continuesBehind(sentence) ??
    toPresent(sentence) ??
    sinceDay(sentence) ??
    takenWithEffect(sentence) ??
    takenAsPrescribed(sentence) ??
    currentlyHad(sentence) ??
    inTherapyNow(sentence)
  );
}

/** "Still going 2x/wk", "finish the last 2 visits": that what the sentence before names goes on. */
export function goingOnBehind(sentence: Sentence, since: string): Found | undefined {
  const place = goesOnWithIt(sentence);
  if (place === undefined || sentence.doubtAt(place, { since }) !== undefined) return undefined;
  return foundOf(trial.ongoing, { rule: 'treatment-dates', place }, { value: true });
}

/** A sentence that says nothing but that what was named before goes on. */
function goesOnWithIt(sentence: Sentence): Place | undefined {
  const { tokens } = sentence;
  return sentence.of('under-way').find((one) => {
    // "Next visit Tuesday" may be one with anybody.
    if (isStopped(sentence, one) || tokens[one.from]?.word === 'next') return false;
    return tokens.every(
      ({ word }, at) =>
        (one.from <= at && at < one.to) || ofGoingOn.has(word) || (word >= '0' && word < ':'),
    );
  });
}

const ofGoingOn: ReadonlySet<string> = new Set(
  'he she they pt patient is are ha has also currently still it them there x / a per # week wk day once twice three two time daily weekly every with of and : p plan . ! only just so far'.split(
    ' ',
  ),
);

/** "Continues with neck and arm pain despite PT", "ongoing pain": what goes on is the complaint. */
function isOfPain(sentence: Sentence, { from, to }: Place): boolean {
  const { tokens } = sentence;
  const isNamed = goingOn.has(tokens[from]?.word ?? '') || goingOn.has(tokens[to - 1]?.word ?? '');
  if (!isNamed) return false;
  const stop = tokens.findIndex((token, at) => at >= to && isStop(token));
  const behind = { from: to, to: Math.min(to + mostToPain, stop < 0 ? tokens.length : stop) };
  const isTreated = (['therapy', 'drug', 'conservative'] as const).some((kind) =>
    sentence.hasWithin(kind, behind),
  );
  return !isTreated && sentence.hasWithin('symptom', behind);
}

/** "Continues to have severe low back pain". */
const mostToPain = 6;

const goingOn: ReadonlySet<string> = new Set([
  'continue',
  'continues',
  'continuing',
  'ongoing',
  'remain',
  'remains',
]);

/** "Stopped going to therapy". */
function isStopped({ tokens }: Sentence, { from }: Place): boolean {
  return tokens.slice(Math.max(0, from - 2), from).some(({ word }) => stops.has(word));
}

const stops: ReadonlySet<string> = new Set(['stopped', 'quit', 'stop', 'no', 'not', 'never']);

/** "Visit 5 of 12", "week 3 of 6": fewer than there shall be. "Completed 9 of 12 visits" may have ended so. */
export function unfinishedCount(sentence: Sentence): Place | undefined {
  return sentence.once(findUnfinishedCount);
}

function findUnfinishedCount(sentence: Sentence): Place | undefined {
  if (sentence.has('ends') || sentence.has('missed-visit')) return undefined;
  const { tokens } = sentence;
  return sentence.of('counted-care').find((one) => {
    // "9 visits 9/14 - 10/16": days.
    const next = tokens[one.to]?.word ?? '';
    if (ofDays.has(next) || notCounted.has(tokens[one.from - 1]?.word ?? '')) return false;
    // "11 of 12 visits kept", "attended 10 of 12 scheduled visits" may have ended so.
    if (tokens.slice(one.to, one.to + 2).some(({ word }) => kept.has(word))) return false;
    if (tokens[one.from - 1]?.word === 'attended') return false;
    const [done, all] = tokens
      .slice(one.from, one.to)
      .map(({ word }) => countOf(word))
      .filter((count) => count !== undefined);
    return done !== undefined && all !== undefined && done < all;
  });
}

const kept: ReadonlySet<string> = new Set(['kept', 'used', 'honored']);

/** Before a count; "pre-tx 8/10" is a score. */
const notCounted: ReadonlySet<string> = new Set('/ first last next pool final pre post'.split(' '));

const ofDays: ReadonlySet<string> = new Set(['-', '/', 'to', 'through', 'thru', 'until', 'till']);

/** So many words at most lie between "continue" and the treatment. */
const mostToTreatment = 4;

/** "Continue PT", "continues in formal therapy"; "would like to continue PT" leaves it open. */
export function continuedIn(sentence: Sentence, kind: 'therapy' | 'drug'): Place | undefined {
  if (!sentence.has('goes-on') || !sentence.has(kind)) return undefined;
  const { tokens } = sentence;
  const treatments = sentence.of(kind).filter(({ from, to }) => {
    const words = tokens.slice(from, to).map(({ word }) => word);
    return !words.some((word) => alone.has(word));
  });
  return sentence.of('goes-on').find(({ from, to }) => {
    if (leavingOpen.has(tokens[from - 1]?.word ?? '')) return false;
    return treatments.some(
      (one) =>
        one.from >= to &&
        one.from - to <= mostToTreatment &&
        !tokens.slice(to, one.from).some(({ word }) => parting.has(word)),
    );
  });
}

/** "Continues duloxetine which we started in July"; "continue duloxetine" orders. */
function medicineContinuedIn(sentence: Sentence): Place | undefined {
  const place = continuedIn(sentence, 'drug');
  const verb = sentence.tokens[place?.from ?? -1];
  // A token has no s of the third person.
  const isTold = verb !== undefined && verb.end - verb.start > verb.word.length;
  return isTold ? place : undefined;
}

/** "Undergoing PT, has had 6 visits", and not "was undergoing PT", "despite undergoing PT", "plans on attending PT". */
function undergoneIn(sentence: Sentence): Place | undefined {
  if (!sentence.hasOf(undergoing)) return undefined;
  const at = sentence.tokens.findIndex(({ word }) => undergoing.has(word));
  const ahead = sentence.tokens[at - 1];
  const opens = ahead === undefined || isStop(ahead);
  const behind = { from: at + 1, to: at + 1 + mostToTreatment };
  return opens && sentence.hasWithin('therapy', behind) ? { from: at, to: at + 1 } : undefined;
}

const undergoing = new WordList('undergoing receiving attending');
/** "Gabapentin 8/20 to present": a day and that it lasts until now. */
export function toPresent(sentence: Sentence): Place | undefined {
  return sentence.pastDates.find((day) => lastsFrom(sentence, day));
}

/** Whether what began on a day lasts until now: "8/20 - present". */
export function lastsFrom({ tokens }: Sentence, { to }: Place): boolean {
  return ofDays.has(tokens[to]?.word ?? '') && presents.has(tokens[to + 1]?.word ?? '');
}

const presents: ReadonlySet<string> = new Set(['present', 'current', 'ongoing', 'now']);

/** "Meloxicam 15 mg daily, started 10/12, continues": the verb stands behind the treatment and ends its part. */
function continuesBehind(sentence: Sentence): Place | undefined {
  if (!sentence.has('goes-on')) return undefined;
  const { tokens } = sentence;
  const had = [...sentence.of('therapy'), ...sentence.of('drug')];
  return sentence.of('goes-on').find(({ from, to }) => {
    const next = tokens[to];
    const isLast = next === undefined || isStop(next) || lastBefore.has(next.word);
    // "Cont. diclofenac".
    if (tokens[from]?.word === 'cont') return false;
    const before = tokens[from - 1]?.word ?? '';
    const isBehind =
      before === ',' ||
      before === 'and' ||
      had.some((one) => one.to === from) ||
      sentence.pastDates.some((one) => one.to === from);
    return isLast && isBehind && had.some((one) => one.to <= from);
  });
}

/** "Last visit 10/2: continue PT": what was ordered then. */
function isOfLastVisit({ tokens }: Sentence): boolean {
  const at = tokens.findIndex(({ word }) => word === 'last');
  return at >= 0 && at < 2 && tokens[at + 1]?.word === 'visit';
}

/** "Has finished therapy and continues at home with exercises". */
function isAtHomeNow({ tokens }: Sentence): boolean {
  const at = tokens.findIndex(({ word }) => goingOn.has(word));
  const isHome = tokens.slice(at + 1, at + 5).some(({ word }) => word === 'home' || word === 'hep');
  return at > 0 && isHome && tokens.slice(0, at).some(({ word }) => finished.has(word));
}

const finished: ReadonlySet<string> = new Set('finished completed discharged graduated'.split(' '));

const lastBefore: ReadonlySet<string> = new Set([
  ',',
  'and',
  'with',
  'without',
  'but',
  'for',
  'at',
]);

/** What a patient goes on with at home after the therapy is over. */
const alone: ReadonlySet<string> = new Set(['hep', 'home', 'exercise']);

const leavingOpen: ReadonlySet<string> = new Set(
  'to would should may can could if not and or dis'.split(' '),
);

const parting: ReadonlySet<string> = new Set([
  ',',
  ';',
  ':',
  '.',
  'until',
  'after',
  'before',
  'then',
]);

/** "Has been in physical therapy since September 14", "PT twice a week since 9/9", where nothing says that it ended. */
function sinceDay(sentence: Sentence): Place | undefined {
  const { tokens } = sentence;
  const been = tokens.findIndex(
    ({ word }, at) => word === 'been' && tokens[at - 1]?.word !== 'had',
  );
  const often = been < 0 ? frequencyIn(sentence) : been;
  if (sentence.has('ends') || sentence.has('not-taken')) return undefined;
  // "Since the middle of September" too.
  const day = sentence.pastDates.find(({ from }) =>
    tokens.slice(Math.max(0, from - 4), from).some(({ word }) => word === 'since'),
  );
  if (day === undefined) return undefined;
  if (often < 0) return sinceOfMedicine(sentence, day) ?? sinceInTherapy(sentence, day);
  const first = Math.min(often, day.from);
  const whole = sentence.clauseOf({ from: first, to: first + 1 });
  const isHad = (['therapy', 'drug'] as const).some((kind) => sentence.hasWithin(kind, whole));
  return isHad ? { from: often, to: often + 1 } : undefined;
}

/** "Gabapentin since 10/12", "taking mobic from the medic since 2 Nov": what is taken since a day, where no verb is of the past. */
function sinceOfMedicine(sentence: Sentence, day: Place): Place | undefined {
  if (sentence.tokens.some(({ word }) => over.has(word) || gone.has(word))) return undefined;
  const { from } = sentence.chunkOf(day);
  return sentence
    .of('drug')
    .findLast((one) => one.from >= from && one.to <= day.from && day.from - one.to <= mostToDay);
}

const mostToDay = 8;

/** "In therapy since 9/7", "in PT with our clinic since 8/24". */
function sinceInTherapy(sentence: Sentence, day: Place): Place | undefined {
  const { tokens } = sentence;
  if (tokens.some(({ word }) => over.has(word) || gone.has(word))) return undefined;
  return sentence
    .of('therapy')
    .find(
      (one) =>
        one.to <= day.from &&
        day.from - one.to <= mostToDay &&
        tokens[one.from - 1]?.word === 'in' &&
        tokens[one.from - 2]?.word !== 'seen' &&
        !tokens.slice(one.to, day.from).some(isComma),
    );
}

const gone: ReadonlySet<string> = new Set(
  'completed finished failed tried took received got treated trialed off used stopped quit'.split(
    ' ',
  ),
);

/** "Has been taking the meloxicam daily with minimal relief": a medicine that is taken, of which the sentence tells what it does. */
function takenWithEffect(sentence: Sentence): Place | undefined {
  if (!sentence.has('takes') || !sentence.has('drug')) return undefined;
  if (!effects.some((kind) => sentence.has(kind))) return undefined;
  const drugs = sentence.of('drug');
  return sentence.of('takes').find((one) => {
    const before = sentence.tokens[one.from - 1]?.word ?? '';
    if (leavingOpen.has(before) || stops.has(before) || over.has(before)) return false;
    return drugs.some(({ from }) => from >= one.to && from - one.to <= mostToMedicine);
  });
}

/** "Taking tizanidine nightly as prescribed by PCP", "etodolac as prescribed by the ED, taking it daily": by whom it was given. */
function takenAsPrescribed(sentence: Sentence): Place | undefined {
  if (!sentence.has('takes') || !sentence.has('drug') || !sentence.has('by-provider'))
    return undefined;
  const drugs = sentence.of('drug');
  return sentence.of('takes').find((one) => {
    const before = sentence.tokens[one.from - 1]?.word ?? '';
    if (leavingOpen.has(before) || stops.has(before) || over.has(before) || before === 'be')
      return false;
    const opensPart = before === ',' && drugs.some(({ to }) => to < one.from);
    return opensPart || drugs.some(({ from }) => from >= one.to && from - one.to <= mostToMedicine);
  });
}

/** "Tramadol (current)", "NSAIDs: diclofenac, current": the word stands by itself behind the treatment. */
function currentlyHad(sentence: Sentence): Place | undefined {
  const { tokens } = sentence;
  const at = tokens.findIndex(
    (token, index) =>
      token.word === 'current' &&
      openers.has(tokens[index - 1]?.word ?? '') &&
      isEndOrStop(tokens[index + 1]),
  );
  if (at < 0) return undefined;
  const isHad = [...sentence.of('therapy'), ...sentence.of('drug')].some(
    ({ to }) => to <= at - 1 && at - 1 - to <= mostToMedicine,
  );
  return isHad ? { from: at, to: at + 1 } : undefined;
}

const openers: ReadonlySet<string> = new Set([',', '(', '-', ';']);

/** "Known herniation, in PT.": where somebody is. */
function inTherapyNow(sentence: Sentence): Place | undefined {
  const { tokens } = sentence;
  if (sentence.has('ends') || tokens.some(({ word }) => over.has(word) || gone.has(word)))
    return undefined;
  return sentence
    .of('therapy')
    .find(
      ({ from, to }) =>
        tokens[from - 1]?.word === 'in' &&
        beforeIn.has(tokens[from - 2]?.word ?? ',') &&
        isEndOrStop(tokens[to]),
    );
}

const beforeIn: ReadonlySet<string> = new Set([',', ';', 'is', 'and']);

function isEndOrStop(token: Sentence['tokens'][number] | undefined): boolean {
  return token === undefined || isStop(token) || token.word === ')';
}

const effects = ['effect-none', 'effect-good', 'effect-partial'] as const;

/** "Taking the prescribed meloxicam", "taking 500 mg of naproxen". */
const mostToMedicine = 4;

/** "2x/wk", "twice a week", "weekly"; -1 where the words don't say how often. */
function frequencyIn(sentence: Sentence): number {
  if (sentence.hasOf(over)) return -1;
  const { tokens } = sentence;
  return tokens.findIndex(({ word }, at) => {
    if (word === 'weekly' || word === 'daily') return true;
    const before = tokens[at - 1]?.word ?? '';
    return (
      (word === 'wk' || word === 'week') &&
      (before === '/' || oftens.has(tokens[at - 2]?.word ?? ''))
    );
  });
}

const oftens: ReadonlySet<string> = new Set(['once', 'twice', 'time', 'x']);

/** "Did the exercises twice a week". */
const over = new WordList('did went had attended was were');
