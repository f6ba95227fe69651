import type { Allowance } from '../doubt.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { WordList } from '../word-lists.ts';
import { sign } from '../words.ts';
import { indexFallIn, scoresIn } from './course-of-score.ts';
import { isElsewhere, isOtherLevel, regionsIn } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';
import { namesSpine } from './topic.ts';
import { isOfSession } from './treatment-effect.ts';

/** So many words at most lie between what is better and since when. */
const mostBetween = 8;
/** And between a complaint and that it has eased: "LBP, resolving". */
const mostToEase = 4;

/**
 * That the complaint is getting better: in words ("pain is easing"), beside an earlier day ("better than last week"),
 * or by two scores of pain ("4/10, was 8/10"). What eases it for a while, in a position or by an acute treatment, is
 * no course.
 */
function readImproving(sentence: Sentence, { note, since, before }: NoteContext): readonly Found[] {
  const place = improvedAt(sentence, note.type, before);
  if (place === undefined) return [];
  const at = { linkId: 'symptoms-improving', rule: 'improving', place };
  const clause = sentence.clauseOf(place);
  // "Better than last month, walking to meals again": what stands behind the comma is another thing.
  const chunk = sentence.chunkOf(place);
  const part = { from: chunk.from, to: endOfPart(sentence, place, chunk) };
  const isForAWhile =
    isByAcuteTreatment(sentence, clause) ||
    // "Tx in ED: ibuprofen 600, good relief."
    sentence.of('one-dose').some(({ from }) => from < place.from) ||
    isWithinMinutes(sentence, place) ||
    isOfSession(sentence) ||
    sentence.has('eased-to-sleep') ||
    sentence.hasWithin('only-at-times', part);
  // "Still aching, but a lot better": the "but" that opens the clause takes nothing back of it.
  const underWay = sentence.of('under-way');
  const isStill = sentence.of('still-there').some(
    ({ from }) =>
      from >= clause.from &&
      from < clause.to &&
      !isOpening(sentence, from, clause) &&
      // "PT still ongoing, leg pain down a lot": what is there still is the treatment.
      !underWay.some((one) => one.from <= from && from < one.to) &&
      // "Is sore after yard work, improving with Tylenol".
      !(sentence.tokens[from]?.word === 'sore' && from < place.from) &&
      // "Leg pain is gone, back is sore around the incision".
      !(sentence.tokens[from]?.word === 'sore' && from >= chunk.to) &&
      // "The pain since then is a fraction of what it was."
      sentence.tokens[from - 1]?.word !== 'since',
  );
  const isLess =
    isStill || wasOnlyThen(sentence, place) || sentence.hasWithin('not-improving', part);
  // "Feels better on days off but no overall change".
  const none = sentence.of('effect-none');
  const isUnchanged =
    (none.length > 0 && !sentence.hasWithin('effect-none', chunk)) ||
    none.some(({ from, to }) => from <= place.from && place.from < to);
  // "Colic last week, passed a stone Saturday, pain gone."
  const isOfStone = sentence.hasOf(stones);
  if (isForAWhile || isLess || isUnchanged || isOfStone || isOfOther(sentence, place))
    return [foundOf(at.linkId, at, { why: 'says too little' })];
  const doubt = sentence.doubtAt(
    place,
    isLately(sentence, place) || isResidual(sentence) ? { since, allowed: ofLately } : { since },
  );
  if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
  // "In 2008 he had a strain, which settled."
  if (sentence.pastDates.some(({ value }) => value.length === 4 && value < since.slice(0, 4)))
    return [foundOf(at.linkId, at, { why: 'before the episode' })];
  if (sentence.isDenied(place)) return [foundOf(at.linkId, at, { why: 'negated' })];
  const isOther = isOtherLevel(regionsIn(sentence, clause), note.episode?.region);
  if (isOther || isElsewhere(sentence, clause))
    return [foundOf(at.linkId, at, { why: 'another part of the body' })];
  return [foundOf(at.linkId, at, { value: true })];
}

const stones = new WordList('colic stone');

/** "Pain 8 to 3 at 20 min", "relief within 2 hours": what a dose, a block or a manipulation did. */
function isWithinMinutes({ tokens }: Sentence, { from }: Place): boolean {
  return tokens.some(
    ({ word }, at) =>
      at > from &&
      withins.has(word) &&
      minutes.has(tokens[at + 2]?.word ?? '') &&
      /^\d/.test(tokens[at + 1]?.word ?? ''),
  );
}

const withins: ReadonlySet<string> = new Set('at after within in for x'.split(' '));
const minutes: ReadonlySet<string> = new Set('minute min hour hr h'.split(' '));

/** "Resolved about 3 weeks ago": since then it is over. */
function isLately({ tokens }: Sentence, { to }: Place): boolean {
  const at = tokens.findIndex(({ word }, index) => index >= to && word === 'ago');
  const unit = tokens[at - 1]?.word ?? '';
  return at >= 0 && at - to <= 4 && (unit === 'week' || unit === 'day');
}

/** "Leg pain has resolved, residual stiffness": what is left of it is of now. */
export function isResidual(sentence: Sentence): boolean {
  const told = sentence.of('historical');
  return told.length > 0 && told.every(({ from }) => sentence.tokens[from]?.word === 'residual');
}

const ofLately: ReadonlySet<Allowance> = new Set<Allowance>(['historical']);

/** "Down to 3/10 and walking the hall", "much better, so I don't need the scan": where it goes on with another thing. */
function endOfPart({ tokens }: Sentence, { to }: Place, chunk: Place): number {
  const at = tokens.findIndex(({ word }, index) => index >= to && partEnds.has(word));
  return at < 0 ? chunk.to : Math.min(at, chunk.to);
}

const partEnds: ReadonlySet<string> = new Set(['and', 'point', 'so']);

/** "Was improving but flared again": what is told as it was, and what became of it. */
function wasOnlyThen({ tokens }: Sentence, { from, to }: Place): boolean {
  const isThen = tokens.slice(Math.max(0, from - 2), to).some(({ word }) => then.has(word));
  return isThen && tokens.slice(to).some(({ word }) => turning.has(word));
}

const then: ReadonlySet<string> = new Set(['was', 'were', 'had', 'initially']);
const turning: ReadonlySet<string> = new Set('but until then however yet'.split(' '));

function isOpening({ tokens }: Sentence, at: number, { from }: Place): boolean {
  return at === from && at > 0 && tokens[at]?.word === 'but';
}

export const improvingReader = readerOf(['pain-scale', 'symptom'], readImproving, {
  needs: sign.digit | sign.number,
  alone: ['improving', 'complaint-eased', 'comparably-better'],
});

/** What an infusion or an operation eased; "off oxycodone since Sunday" says the contrary. */
function isByAcuteTreatment(sentence: Sentence, clause: Place): boolean {
  return sentence
    .of('acute-relief')
    .some(
      ({ from }) =>
        from >= clause.from &&
        from < clause.to &&
        !without.has(sentence.tokens[from - 1]?.word ?? ''),
    );
}

const without: ReadonlySet<string> = new Set(['off', 'without', 'no', 'stopped', 'needs']);

/** Of these a lower score is what an acute treatment did. */
export const acuteTypes =
  /\b(?:ed|er|emergency|ems|ambulance|triage|inpatient|hospital|nurs|pacu|procedure|urgent)/i;

function improvedAt(
  sentence: Sentence,
  type: string,
  ahead: Sentence | undefined,
): Place | undefined {
  const [told] = sentence.of('improving');
  const words = told ?? easedIn(sentence, ahead) ?? comparedIn(sentence);
  return words ?? (acuteTypes.test(type) ? undefined : fallenIn(sentence));
}

/** "Acute LBP, resolving". */
function easedIn(sentence: Sentence, ahead: Sentence | undefined): Place | undefined {
  // "Low back pain since Sept 21; has eased to almost nothing."
  const [first] = sentence.of('complaint-eased');
  const opens = goingOn.has(sentence.tokens[0]?.word ?? '');
  if (first !== undefined && opens && first.from <= 2 && ahead?.has('complaint-name') === true)
    return first;
  const names = [...sentence.of('complaint-name'), ...sentence.of('complaint')];
  return sentence
    .of('complaint-eased')
    .find((one) => names.some((name) => distance(one, name) <= mostToEase));
}

const goingOn: ReadonlySet<string> = new Set(['has', 'is', 'now', 'it', 'already', 'since']);

/** "Better today than yesterday". */
function comparedIn(sentence: Sentence): Place | undefined {
  const before = sentence.of('comparison-with-before');
  return sentence
    .of('comparably-better')
    .find(({ to }) => before.some(({ from }) => from >= to && from - to <= mostBetween));
}

/** "LBP 4/10, was 8/10": by two points, and by a third. */
function fallenIn(sentence: Sentence): Place | undefined {
  const course = scoresIn(sentence);
  if (course === undefined) return downTo(sentence) ?? fallenIndex(sentence);
  // "Before 8/10, after 2/10" is of an injection.
  if (sentence.tokens.some(({ word }) => word === 'after')) return undefined;
  const isLess = course.now <= course.before - 2 && course.now <= (course.before * 2) / 3;
  return isLess ? { from: course.from, to: course.from + 1 } : undefined;
}

/** "NDI 30 to 8": by a third. */
function fallenIndex(sentence: Sentence): Place | undefined {
  return (indexFallIn(sentence) ?? 0) >= 1 / 3 ? { from: 0, to: 1 } : undefined;
}

/** "Pain down to 2/10": to three at most. */
function downTo({ tokens }: Sentence): Place | undefined {
  const at = tokens.findIndex(
    ({ word }, index) => word === 'down' && tokens[index + 1]?.word === 'to',
  );
  const isOfTen = tokens[at + 3]?.word === '/' && tokens[at + 4]?.word === '10';
  const isLow = at >= 0 && isOfTen && Number(tokens[at + 2]?.word) <= 3;
  return isLow ? { from: at, to: at + 5 } : undefined;
}

function distance(one: Place, other: Place): number {
  return one.from >= other.to ? one.from - other.to : Math.max(0, other.from - one.to);
}

/** "Cough is much better", "gait improved": said of something else than the complaint. */
function isOfOther(sentence: Sentence, place: Place): boolean {
  // "Recheck of an ankle sprain, improved with PT".
  const [other] = sentence.of('other-part');
  if (other !== undefined && other.to <= place.from && !namesSpine(sentence)) return true;
  const whole = sentence.chunkOf(place);
  const chunk = { from: whole.from, to: endOfPart(sentence, place, whole) };
  const isNamed = ofOthers.some((kind) => sentence.hasWithin(kind, chunk));
  if (isNamed) return !sentence.hasWithin('complaint-name', chunk);
  // "Nausea and vomiting, but is doing better": nothing of a complaint is named, and of what it is stands ahead.
  const isOfComplaint = sentence.has('complaint-name') || sentence.has('complaint');
  if (isOfComplaint || namesSpine(sentence)) return false;
  return sentence.hasWithin('other-indication', { from: 0, to: place.from });
}

const ofOthers = ['other-subject', 'other-complaint', 'other-indication'] as const;
