import { regionsOfComplaint } from '../terminology/body-sites.ts';
import { contactInWords, isLiveMedium } from '../terminology/contacts.ts';
import { tellsOfComplaint } from '../terminology/course-words.ts';
import { cite } from './cite.ts';
import { chartDate, isFuture } from './dates.ts';
import {
  codingsOf,
  type Fields,
  listOf,
  referenceOf,
  shortened,
  textOf,
  wordsOf,
} from './fields.ts';
import { referenceTo } from './references.ts';
import type { ConditionFact, EncounterFact } from './types.ts';

/**
 * A call with the patient (formal logic, clinical-re-evaluation: "Encounter/Communication dates"): completed, by telephone
 * or video, between the patient and somebody who treats. One whose topic tells of the complaint is a contact at a
 * distance; of any other it is not known what it was for. Undefined for messages, notices and calls that never came to be.
 * @param isPatient whether a reference names the patient
 */
export function callFact(
  communication: Fields,
  asOf: Date,
  reasons: readonly ConditionFact[],
  isPatient: (written: unknown) => boolean,
): EncounterFact | undefined {
  const { status, medium, sent, received, recipient, sender } = communication;
  const date = chartDate(sent) ?? chartDate(received);
  if (status !== 'completed' || date === undefined || isFuture(date, asOf)) return undefined;
  if (!listOf(medium).some((one) => mediumNames(one).some(isLiveMedium))) return undefined;
  if (!isPatient(sender) && !listOf(recipient).some(isPatient)) return undefined;
  const others = [sender, ...listOf(recipient)].filter((one) => !isPatient(one));
  if (others.length > 0 && !others.some(isClinician)) return undefined;
  const words = [
    wordsOf(communication.topic),
    ...listOf(communication.reasonCode).map(wordsOf),
    ...listOf(communication.payload).map(({ contentString }) => textOf(contentString) ?? ''),
  ].filter((one) => one !== '');
  const said = words.map(contactInWords);
  const isOfComplaint = words.some(
    (one) => tellsOfComplaint(one) || regionsOfComplaint(one).length > 0,
  );
  const kind = said.some((one) => one === 'no-evaluation' || one === 'among-clinicians')
    ? 'no-evaluation'
    : isOfComplaint
      ? 'remote'
      : 'unknown';
  return {
    kind,
    inPerson: false,
    reasons,
    date,
    evidence: cite(
      referenceTo(communication),
      date,
      shortened(['Call with the patient', ...words].join(': ')),
    ),
  };
}

function mediumNames(medium: unknown): readonly string[] {
  return [
    wordsOf(medium),
    ...codingsOf(medium).flatMap(({ code, display }) => [code ?? '', display ?? '']),
  ];
}

/** A device or an organization sends notices. */
function isClinician(written: unknown): boolean {
  const reference = referenceOf(written);
  return reference === undefined || /(?:^|\/)Practitioner(?:Role)?\//.test(reference);
}
