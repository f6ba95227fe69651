import type { BodyRegion } from '../../terminology/types.ts';
import { isBefore } from '../calendar.ts';
import { lengthsIn } from '../complaint-days.ts';
import { type NamedDate, ofDates } from '../dates.ts';
import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma, isStop } from '../tokens.ts';
import { sign } from '../words.ts';
import { readOnset } from './onset.ts';
import { isElsewhere, isOtherLevel, regionsIn, spineRegionsIn } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

/** What a day may be of beside the complaint: a treatment, a study, an operation, a visit. */
const dated = [
  'therapy',
  'drug',
  'injection',
  'conservative',
  'session',
  'other-therapy',
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

/** Behind a complaint these tell since when it is less, or gone. */
const lessened = ['improving', 'effect-good', 'effect-resolved', 'better', 'pain-free'] as const;

/** What the complaint began with, or is. */
const begun = ['event', 'symptom', 'complaint'] as const;

const ofBeginnings = [...begun, 'onset-word'] as const;

const beginnings = classesOf(...ofBeginnings);
const datedOtherwise = classesOf(...dated);

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

/** A day, a month or a length that may tell when the episode began. */
interface ToldDay extends NamedDate {
  readonly isLength: boolean;
  /** What it is of stands behind it. */
  readonly isOf: boolean;
  /** A time of the day. */
  readonly isClock: boolean;
}

function daysIn(sentence: Sentence, { note }: NoteContext): readonly ToldDay[] {
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
  const days = [...named, ...(written === undefined ? [] : [written])].filter(isWanted);
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

function readDay(sentence: Sentence, day: ToldDay, context: NoteContext): Found | undefined {
  const { note, since, before } = context;
  const known = note.episode?.onset;
  if (isRounded(sentence, day) || isCompared(sentence, day)) return undefined;
  if (day.isLength && (isToCome(sentence, day) || isTimeOfOther(sentence, day))) return undefined;
  // "The last day of July" is no month.
  if (day.value.length === 7 && isDayOf(sentence, day)) return undefined;
  if (isOfChange(sentence, day)) return undefined;
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
  if (told !== undefined && known === undefined && isMereActivity(sentence, told)) return undefined;
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

/** "Fell", "was rear-ended": what happened to somebody, beside what people do every day. */
function isHarmWithin(sentence: Sentence, { from, to }: Place): boolean {
  const activities = sentence.of('activity');
  return sentence
    .of('event')
    .some(
      (one) =>
        one.from >= from && one.from < to && !activities.some((other) => other.from === one.from),
    );
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

/** So many words at most stand before a day that opens a sentence: "early on the morning of the 4th". */
const mostBeforeDay = 4;

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

/** "Three weeks of low back pain": the complaint behind a length, and nothing else before it. */
function whatLasted(sentence: Sentence, { to }: Place): Place | undefined {
  const near = { from: to, to: to + longestGap };
  const first = (kinds: readonly (typeof dated | typeof begun)[number][]): Place | undefined =>
    kinds
      .flatMap((kind) => sentence.of(kind))
      .filter(({ from }) => from >= near.from && from < near.to)
      .toSorted((one, other) => one.from - other.from)[0];
  const complaint = first(begun);
  const other = first(dated);
  if (complaint === undefined || (other !== undefined && other.from <= complaint.from + 1))
    return undefined;
  return complaint;
}

/** "Duration of symptoms: 4 months", "pain, lower back, 12 days": nothing stands behind the length that it could be of. */
function isLast({ tokens }: Sentence, { to }: Place): boolean {
  const next = tokens[to];
  return next === undefined || isStop(next);
}

/** "Worse since Friday", but not "LBP flare x 2 wks". */
function isOfChange(sentence: Sentence, { from, isLength }: ToldDay): boolean {
  return sentence
    .of('changed')
    .some(
      (one) =>
        one.to >= from - 2 &&
        one.from < from &&
        !(isLength && sentence.tokens[one.from]?.word === 'flare'),
    );
}

/** "More than yesterday", "pain from 9/10 to 2/10" name no beginning. */
function isCompared({ tokens }: Sentence, { from, to }: Place): boolean {
  const isScore = tokens[to - 1]?.word === '10' && tokens[to]?.word === 'to';
  return isScore || tokens[from - 1]?.word === 'than';
}

/** "Low back pain better since 11/1", "pain free since October", "similar pain six months ago". */
function isLessened(sentence: Sentence, day: ToldDay): boolean {
  const { from } = sentence.statementOf(day);
  const ahead = { from, to: day.from };
  const isSimilar = sentence.tokens.slice(from, day.from).some(({ word }) => word === 'similar');
  return isSimilar || lessened.some((kind) => sentence.hasWithin(kind, ahead));
}

function isDayOf({ tokens }: Sentence, { from }: Place): boolean {
  return tokens.slice(Math.max(0, from - 2), from).some(({ word }) => word === 'day');
}

/** "It will last about two weeks", "start rifampin for four months". */
function isToCome(sentence: Sentence, day: Place): boolean {
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
function isTimeOfOther(sentence: Sentence, day: ToldDay): boolean {
  if (!day.isClock || sentence.tokens[day.from - 1]?.word === 'since') return false;
  const { from, to } = sentence.statementOf(day);
  const isFirst = day.from - from <= mostBeforeDay;
  const told = { from, to: isFirst ? Math.min(to, day.to + longestGap) : day.from };
  const isAt = atTimes.has(sentence.tokens[day.from - 1]?.word ?? '');
  if (isHarmWithin(sentence, told)) return false;
  return !isAt || !(sentence.hasWithin('event', told) || sentence.hasWithin('sudden', told));
}

const atTimes: ReadonlySet<string> = new Set(['at', 'about', 'around', '~']);

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

/** What the day is of, where that is the complaint; undefined where it is something else. */
function whatBegan(
  sentence: Sentence,
  day: NamedDate,
  before: Sentence | undefined,
  known: string | undefined,
): Place | undefined {
  const from = beginOf(sentence, day);
  const isDated = sentence.hasAny(datedOtherwise);
  const other = isDated ? lastOf(sentence, dated, { from, to: day.from }) : undefined;
  const complaint = lastOf(sentence, begun, { from, to: day.from });
  // "MRI of the lumbar spine 10/22": the part of the body is that of the study.
  const isOfStudy =
    other !== undefined &&
    complaint !== undefined &&
    complaint.from - other.to <= mostToPart &&
    isPart(sentence, complaint);
  if (isOfStudy) return undefined;
  // "After PT for right L5 radiculopathy, 8 weeks now".
  const isTreated =
    complaint !== undefined && other !== undefined && isFor(sentence, other, complaint);
  if (isTreated) return undefined;
  if (complaint !== undefined && other !== undefined && other.from >= complaint.from)
    return day.value === known && isJoined(sentence, complaint, other) ? complaint : undefined;
  const isToday = ofToday.has(sentence.tokens[day.from]?.word ?? '');
  if (isToday && !sentence.has('sudden') && !sentence.has('event')) return undefined;
  if (complaint !== undefined) return complaint;
  if (other !== undefined) return undefined;
  const rest = { from: day.to, to: sentence.clauseOf(day).to };
  const isOther = isDated && dated.some((kind) => sentence.hasWithin(kind, rest));
  if (isOther) return undefined;
  const opening = sentence.of('onset-word').find((one) => one.to <= day.from && one.from >= from);
  if (opening !== undefined && goesOn(sentence, opening, before)) return opening;
  // "Monday he bent over and felt his back go".
  return begun
    .flatMap((kind) => sentence.of(kind))
    .find((one) => one.from >= day.to && one.from < day.to + longestGap);
}

/** "PT for radiculopathy", "the amitriptyline her doctor started for the back": what the complaint is named of. */
function isFor(sentence: Sentence, other: Place, complaint: Place): boolean {
  const { tokens } = sentence;
  if (!treatments.some((kind) => sentence.of(kind).includes(other))) return false;
  // "Pt here for back spasms since Thursday": the patient.
  if (other.from === 0 && tokens[0]?.word === 'pt') return false;
  const between = tokens.slice(other.to, complaint.from).map(({ word }) => word);
  return between.slice(-mostToPart).includes('for') && between.at(-1) !== 'this';
}

const treatments = ['therapy', 'drug', 'injection', 'conservative'] as const;

/** Where the statement of a day begins; "it is now five weeks" goes on with what stands before "now". */
function beginOf(sentence: Sentence, day: NamedDate): number {
  const { from } = sentence.statementOf(day);
  // "Back pain he has had since Sunday".
  const isHad =
    from > 0 &&
    day.from > from &&
    day.from - from <= mostOfHaving &&
    sentence.tokens.slice(from, day.from).every(({ word }) => having.has(word));
  return isHad ? sentence.statementOf({ from: from - 1, to: from }).from : from;
}

const mostOfHaving = 6;
const having: ReadonlySet<string> = new Set(
  'now he she they pt patient has ha had have been is it was there since for present that which from on noticed noted'.split(
    ' ',
  ),
);

/** "Back pain and right foot drop from November 12": both began on the day of the episode. */
function isJoined({ tokens }: Sentence, complaint: Place, other: Place): boolean {
  const between = tokens.slice(complaint.to, other.from);
  return between.length <= mostToPart && between.some(({ word }) => word === 'and');
}

const mostToPart = 4;

/** A part of the body alone, and nothing that hurts. */
function isPart({ tokens }: Sentence, { from, to }: Place): boolean {
  return tokens.slice(from, to).every(({ word }) => parts.has(word));
}

const parts: ReadonlySet<string> = new Set('low lower back neck spine leg arm'.split(' '));

/** So many words at most lie between a day that opens a sentence and what began on it. */
const longestGap = 12;

function lastOf(
  sentence: Sentence,
  kinds: readonly (typeof dated | typeof begun)[number][],
  { from, to }: Place,
): Place | undefined {
  let last: Place | undefined;
  for (const kind of kinds) {
    for (const one of sentence.of(kind)) {
      if (one.from < from || one.to > to || isOfOnset(sentence, one)) continue;
      if (isOtherIt(sentence, one) || isWhoWoke(sentence, one)) continue;
      if (last === undefined || one.from > last.from) last = one;
    }
  }
  return last;
}

/** "Pt woke on October 10 with a stiff neck": the patient, and no therapy. */
function isWhoWoke({ tokens }: Sentence, { from, to }: Place): boolean {
  return from === 0 && to === 1 && tokens[0]?.word === 'pt' && wakes.has(tokens[1]?.word ?? '');
}

const wakes: ReadonlySet<string> = new Set(
  'woke awoke fell slipped bent lifted felt developed twisted tripped'.split(' '),
);

/** "Felt as though it touched somebody else": "it" is a complaint where it begins, hurts or lasts. */
function isOtherIt({ tokens }: Sentence, { from, to }: Place): boolean {
  const isIt = tokens[from]?.word === 'it' && to - from === 1;
  return isIt && !doesAsComplaint.has(tokens[to]?.word ?? '');
}

const doesAsComplaint: ReadonlySet<string> = new Set(
  'began begun begin start started came come is ha has was had been hurt feel bother burn ache all first got get s set go goe goes developed appeared kicked flared'.split(
    ' ',
  ),
);

/** "Episode" of "the episode began". */
function isOfOnset(sentence: Sentence, { from, to }: Place): boolean {
  return sentence
    .of('onset-word')
    .some((one) => one.from <= from && to <= one.to && one.to - one.from > to - from);
}

const ofToday: ReadonlySet<string> = new Set(['today', 'tonight', 'thi', 'this']);

const headings: ReadonlySet<string> = new Set(['onset', 'doi', 'dol', 'duration', 'episode']);

/** "Onset: 9/20" says it itself; "Started around 4/20" goes on with the complaint of the sentence before. */
function goesOn({ tokens }: Sentence, { from, to }: Place, before: Sentence | undefined): boolean {
  const word = tokens[from]?.word ?? '';
  if (headings.has(word) || (to - from > 1 && word !== 'first')) return true;
  if (before === undefined || before.hasAny(datedOtherwise)) return false;
  // "TA 2/5. First noted 11/10": the weakness.
  if (before.has('leg-muscle') || before.has('arm-muscle') || before.has('strength')) return false;
  return begun.some((kind) => before.has(kind));
}
