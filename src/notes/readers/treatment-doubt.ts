import { isBefore } from '../calendar.ts';
import { durationIn } from '../durations.ts';
import type { Reading } from '../rules.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma } from '../tokens.ts';
import type { Doubt } from '../types.ts';
import { WordList } from '../word-lists.ts';
import { acuteTypes, isResidual } from './improving.ts';
import { isElsewhere, isOtherLevel, regionsIn } from './place-of.ts';
import type { NoteContext } from './reader.ts';
import { namesSpine } from './topic.ts';
import { deniedEffects, effectIn, isNothingAtAll } from './treatment-effect.ts';
import type { Treatment } from './treatment-named.ts';
import {
  didNotHappen,
  hasNotFailed,
  isAskedFor,
  isHandedOut,
  isOfAllowance,
  wasOnlyAskedFor,
  wasOnlyMeant,
  wasOnlyPrescribed,
} from './treatment-not-had.ts';
import { continuedIn, unfinishedCount } from './treatment-under-way.ts';
import { namesVisitAhead } from './visit-doubt.ts';

/** Why the words don't say that a treatment was had; undefined where they do. */
export function treatmentDoubt(
  sentence: Sentence,
  place: Place,
  { note, since, isTherapyNote }: NoteContext,
): Doubt | undefined {
  const clause = sentence.clauseOf(place);
  const chunk = sentence.chunkOf(place);
  if (sentence.has('not-a-failure') || sentence.hasOf(inGeneral) || hasNotFailed(sentence))
    return 'uncertain';
  const whole = { from: 0, to: sentence.tokens.length };
  if (isElsewhere(sentence, namesSpine(sentence) ? clause : whole))
    return 'another part of the body';
  // "Recheck of an ankle sprain, improved with PT".
  const [other] = sentence.of('other-part');
  if (
    other !== undefined &&
    other.to <= place.from &&
    !namesSpine(sentence) &&
    !sentence.isDenied(other)
  )
    return 'another part of the body';
  if (sentence.hasOf(ofMendedBones) && !namesSpine(sentence) && !sentence.has('complaint-name'))
    return 'another part of the body';
  const named = regionsIn(sentence, { from: 0, to: sentence.tokens.length });
  if (isOtherLevel(named, note.episode?.region)) return 'another part of the body';
  const days = daysOfEpisode(sentence, { note, since });
  // "Records reviewed: PT notes 9/10 - 10/22" has its days.
  const isListed = sentence.has('drug-list') && effectIn(sentence) === undefined;
  if (isListed && !(days > 1 && isDayBehind(sentence, place))) return 'says too little';
  const doubt = sentence.doubtAt(place, { since });
  // "Prior PT 8/26 to 10/7" is of the episode by its days, "Prior treatments: PT" by its heading.
  const isOfEpisode = days > 0 || isHeaded(sentence, since) || isResidual(sentence);
  if (doubt !== undefined && !(doubt === 'before the episode' && isOfEpisode)) return doubt;
  // "Injured his back in 1985, was treated with PT", "Had failed PT and an ESI before it".
  // "In the years before she had bouts, which settled with therapy": what opens the sentence holds for all of it.
  const opensLongAgo = sentence.of('historical').some(({ from }) => from === 0);
  if (days === 0 && (opensLongAgo || namesOldYear(sentence, since) || endsBeforeIt(sentence)))
    return 'before the episode';
  if (sentence.has('effect-too-early') || (days === 0 && isOneDose(sentence, note.type)))
    return 'says too little';
  if (sentence.hasOf(ofMisuse)) return 'says too little';
  if (isOfOtherTrouble(sentence, place)) return 'another part of the body';
  if (isAwaited(sentence, place)) return 'hypothetical';
  if (isAtWeeks(sentence, place) || namesVisitAhead(sentence)) return 'planned';
  const effect = effectIn(sentence);
  if (effect === undefined && (isAskedFor(sentence, place) || wasOnlyPrescribed(sentence, place)))
    return 'planned';
  const isToldAsHad =
    sentence.hasWithin('ends', chunk) ||
    sentence.tokens.slice(chunk.from, chunk.to).some(({ word }) => attended.has(word)) ||
    isTaken(sentence, chunk) ||
    sentence.has('session') ||
    unfinishedCount(sentence) !== undefined ||
    isOfAllowance(sentence, place.to) ||
    continuedIn(sentence, 'therapy') !== undefined;
  const isEnded = isToldAsHad || days > 1;
  const isDone = effect !== undefined || isEnded;
  if (effect === undefined && (wasOnlyMeant(sentence, place) || isHandedOut(sentence, place)))
    return 'planned';
  if (effect === undefined && !isToldAsHad && wasOnlyAskedFor(sentence, place, clause))
    return 'planned';
  if (sentence.has('begins-later') && (effect === undefined || days === 0)) return 'planned';
  if (isToCome(sentence, chunk, since) && !isDone) return 'planned';
  // "Start her on meloxicam for two weeks": a length is no effect.
  const isTold = isEnded || (effect !== undefined && effect !== 'unclear');
  if (beginsWithOrder(sentence, days) && (!isTold || isToEnd(sentence))) return 'planned';
  if (
    days === 0 &&
    !isEnded &&
    (effect === undefined || effect === 'unclear') &&
    asksToTreat(sentence)
  )
    return 'planned';
  // "Sciatica - PT referral 2x/wk, meloxicam 15 mg": what is ordered beside it is ordered too.
  const isOrdering = sentence.span.section === 'assessment' && sentence.has('future');
  if (isOrdering && !isDone && days === 0) return 'planned';
  const isSeen = sentence.has('in-person') || sentence.has('seen-for');
  if (sentence.has('future-visit') && !isSeen && !isDone) return 'planned';
  // "P: treatment goes on weekly": who treats says what he does.
  const isOwn = isTherapyNote && sentence.span.heading === 'p' && sentence.has('under-way');
  if (sentence.span.section === 'plan' && !isDone && !isOwn) return 'planned';
  return undefined;
}

/** "Given ibuprofen 800 mg with good relief": what was given once, by its dose, and not how often or how long. */
function isOneDose(sentence: Sentence, type: string): boolean {
  const { tokens } = sentence;
  const isDose =
    // "ED course: ketorolac, pain improved."
    acuteHeads.test(sentence.span.heading) ||
    // "Given Norco, feels better" in an emergency room.
    (given.has(tokens[0]?.word ?? '') && acuteTypes.test(type)) ||
    tokens.some(({ word }, at) => word === 'mg' && isGivenBefore(tokens, at)) ||
    sentence.of('drug').some(({ to }) => given.has(tokens[to]?.word ?? ''));
  if (!isDose || sentence.has('therapy') || durationIn(tokens) !== undefined) return false;
  return !tokens.some(({ word }) => ofRegimens.has(word));
}

/** Whether "given" stands so near before a dose. */
function isGivenBefore(tokens: Sentence['tokens'], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - mostToDose), at);
  return before.some(({ word }) => given.has(word));
}

const acuteHeads =
  /^(?:ed|er|emergency(?: department| room)?|urgent care|uc) (?:course|tx|treatment|meds|medications)/;
const mostToDose = 5;
const given: ReadonlySet<string> = new Set('given gave received administered'.split(' '));
const ofRegimens: ReadonlySet<string> = new Set(
  'bid tid qid daily nightly hs qhs qd q6h q8h q4h q12h prn week day month since course taper pack pak dosepak gabapentin pregabalin duloxetine nortriptyline amitriptyline prednisone medrol trial rx script prescription prescribed times x'.split(
    ' ',
  ),
);

/** "Spasticity managed with baclofen": what a medicine is for is no pain. */
function isOfOtherTrouble({ tokens }: Sentence, { from }: Place): boolean {
  const verb = tokens.findLastIndex(({ word }, at) => at < from && managed.has(word));
  if (verb < 1 || from - verb > mostToDose) return false;
  const noun = copulas.has(tokens[verb - 1]?.word ?? '') ? verb - 2 : verb - 1;
  // "Leg pain and sleep managed with gabapentin" is of the pain as well.
  const isOneOfTwo = joining.has(tokens[noun - 1]?.word ?? '');
  return !isOneOfTwo && otherTroubles.has(tokens[noun]?.word ?? '');
}

const copulas: ReadonlySet<string> = new Set(['is', 'was']);
const managed: ReadonlySet<string> = new Set('managed treated controlled maintained'.split(' '));
const otherTroubles: ReadonlySet<string> = new Set(
  'spasticity tone hypertonia dysreflexia delirium agitation mood sleep insomnia nausea withdrawal'.split(
    ' ',
  ),
);

/** "Stiff since the cast came off, for which he has PT": what a mended bone or joint is treated with. */
const ofMendedBones = new WordList(
  'cast casted dynasplint splint splinted orif pinning percutaneous nonweightbearing',
);

/** "Took six tablets at a party": what was swallowed, and no treatment. */
const ofMisuse = new WordList(
  'ecstasy mdma lsd overdose overdosed overdosing ingested ingesting ingestion partying',
);

/** "Six weeks of PT is usually enough to help". */
const inGeneral = new WordList('usually typically generally ordinarily');

/** "Prescribed NSAID taken for six weeks", and not "to be taken". */
function isTaken({ tokens }: Sentence, { from, to }: Place): boolean {
  return tokens.some(
    ({ word }, at) => at >= from && at < to && word === 'taken' && tokens[at - 1]?.word !== 'be',
  );
}

/** "Not until six weeks of therapy have failed": what somebody waits for. */
function isAwaited(sentence: Sentence, { from, to }: Place): boolean {
  const { tokens } = sentence;
  const before = tokens.slice(Math.max(0, from - mostToAwaited), from).map(({ word }) => word);
  const isUntil = before.some((word) => word === 'until' || word === 'unless');
  const behind = tokens.slice(to, to + 3).map(({ word }) => word);
  if (isUntil && behind.some((word) => haves.has(word))) return true;
  // "MRI not indicated until six weeks of PT completed", "RTC when PT is finished".
  if (before.includes('until') && finished.has(behind[0] ?? '') && sentence.has('negation'))
    return true;
  if (isToReturn(sentence) && before.some((word) => afterwards.has(word))) return true;
  // "Once she's finished with therapy we can", "will be considered after therapy is done".
  const at = before.findLastIndex((word) => afterwards.has(word));
  if (at < 0 || !tokens.some(({ word }) => modals.has(word))) return false;
  const between = before.slice(at);
  if (between.some((word) => finishing.has(word)) || isDoneLater(behind)) return true;
  const isAhead = tokens.some(({ word }) => ofPresent.has(word));
  return isAhead && between[0] === 'once' && between.some((word) => finished.has(word));
}

/** "RTC", "return", and not "returns after therapy". */
function isToReturn({ tokens }: Sentence): boolean {
  const [first] = tokens;
  if (first === undefined || first.end - first.start > first.word.length) return false;
  return first.word === 'rtc' || first.word === 'return';
}

const haves: ReadonlySet<string> = new Set(['ha', 'has', 'have']);

/** "Is done", "is over". */
function isDoneLater([verb = '', done = '']: readonly string[]): boolean {
  return (verb === 'is' || verb === 'are') && finished.has(done);
}

/** "PT at 6 weeks": when it is to begin. */
function isAtWeeks({ tokens }: Sentence, { to }: Place): boolean {
  const [at, count, unit] = tokens.slice(to, to + 3).map(({ word }) => word);
  return at === 'at' && /^\d/.test(count ?? '') && ofTimes.has(unit ?? '');
}

const ofTimes: ReadonlySet<string> = new Set(['week', 'wk', 'month', 'mo']);

const mostToAwaited = 6;
const afterwards: ReadonlySet<string> = new Set(['after', 'once', 'when']);
const modals: ReadonlySet<string> = new Set(
  'will can could would may might should then'.split(' '),
);
/** "Could" and "would" may tell of what was. */
const ofPresent: ReadonlySet<string> = new Set(['will', 'can', 'may']);
const finishing: ReadonlySet<string> = new Set('finishe finish complete'.split(' '));
const finished: ReadonlySet<string> = new Set(
  'done completed finished complete over through'.split(' '),
);

/** "PT notes 9/10 - 10/22". */
function isDayBehind(sentence: Sentence, { to }: Place): boolean {
  return sentence.pastDates.some(({ from }) => from >= to && from - to <= 2);
}

/** "Going to see a therapist", and not "going to therapy twice a week". */
function isToCome(sentence: Sentence, chunk: Place, since: string): boolean {
  const now = sentence.of('under-way');
  return sentence
    .of('future')
    .some(
      ({ from, to }) =>
        from >= chunk.from &&
        from < chunk.to &&
        !now.some((one) => one.from <= from && to <= one.to) &&
        !isOrderedBefore(sentence, from) &&
        !(heldOn.has(sentence.tokens[to - 1]?.word ?? '') && isOnDayGone(sentence, to, since)),
    );
}

/** "The meloxicam that I ordered": by whom what is had was ordered. */
function isOrderedBefore({ tokens }: Sentence, at: number): boolean {
  if (tokens[at]?.word !== 'ordered') return false;
  return orderers.has(tokens[at - 1]?.word ?? '') && relatives.has(tokens[at - 2]?.word ?? '');
}

const orderers: ReadonlySet<string> = new Set('i we you he she they'.split(' '));
const relatives: ReadonlySet<string> = new Set(['that', 'which']);

/** What takes place on its day; a referral or an order of that day is yet to be followed. */
const heldOn: ReadonlySet<string> = new Set(
  'eval evaluation consult appointment appt intake start starting see pt'.split(' '),
);

/** "PT eval 9/14". */
function isOnDayGone(sentence: Sentence, to: number, since: string): boolean {
  return sentence.pastDates.some(
    ({ from, value }) => from >= to && from - to <= 1 && value >= since && !sentence.isAhead(from),
  );
}

function namesOldYear(sentence: Sentence, since: string): boolean {
  return sentence.pastDates.some(
    ({ value, from }) => value.length === 4 && value < since.slice(0, 4) && !sentence.isAhead(from),
  );
}

function endsBeforeIt({ tokens }: Sentence): boolean {
  const words = tokens.filter(({ word }) => word !== '.').map(({ word }) => word);
  return words.includes('had') && words.at(-2) === 'before' && behindBefore.has(words.at(-1) ?? '');
}

const behindBefore: ReadonlySet<string> = new Set(['it', 'that', 'then', 'surgery', 'this']);

/** "Prior treatments: PT, 8 weeks, no benefit", where no other word or day says that it was long ago. */
function isHeaded(sentence: Sentence, since: string): boolean {
  const { heading, section } = sentence.span;
  if (section === 'history' || !headings.test(heading) || sentence.has('historical')) return false;
  return !sentence.pastDates.some(({ value }) => isBefore(value, since));
}

const headings = /treatment|\btx\b|therap|conservative care|conservative management|tried/;

/** How many days of the episode a sentence names; those of another time make it none. */
function daysOfEpisode(
  sentence: Sentence,
  { note, since }: Pick<NoteContext, 'note' | 'since'>,
): number {
  const days = sentence.pastDates.filter(({ from }) => !sentence.isAhead(from));
  if (days.some(({ value }) => isBefore(value, since))) return 0;
  return days.filter(({ value }) => value.length === 10 && value <= note.date).length;
}

/** "Start PT", "Continue naproxen": what shall be done, said as an order. */
const orders: ReadonlySet<string> = new Set(
  'start restart begin continue order refer recommend try schedule obtain prescribe give add resume increase encourage advised discharge finish complete trial rx prescribed provided referral send encouraged recommended advise consider switch refill plan'.split(
    ' ',
  ),
);

const attended: ReadonlySet<string> = new Set(['attended', 'underwent', 'undergone']);

/** @param days of the episode that the sentence names: "prescribed gabapentin 10/1" tells */
function beginsWithOrder({ tokens }: Sentence, days: number): boolean {
  const first = tokens.find(({ word }) => word >= 'a' && word !== 'the' && word !== 'our');
  // "Continues pregabalin" tells, "continue pregabalin" orders: a token has no s of the third person.
  const isTelling = first !== undefined && first.end - first.start > first.word.length;
  const word = first?.word ?? '';
  return !isTelling && orders.has(word) && !(days > 0 && ordered.has(word));
}

const ordered: ReadonlySet<string> = new Set(['prescribed', 'rx', 'provided']);

/** "PT eval and treat, 2x a week": what is written on a referral. */
function asksToTreat({ tokens }: Sentence): boolean {
  return tokens.some(
    ({ word }, at) =>
      evaluating.has(word) &&
      joining.has(tokens[at + 1]?.word ?? '') &&
      treating.has(tokens[at + 2]?.word ?? ''),
  );
}

const evaluating: ReadonlySet<string> = new Set(['eval', 'evaluate', 'evaluation']);
const joining: ReadonlySet<string> = new Set(['and', '&', '/', '+', 'n']);
const treating: ReadonlySet<string> = new Set(['treat', 'tx', 'rx', 'treatment']);

/** "Finish therapy (last session December 4)". */
function isToEnd(sentence: Sentence): boolean {
  const first = sentence.tokens.find(({ word }) => word >= 'a')?.word ?? '';
  return (first === 'finish' || first === 'complete') && effectIn(sentence) === undefined;
}

/** Ordered and never begun, or "no prior therapy": that says something all the same. */
export function isNeverHad(
  doubt: Doubt,
  sentence: Sentence,
  treatments: readonly Treatment[],
): boolean {
  if (doubt === 'planned') return sentence.has('never-went') || didNotHappen(sentence);
  if (doubt !== 'before the episode' || sentence.span.section === 'history') return false;
  const isDated = sentence.has('historical') || sentence.pastDates.length > 0;
  return !isDated && treatments.every(({ place }) => sentence.isDenied(place));
}

const stopping: ReadonlySet<string> = new Set('stopped quit discontinued'.split(' '));

/** A treatment that was never had: false; one that was declined: nothing. */
export function deniedOrRefused(
  sentence: Sentence,
  treatments: readonly Treatment[],
): Reading['found'] | undefined {
  const directed = treatments.filter(({ kind }) => kind !== 'self-treatment');
  const isAllTherapy = directed.every(({ kind }) => kind === 'therapy' || kind === 'conservative');
  // "Did not show for scheduled PT visit #5": one visit is not all.
  const isOfOne = sentence.tokens.some(({ word }) => word === '#' || word === 'missed');
  if (sentence.has('never-went'))
    return isAllTherapy && directed.length > 0 && !isOfOne ? { value: false } : { why: 'negated' };
  // "Stopped therapy due to cost": it was had until then.
  const isRefused = ({ place }: Treatment): boolean =>
    sentence.hasWithin('not-taken', sentence.chunkOf(place)) &&
    !sentence.tokens.some(({ word }) => stopping.has(word));
  const therapies = treatments.filter(({ kind }) => kind === 'therapy');
  if (treatments.some(isRefused) && (therapies.length === 0 || therapies.some(isRefused)))
    return { why: 'negated' };
  // "No lasting relief from therapy" denies the relief.
  // "Following therapy, which has not helped" denies what it did.
  const none = sentence.of('effect-none').map(({ from, to }) => ({ from: from - 1, to }));
  const told = [...deniedEffects(sentence), ...none];
  // "After 4 weeks of PT: SLR negative" denies a sign.
  const denied = sentence.has('sign-of-examination')
    ? []
    : treatments.filter(
        ({ place }) =>
          isUntried(sentence, place) ||
          (sentence.isDenied(place, told) && !isDoneBehind(sentence, place)),
      );
  // "Took Advil, and has not had therapy": what a patient takes himself is directed by nobody.
  const isOnlySelf = directed.length > 0 && directed.length < treatments.length;
  if (isOnlySelf && directed.every((one) => denied.includes(one)))
    return isAllTherapy ? { value: false } : { why: 'negated' };
  if (denied.length === 0 || denied.length < treatments.length)
    return effectIn(sentence) === undefined && didNotHappen(sentence)
      ? { why: 'negated' }
      : undefined;
  // "Neither the eight weeks of therapy nor the gabapentin has been of any use": both were had.
  if (isNothingAtAll(sentence) && effectIn(sentence) === 'failed') return undefined;
  if (effectIn(sentence) !== undefined) return { why: 'negated' };
  // "Not a medical treatment" says what it is.
  if (denied.every(({ place }) => isNoKindOf(sentence, place))) return { why: 'negated' };
  // "Not treated with insulin", "denied any psychiatric treatment": of what, the words don't say.
  if (denied.every((one) => isUnnamed(sentence, one))) return { why: 'negated' };
  // "No treatment needed".
  if (denied.some(({ place }) => needs.has(sentence.tokens[place.to]?.word ?? '')))
    return { why: 'negated' };
  return denied.some(({ kind }) => kind === 'therapy' || kind === 'conservative')
    ? { value: false }
    : { why: 'negated' };
}

/** "Treatment", where nothing in the sentence says that it is one of the complaint. */
function isUnnamed(sentence: Sentence, { kind, place }: Treatment): boolean {
  const [word, next] = sentence.tokens.slice(place.from, place.from + 2).map((one) => one.word);
  if (kind !== 'conservative' || !treating.has(word ?? '')) return false;
  const isOfIt =
    sentence.has('symptom') ||
    sentence.of('spine').some(({ from }) => from >= place.to) ||
    sentence.tokens.slice(place.to).some((one) => ofComplaint.has(one.word));
  return !isOfIt && next !== undefined && sentence.tokens.length > fewWords;
}

/** "Was not given antibiotics, did 8 weeks of PT": what was done stands in a part of its own behind what was not. */
function isDoneBehind(sentence: Sentence, place: Place): boolean {
  const { from } = sentence.chunkOf(place);
  const isBehind = from > 0 && from < place.from && isComma(sentence.tokens[from - 1]);
  return isBehind && deeds.has(sentence.tokens[from]?.word ?? '');
}

const deeds: ReadonlySet<string> = new Set('did underwent went does took saw attends'.split(' '));

/** "Not tried PT or any medicine": what a part that opens with a denied verb names. */
function isUntried(sentence: Sentence, place: Place): boolean {
  const { from } = sentence.clauseOf(place);
  const [not, verb, next] = sentence.tokens.slice(from, from + 3).map(({ word }) => word);
  // "Not done with PT", "not had any relief from PT".
  if (next === 'with' || sentence.hasWithin('effect-noun', { from, to: place.from })) return false;
  return not === 'not' && untried.has(verb ?? '') && from < place.from;
}

const untried: ReadonlySet<string> = new Set(
  'tried done had attended started begun seen doing taking attending'.split(' '),
);

const needs: ReadonlySet<string> = new Set(
  'needed required indicated necessary recommended warranted planned needs'.split(' '),
);
const ofComplaint: ReadonlySet<string> = new Set('this that it far date yet tried'.split(' '));
const fewWords = 5;

/** "Is not a treatment", "not appropriate for PT": what something is none of or not fit for, and not that none was had. */
function isNoKindOf({ tokens }: Sentence, { from }: Place): boolean {
  const before = tokens.slice(Math.max(0, from - 4), from).map(({ word }) => word);
  const at = before.lastIndexOf('not');
  return at >= 0 && articles.has(before[at + 1] ?? '');
}

const articles: ReadonlySet<string> = new Set(
  'a an meant intended appropriate suitable ready indicated safe fit eligible amenable medically clinically currently stable'.split(
    ' ',
  ),
);
