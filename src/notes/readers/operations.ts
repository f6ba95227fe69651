import { addDays, isBefore } from '../calendar.ts';
import { type NamedDate, ofDates } from '../dates.ts';
import { classesOf } from '../phrases.ts';
import type { Sentence } from '../sentence.ts';
import type { Place } from '../sentence-words.ts';
import { isComma } from '../tokens.ts';
import { WordList } from '../word-lists.ts';
import { isOtherLevel, regionsIn } from './place-of.ts';
import { type Found, foundOf, type NoteContext, readerOf } from './reader.ts';

const classes = [
  'op-fusion',
  'op-anterior',
  'op-disc-replacement',
  'op-augmentation',
  'op-discectomy',
  'op-decompression',
  'op-unnamed',
] as const;

const operations = classesOf(...classes);

type Operation = (typeof classes)[number];

const planned: Readonly<Record<Operation, string>> = {
  'op-fusion': 'fusion',
  'op-anterior': 'anterior-initial',
  'op-disc-replacement': 'anterior-initial',
  'op-augmentation': 'kyphoplasty',
  'op-discectomy': 'decompression',
  'op-decompression': 'decompression',
  'op-unnamed': 'other',
};

const past: Readonly<Record<Operation, string>> = {
  'op-fusion': 'fusion',
  'op-anterior': 'anterior-arthrodesis',
  'op-disc-replacement': 'other',
  'op-augmentation': 'other',
  'op-discectomy': 'discectomy',
  'op-decompression': 'decompression',
  'op-unnamed': 'other',
};

/** Operations on the spine that are booked, or that were done. */
function readOperations(sentence: Sentence, context: NoteContext): readonly Found[] {
  if (!sentence.hasAny(operations)) return dayOfOperation(sentence, context);
  const all = operationsIn(sentence);
  const [operation] = all;
  if (operation === undefined || sentence.has('op-other')) return [];
  if (sentence.span.section === 'operation') return titled(sentence, all, context);
  const { kind, place } = operation;
  const whole = { from: 0, to: sentence.tokens.length };
  const isSpine = regionsIn(sentence, whole).length > 0 || sentence.has('spine');
  if (sentence.hasWithin('elsewhere', sentence.clauseOf(place)) && !isSpine) return [];
  if (!isPast(sentence, place, context)) return booked(sentence, kind, place, context);
  // "L5-S1 fusion 2017, L4-5 discectomy 2014": each with its own year.
  return all.flatMap((one) => {
    const around = all.length > 1 ? sentence.chunkOf(one.place) : sentence.clauseOf(one.place);
    return performed(sentence, one.kind, one.place, context, around);
  });
}

/** The operation that a report is of, by its title: it was done on the day of the report. What describes it names its steps. */
function titled(
  sentence: Sentence,
  all: readonly NamedOperation[],
  context: NoteContext,
): readonly Found[] {
  if (!titles.test(sentence.span.heading) || sentence.hasOf(ofDescription)) return [];
  // "Procedure: L3-5 laminectomy, December 3, 2026" in a note of November.
  const [first] = all;
  if (first !== undefined && isOnDayToCome(sentence, first.place, context.note.date))
    return booked(sentence, first.kind, first.place, context);
  return all.flatMap(({ kind, place }) => {
    const found = performed(sentence, kind, place, context, sentence.chunkOf(place));
    const isDated = found.some(({ linkId }) => linkId.endsWith('date'));
    const isDone = found.some((one) => 'value' in one.found);
    if (isDated || !isDone) return found;
    const at = { rule: 'operation-done', place };
    return [...found, foundOf('spine-surgery.date', at, { value: context.note.date })];
  });
}

const titles =
  /^(?:(?:operative |surgical )?(?:procedures?|operations?)(?: performed)?|surgery performed|(?:title|name) of (?:operation|procedure))$/;
const ofDescription = new WordList('was were patient after then');

export const operationReader = readerOf([...classes, 'surgery-day'], readOperations);

/** "… accepts a two-level fusion; date of surgery 12/15/2026": the day of the operation that the sentence before names. */
function dayOfOperation(sentence: Sentence, context: NoteContext): readonly Found[] {
  const { note, before } = context;
  const [place] = sentence.of('surgery-day');
  if (place === undefined || before === undefined) return [];
  const day = daySoon(sentence, place, note.date);
  const [operation] = day === undefined ? [] : operationsIn(before);
  if (day === undefined || operation === undefined || before.has('op-other')) return [];
  // "MRI: fusion hardware intact. Surgery is booked for 12/15".
  if (studies.some((kind) => before.has(kind)) || before.hasOf(ofHardware)) return [];
  if (isPast(before, operation.place, context)) return [];
  return booked(before, operation.kind, operation.place, context, day).map((one) => ({
    ...one,
    place,
    quoteFrom: before.span.start,
  }));
}

const ofHardware = new WordList('hardware construct instrumentation screws');

interface NamedOperation {
  readonly kind: Operation;
  readonly place: Place;
}

/** No sentence of a person names more. */
const mostOperations = 12;

/** The operations that a sentence names, one of each part between commas; one without a name only where it is alone. */
function operationsIn(sentence: Sentence): readonly NamedOperation[] {
  const all = classes
    .flatMap((kind) => sentence.of(kind).map((place) => ({ kind, place })))
    .filter(({ kind, place }) => kind !== 'op-unnamed' || !isService(sentence, place))
    .filter(({ place }) => !isOfOtherPart(sentence, place));
  const named = all.filter(({ kind }) => kind !== 'op-unnamed');
  const told = (named.length > 0 ? named : all).slice(0, mostOperations);
  return told.filter(
    ({ place }, index) =>
      told.findIndex((one) => sentence.chunkOf(one.place).from === sentence.chunkOf(place).from) ===
      index,
  );
}

/** "Suprascapular nerve decompression", "decompression of the hematoma": what is decompressed is none of the spine. */
function isOfOtherPart({ tokens }: Sentence, { from, to }: Place): boolean {
  if (to - from > 1 || !decompressions.has(tokens[from]?.word ?? '')) return false;
  const before = tokens.slice(Math.max(0, from - 3), from);
  const behind = tokens.slice(to, to + 4);
  return [...before, ...behind].some(({ word }) => otherPlaces.has(word));
}

const decompressions: ReadonlySet<string> = new Set([
  'decompression',
  'decompressions',
  'decompress',
]);
const otherPlaces: ReadonlySet<string> = new Set(
  'suprascapular scapular subacromial subacromion acromial shoulder ulnar median carpal cubital peroneal tibial tarsal hematoma pelvis bowel bladder gastric orbital optic facial trigeminal subdural cranial brain chiari suboccipital microvascular hip core fasciotomy'.split(
    ' ',
  ),
);

/** "Dr. Weiss (spine surgery), who will see her": those who operate. */
function isService({ tokens }: Sentence, { from, to }: Place): boolean {
  // "Consult with Dr. Weiss, spine surgery".
  if (tokens.slice(Math.max(0, from - 6), from).some(({ word }) => consulted.has(word)))
    return true;
  return tokens.slice(to, to + 8).some(({ word }) => seeing.has(word));
}

const consulted: ReadonlySet<string> = new Set(
  'dr consult consultation referral appointment'.split(' '),
);

const seeing: ReadonlySet<string> = new Set(
  'see seen evaluate assess review consult consulted'.split(' '),
);

function isPast(sentence: Sentence, place: Place, { note }: NoteContext): boolean {
  if (sentence.span.section === 'history') return true;
  if (isOnDayToCome(sentence, place, note.date)) return false;
  const clause = sentence.clauseOf(place);
  const isScheduled = sentence
    .of('scheduled')
    .some((one) => one.from >= clause.from && one.from < place.from);
  if (isScheduled) return false;
  const isSaid = sentence
    .of('performed')
    .some((one) => one.from >= clause.from && one.from < clause.to);
  return (
    isSaid ||
    isOnDayGone(sentence, place, note.date) ||
    isOnRecentDay(sentence, place, note.date) ||
    sentence.pastDates.some((one) => isOfNamedYear(sentence, one) && isBefore(one.value, note.date))
  );
}

/** "Date of surgery: 12/10/2026" in a note of November. */
function isOnDayToCome(sentence: Sentence, { from }: Place, noteDate: string): boolean {
  return sentence.pastDates.some(
    (one) => one.value.length === 10 && one.value > noteDate && one.from >= from,
  );
}

/** "2019", "6/2022", "March 2024": a year or a month with its year. */
function isOfNamedYear(sentence: Sentence, date: NamedDate): boolean {
  return date.value.length < 10 && isWithYear(sentence, date);
}

function isWithYear({ tokens }: Sentence, { from, to }: NamedDate): boolean {
  return tokens.slice(from, to).some(({ word }) => /^\d{4}$/.test(word));
}

/** "Microdiscectomy 10/27/26" of a day that lies before the note whichever way it is read. */
function isOnDayGone(sentence: Sentence, { to }: Place, noteDate: string): boolean {
  const ahead = new Set(sentence.futureDates.map(({ value }) => value));
  return sentence.pastDates.some((one) => {
    const { from, value } = one;
    const isGone = value.length === 10 && value < noteDate && ahead.has(value);
    // "Kyphoplasty at T12 on August 3, 2026": a day with its year may stand further away.
    const most = isWithYear(sentence, one) ? mostToRecentDay : 3;
    return isGone && from >= to && from - to <= most;
  });
}

/** "L3-5 laminectomy 9/24" of a day some weeks ago: the next such day is most of a year away. */
function isOnRecentDay(sentence: Sentence, { to }: Place, noteDate: string): boolean {
  const first = addDays(noteDate, -recent);
  return sentence.pastDates.some(
    ({ from, value }) =>
      value.length === 10 &&
      value < noteDate &&
      value > first &&
      from >= to &&
      from - to <= mostToRecentDay &&
      /^\d/.test(sentence.tokens[from]?.word ?? ''),
  );
}

const recent = 100;
/** "Discectomy L4-5 here 6/30": so many words at most lie between. */
const mostToRecentDay = 7;

const ofHistory = new Set(['history', 'historical'] as const);
const ofPlans = new Set(['planned'] as const);

function performed(
  sentence: Sentence,
  kind: Operation,
  place: Place,
  { note }: NoteContext,
  clause: Place,
): readonly Found[] {
  const at = { rule: 'operation-done', place };
  const around = sentence.chunkOf(place);
  const first = sentence.doubtAt(place, { allowed: ofHistory });
  // "Fused T4-T11 2010, spinal or general anesthesia discussed": what is open is another thing.
  const isOfOther =
    first === 'hypothetical' &&
    sentence.pastDates.some(({ from }) => from >= around.from && from < around.to) &&
    sentence.has('possible-later') &&
    !sentence.hasWithin('possible-later', around) &&
    !sentence.has('hypothetical');
  const doubt = isOfOther ? undefined : first;
  const isNever = sentence.has('not-taken') || sentence.has('never-went');
  if (doubt !== undefined || sentence.isDenied(place) || isNever) {
    return [foundOf('spine-surgery.kind', at, { why: doubt ?? 'negated' })];
  }
  // "Spinal cord injury in 1995, diabetes, forearm fracture, and spinal surgery": each item of a list has its own.
  const isListed = sentence.tokens.filter(isComma).length >= fewestOfList;
  const within = isListed ? around : clause;
  const dates = sentence.pastDates.filter(
    (one) => one.from >= within.from && one.from < within.to && !isOfStudy(sentence, one),
  );
  const date = dates.find(({ from }) => from >= place.to) ?? dates[0];
  const [region] = regionsIn(sentence, clause);
  if (kind === 'op-augmentation') {
    const isOther = region !== undefined && isOtherLevel([region], note.episode?.region);
    return date === undefined || isOther
      ? []
      : [foundOf('augmentation.performed', at, { value: date.value })];
  }
  return [
    foundOf('spine-surgery.kind', at, { value: past[kind] }),
    ...(date === undefined ? [] : [foundOf('spine-surgery.date', at, { value: date.value })]),
    ...(region === undefined ? [] : [foundOf('spine-surgery.region', at, { value: region })]),
  ];
}

const fewestOfList = 5;

/** "Review of the MRI done on 2/10/06 shows laminectomies": the day of a study. */
function isOfStudy(sentence: Sentence, { from }: NamedDate): boolean {
  const ahead = { from: Math.max(0, from - mostToStudy), to: from };
  return studies.some((kind) => sentence.hasWithin(kind, ahead));
}

const mostToStudy = 4;
const studies = ['mri-study', 'film'] as const;

function booked(
  sentence: Sentence,
  kind: Operation,
  place: Place,
  { note }: NoteContext,
  dayBehind?: NamedDate,
): readonly Found[] {
  const at = { rule: 'operation-planned', place };
  const linkId = 'planned-surgery.kind';
  const doubt = sentence.doubtAt(place, { allowed: ofPlans });
  if (doubt !== undefined || sentence.isDenied(place) || sentence.has('not-taken')) {
    return [foundOf(linkId, at, { why: doubt ?? 'negated' })];
  }
  const clause = withRelative(sentence, sentence.clauseOf(place));
  const isScheduled = sentence.hasWithin('scheduled', clause);
  const isPlan =
    sentence.span.section === 'plan' &&
    sentence.futureDates.some(({ value }) => value.length === 10);
  // "L5-S1 fusion, 10/30".
  const isDated = (dayBehind ?? daySoon(sentence, place, note.date)) !== undefined;
  // "Fusion tomorrow if the MRI is concordant", "provided the scan agrees".
  const isConditional = sentence.hasWithin('hypothetical', clause) || sentence.has('only-if');
  // "She would like surgery, and I have agreed to perform …": a wish is no doubt about what comes of it on a day.
  const isWish = sentence.has('possible-later') && !(isScheduled && isDated);
  if (!(isScheduled || isPlan || isDated) || isConditional || isWish) {
    return [foundOf(linkId, at, { why: 'hypothetical' })];
  }
  const regions = regionsIn(sentence, clause);
  // "T10-pelvis fusion" reaches through the lumbar spine.
  const isLong = sentence.tokens.some(({ word }) => toPelvis.has(word));
  if (isOtherLevel(regions, note.episode?.region) && !isLong) {
    return [foundOf(linkId, at, { why: 'another part of the body' })];
  }
  const date =
    dayBehind ??
    daySoon(sentence, place, note.date) ??
    sentence.futureDates.find(
      ({ from, value }) => value.length === 10 && from >= clause.from && from < clause.to,
    );
  if (date !== undefined && isBefore(date.value, note.date))
    return [foundOf(linkId, at, { why: 'before the episode' })];
  return [
    foundOf(linkId, at, { value: planned[kind] }),
    ...(date === undefined ? [] : [foundOf('planned-surgery.date', at, { value: date.value })]),
    ...(isPressing(sentence, clause, date, note.date) && !regions.includes('thoracic')
      ? [foundOf(plannedIntervention, at, { value: true })]
      : []),
  ];
}

const toPelvis: ReadonlySet<string> = new Set(['pelvis', 'pelvic', 'ilium', 'iliac', 'sacrum']);

const plannedIntervention = 'severe-radicular.planned-intervention';

/** An operation of today or tomorrow, or one that the words call urgent. */
function isPressing(
  sentence: Sentence,
  clause: Place,
  date: NamedDate | undefined,
  noteDate: string,
): boolean {
  if (date !== undefined) return date.value <= addDays(noteDate, 1);
  return sentence.hasWithin('pressing', clause);
}

/** How many days ahead a day beside an operation or an injection is that of one to come. */
const soon = 45;

/** Of a day that is named with its year no other can be meant, as far ahead as this. */
const farAhead = 200;

/** The day behind a place in its clause that lies in the next weeks, or right before it: "before her 12/8 fusion", "surgery on 12/8: fusion". */
function daySoon(sentence: Sentence, place: Place, noteDate: string): NamedDate | undefined {
  const clause = withRelative(sentence, sentence.clauseOf(place));
  const isAhead = (from: number): boolean => {
    const before = { from: from - mostToOperation, to: from };
    const isLinked =
      sentence.hasWithin('before-operation', before) ||
      sentence.hasWithin('surgery-day', before) ||
      sentence.hasWithin('scheduled', before);
    return isLinked && from >= clause.from && place.from - from <= 2 * mostToOperation;
  };
  return sentence.futureDates.find(({ from, to, value }) => {
    if (value.length !== 10) return false;
    const isLater = isOfLaterToday(sentence, from) && value === noteDate;
    if (value <= noteDate && !isLater) return false;
    const isOfYear = sentence.tokens.slice(from, to).some(({ word }) => /^\d{4}$/.test(word));
    if (value > addDays(noteDate, isOfYear ? farAhead : soon)) return false;
    const isBehind = from >= place.to && from < clause.to;
    return isBehind || (to <= place.from && (isAhead(from) || isFor(sentence, to, place)));
  });
}

/** "OR tomorrow for L4-5 laminectomy", "to theatre tonight: decompression". */
function isFor({ tokens }: Sentence, from: number, place: Place): boolean {
  const opening = tokens[from]?.word ?? '';
  return place.from - from <= mostToOperation + 3 && (opening === 'for' || opening === ':');
}

/** So many words at most lie between a day and what says that it is one of an operation. */
const mostToOperation = 4;

/** "Tonight", "this afternoon", "for decompression today". */
function isOfLaterToday({ tokens }: Sentence, from: number): boolean {
  const word = tokens[from]?.word ?? '';
  const ahead = tokens.slice(Math.max(0, from - mostToToday), from);
  if (word === 'today' && ahead.some((one) => one.word === 'for')) return true;
  return word === 'tonight' || (word.startsWith('thi') && tokens[from + 1]?.word !== 'morning');
}

const mostToToday = 5;

/** A clause with what is told of it behind "which": "a decompression which is set for December 4". */
function withRelative(sentence: Sentence, clause: Place): Place {
  if (sentence.tokens[clause.to]?.word !== 'which') return clause;
  return { from: clause.from, to: sentence.clauseOf({ from: clause.to, to: clause.to + 1 }).to };
}

/** "Permanent SCS implant will be 3/31": a stimulator that is placed or removed on a day of the next weeks. */
function readStimulators(sentence: Sentence, { note }: NoteContext): readonly Found[] {
  const place = sentence
    .of('op-stimulator')
    .find((one) => daySoon(sentence, one, note.date) !== undefined);
  if (place === undefined) return [];
  const at = { linkId: 'stimulator-planned', rule: 'stimulator-on-day', place };
  const doubt = sentence.doubtAt(place, { allowed: ofPlans });
  const isOff = sentence.isDenied(place) || sentence.has('not-taken');
  const isOpen =
    sentence.has('possible-later') || sentence.hasWithin('hypothetical', sentence.clauseOf(place));
  const why = doubt ?? (isOff ? 'negated' : isOpen ? 'hypothetical' : undefined);
  return [foundOf(at.linkId, at, why === undefined ? { value: true } : { why })];
}

export const stimulatorReader = readerOf(['op-stimulator'], readStimulators, { needs: ofDates });

/** An injection that is booked: an epidural, or one that has no other name. */
function readInjections(sentence: Sentence, context: NoteContext): readonly Found[] {
  const { note } = context;
  const [place] = [...sentence.of('epidural'), ...unnamedInjection(sentence, note.date)];
  if (place === undefined || sentence.has('other-therapy') || isOfAnesthesia(sentence)) return [];
  const at = { linkId: plannedIntervention, rule: 'injection-planned', place };
  const clause = sentence.clauseOf(place);
  const isScheduled = sentence
    .of('scheduled')
    .some(
      (one) =>
        (one.from >= clause.from && one.from < place.from) ||
        (one.from >= place.to && one.from < clause.to),
    );
  // "Repeat ESI on 11/20".
  const day = daySoon(sentence, place, note.date);
  // "Repeat ESI on 11/20", "next Wed".
  const isOnDay =
    day !== undefined &&
    !sentence.hasWithin('hypothetical', clause) &&
    sentence.tokens
      .slice(Math.max(0, day.from - 1), day.from + 1)
      .some(({ word }) => word === 'on' || word === 'next' || sentence.span.section === 'plan');
  if (!isScheduled && !isOnDay) return [];
  const doubt = sentence.doubtAt(place, { allowed: ofPlans });
  if (doubt !== undefined) return [foundOf(at.linkId, at, { why: doubt })];
  const isLater =
    sentence.hasWithin('possible-later', clause) ||
    sentence.has('not-taken') ||
    sentence.isDenied(place);
  if (isLater) return [foundOf(at.linkId, at, { why: 'hypothetical' })];
  if (isOtherLevel(regionsIn(sentence, clause), note.episode?.region))
    return [foundOf(at.linkId, at, { why: 'another part of the body' })];
  return [foundOf(at.linkId, at, { value: true })];
}

/** "Injection with Dr. Park booked August 19". */
function unnamedInjection(sentence: Sentence, noteDate: string): readonly Place[] {
  if (!sentence.has('scheduled') || sentence.has('elsewhere')) return [];
  return sentence
    .of('injection')
    .filter(
      ({ from, to }) =>
        to - from === 1 &&
        sentence.tokens[from]?.word === 'injection' &&
        daySoon(sentence, { from, to }, noteDate) !== undefined,
    );
}

/** "Epidural planned for labor". */
function isOfAnesthesia({ tokens }: Sentence): boolean {
  return tokens.some(({ word }) => births.has(word));
}

const births: ReadonlySet<string> = new Set(
  'labor labour delivery cesarean caesarean birth contraction anesthesia anaesthesia catheter'.split(
    ' ',
  ),
);

export const injectionReader = readerOf(['epidural', 'injection'], readInjections);
