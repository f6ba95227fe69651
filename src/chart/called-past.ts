import { conditionInWords, namesOnlyOtherwise } from '../terminology/condition-words.ts';
import {
  isOfThePast,
  isRuledOut,
  isTreated,
  isUnclearDenial,
} from '../terminology/denial-words.ts';
import { putsPainElsewhere } from '../terminology/elsewhere.ts';
import { hasEmergency } from '../terminology/emergencies.ts';
import { isCalledOld } from '../terminology/old-words.ts';
import type { RecordAbout } from '../terminology/own-words.ts';
import { mayTakeBack, saysTakenBack, tellsOfBeginning } from '../terminology/record-notes.ts';
import { takenBackIn } from '../terminology/taken-back.ts';
import type { Concept } from '../terminology/types.ts';
import { ofConcept } from './codeable-concept.ts';
import type { Meaning } from './condition-meaning.ts';
import { type Fields, fieldsOf, listOf, textOf } from './fields.ts';
import type { ChartDate } from './types.ts';

/**
 * A code says that an emergency is there, the words beside it that it is over; or it is said to be old, to have been treated, or to be a mistake: so it
 * is asked about, and supports nothing.
 */
export const isCalledPast = ofMeaning((concept, { concepts, fromText }): boolean => {
  const isFeature = hasEmergency(concepts, features);
  if (!isFeature && !hasEmergency(concepts)) return false;
  const names = namesOf(concept);
  const isOpen = (name: string): boolean =>
    isTreated(name) || isUnclearDenial(name) || isCalledOld(name) || saysTakenBack(name);
  if (names.some(isOpen)) return true;
  if (fromText !== true && isTakenBackByName(concept, concepts)) return true;
  return (
    fromText !== true &&
    names.some(
      (name) =>
        isRuledOut(name) ||
        namesOnlyOtherwise(name, concepts) ||
        (isOfThePast(name) && !isToldOfNow(name, concepts)),
    )
  );
});

/** What a concept tells by what it means, which its sites may change: worked out once for both. */
function ofMeaning(
  read: (concept: unknown, meaning: Meaning) => boolean,
): (concept: unknown, meaning: Meaning) => boolean {
  const answers = ofConcept(() => new Map<string, boolean>());
  return (concept, meaning) => {
    const known = answers(concept);
    const key = `${meaning.fromText === true} ${[...meaning.concepts].join(' ')}`;
    const answer = known.get(key) ?? read(concept, meaning);
    known.set(key, answer);
    return answer;
  };
}

const beginsOver =
  /(?:^|[.;!?\n]\s*)(?:(?:now|since|has|have|is|was|been|fully|completely|clinically|it) )*(?:resolved|recovered|healed|ruled out|excluded|disproved|not confirmed|no longer (?:present|there|suspected)|entered in error|in error)\b/i;

/** What the text beside a code and its display takes back: "CES, cleared", "CES diagnosis dropped by neurosurgery". */
function isTakenBackByName(concept: unknown, concepts: Meaning['concepts']): boolean {
  const text = textOf(fieldsOf(concept)?.text);
  if (text === undefined) return false;
  const displays = listOf(fieldsOf(concept)?.coding).flatMap(
    ({ display }) => textOf(display) ?? [],
  );
  if (displays.includes(text)) return false;
  const isFeature = hasEmergency(concepts, features);
  return takenBackIn(text, { concepts, names: [], displays }).some(
    ({ kind }) =>
      ofNames.has(kind) ||
      (kind === 'old' && !tellsOfBeginning(text)) ||
      (isFeature && kind === 'caused'),
  );
}

/** Features of malignancy, and an injury: what a note says against them puts them in doubt as it does an emergency. */
const features: ReadonlySet<Concept> = new Set<Concept>([
  'abnormal-weight-loss',
  'night-pain',
  'pain-unrelieved-by-position',
]);
const notesRead: ReadonlySet<Concept> = new Set<Concept>([...features, 'high-risk-mechanism']);

/** Whether what notes say against some concepts puts them in doubt. */
export function isDoubtedByNotes(concepts: Iterable<Concept>): boolean {
  const all = [...concepts];
  return hasEmergency(all) || hasEmergency(all, notesRead);
}

/** What a name says of an emergency that is suspected is read with the name itself. */
const ofNames: ReadonlySet<string> = new Set([
  'mistaken',
  'copied',
  'ruled-out',
  'excluded',
  'absent',
  'over',
  'of-another',
]);

/**
 * What a note begins with that dates the record long before: "Long-standing since 2012 stroke", "Old healed
 * fracture", "History only".
 */
const beginsOld =
  /(?:^|[.;!?\n]\s*)(?:(?:now|this|it|is|was|has|have|been|very|an?|the) )*(?:long-? ?standing|pre-?existing|unchanged(?! (?:from|since|overnight))|historical|history only|(?:recorded|entered|listed|kept|carried|here) (?:only )?for (?:the )?history|(?:chronic|old|known|residual|remote|stable)(?:,? (?:and )?healed)?(?=\s*(?:$|[.,;(\n]|(?:since|for|from|fractures?|injur\w+|deficits?|weakness|foot drop|findings?|lesions?|infections?|diagnos\w+|problems?|accidents?|crash\w*|falls?|(?:19|20)\d\d)\b)))/i;

/**
 * A sentence of a note on an emergency, or on an injury, says that it is over, or was not there ("Resolved completely on 11/20"),
 * that the record may be of somebody else or a mistake, or that it is one of long before the day of its record. It is asked about.
 */
export function isNotedOver(
  { code, note }: Fields,
  { concepts }: Meaning,
  recorded: ChartDate | undefined,
  side: RecordAbout['side'],
): boolean {
  if (note === undefined) return false;
  if (!isDoubtedByNotes(concepts)) return false;
  const about = { concepts, names: namesOf(code), side, year: yearOf(recorded) };
  return listOf(note).some(({ text }) => {
    const said = textOf(text) ?? '';
    return (
      beginsOver.test(said) ||
      mayTakeBack(said, about) ||
      isNotedOld(said) ||
      isOfOtherPart(said, about)
    );
  });
}

/** A pain of the night that a note puts elsewhere: "R shoulder". */
export function isOfOtherPart(said: string, { concepts }: Pick<RecordAbout, 'concepts'>): boolean {
  return concepts.has('night-pain') && putsPainElsewhere(said);
}

/** The year of a day; undefined where none is known. */
export function yearOf(day: ChartDate | undefined): number | undefined {
  return day === undefined ? undefined : Number(day.text.slice(0, 4));
}

function isNotedOld(said: string): boolean {
  return beginsOld.test(said) && !tellsOfBeginning(said);
}

const beginsExcluded =
  /(?:^|[.,;!?\n]\s*)(?:(?:now|since|has|have|is|was|been|later|it|this|the|diagnosis) )*(?:ruled out|excluded|disproved|refuted|not confirmed|removed|withdrawn|revised|entered in error|in error)(?=\s*(?:$|[.,;!?(\n]|(?:by|on|in|at|after|with|per|last|today|yesterday|following)\b|\d))/i;

/** What a note takes from no record: whoever needs to be warned is, and an emergency is asked about. */
const keptWhateverNoted: ReadonlySet<Concept> = new Set<Concept>([
  'mri-contraindication',
  'contrast-allergy',
  'iodinated-contrast-allergy',
  'pregnancy',
]);

/**
 * A note says of a diagnosis that is no emergency that it is none: "Ruled out by rheumatology 2013", "DXA normal,
 * diagnosis removed", "wrong patient".
 */
export function isNotedExcluded({ code, note }: Fields, { concepts }: Meaning): boolean {
  if (note === undefined || concepts.size === 0) return false;
  if (hasEmergency(concepts) || hasEmergency(concepts, keptWhateverNoted)) return false;
  const about = { concepts, names: namesOf(code) };
  return listOf(note).some(({ text }) => {
    const said = textOf(text) ?? '';
    return beginsExcluded.test(said) || saysTakenBack(said) || isExcludedIn(said, about);
  });
}

/** A note on a diagnosis that is no emergency, or its name, says that it is over: "No longer present", "cleared by neurology". */
export function isNotedEnded({ code, note }: Fields, { concepts }: Meaning): boolean {
  const own = ownNameOf(code);
  if ((own === undefined && note === undefined) || concepts.size === 0) return false;
  if (hasEmergency(concepts, neverEnded) || hasEmergency(concepts)) return false;
  if (hasEmergency(concepts, keptWhateverNoted)) return false;
  if (own !== undefined && isEndedIn(own.name, { concepts, names: [], displays: own.displays }))
    return true;
  const about = { concepts, names: namesOf(code) };
  return listOf(note).some((one) =>
    isEndedIn(textOf(one.text)?.slice(0, longestRead) ?? '', about),
  );
}

/** A cancer that is gone was one, and whoever was operated on stays so. */
const neverEnded: ReadonlySet<Concept> = new Set<Concept>([
  'malignancy',
  'history-of-malignancy',
  'post-operative-status',
]);

function isEndedIn(said: string, about: RecordAbout): boolean {
  if (tellsOfBeginning(said) || ofEarlier.test(said)) return false;
  return takenBackIn(said, about).some(({ kind }) => kind === 'over');
}

/** What was over before says nothing of now. */
const ofEarlier =
  /\b(?:prior|previous(?:ly)?|earlier|last|first|former|past|until|return\w*|back)\b/i;

/** Whether words say of a diagnosis itself that it is none, or is somebody else's. */
function isExcludedIn(said: string, about: RecordAbout): boolean {
  // Of a cancer it is denied that it has come back, or spread.
  const isOfCancer = hasEmergency(about.concepts, neverEnded);
  return takenBackIn(said, about).some(
    ({ kind, isNamed }) =>
      kind === 'mistaken' ||
      kind === 'of-another' ||
      kind === 'ruled-out' ||
      (kind === 'excluded' && isNamed && !isOfCancer),
  );
}

/** The same of the name of a diagnosis: "Cervical spondylosis w/o myelopathy", "MS (mother)". */
export const isNamedExcluded = ofMeaning((code, { concepts }): boolean => {
  const own = ownNameOf(code);
  return (
    own !== undefined && isExcludedIn(own.name, { concepts, names: [], displays: own.displays })
  );
});

/** Longer is no name that anybody gives. */
const longestRead = 4000;

/** What a concept is called before all else, and by its other codes; undefined where they call it the same. */
const ownNameOf = ofConcept(
  (code): { readonly name: string; readonly displays: readonly string[] } | undefined => {
    const [given, ...displays] = namesOf(code);
    if (given === undefined || displays.includes(given)) return undefined;
    return { name: given.slice(0, longestRead), displays };
  },
);

/** "Left foot drop; ankle reflex absent": the words tell it as there, whatever else they end or begin with. */
function isToldOfNow(name: string, concepts: Meaning['concepts']): boolean {
  return conditionInWords(name)?.concepts.some((one) => concepts.has(one)) === true;
}

/** The text of a CodeableConcept and its displays, each by itself. */
export const namesOf = ofConcept((concept): readonly string[] => {
  const fields = fieldsOf(concept);
  return [fields?.text, ...listOf(fields?.coding).map(({ display }) => display)].flatMap(
    (name) => textOf(name) ?? [],
  );
});
