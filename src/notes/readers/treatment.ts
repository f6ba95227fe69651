import { durationIn, isBefore, type NamedDate } from '../dates.ts';
import type { Reading } from '../rules.ts';
import type { Place, Sentence } from '../sentence.ts';
import type { Doubt } from '../types.ts';
import { isElsewhere, isOtherLevel, regionsIn } from './place-of.ts';
import type { Found, NoteContext } from './reader.ts';

const directed = 'trial-of-treatment.provider-directed';
const outcome = 'trial-of-treatment.outcome';
const ongoing = 'trial-of-treatment.ongoing';

/** What a sentence says came of a treatment. */
type Effect = 'failed' | 'improved' | 'resolved' | 'unclear';

/** A treatment that a sentence says was done, waiting for what came of it. */
export interface OpenTreatment {
  readonly start: number;
  readonly end: number;
  readonly isShort: boolean;
}

/** What a sentence says about treatment, and whether the next may say what came of it. */
export interface TreatmentReading {
  readonly found: readonly Found[];
  readonly open: OpenTreatment | undefined;
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
  const care = careDates(sentence, context);
  if (care.length > 0) {
    const { start, end } = sentence.span;
    return { found: care, open: { start, end, isShort: false } };
  }
  const isNamed = kinds.some((kind) => sentence.has(kind));
  if (!isNamed && before === undefined) return nothing;
  const treatments = isNamed ? treatmentsIn(sentence, context) : [];
  const [first] = treatments;
  if (first === undefined) {
    const isNext =
      before !== undefined &&
      (isTherapyNote(context.note.type) || sentence.span.start - before.end <= 4);
    const effect = isNext ? effectOnItsOwn(sentence) : undefined;
    const place = { from: 0, to: 1 };
    if (before === undefined || before.isShort || effect === undefined || effect === 'unclear') {
      return { found: [], open: isTherapyNote(context.note.type) ? before : undefined };
    }
    const reading = { linkId: outcome, rule: 'treatment-outcome', place, found: { value: effect } };
    const isSplit = sentence.span.start - before.end > 4;
    return {
      found: [isSplit ? reading : { ...reading, quoteFrom: before.start }],
      open: undefined,
    };
  }
  const doubt = doubtOf(sentence, first.place, context);
  if (doubt !== undefined && !isNeverHad(doubt, sentence, treatments)) {
    const place = first.place;
    const why = { why: doubt };
    return {
      found: [
        { linkId: directed, rule: 'treatment-done', place, found: why },
        ...(effectIn(sentence) === undefined
          ? []
          : [{ linkId: outcome, rule: 'treatment-outcome', place, found: why }]),
      ],
      open: undefined,
    };
  }
  return stated(sentence, treatments, context);
}

/** In a note of therapy: "Start of care: 9/8/2026", "Dates of service 9/21/26 to 11/16/26", "Date of discharge: 11/10". */
function careDates(sentence: Sentence, { note, since }: NoteContext): readonly Found[] {
  if (!isTherapyNote(note.type)) return [];
  const [begun] = sentence.of('care-start');
  const [over] = sentence.of('care-end');
  const place = begun ?? over;
  if (place === undefined || sentence.doubtAt(place) !== undefined) return [];
  const at = { rule: 'treatment-dates', place };
  const dates = sentence.pastDates.filter(
    ({ value, from }) =>
      value.length === 10 && from >= place.to && value <= note.date && !isBefore(value, since),
  );
  const [first, last] = dates;
  // "Dates of service 11/16" is the day of the note.
  const isToday = first?.value === note.date && last === undefined && begun !== undefined;
  if (first === undefined || isToday) return [];
  const start = begun === undefined ? undefined : first;
  const end = begun === undefined ? first : last;
  return [
    { ...at, linkId: directed, found: { value: true } },
    ...(start === undefined
      ? []
      : [{ ...at, linkId: 'trial-of-treatment.start', found: { value: start.value } }]),
    ...(end === undefined
      ? []
      : [{ ...at, linkId: 'trial-of-treatment.end', found: { value: end.value } }]),
  ];
}

const nothing: TreatmentReading = { found: [], open: undefined };

/** Ordered and never begun, or "no prior therapy": that says something all the same. */
function isNeverHad(doubt: Doubt, sentence: Sentence, treatments: readonly Treatment[]): boolean {
  if (doubt === 'planned') return sentence.has('never-went');
  if (doubt !== 'before the episode' || sentence.span.section === 'history') return false;
  const isDated = sentence.has('historical') || sentence.pastDates.length > 0;
  return !isDated && treatments.every(({ place }) => sentence.isDenied(place));
}

/** What is said of pain in a note of therapy is said of the therapy. */
function isTherapyNote(type: string): boolean {
  return /\b(?:pt|physical therapy|physiotherapy|chiropractic|chiro)\b/i.test(type);
}

type Kind = 'therapy' | 'drug' | 'injection' | 'self-treatment' | 'conservative' | 'session';

interface Treatment {
  readonly kind: Kind;
  readonly place: Place;
}

const kinds: readonly Kind[] = [
  'therapy',
  'drug',
  'injection',
  'conservative',
  'session',
  'self-treatment',
];

/** No sentence of a person names more. */
const mostTreatments = 12;

function treatmentsIn(sentence: Sentence, { note }: NoteContext): readonly Treatment[] {
  const found = kinds.flatMap((kind) =>
    sentence
      .of(kind)
      .filter((place) => kind !== 'therapy' || !isPatient(sentence, place, note.text))
      .filter((place) => !isForOther(sentence, place))
      .map((place) => ({ kind: isSelfDirected(sentence, place) ? selfTreatment : kind, place })),
  );
  return found.slice(0, mostTreatments);
}

const selfTreatment: Kind = 'self-treatment';

/** "Exercises that she found on the internet". */
function isSelfDirected(sentence: Sentence, place: Place): boolean {
  return sentence.hasWithin('self-directed', sentence.chunkOf(place));
}

/** "Prednisone 10 mg for polymyalgia", "gabapentin for shingles": of another disease. */
function isForOther(sentence: Sentence, { to }: Place): boolean {
  return sentence.of('other-indication').some(({ from }) => {
    const between = sentence.tokens.slice(to, from).map(({ word }) => word);
    return from >= to && from - to <= 8 && between.includes('for');
  });
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
  return sentence.has('complaint') || sentence.has('spine') || regionsIn(sentence, all).length > 0;
}

/** What a patient does and treatment doesn't; "PT" before it is the patient. */
const doings: ReadonlySet<string> = new Set(
  'state report deny denie denied reported stated present presented complain seen who note return returned call called request requested tech say said continue will feel able unable ambulate tolerate want would live work here c presents y yo male female inr ptt is was has had with aware educated instructed verbalized understand agrees agree rate rates arrived'.split(
    ' ',
  ),
);

/** "PT" as the patient, or as a clotting time: "Pt states", "PT was seen", "PT 12.1". */
function isPatient(sentence: Sentence, { from, to }: Place, text: string): boolean {
  const token = sentence.tokens[from];
  if (token?.word !== 'pt' || to - from !== 1) return false;
  const written = text.slice(token.start, token.end);
  if (isSpokenTo(sentence, from) || (written === 'pt' && sentence.has('called'))) return true;
  const next = sentence.tokens[to]?.word ?? '';
  if (/^\d+\.\d/.test(next) || next === '/' || next === 'inr') return true;
  if (
    next === 'with' ||
    next === 'will' ||
    next === 'is' ||
    next === 'was' ||
    next === 'has' ||
    next === 'had'
  ) {
    if (saysOfTreatment(sentence, to)) return false;
    return from === 0 || written === 'Pt';
  }
  if (doings.has(next)) return true;
  return written === 'Pt' && (from === 0 || sentence.tokens[from - 1]?.word === '.');
}

/** "Told pt", "discussed with pt". */
const speaking: ReadonlySet<string> = new Set(
  'told advised instructed asked informed called counseled counselled reminded contacted phoned examined spoke discussed reviewed talked call discussion conversation d'.split(
    ' ',
  ),
);

function isSpokenTo({ tokens }: Sentence, from: number): boolean {
  const before = tokens.slice(Math.max(0, from - 3), from).map(({ word }) => word);
  const isWith = before.at(-1) === 'with' || before.at(-1) === 'w' || before.at(-1) === '/';
  return isWith
    ? before.slice(0, -1).some((word) => speaking.has(word))
    : speaking.has(before.at(-1) ?? '');
}

/** Whether an effect, an order or a beginning stands right behind. */
function saysOfTreatment(sentence: Sentence, to: number): boolean {
  const near = { from: to, to: to + 4 };
  const classes = [
    'effect-none',
    'effect-good',
    'effect-partial',
    'future',
    'not-taken',
    'ends',
    'never-went',
    'under-way',
  ] as const;
  return classes.some((kind) => sentence.hasWithin(kind, near));
}

function doubtOf(
  sentence: Sentence,
  place: Place,
  { note, since }: NoteContext,
): Doubt | undefined {
  const clause = sentence.clauseOf(place);
  const chunk = sentence.chunkOf(place);
  if (sentence.has('not-a-failure')) return 'uncertain';
  if (sentence.has('drug-list') && effectIn(sentence) === undefined) return 'says too little';
  if (isElsewhere(sentence, clause)) return 'another part of the body';
  const named = regionsIn(sentence, { from: 0, to: sentence.tokens.length });
  if (isOtherLevel(named, note.episode?.region)) return 'another part of the body';
  const doubt = sentence.doubtAt(place, { since });
  if (doubt !== undefined) return doubt;
  if (sentence.has('effect-too-early')) return 'says too little';
  const isDone = sentence.has('effect-none') || sentence.hasWithin('ends', chunk);
  if (sentence.hasWithin('future', chunk) && !isDone) return 'planned';
  if (beginsWithOrder(sentence) && !isDone) return 'planned';
  const isSeen = sentence.has('in-person') || sentence.has('seen-for');
  if (sentence.has('future-visit') && !isSeen && !isDone) return 'planned';
  if (sentence.span.section === 'plan' && !isDone) return 'planned';
  return undefined;
}

/** "Start PT", "Continue naproxen": what shall be done, said as an order. */
const orders: ReadonlySet<string> = new Set(
  'start begin continue order refer recommend try schedule obtain prescribe give add resume increase encourage advised discharge finish complete trial rx prescribed provided referral send encouraged recommended advise consider switch refill'.split(
    ' ',
  ),
);

function beginsWithOrder({ tokens }: Sentence): boolean {
  const first = tokens.find(({ word }) => word >= 'a');
  return orders.has(first?.word ?? '');
}

function effectIn(sentence: Sentence): Effect | undefined {
  if (sentence.has('effect-partial')) return 'unclear';
  // "Referral if not better" tells no effect.
  const conditions = sentence.of('hypothetical');
  const isSaid = ({ from }: Place): boolean => !conditions.some((one) => one.from <= from);
  const none = sentence.of('effect-none').filter(isSaid);
  const isNone = none.length > 0 || isStillInPain(sentence);
  const good = [...sentence.of('effect-good'), ...sentence.of('effect-resolved')].filter(isSaid);
  const isDeniedGood = good.some((place) => sentence.isDenied(place));
  const isDeniedNone = none.some((place) => sentence.isDenied(place));
  if (isDeniedNone) return 'unclear';
  if (good.length === 0) return isNone ? 'failed' : undefined;
  if (isDeniedGood) return isNone || good.length === 1 ? 'failed' : 'unclear';
  if (isNone) return 'unclear';
  return sentence.has('effect-resolved') ? 'resolved' : 'improved';
}

/** "Still 7/10": the pain after the treatment, of at least five. */
function isStillInPain({ tokens }: Sentence): boolean {
  for (const [at, { word }] of tokens.entries()) {
    if (word !== '/' || tokens[at + 1]?.word !== '10') continue;
    const score = Number(tokens[at - 1]?.word);
    const before = tokens.slice(Math.max(0, at - 6), at).map((one) => one.word);
    if (
      score >= 5 &&
      before.some((one) => one === 'still' || one === 'remain' || one === 'persist')
    )
      return true;
  }
  return false;
}

/** Of a sentence without a treatment: the effect of the one before it. */
function effectOnItsOwn(sentence: Sentence): Effect | undefined {
  const whole = { from: 0, to: sentence.tokens.length };
  if (sentence.doubtAt(whole) !== undefined || isElsewhere(sentence, whole)) return undefined;
  if (sentence.has('other-therapy') || sentence.has('not-a-failure')) return undefined;
  return effectIn(sentence);
}

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
    found.push({ linkId, rule, place, found: told });
  };
  const refused = deniedOrRefused(sentence, treatments);
  if (refused !== undefined) {
    tell(directed, 'treatment-done', refused);
    return { found, open: undefined };
  }
  const isDone = isDoneHere(sentence, treatments, context);
  const isDirected =
    treatments.some((one) => isOfProvider(sentence, one, treatments)) &&
    isOfComplaint(sentence, treatments, effect);
  const isPartial = effect === 'unclear' && !isDone;
  if (!isDone && (effect === undefined || isPartial)) {
    tell(directed, 'treatment-done', { why: 'says too little' });
    return { found, open: undefined };
  }
  tell(directed, 'treatment-done', isDirected ? { value: true } : { why: 'says too little' });
  const duration = durationIn(sentence.tokens);
  // The failure of a treatment that was shorter than a trial has to be says nothing yet (standard-3).
  const isShort = duration !== undefined && duration < context.trialDays;
  const isSelf = treatments.every(({ kind }) => kind === 'self-treatment');
  if (effect !== undefined) {
    const isClear =
      effect !== 'unclear' && !isSelf && !isShort && isOfComplaint(sentence, treatments, effect);
    tell(outcome, 'treatment-outcome', isClear ? { value: effect } : { why: 'says too little' });
  }
  if (isDirected) found.push(...datesOf(sentence, place, context));
  const isOpen = effect === undefined && !isSelf && !(sentence.has('one-dose') && !isDirected);
  return {
    found,
    open: isOpen ? { start: sentence.span.start, end: sentence.span.end, isShort } : undefined,
  };
}

/** "Meds tried: Tylenol, heat" names nothing that a provider directed. */
function isOfProvider(
  sentence: Sentence,
  { kind, place }: Treatment,
  all: readonly Treatment[],
): boolean {
  if (kind === 'self-treatment' || kind === 'conservative') return false;
  const isUnnamed = sentence.of('unnamed-drug').some(({ from }) => from === place.from);
  return !isUnnamed || !all.some((one) => one.kind === 'self-treatment');
}

/** A treatment that was never had: false; one that was declined: nothing. */
function deniedOrRefused(
  sentence: Sentence,
  treatments: readonly Treatment[],
): Reading['found'] | undefined {
  if (sentence.has('never-went')) {
    const isTherapy = treatments.every(({ kind }) => kind === 'therapy' || kind === 'conservative');
    return isTherapy ? { value: false } : { why: 'negated' };
  }
  if (treatments.some(({ place }) => sentence.hasWithin('not-taken', sentence.chunkOf(place)))) {
    return { why: 'negated' };
  }
  const denied = treatments.filter(({ place }) => sentence.isDenied(place));
  if (denied.length === 0 || denied.length < treatments.length) return undefined;
  if (effectIn(sentence) !== undefined) return { why: 'negated' };
  return denied.some(({ kind }) => kind === 'therapy' || kind === 'conservative')
    ? { value: false }
    : { why: 'negated' };
}

function isDoneHere(
  sentence: Sentence,
  treatments: readonly Treatment[],
  context: NoteContext,
): boolean {
  if (treatments.some(({ kind }) => kind === 'session')) return true;
  if (hasDaysOf(sentence, treatments, context)) return true;
  if (sentence.span.heading.includes('tried') || sentence.span.heading.includes('to date'))
    return true;
  return treatments.some(({ place }) => {
    const clause = sentence.clauseOf(place);
    return (
      sentence
        .of('done')
        .some(
          (one) => one.from >= clause.from && one.from < clause.to && isNear(sentence, one, place),
        ) || sentence.hasWithin('under-way', clause)
    );
  });
}

/** Days of the past that the words call the first or the last of a therapy: "started PT on 9/15", "PT 9/8 to 10/22". */
function hasDaysOf(
  sentence: Sentence,
  treatments: readonly Treatment[],
  context: NoteContext,
): boolean {
  if (!treatments.some(({ kind }) => kind === 'therapy')) return false;
  return datesOf(sentence, { from: 0, to: 1 }, context).some(({ linkId }) => linkId !== ongoing);
}

/** "On naproxen", not "PT evaluation on Tuesday". */
function isNear({ tokens }: Sentence, done: Place, treatment: Place): boolean {
  if (tokens[done.from]?.word !== 'on' || done.to - done.from > 1) return true;
  return done.to <= treatment.from && treatment.from - done.to <= 4;
}

/** When it began and ended, where the words beside the dates say so. */
function datesOf(sentence: Sentence, place: Place, { since, note }: NoteContext): readonly Found[] {
  const found: Found[] = [];
  const dates = sentence.pastDates.filter(
    ({ value }) => !isBefore(value, since) && value <= note.date,
  );
  const tell = (linkId: string, date: NamedDate): void => {
    if (found.some((one) => one.linkId === linkId)) return;
    found.push({ linkId, rule: 'treatment-dates', place, found: { value: date.value } });
  };
  for (const [index, date] of dates.entries()) {
    const before = sentence.tokens[date.from - 1]?.word ?? '';
    // "Since last seen 9/18" tells nothing of the treatment.
    if (before === 'seen' || before === 'visit') continue;
    const isLater =
      index > 0 && ['to', 'through', 'thru', '-', 'and', 'until', 'till'].includes(before);
    const next = sentence.tokens[date.to]?.word ?? '';
    const isRange =
      index + 1 < dates.length && ['to', 'through', 'thru', '-', 'until', 'till'].includes(next);
    const isFirst =
      isRange ||
      ['from', 'since', 'between'].includes(before) ||
      near(sentence, 'begins', date, 3) ||
      (before === 'on' && isPrescribed(sentence, date));
    // "Prednisone 9/14 to 9/21 and gabapentin since 9/14": one of them ended.
    const goesOn = isLater && sentence.tokens.slice(date.to).some(({ word }) => word === 'since');
    if (goesOn || isSoFar(sentence)) continue;
    if (isLater || (!isRange && near(sentence, 'ends', date, 1)))
      tell('trial-of-treatment.end', date);
    else if (isFirst && (isRange || !near(sentence, 'ends', date, 2)))
      tell('trial-of-treatment.start', date);
    else if (['on', 'in', 'until', 'through', 'by'].includes(before) && hasEnd(sentence, date)) {
      tell('trial-of-treatment.end', date);
    }
  }
  if (sentence.has('under-way')) {
    const value = { value: true };
    found.push({
      linkId: ongoing,
      rule: 'treatment-dates',
      place,
      found: value,
    });
  }
  return found;
}

/** "Four times so far, last on 10/15" ends nothing. */
function isSoFar({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, at) => word === 'far' && tokens[at - 1]?.word === 'so');
}

/** "Was prescribed diclofenac and cyclobenzaprine on 9/21", "Rx tizanidine on 9/18". */
function isPrescribed(sentence: Sentence, date: NamedDate): boolean {
  const { from } = sentence.statementOf(date);
  return sentence.tokens
    .slice(Math.max(from, date.from - 7), date.from)
    .some(({ word }) => word === 'prescribed' || word === 'rx' || word === 'started');
}

function near(
  sentence: Sentence,
  kind: 'begins' | 'ends',
  { from }: NamedDate,
  most: number,
): boolean {
  return sentence.of(kind).some((one) => one.to <= from && from - one.to < most);
}

/** A word such as "finished" stands before the date in its clause. */
function hasEnd(sentence: Sentence, date: NamedDate): boolean {
  const clause = sentence.clauseOf(date);
  return sentence.of('ends').some((one) => one.from >= clause.from && one.to <= date.from);
}
