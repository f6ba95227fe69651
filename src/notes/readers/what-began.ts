import type { NamedDate } from '../dates.ts';
import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isStop } from '../tokens.ts';
import { longestGap, ofToday } from './told-days.ts';

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

/** What the complaint began with, or is. */
const begun = ['event', 'symptom', 'complaint'] as const;

export const ofBeginnings = [...begun, 'onset-word'] as const;
export const datedOtherwise = classesOf(...dated);

/** "Three weeks of low back pain": the complaint behind a length, and nothing else before it. */
export function whatLasted(sentence: Sentence, { to }: Place): Place | undefined {
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
export function isLast({ tokens }: Sentence, { to }: Place): boolean {
  const next = tokens[to];
  return next === undefined || isStop(next);
}

/** What the day is of, where that is the complaint; undefined where it is something else. */
export function whatBegan(
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
  // "Has seen two other doctors for his back since May".
  if (complaint !== undefined && isPart(sentence, complaint) && isSeenFor(sentence, complaint))
    return undefined;
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

/** "Has seen two doctors for his back": since when somebody goes to them, and not since when it hurts. */
function isSeenFor({ tokens }: Sentence, { from }: Place): boolean {
  const ahead = tokens.slice(Math.max(0, from - mostToSeen), from).map(({ word }) => word);
  return (
    ahead.slice(-mostToPart).includes('for') &&
    ahead.some((word) => seeing.has(word)) &&
    ahead.some((word) => seers.has(word))
  );
}

const mostToSeen = 8;
const seeing: ReadonlySet<string> = new Set(
  'seen saw seeing visited consulted visiting'.split(' '),
);
const seers: ReadonlySet<string> = new Set(
  'doctor provider physician surgeon specialist chiropractor therapist clinician pcp'.split(' '),
);

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

const generic: ReadonlySet<string> = new Set(
  'ha has have been complain complains complained complaining suffer suffers suffered suffering hurt hurts hurting sore limping on it this that present constant constantly there going ongoing persistent continuous continuously daily worse and unchanged steady started began ( -'.split(
    ' ',
  ),
);

const headings: ReadonlySet<string> = new Set(['onset', 'doi', 'dol', 'duration', 'episode']);

/** "Onset: 9/20" says it itself; "Started around 4/20" goes on with the complaint of the sentence before. */
function goesOn({ tokens }: Sentence, { from, to }: Place, before: Sentence | undefined): boolean {
  const word = tokens[from]?.word ?? '';
  // "NPO since 1700", "rigors since last night": it is said of what stands before it.
  const ahead = tokens[from - 1];
  if (word === 'since' && ahead !== undefined && !isStop(ahead) && !generic.has(ahead.word))
    return false;
  if (headings.has(word) || (to - from > 1 && word !== 'first')) return true;
  if (before === undefined || before.hasAny(datedOtherwise)) return false;
  // "TA 2/5. First noted 11/10": the weakness.
  if (before.has('leg-muscle') || before.has('arm-muscle') || before.has('strength')) return false;
  return begun.some((kind) => before.has(kind));
}
