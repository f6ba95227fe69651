import { conditionInWords, namesOnlyOtherwise } from '../terminology/condition-words.ts';
import {
  isOfThePast,
  isRuledOut,
  isTreated,
  isUnclearDenial,
} from '../terminology/denial-words.ts';
import { hasEmergency } from '../terminology/emergencies.ts';
import { isCalledOld } from '../terminology/old-words.ts';
import { mayTakeBack, saysTakenBack } from '../terminology/record-notes.ts';
import type { Concept } from '../terminology/types.ts';
import { ofConcept } from './codeable-concept.ts';
import type { Meaning } from './condition-meaning.ts';
import { fieldsOf, listOf, textOf } from './fields.ts';
import type { ChartDate } from './types.ts';

/**
 * A code says that an emergency is there, the words beside it that it is over; or it is said to be old, to have been treated, or to be a mistake: so it
 * is asked about, and supports nothing.
 */
export function isCalledPast(concept: unknown, { concepts, fromText }: Meaning): boolean {
  if (!hasEmergency(concepts)) return false;
  const names = namesOf(concept);
  const isOpen = (name: string): boolean =>
    isTreated(name) || isUnclearDenial(name) || isCalledOld(name) || saysTakenBack(name);
  if (names.some(isOpen)) return true;
  return (
    fromText !== true &&
    names.some(
      (name) =>
        isRuledOut(name) ||
        namesOnlyOtherwise(name, concepts) ||
        (isOfThePast(name) && !isToldOfNow(name, concepts)),
    )
  );
}

const beginsOver =
  /(?:^|[.;!?\n]\s*)(?:(?:now|since|has|have|is|was|been|fully|completely|clinically|it) )*(?:resolved|recovered|healed|ruled out|excluded|disproved|not confirmed|no longer (?:present|there|suspected)|entered in error|in error)\b/i;

/**
 * What a note begins with that dates the record long before: "Long-standing since 2012 stroke", "Old healed
 * fracture", "History only".
 */
const beginsOld =
  /(?:^|[.;!?\n]\s*)(?:(?:now|this|it|is|was|has|have|been|very|an?|the) )*(?:long-? ?standing|pre-?existing|unchanged|historical|history only|(?:recorded|entered|listed|kept|carried|here) (?:only )?for (?:the )?history|(?:chronic|old|known|residual|remote|stable)(?:,? (?:and )?healed)?(?=\s*(?:$|[.,;(\n]|(?:since|for|from|fractures?|injur\w+|deficits?|weakness|foot drop|findings?|lesions?|infections?|diagnos\w+|problems?|accidents?|crash\w*|falls?|(?:19|20)\d\d)\b)))/i;

/** A year in which it is said to have been: "Happened in 2019", "treated 2015". */
const ofYear =
  /\b(?:happened|occurred|sustained|began|begun|started|onset|treated|operated|diagnosed|dates?(?: back)?|since|from)(?: (?:back|already|in|on|to|of|about|around|from))* ((?:19|20)\d\d)\b/gi;

const begunAnew =
  /\b(?:now|new|newly|sudden|suddenly|again|recurr\w*|relapse\w*|worse(?:ning|ned)?|progress(?:ive|ing)|today|yesterday|acute)\b/i;

/**
 * A sentence of a note on an emergency, or on an injury, says that it is over, or was not there ("Resolved completely on 11/20"),
 * that the record may be of somebody else or a mistake, or that it is one of long before the day of its record. It is asked about.
 */
export function isNotedOver(
  notes: unknown,
  { concepts }: Meaning,
  recorded: ChartDate | undefined,
): boolean {
  if (notes === undefined) return false;
  if (!hasEmergency(concepts) && !concepts.has('high-risk-mechanism')) return false;
  return listOf(notes).some(({ text }) => {
    const said = textOf(text) ?? '';
    return beginsOver.test(said) || mayTakeBack(said, concepts) || isNotedOld(said, recorded);
  });
}

function isNotedOld(said: string, recorded: ChartDate | undefined): boolean {
  if (begunAnew.test(said)) return false;
  if (beginsOld.test(said)) return true;
  const year = Number(recorded?.text.slice(0, 4));
  return [...said.matchAll(ofYear)].some(([, told]) => Number(told) < year);
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
export function isNotedExcluded(notes: unknown, { concepts }: Meaning): boolean {
  return (
    notes !== undefined &&
    concepts.size > 0 &&
    !hasEmergency(concepts) &&
    !hasEmergency(concepts, keptWhateverNoted) &&
    listOf(notes).some(({ text }) => {
      const said = textOf(text) ?? '';
      return beginsExcluded.test(said) || saysTakenBack(said);
    })
  );
}

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
