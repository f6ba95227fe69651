import type { BodyRegion } from '../../terminology/types.ts';
import { isBefore } from '../calendar.ts';
import { ofDates } from '../dates.ts';
import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma } from '../tokens.ts';
import { sign } from '../words.ts';
import { isPrescribedBy } from './before-day.ts';
import { otherComplaints, readOnset } from './onset.ts';
import { isElsewhere, isOtherLevel, regionsIn, spineRegionsIn } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';
import {
  daysIn,
  isCompared,
  isDayOf,
  isHarmWithin,
  isLessened,
  isOfChange,
  isRounded,
  isTimeOfOther,
  isToCome,
  longestGap,
  mostBeforeDay,
  ofToday,
  type ToldDay,
} from './told-days.ts';
import { namesSpine } from './topic.ts';
import { datedOtherwise, isLast, ofBeginnings, whatBegan, whatLasted } from './what-began.ts';

const beginnings = classesOf(...ofBeginnings);

/**
 * When the episode began, where a sentence tells of it beside a complaint or what brought it on, and beside nothing else
 * that the day could be of: "L buttock pain from 7/4, electric", "weights Sat 11/7, now LBP", "LBP x 3 wks". Where the day
 * is known, nothing else than that day is read.
 */
function readEpisodeDay(sentence: Sentence, context: NoteContext): readonly Found[] {
  if (!sentence.hasAny(beginnings)) return [];
  for (const day of daysIn(sentence, context)) {
    const found = readDay(sentence, day, context);
    if (found !== undefined) return [found];
  }
  return [];
}

/** The day of the episode, else the onset in its own words. */
export const episodeReader = readerOf(
  ofBeginnings,
  (sentence, context) => {
    const known = readEpisodeDay(sentence, context);
    return known.length > 0 ? known : readOnset(sentence, context);
  },
  { needs: ofDates | sign.unit },
);

function readDay(sentence: Sentence, day: ToldDay, context: NoteContext): Found | undefined {
  const { note, since, before } = context;
  const known = note.episode?.onset;
  if (isRounded(sentence, day) || isCompared(sentence, day)) return undefined;
  if (day.isLength && (isToCome(sentence, day) || isTimeOfOther(sentence, day))) return undefined;
  // "The last day of July" is no month.
  if (day.value.length === 7 && isDayOf(sentence, day)) return undefined;
  if (isOfChange(sentence, day) || isBegunBySomebody(sentence, day)) return undefined;
  // "Gabapentin for arm pain, prescribed by Dr. Osgood since 8/12".
  if (isPrescribedBy(sentence, day)) return undefined;
  if (day.value.length === 7 && !day.isLength && !isLinked(sentence, day)) return undefined;
  if (known === undefined && !day.isLength && !isLinked(sentence, day) && !hasEvent(sentence, day))
    return undefined;
  const lasted = day.isOf ? whatLasted(sentence, day) : undefined;
  const isLabelled = day.isOf && lasted === undefined && isLast(sentence, day);
  const told = day.isOf && !isLabelled ? lasted : whatBegan(sentence, day, before, known);
  // Of the day that the episode is known to have begun on, hardly anything else is told.
  const isKnown = day.value === known && !sentence.hasAny(datedOtherwise);
  const place = told ?? (isKnown ? { from: day.from, to: day.to } : undefined);
  if (place === undefined || isLessened(sentence, day)) return undefined;
  if (isOfOtherComplaint(sentence)) return undefined;
  if (told !== undefined && known === undefined && isMereActivity(sentence, told)) return undefined;
  if (!isKnown && isOfConsequence(sentence, place, day)) return undefined;
  const rule = day.isLength ? 'onset-length' : 'onset';
  const at = { linkId: 'episode.onset', rule, place };
  const around = partsBetween(sentence, place, day);
  const first = sentence.doubtAt(place, { since });
  // "Nothing like the infection in 2021" behind the complaint and its day is another time.
  const isOfLater =
    first === 'before the episode' &&
    sentence.doubtAt(place) === undefined &&
    (day.value === known || !namesDayBefore(sentence, around.to, since));
  // "Back pain since yesterday, likely a contained rupture": what is doubted is another thing.
  const isOfOther =
    first === 'uncertain' && isPain(sentence, place) && !sentence.hasWithin('uncertain', around);
  const doubt = isOfLater || isOfOther ? undefined : first;
  // "12 d history of" is no history of long ago.
  const isRecent = doubt === 'before the episode' && day.isLength && day.value >= since;
  if (doubt !== undefined && !isRecent)
    return told === undefined ? undefined : foundOf(at.linkId, at, { why: doubt });
  // "Married since 15.10., no back pain": what stands behind the day is not there.
  const isNone =
    !day.isLength && told !== undefined && told.from >= day.to && sentence.isDenied(told);
  if (isNone || sentence.isDenied(day)) return foundOf(at.linkId, at, { why: 'negated' });
  const statement = sentence.statementOf(day);
  const isOther = (within: Place): boolean => isOtherPart(sentence, within, note.episode?.region);
  // "Back pain for 2 d, neck supple": what stands in another part of the sentence is of another thing.
  if (isOther(statement) && isOther(around))
    return foundOf(at.linkId, at, { why: 'another part of the body' });
  return foundOf(at.linkId, at, { value: day.value });
}

/** "A rash for two months on her neck and back", "he has had diarrhea for four days": what lasts is named, and is no pain. */
function isOfOtherComplaint(sentence: Sentence): boolean {
  if (sentence.has('other-complaint') && !sentence.has('symptom')) return true;
  if (isHarmOfOtherPart(sentence)) return true;
  return (
    sentence.has('other-illness') && !sentence.has('complaint-name') && !sentence.has('complaint')
  );
}

/** "An injury to her left foot while playing soccer", and not "landed on head and shoulders". */
function isHarmOfOtherPart(sentence: Sentence): boolean {
  if (namesSpine(sentence)) return false;
  return sentence
    .of('other-part')
    .some(({ from, to }) => to - from > 1 && sentence.hasWithin('event', { from, to }));
}

/** "Back pain for a week, numb since last night", "the pain has kept her from working since July": the day is that of what came of it. */
function isOfConsequence(sentence: Sentence, place: Place, day: ToldDay): boolean {
  if (place.to > day.from) return false;
  const { from } = sentence.chunkOf(day);
  const between = sentence.tokens.slice(place.to, day.from);
  if (between.some(({ word }) => keeping.has(word))) return true;
  if (day.isLength || from < place.to) return false;
  return sentence.tokens.slice(from, day.from).some(({ word }) => otherComplaints.has(word));
}

const keeping: ReadonlySet<string> = new Set('kept keeping keeps prevented preventing'.split(' '));

function isOtherPart(sentence: Sentence, within: Place, region: BodyRegion | undefined): boolean {
  // The cord at the neck and the chest shows in the legs.
  const named =
    region === 'lumbar' ? regionsIn(sentence, within) : spineRegionsIn(sentence, within);
  return isElsewhere(sentence, within) || isOtherLevel(named, region);
}

/** "Match on Saturday", "line pulled 11/18": what may bring a pain on, and nothing that hurts is named beside it. */
function isMereActivity(sentence: Sentence, place: Place): boolean {
  const isOnly = sentence.of('activity').some(({ from }) => from === place.from);
  const isNamed = sentence.has('complaint') || sentence.has('complaint-name');
  return isOnly && !isNamed && !isHarmWithin(sentence, sentence.statementOf(place));
}

/** The parts of a sentence that a complaint and its day stand in, from the first to the last: commas bound them. */
function partsBetween(sentence: Sentence, one: Place, other: Place): Place {
  const [first, last] = one.from < other.from ? [one, other] : [other, one];
  return { from: sentence.chunkOf(first).from, to: sentence.chunkOf(last).to };
}

/** What is named is a pain, and not only a part of the body, an episode or "it". */
function isPain(sentence: Sentence, { from }: Place): boolean {
  return sentence.of('complaint-name').some((one) => one.from === from);
}

/** Whether a sentence names a day before the episode up to one of its tokens. */
function namesDayBefore(sentence: Sentence, end: number, since: string): boolean {
  return sentence.pastDates.some(
    (one) => one.from < end && isBefore(one.value, since) && !sentence.isAhead(one.from),
  );
}

/** "Duloxetine which we started in July", "worse than when I started in September": what somebody began is no pain. */
function isBegunBySomebody({ tokens }: Sentence, { from }: Place): boolean {
  const at = tokens.findLastIndex(({ word }, index) => index < from && !beforeDays.has(word));
  if (!begunBy.has(tokens[at]?.word ?? '') || !somebody.has(tokens[at - 1]?.word ?? ''))
    return false;
  const before = tokens[at - 2]?.word ?? '';
  return before === 'which' || before === 'when' || before === 'that';
}

const beforeDays: ReadonlySet<string> = new Set('in on the around about early late mid'.split(' '));
const begunBy: ReadonlySet<string> = new Set(['started', 'began']);
const somebody: ReadonlySet<string> = new Set(['i', 'we', 'he', 'she', 'they', 'dr']);

/** A word such as "since" stands right before the day. */
function isLinked(sentence: Sentence, { from, to }: Place): boolean {
  const { tokens } = sentence;
  if (tokens.slice(Math.max(0, from - 3), from).some(({ word }) => links.has(word))) return true;
  if (isFollowing(sentence, from)) return true;
  // "New as of June 18".
  if (tokens[from - 1]?.word === 'of' && tokens[from - 2]?.word === 'as') return true;
  // "Dates back to August", "first noticed in June", "In late August she developed".
  const { from: begin } = sentence.statementOf({ from, to });
  return sentence
    .of('onset-word')
    .some((one) =>
      from <= 2
        ? one.from >= to &&
          one.from <= to + mostToOnset &&
          !tokens.slice(to, one.from).some(isComma)
        : one.from >= begin && one.to <= from,
    );
}

/** "Tuesday night low back pain started": so many words at most lie between. */
const mostToOnset = 7;

/** "Neck pain following a sortie 5 Jun": so many words at most lie between what it followed and its day. */
const mostFollowing = 7;

function isFollowing(sentence: Sentence, from: number): boolean {
  const begin = Math.max(sentence.chunkOf({ from, to: from + 1 }).from, from - mostFollowing);
  const at = sentence.tokens.findLastIndex(
    ({ word }, index) => index >= begin && index < from && behind.has(word),
  );
  return at >= 0 && sentence.hasWithin('symptom', { from: begin - mostFollowing, to: at });
}

const behind: ReadonlySet<string> = new Set(['after', 'following']);

const links: ReadonlySet<string> = new Set(
  'since from onset began started beginning dates doi duration episode injury start'.split(' '),
);

/** What brought the pain on stands before the day: "24M fell off a deck onto his back 9/1". */
function hasEvent(sentence: Sentence, day: Place): boolean {
  const { from } = sentence.statementOf(day);
  const begins = [...sentence.of('event'), ...sentence.of('sudden')];
  const isAhead = begins.some((one) => one.from >= from && one.to <= day.from);
  if (isOfHurtPart(sentence, { from, to: day.from })) return true;
  const isToday = ofToday.has(sentence.tokens[day.from]?.word ?? '');
  const isFirst = day.from - from <= mostBeforeDay;
  const gap = isFirst ? longestGap : isToday ? 0 : 2;
  const opens =
    sentence.hasWithin('event', { from: day.to, to: day.to + gap }) ||
    (isFirst && sentence.hasWithin('sudden', { from: day.to, to: day.to + 3 }));
  // "On 11/8 while reaching for a suitcase she felt".
  const next = sentence.tokens[day.to]?.word ?? '';
  const isDuring = meanwhile.has(next);
  const before = sentence.tokens.slice(Math.max(from, day.from - mostToStrain), day.from);
  return isAhead || opens || isDuring || before.some(({ word }) => strains.has(word));
}

const meanwhile: ReadonlySet<string> = new Set(['while', 'when']);

/** "Ricked his back", "did her neck in": whatever the verb, a part of the spine that somebody did something to. */
function isOfHurtPart({ tokens }: Sentence, { from, to }: Place): boolean {
  return tokens.some(({ word }, at) => {
    if (at <= from || at >= to || to - at > mostToHurt || !possessives.has(word)) return false;
    const part = tokens[at + 1]?.word ?? '';
    const isOfSpine = hurtParts.has(sizes.has(part) ? (tokens[at + 2]?.word ?? '') : part);
    const verb = tokens[at - 1]?.word ?? '';
    return isOfSpine && verb >= 'a' && !notHurting.has(verb);
  });
}

/** So many words at most lie between whose back it was and the day. */
const mostToHurt = 9;
const possessives: ReadonlySet<string> = new Set('his her my their hi'.split(' '));
const sizes: ReadonlySet<string> = new Set('low lower mid middle upper'.split(' '));
const hurtParts: ReadonlySet<string> = new Set(['back', 'neck', 'spine']);
const notHurting: ReadonlySet<string> = new Set(
  `in of for on to with into onto at from about across over and or is was are has had have been be by that like but as
  then when if because felt feel feels says said saw seen see sees examined examine imaged treated treat treats scanned
  xrayed adjusted injected fused operated massaged massage stretched iced heated checked assessed evaluated helped eased
  fixed rubbed rub manipulated mobilised mobilized braced protect protects keep keeps straighten gave gives palpated`.split(
    /\s+/,
  ),
);

/** "Low back strain 11/11", "lumbar strain at work on 11/8": so many words at most lie between. */
const mostToStrain = 4;
const strains: ReadonlySet<string> = new Set(['strain', 'sprain', 'injury', 'fall', 'contusion']);
