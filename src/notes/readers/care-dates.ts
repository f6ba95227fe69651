import { isBefore } from '../calendar.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isStop } from '../tokens.ts';
import { type Found, foundOf, type NoteContext } from './reader.ts';
import { datesOf, isWordAt, ranges } from './treatment-dates.ts';
import { unfinishedCount } from './treatment-under-way.ts';
import { trial } from './trial-items.ts';

/** In a note of therapy: "Start of care: 9/8/2026", "Dates of service 9/21/26 to 11/16/26", "Date of discharge: 11/10". */
export function careDates(
  sentence: Sentence,
  { note, since, isTherapyNote }: NoteContext,
): readonly Found[] {
  if (!isTherapyNote) return [];
  const progress = careProgress(sentence, note.text);
  const [begun] = sentence.of('care-start');
  if (progress.length > 0 && begun === undefined) return progress;
  const [over] = sentence.of('care-end');
  const place = begun ?? over;
  if (place === undefined || sentence.doubtAt(place) !== undefined) return progress;
  const at = { rule: 'treatment-dates', place };
  const days = sentence.pastDates.filter(
    ({ value }) => value.length === 10 && value <= note.date && !isBefore(value, since),
  );
  const behind = days.filter(({ from }) => from >= place.to);
  // "11/6 discharge".
  const ahead = begun === undefined ? days.filter(({ to }) => to === place.from) : [];
  const [first, second] = behind.length > 0 ? behind : ahead;
  // "9/21 after a fracture on 9/18": only a range ends.
  const joint = (second?.from ?? 0) - 1;
  const isRange =
    ranges.has(sentence.tokens[joint]?.word ?? '') ||
    (isWordAt(sentence, joint, 'and') && isWordAt(sentence, (first?.from ?? 0) - 1, 'between')) ||
    sentence.of('ends').some(({ to }) => to === joint || to === joint + 1);
  const told = isRange || over !== undefined ? second : undefined;
  // "Cert period 10/8-12/6" in a note of November is yet to end.
  const last = (told?.value ?? '') < (first?.value ?? '') ? undefined : told;
  // "Dates of service 11/16" is the day of the note.
  const isOfStart =
    ofStart.has(sentence.tokens[begun?.from ?? 0]?.word ?? '') &&
    sentence.tokens[first?.from ?? 0]?.word !== 'today';
  const isToday =
    first?.value === note.date && last === undefined && begun !== undefined && !isOfStart;
  if (first === undefined || isToday) return progress;
  // "Discharge summary: seen 9/21 to 11/11".
  const isWhole = isRange && last !== undefined;
  const start = begun === undefined && !isWhole ? undefined : first;
  const end = begun === undefined && !isWhole ? first : last;
  return [
    ...progress.filter(({ linkId }) => linkId !== trial.directed),
    foundOf(trial.directed, at, { value: true }),
    ...(start === undefined ? [] : [foundOf(trial.start, at, { value: start.value })]),
    ...(end === undefined ? [] : [foundOf(trial.end, at, { value: end.value })]),
  ];
}

/** "Start of care", "SOC": what begins that day. */
const ofStart: ReadonlySet<string> = new Set(['start', 'soc']);

/** "He went 9/28 to 11/9 (12x)", "Last session was 9/22": the days of a treatment that the sentence before names. */
export function followingDates(sentence: Sentence, context: NoteContext): readonly Found[] {
  // "Held to it until July 31", and not "drove a truck until Friday".
  const isHeld = sentence.tokens.some(({ word }) => word === 'it' || word === 'there');
  const isOfCare = sentence.tokens.some(
    ({ word }, at) =>
      (ofCare.has(word) || (isHeld && word === 'until')) &&
      !isNamingDay(sentence, at) &&
      !isOfOtherObject(sentence, at),
  );
  const isOfComplaint = sentence
    .of('symptom')
    .some(({ from }) => sentence.tokens[from]?.word !== 'it');
  if (!isOfCare || isOfComplaint || otherSubjects.some((kind) => sentence.has(kind))) return [];
  const place = { from: 0, to: 1 };
  if (sentence.doubtAt(place, { since: context.since }) !== undefined) return [];
  return datesOf(sentence, place, context).filter(({ linkId }) => linkId !== trial.ongoing);
}

/** "Quit smoking in January", "started a new job", "last drink 10/1": what stands behind the verb is no treatment. */
function isOfOtherObject({ tokens, pastDates }: Sentence, at: number): boolean {
  if (!withObject.has(tokens[at]?.word ?? '')) return false;
  const next = tokens[at + 1];
  if (next === undefined || isStop(next) || pastDates.some(({ from }) => from === at + 1))
    return false;
  const isOwned = determiners.has(next.word);
  const words = isOwned ? tokens.slice(at + 2, at + 5) : [next];
  return !words.some(({ word }) => (isOwned ? objects : behindVerb).has(word) || /^\d/.test(word));
}

const withObject: ReadonlySet<string> = new Set(
  'took stopped quit finished completed started began ended first last'.split(' '),
);
const determiners: ReadonlySet<string> = new Set('the a his her my their our'.split(' '));
const objects: ReadonlySet<string> = new Set(
  'was is attended day dose adjustment appointment appt date course program programme one session visit block round treatment exercise class pack therapy last first final care prescription tablet pill plan series full'.split(
    ' ',
  ),
);
const behindVerb: ReadonlySet<string> = new Set([
  ...objects,
  ...'it them that this these both all there going attending on in at about around with to after before since until till from and by of late early mid last this up for because due when as out once ~ ( - / only off then just back through over all each one two three four five six seven eight nine ten twelve'.split(
    ' ',
  ),
]);

/** "Last Friday", "first of June". */
function isNamingDay(sentence: Sentence, at: number): boolean {
  const isOrdinal = namingDays.has(sentence.tokens[at]?.word ?? '');
  return isOrdinal && sentence.pastDates.some(({ from }) => from === at + 1 || from === at);
}

const namingDays: ReadonlySet<string> = new Set(['last', 'first']);

const otherSubjects = [
  'film',
  'mri-study',
  'seen-for',
  'injection',
  'strength',
  'leg-muscle',
  'arm-muscle',
  'changed',
] as const;

const ofCare: ReadonlySet<string> = new Set(
  'went did attended session visit date attend finished completed therapist took stopped quit discharged ended began started first last'.split(
    ' ',
  ),
);

const missed = /^[^\n]{0,80}\b(?:missed (?:visit|appointment)|no.?show)\b/i;

/** "Visit 7 of 12", "cont 2x/wk x 3 wks": the care that a therapist's note tells of was begun, or goes on. */
function careProgress(sentence: Sentence, text: string): readonly Found[] {
  // "MISSED VISIT. Next appointment 10/27".
  if (missed.test(text)) return [];
  const [done] = sentence
    .of('care-progress')
    .filter(
      (one) =>
        isSecond(sentence, one) &&
        !isNext(sentence, one.from - 1) &&
        !isOfDay(sentence, one) &&
        !isPlannedFor(sentence, one),
    );
  // Behind a first visit nothing goes on yet.
  const isFirst = ofFirstVisit.test(text.slice(0, longestTitle));
  const goesOn = sentence
    .of('care-continues')
    .find(({ from }) => !(isNext(sentence, from) && (isFirst || isToStart(sentence, from))));
  const place = goesOn ?? done;
  if (place === undefined || sentence.has('hypothetical') || sentence.has('ends')) return [];
  const at = { rule: 'treatment-dates', place };
  const isUnderWay = goesOn !== undefined || unfinishedCount(sentence) !== undefined;
  return [
    foundOf(trial.directed, at, { value: true }),
    ...(isUnderWay ? [foundOf(trial.ongoing, at, { value: true })] : []),
  ];
}

/** "Initial visit 8/21/26": a day with its year, and no count. */
function isOfDay({ pastDates }: Sentence, { from, to }: Place): boolean {
  return pastDates.some(
    (day) => day.from >= from && day.from < to && day.to - day.from >= tokensOfDay,
  );
}

/** "8/21/26" has five tokens. */
const tokensOfDay = 5;

/** "Plan: re-exam at visit 12". */
function isPlannedFor({ span, tokens }: Sentence, { from }: Place): boolean {
  return span.section === 'plan' && tokens[from - 1]?.word === 'at';
}

const ofFirstVisit =
  /\b(?:initial (?:pt |physical therapy )?(?:eval|visit|exam)|eval and treat|first visit)/i;
const longestTitle = 240;

function isNext({ tokens }: Sentence, from: number): boolean {
  return tokens[from]?.word === 'next';
}

/** "Plan of care 2x6, start next visit". */
function isToStart({ tokens }: Sentence, from: number): boolean {
  return ['start', 'begin', 'starts', 'at'].includes(tokens[from - 1]?.word ?? '');
}

/** The first visit is no treatment yet. */
function isSecond({ tokens }: Sentence, { from, to }: Place): boolean {
  const number = tokens.slice(from, to).find(({ word }) => word >= '0' && word <= '9999');
  return number === undefined || Number(number.word) > 1;
}
