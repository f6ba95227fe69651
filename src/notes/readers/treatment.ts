import { durationIn } from '../durations.ts';
import { addLead } from '../kinds.ts';
import { classesOf } from '../phrases.ts';
import type { Reading } from '../rules.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import type { Span } from '../span.ts';
import { WordList } from '../word-lists.ts';
import { careDates, followingDates } from './care-dates.ts';
import { isOfDose } from './dose-told.ts';
import { goingOn, neverBegun, notFailed, type OpenTreatment } from './open-treatment.ts';
import { regionsIn } from './place-of.ts';
import { type Found, foundOf, type NoteContext } from './reader.ts';
import { datesOf } from './treatment-dates.ts';
import { deniedOrRefused, isNeverHad, treatmentDoubt } from './treatment-doubt.ts';
import { type Effect, effectIn, effectOnItsOwn, isBeforeInjection } from './treatment-effect.ts';
import {
  isGivenByProvider,
  namesTreatment,
  type Treatment,
  treatmentClasses,
  treatmentsIn,
} from './treatment-named.ts';
import { saysNeverHad } from './treatment-not-had.ts';
import { underWayIn } from './treatment-under-way.ts';
import { trial } from './trial-items.ts';

/** What a sentence says about treatment, and whether the next may say what came of it. */
export interface TreatmentReading {
  readonly found: readonly Found[];
  readonly open: OpenTreatment | undefined;
  /** What was read of this treatment is taken back: the sentence says that it was never had. */
  readonly takenBack?: OpenTreatment;
}

/**
 * Joins a treatment and what came of it, in one sentence or in two that follow each other. A treatment counts where
 * the words say that it was done; what helped partly or for a while is left to the clinician.
 * @param before the treatment of the sentence before, where nothing was said of its effect
 */
export function readTreatment(
  sentence: Sentence,
  before: OpenTreatment | undefined,
  context: NoteContext,
): TreatmentReading {
  const reading = treatmentIn(sentence, before, context);
  // A therapist's note is of one treatment, whatever stands between.
  const isTold = reading.found.some(
    ({ linkId, found }) => linkId === trial.outcome && 'value' in found,
  );
  if (reading.open !== undefined || isTold || before === undefined) return reading;
  if (reading.takenBack !== undefined) return reading;
  if (context.isTherapyNote) return { ...reading, open: before };
  const isNext = sentence.span.start - before.end <= mostToNext;
  // "[ ] Chiropractic", "prednisone for 5 days": what was not ticked, or is no trial, parts no treatment from what came of it.
  if (isNext && isOnlyTemplate(reading, sentence))
    return { ...reading, open: { ...before, end: sentence.span.end } };
  const isSilent = reading.found.length === 0 && !namesStudy.some((kind) => sentence.has(kind));
  if (!isSilent || !isNext || before.isPassed === true) return reading;
  // "She went twice a week for six weeks": it goes on with the treatment.
  const isPassed = before.isPassed === true || !tellsOfCare(sentence);
  const passed = isPassed ? { isPassed } : {};
  return { ...reading, open: { ...before, end: sentence.span.end, ...passed } };
}

function isOnlyTemplate({ found, open }: TreatmentReading, sentence: Sentence): boolean {
  if (found.length === 0 || open !== undefined) return false;
  const isNoTrial = !sentence.has('therapy') && effectIn(sentence) === undefined;
  return found.every(
    (one) =>
      'why' in one.found &&
      (one.found.why === 'a template' || (isNoTrial && one.found.why === 'says too little')),
  );
}

/** "She went 2x/wk for 6 weeks", "attended 9 visits": how long or how often it was had. */
function tellsOfCare(sentence: Sentence): boolean {
  // "She kept at it."
  if (sentence.tokens.length <= fewWords && sentence.hasOf(keeping)) return true;
  if (durationIn(sentence.tokens) === undefined) return false;
  return sentence.hasOf(ofAttending) || (!sentence.has('symptom') && sentence.hasOf(ofTimes));
}

const fewWords = 8;
const keeping = new WordList(
  'kept stuck adhered faithful faithfully diligent diligently compliant religiously',
);

/** "Eight weeks, every Tuesday and Thursday". */
const ofTimes = new WordList('every twice weekly times');

const ofAttending = new WordList('went attended did completed finished');

/** So many characters at most lie between two sentences that follow each other. */
const mostToNext = 4;

/** After these what is told is told of them. */
const namesStudy = ['film', 'mri-study', 'other-modality', 'injection'] as const;

function treatmentIn(
  sentence: Sentence,
  before: OpenTreatment | undefined,
  context: NoteContext,
): TreatmentReading {
  const care = careDates(sentence, context);
  if (care.length > 0) return careIn(sentence, care, context);
  const never = nothingDone(sentence, context);
  if (never !== undefined) return { found: [never], open: undefined };
  const isNamed = namesTreatment(sentence);
  if (!isNamed && before === undefined) return nothing;
  const treatments = isNamed ? treatmentsIn(sentence, context) : [];
  const [first] = treatments;
  if (first === undefined) {
    const isNext =
      before !== undefined &&
      (context.isTherapyNote ||
        isLabelled(sentence) ||
        sentence.span.start - before.end <= mostToNext);
    if (isNext && !isNamed && before.isTold !== true && saysNeverHad(sentence))
      return {
        found: before.isNotFailed === true ? [neverBegun(before)] : [],
        open: undefined,
        takenBack: before,
      };
    if (before?.isNotFailed === true) return nothing;
    const goesOn = isNext && !isNamed ? goingOn(sentence, before, context) : undefined;
    if (before !== undefined && goesOn !== undefined) {
      const { start, end } = sentence.span;
      return { found: [goesOn], open: { ...before, start, end } };
    }
    const days = isNext && !isNamed ? followingDates(sentence, context) : [];
    if (days.length > 0 && before !== undefined) {
      const { start, end } = sentence.span;
      return { found: days, open: { ...before, start, end } };
    }
    const isOfIt =
      before?.isTold !== true &&
      (before?.isPassed !== true || isLabelled(sentence) || sentence.has('complaint-name'));
    const effect = isNext && isOfIt ? effectOnItsOwn(sentence) : undefined;
    const place = { from: 0, to: 1 };
    if (before === undefined || effect === undefined || effect === 'unclear') return nothing;
    if (before.isShort && effect !== 'failed' && effect !== 'resolved') return nothing;
    if (before.isInjection === true && effect !== 'failed') return nothing;
    const isApart = sentence.span.start - before.end > mostToNext || before.isPassed === true;
    const at = { place, quoteFrom: isApart ? undefined : before.start };
    const done = foundOf(trial.directed, { ...at, rule: 'treatment-done' }, { value: true });
    const came = foundOf(trial.outcome, { ...at, rule: 'treatment-outcome' }, { value: effect });
    return { found: before.isDone === false ? [done, came] : [came], open: undefined };
  }
  const doubt = treatmentDoubt(sentence, first.place, context);
  if (doubt !== undefined && !isNeverHad(doubt, sentence, treatments)) {
    const place = first.place;
    const why = { why: doubt };
    return {
      found: [
        foundOf(trial.directed, { rule: 'treatment-done', place }, why),
        ...(effectIn(sentence) === undefined
          ? []
          : [foundOf(trial.outcome, { rule: 'treatment-outcome', place }, why)]),
      ],
      open: notFailed(sentence, treatments),
    };
  }
  return stated(sentence, treatments, context);
}

/** Of a therapist's own care: its days, and what came of it where the same sentence says so. */
function careIn(
  sentence: Sentence,
  care: readonly Found[],
  context: NoteContext,
): TreatmentReading {
  const { start, end } = sentence.span;
  const isDated = care.some(({ linkId }) => linkId === trial.start || linkId === trial.end);
  const days = isDated ? [] : followingDates(sentence, context);
  const told = days.filter(({ linkId }) => linkId === trial.start || linkId === trial.end);
  // "Visit 7, began PT 10/26": of one day only that it began, of a range both.
  const begun = told.length > 1 ? told : told.filter(({ linkId }) => linkId === trial.start);
  const found = [...care, ...begun];
  const effect = effectOnItsOwn(sentence);
  if (effect !== 'failed' && effect !== 'resolved')
    return { found, open: { start, end, isShort: false } };
  const at = { rule: 'treatment-outcome', place: { from: 0, to: 1 } };
  return { found: [...found, foundOf(trial.outcome, at, { value: effect })], open: undefined };
}

/** "No treatment so far except ice", "hasn't seen anyone for this". */
function nothingDone(sentence: Sentence, { since }: NoteContext): Found | undefined {
  const [place] = sentence.of('nothing-done');
  if (place === undefined || directed.some((kind) => sentence.has(kind))) return undefined;
  // "Was not treated with antibiotics": with that, and nobody says with what else.
  if (withWhat.has(sentence.tokens[place.to]?.word ?? '')) return undefined;
  // "Diabetes, not treated with insulin".
  const isOther = sentence.has('other-complaint') || sentence.has('other-indication');
  if (isOther && !sentence.has('symptom') && !sentence.has('spine')) return undefined;
  const doubt = sentence.doubtAt(place, { since });
  const found = doubt === undefined ? { value: false } : { why: doubt };
  return foundOf(trial.directed, { rule: 'treatment-done', place }, found);
}

const directed = ['drug', 'injection', 'session'] as const;
const withWhat: ReadonlySet<string> = new Set(['with', 'using', 'by']);

/** "Response: none", "Outcome: no better". */
function isLabelled({ tokens }: Sentence): boolean {
  return labels.has(tokens[0]?.word ?? '') && tokens.slice(1, 5).some(({ word }) => word === ':');
}

const labels: ReadonlySet<string> = new Set(
  'response outcome result effect benefit relief date dates'.split(' '),
);

const begins = addLead(
  classesOf(
    ...treatmentClasses,
    ...(['nothing-done', 'care-progress', 'care-continues', 'care-start', 'care-end'] as const),
  ),
);

/** Whether a sentence may tell of a treatment of its own: without it, and behind none, nothing is found. */
export function mayTellOfTreatment(span: Span): boolean {
  return span.mayLead(begins);
}

const nothing: TreatmentReading = { found: [], open: undefined };

function stated(
  sentence: Sentence,
  treatments: readonly Treatment[],
  context: NoteContext,
): TreatmentReading {
  const found: Found[] = [];
  const effect = effectIn(sentence);
  const [first] = treatments;
  const place = first?.place ?? { from: 0, to: 1 };
  const tell = (linkId: string, rule: string, told: Reading['found']): void => {
    found.push(foundOf(linkId, { rule, place }, told));
  };
  const refused = deniedOrRefused(sentence, treatments);
  if (refused !== undefined) {
    tell(trial.directed, 'treatment-done', refused);
    return { found, open: undefined };
  }
  const days = datesOf(sentence, place, context);
  const isDated = namesDays(days, treatments);
  // "Has only used heat and Tylenol", "nothing but rest": directed by nobody.
  if (isOnlySelf(sentence, treatments)) {
    tell(trial.directed, 'treatment-done', { value: false });
    return { found, open: undefined };
  }
  const isDone = isDated || isDoneHere(sentence, treatments);
  // An injection that helped for days, or was only given, is no course of treatment.
  const isInjection = treatments.every(({ kind }) => kind === 'injection');
  // What a diagnostic block did for hours is no outcome.
  const isPassing =
    isInjection &&
    (effect === 'unclear' ||
      (effect !== 'failed' && sentence.hasOf(blocks)) ||
      sentence.tokens.some(({ word }) => word === 'today'));
  const isDirected =
    !isPassing &&
    treatments.some((one) => isOfProvider(sentence, one, treatments)) &&
    (isDated || isOfComplaint(sentence, treatments, effect));
  const isPartial = effect === 'unclear' && !isDone && !isOfTreatment(sentence);
  // "Taking tramadol, takes the edge off": what is taken now and then is no course of treatment.
  if (!isDated && isOnlyTaken(sentence, treatments, effect)) {
    tell(trial.directed, 'treatment-done', { why: 'says too little' });
    return { found, open: undefined };
  }
  // "Morphine 15 ER bid, no change": of the dose.
  if (isOfDose(sentence, treatments)) {
    tell(trial.directed, 'treatment-done', { why: 'says too little' });
    return { found, open: undefined };
  }
  if (isInjection && effect === undefined) {
    tell(trial.directed, 'treatment-done', { why: 'says too little' });
    const { start, end } = sentence.span;
    const isAny = isDone && isOfComplaint(sentence, treatments, effect);
    return {
      found,
      open: isAny ? { start, end, isShort: false, isDone: false, isInjection } : undefined,
    };
  }
  if (!isDone && (effect === undefined || isPartial)) {
    tell(trial.directed, 'treatment-done', { why: 'says too little' });
    const { start, end } = sentence.span;
    const isLong = isDirected && (durationIn(sentence.tokens) ?? 0) >= context.trialDays;
    const isTellable = isLong || isGivenByProvider(sentence, treatments);
    const mayBeDone = isTellable && effect === undefined && !sentence.has('future');
    return { found, open: mayBeDone ? { start, end, isShort: false, isDone: false } : undefined };
  }
  const isOver = isCompleted(sentence, treatments);
  tell(
    trial.directed,
    isOver ? 'treatment-completed' : 'treatment-done',
    isDirected ? { value: true } : { why: 'says too little' },
  );
  const duration = durationIn(sentence.tokens);
  // What helped in a time shorter than a trial has to be says nothing yet (standard-3).
  const isShort = duration !== undefined && duration < context.trialDays;
  const isLongEnoughToFail = duration === undefined || duration >= context.leastDays;
  const isSelf = treatments.every(({ kind }) => kind === 'self-treatment');
  if (effect !== undefined) {
    const isLongEnough =
      !isShort ||
      effect === 'resolved' ||
      (effect === 'failed' && isDirected && isLongEnoughToFail);
    const isClear =
      effect !== 'unclear' &&
      !isSelf &&
      !isPassing &&
      isLongEnough &&
      isOfComplaint(sentence, treatments, effect);
    const isEarlier = isBeforeInjection(sentence);
    const why = isEarlier ? 'before the episode' : 'says too little';
    tell(trial.outcome, 'treatment-outcome', isClear && !isEarlier ? { value: effect } : { why });
  }
  if (isDirected && !isInjection) found.push(...days);
  const isOpen =
    effect === undefined &&
    !isSelf &&
    isLongEnoughToFail &&
    !(sentence.has('one-dose') && !isDirected);
  const { start, end } = sentence.span;
  const isTold = effect !== undefined && isDirected && !isInjection;
  const over = isOver ? { isOver } : {};
  if (isTold) return { found, open: { start, end, isShort, isTold: true, ...over } };
  if (!isOpen) return { found, open: undefined };
  const isToBeTold = !isDirected && isGivenByProvider(sentence, treatments);
  const done = isToBeTold ? { isDone: false as const } : over;
  return { found, open: { start, end, isShort, ...done } };
}

const blocks = new WordList('block blocks mbb mbbs snrb snrbs');

/** A medicine that is taken or helps in part, of which nothing says how long it was, that it was tried or who gave it. */
function isOnlyTaken(
  sentence: Sentence,
  treatments: readonly Treatment[],
  effect: Effect | undefined,
): boolean {
  // "Back pain is stable, no change from last visit, managing with tramadol".
  const isStable = sentence.hasOf(stable) && !sentence.hasOf(courses);
  if (effect !== undefined && effect !== 'unclear' && !isStable) return false;
  if (!treatments.every(({ kind }) => kind === 'drug' || kind === 'self-treatment')) return false;
  if (durationIn(sentence.tokens) !== undefined || ofTried.test(sentence.span.heading))
    return false;
  return !sentence.has('by-provider') && !sentence.hasOf(courses);
}

const stable = new WordList('stable');
const courses = new WordList(
  'tried trial trialed course courses failed completed finished prescribed prescription rx since started began begun taper pack dosepak burst exhausted maximized despite regimen scheduled daily bid tid qid nightly',
);

/** "Completed 12 sessions of physical therapy": what is told as finished, and not that it goes on. */
function isCompleted(sentence: Sentence, treatments: readonly Treatment[]): boolean {
  if (!sentence.hasOf(completing) || underWayIn(sentence) !== undefined) return false;
  return treatments.some(({ kind }) => kind === 'therapy' || kind === 'session');
}

const completing = new WordList('completed finished completing finishing graduated');

/** "Therapy took the edge off", "meloxicam for 8 weeks helped in part": what it did says that it was had. */
function isOfTreatment(sentence: Sentence): boolean {
  return sentence.has('effect-verb') || sentence.has('did-something');
}

/**
 * Whether the words say that it was a treatment of the complaint: a medicine or an injection that is only named, or
 * was given once, says nothing of it.
 */
function isOfComplaint(
  sentence: Sentence,
  treatments: readonly Treatment[],
  effect: Effect | undefined,
): boolean {
  const { heading } = sentence.span;
  const isOther = ({ kind }: Treatment): boolean =>
    kind === 'therapy' || kind === 'conservative' || kind === 'session';
  if (treatments.some(isOther)) return true;
  const isOnce = sentence.has('one-dose') && durationIn(sentence.tokens) === undefined;
  if (isOnce && !treatments.some(({ kind }) => kind === 'injection')) return false;
  if (heading.includes('tried') || heading.includes('to date')) return true;
  if (effect !== undefined || sentence.has('tried') || sentence.has('epidural')) return true;
  const all = { from: 0, to: sentence.tokens.length };
  if (isPrescribedAndTaken(sentence, treatments)) return true;
  return sentence.has('complaint') || sentence.has('spine') || regionsIn(sentence, all).length > 0;
}

/** "Still taking the meloxicam that I prescribed": a medicine with its name, by whom it was given, and that it is taken. */
function isPrescribedAndTaken(sentence: Sentence, treatments: readonly Treatment[]): boolean {
  if (!sentence.has('by-provider') || underWayIn(sentence) === undefined) return false;
  const unnamed = sentence.of('unnamed-drug');
  return treatments.some(
    ({ kind, place }) => kind === 'drug' && !unnamed.some(({ from }) => from === place.from),
  );
}

/** "Meds tried: Tylenol, heat" names nothing that a provider directed. */
function isOfProvider(
  sentence: Sentence,
  { kind, place }: Treatment,
  all: readonly Treatment[],
): boolean {
  if (kind === 'self-treatment') return false;
  // "Treated conservatively by us".
  if (kind === 'conservative') return sentence.has('by-provider');
  const isUnnamed = sentence.of('unnamed-drug').some(({ from }) => from === place.from);
  return !isUnnamed || !all.some((one) => one.kind === 'self-treatment');
}

function isDoneHere(sentence: Sentence, treatments: readonly Treatment[]): boolean {
  if (treatments.some(({ kind }) => kind === 'session')) return true;
  if (ofTried.test(sentence.span.heading)) return true;
  // "PT after six weeks of rest": the rest was had, not the therapy.
  const directed = treatments.filter(({ kind }) => kind !== 'self-treatment');
  const asked = directed.length > 0 ? directed : treatments;
  const underWay = underWayIn(sentence);
  return asked.some(({ place }) => {
    const clause = withRelative(sentence, sentence.clauseOf(place));
    return (
      sentence
        .of('done')
        .some(
          (one) => one.from >= clause.from && one.from < clause.to && isNear(sentence, one, place),
        ) || isWithin(underWay, clause)
    );
  });
}

/** "A home exercise program, which he completed": what is told of it behind "which". */
function withRelative(sentence: Sentence, clause: Place): Place {
  const { tokens } = sentence;
  const isHad = had.has(tokens[clause.to + 2]?.word ?? '');
  if (tokens[clause.to]?.word !== 'which' || !isHad) return clause;
  return { from: clause.from, to: sentence.clauseOf({ from: clause.to, to: clause.to + 1 }).to };
}

const had: ReadonlySet<string> = new Set(
  'completed finished did attended took followed'.split(' '),
);

function isOnlySelf({ tokens }: Sentence, treatments: readonly Treatment[]): boolean {
  if (!treatments.every(({ kind }) => kind === 'self-treatment')) return false;
  const first = Math.min(...treatments.map(({ place }) => place.from));
  const before = tokens.slice(Math.max(0, first - mostToSelf), first).map(({ word }) => word);
  const isOnly = before.includes('only') || before.includes('just');
  const last = Math.max(...treatments.map(({ place }) => place.to));
  // "Self-treating with Tylenol and ice only".
  const isSelfOnly = tokens[last]?.word === 'only' && before.includes('self');
  const isNothingElse =
    isSelfOnly || (before.includes('nothing') && before.some((word) => excepting.has(word)));
  return isNothingElse || (isOnly && before.some((word) => usings.has(word)));
}

const mostToSelf = 5;
const excepting: ReadonlySet<string> = new Set(['but', 'except', 'besides', 'than', 'beyond']);
const usings: ReadonlySet<string> = new Set('used using tried taken taking takes take'.split(' '));

function isWithin(one: Place | undefined, { from, to }: Place): boolean {
  return one !== undefined && one.from >= from && one.from < to;
}

/** Days of the past that the words call the first or the last of a treatment: "started PT on 9/15", "naproxen 9/8 to 10/22". */
function namesDays(days: readonly Found[], treatments: readonly Treatment[]): boolean {
  if (!treatments.some(({ kind }) => kind === 'therapy' || kind === 'drug')) return false;
  return days.some(({ linkId }) => linkId !== trial.ongoing);
}

const ofTried = /tried|to date|so far|thus far|attempted|received|trialed/;

const aheadOnly: ReadonlySet<string> = new Set(['after', 'following', 'despite']);

/** "On naproxen", not "PT evaluation on Tuesday". */
function isNear({ tokens }: Sentence, done: Place, treatment: Place): boolean {
  const word = tokens[done.from]?.word ?? '';
  // "PT after six weeks of rest" is to come.
  if (aheadOnly.has(word) && done.to - done.from === 1) return done.to <= treatment.from;
  if (word !== 'on' || done.to - done.from > 1) return true;
  return done.to <= treatment.from && treatment.from - done.to <= 4;
}
