import {
  type Answer,
  answerInText,
  answerOfCoding,
  isOfPresence,
  isQualifier,
  type Qualification,
  qualificationInText,
} from '../terminology/answers.ts';
import { namesDeficit } from '../terminology/emergency-words.ts';
import { saysNotMeasured } from '../terminology/instructions.ts';
import { saysAbortedAhead } from '../terminology/not-done-words.ts';
import { saysTakenBack } from '../terminology/record-notes.ts';
import { ofConcept } from './codeable-concept.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  hasCode,
  listOf,
  statusOf,
  textOf,
  wordsOf,
} from './fields.ts';

/**
 * Whether a resource says anything at all of the patient (evidence contract, "How sure"). Decided here for every
 * resource type, before any fact is read of it; what a reader then does with its status is a matter of what
 * it says, not of whether.
 */

/** Why a resource says nothing: it was a mistake, was not done, or was never authorised. */
export type Silence = 'entered-in-error' | 'not-done' | 'not-authorised';

/** Statuses of what did not take place, of any resource. */
const undone: ReadonlySet<string> = new Set([
  'cancelled',
  'canceled',
  'revoked',
  'rejected',
  'draft',
  'not-done',
  'not-taken',
  'aborted',
  'abandoned',
  'noshow',
]);

/** With those that mean so for one type: elsewhere the same word may stand for something that is under way. */
const undoneOf: ReadonlyMap<unknown, ReadonlySet<string>> = new Map([
  ['Observation', undoneOr('registered')],
  ['Encounter', undoneOr('planned', 'unknown')],
  ['Procedure', undoneOr('stopped', 'on-hold', 'unknown')],
  ['MedicationRequest', undoneOr('on-hold', 'unknown')],
  ['MedicationStatement', undoneOr('intended', 'on-hold', 'unknown')],
  ['ServiceRequest', undoneOr('on-hold', 'unknown')],
  ['CarePlan', undoneOr('on-hold', 'unknown')],
  ['Goal', undoneOr('proposed', 'planned')],
  ['Device', undoneOr('inactive')],
  ['Flag', undoneOr('inactive')],
  ['QuestionnaireResponse', undoneOr('in-progress', 'stopped')],
]);

function undoneOr(...further: readonly string[]): ReadonlySet<string> {
  return new Set([...undone, ...further]);
}

/** Whether a status says that an order does not stand: it was taken back, or written by mistake (FHIR R4, request-status). */
export function isTakenBack(status: unknown): boolean {
  return status === 'revoked' || status === 'entered-in-error';
}

/** Whether an order does not stand, or says that it is not to be carried out. */
export function isWithdrawn(order: {
  readonly status?: unknown;
  readonly doNotPerform?: unknown;
}): boolean {
  return order.doNotPerform === true || isTakenBack(order.status);
}

/** Requests that nobody has authorised. `plan` is not one of them: it is the usual intent of a CarePlan. */
const unauthorised: ReadonlySet<string> = new Set(['proposal', 'option', 'directive']);

/**
 * Why a resource, or an element with a status of its own (the detail of a CarePlan's activity), says nothing.
 * Undefined where it says something.
 */
export function silenceOf(fields: Fields): Silence | undefined {
  if (isMistake(fields)) return 'entered-in-error';
  if (!mayBeOfDanger.has(fields.resourceType) && isTakenBackInWords(fields))
    return 'entered-in-error';
  if (fields.doNotPerform === true) return 'not-done';
  const { resourceType, intent } = fields;
  const status = fields.status ?? fields.lifecycleStatus;
  if (typeof status === 'string' && (undoneOf.get(resourceType) ?? undone).has(status)) {
    return 'not-done';
  }
  if (resourceType === 'Procedure' && isNoted(fields, saysAbortedAhead)) return 'not-done';
  if (typeof intent !== 'string') return undefined;
  const isOpen = unauthorised.has(intent) || (intent === 'plan' && resourceType !== 'CarePlan');
  return isOpen ? 'not-authorised' : undefined;
}

/** What words alone take back only as far as they take back no danger: a red flag is asked about, an implant is told of. */
const mayBeOfDanger: ReadonlySet<unknown> = new Set([
  'Condition',
  'Observation',
  'AllergyIntolerance',
  'Device',
]);

/**
 * Whether a record's name, the note on it, or what a report begins with says that it is of somebody else, or was entered by
 * mistake.
 */
export function isTakenBackInWords(fields: Fields): boolean {
  const { code, type, conclusion, note } = fields;
  if (note !== undefined && isNoted(fields, saysTakenBack)) return true;
  if (conclusion !== undefined && saysTakenBack(openingOf(textOf(conclusion) ?? ''))) return true;
  if (code !== undefined && isNamedTakenBack(code)) return true;
  return type !== undefined && listOf(type).some(isNamedTakenBack);
}

/** The first sentence of a report; what stands further below may be of another one. */
function openingOf(conclusion: string): string {
  return conclusion.slice(0, 200).split(/(?<=[.;!])\s|\n/, 1)[0] ?? '';
}

/** "Void" is also what a row of urine is called. */
const isNamedTakenBack = ofConcept((concept) => {
  const name = wordsOf(concept);
  return saysTakenBack(name) && !/^\W*voids?\W*$/i.test(name);
});

/** Whether the note on a measurement says that none was made. */
export function isNotedUndone(fields: Fields): boolean {
  return isNoted(fields, saysNotMeasured);
}

/** Whether a note on a record says something of the record itself. */
function isNoted({ note }: Fields, says: (text: string) => boolean): boolean {
  return note !== undefined && listOf(note).some(({ text }) => says(textOf(text) ?? ''));
}

/**
 * Whether any of the fields that may say so, each a code or a CodeableConcept, calls a record a mistake. Of the types that most of
 * a chart is, those that they have are looked at.
 */
function isMistake(fields: Fields): boolean {
  switch (fields.resourceType) {
    case 'Observation':
    case 'Procedure':
    case 'Encounter':
    case 'MedicationRequest':
      return saysMistake(fields.status);
    case 'Condition':
      return saysMistake(fields.verificationStatus) || saysMistake(fields.clinicalStatus);
    default:
      return isMistakeInAny(fields);
  }
}

function isMistakeInAny(fields: Fields): boolean {
  return (
    saysMistake(fields.status) ||
    saysMistake(fields.verificationStatus) ||
    saysMistake(fields.lifecycleStatus) ||
    saysMistake(fields.clinicalStatus) ||
    saysMistake(fields.docStatus)
  );
}

function saysMistake(status: unknown): boolean {
  if (status === undefined) return false;
  if (typeof status === 'string' && !status.includes('rror') && !status.includes('RROR'))
    return false;
  return statusOf(status) === mistake;
}

const mistake = 'entered-in-error';

/** What an Observation, or a component of one, says of the finding that it names. */
export type Said = 'found' | 'denied' | 'unclear' | 'nothing';

const denyingInterpretations: ReadonlySet<string> = new Set(['NEG', 'ND', 'N']);

/**
 * What an Observation or a component says of the finding that its code or its value names: a `no` in any usual
 * coding, or a value that is normal, denies it; an absent value with its reason, or an answer that nobody knows, says
 * nothing. A finding without any value is found; one with a value that neither affirms nor describes it is unclear.
 */
export function saidOf(observed: Fields): Said {
  if (isValueAbsent(observed)) return 'nothing';
  const answer = answerGiven(observed);
  if (answer === 'unknown') return 'nothing';
  if (answer === 'no') return 'denied';
  const isNegative = listOf(observed.interpretation).some(
    (one) =>
      hasCode(one, (code) => denyingInterpretations.has(code)) || answerOfConcept(one) === 'no',
  );
  if (answer === 'yes') return 'found';
  if (isNegative) return 'denied';
  const { valueString, valueCodeableConcept, component, hasMember } = observed;
  if (!hasValue(observed)) {
    if (component !== undefined) return saidByParts(listOf(component));
    // What was found stands in other Observations.
    if (listOf(hasMember).length > 0) return 'unclear';
  }
  if (valueString === undefined && valueCodeableConcept === undefined) return 'found';
  const qualified = qualificationOf(observed);
  return qualified === 'there' ? 'found' : qualified === 'normal' ? 'denied' : 'unclear';
}

/**
 * What the components of a finding say of it that has no value itself: those that name a side, or no more than that it is
 * there ("Left: no", "Present: false"), answer for it. A "no" to anything else that is no finding of its own leaves it open.
 */
function saidByParts(components: readonly Fields[]): Said {
  const answers = components.flatMap((one) => {
    if (!hasValue(one) && !isValueAbsent(one) && one.interpretation === undefined) return [];
    return [{ said: saidOf(one), isItsOwn: isOfPresence(wordsOf(one.code)), one }];
  });
  const own = answers.filter(({ isItsOwn }) => isItsOwn).map(({ said }) => said);
  if (own.includes('found')) return 'found';
  if (own.length > 0) return own.every((said) => said === 'denied') ? 'denied' : 'unclear';
  const isLeftOpen = answers.some(
    ({ said, one }) => said === 'denied' && !namesDeficit(wordsOf(one.code)),
  );
  return isLeftOpen ? 'unclear' : 'found';
}

function hasValue(observed: Fields): boolean {
  return Object.keys(observed).some((key) => key.startsWith('value'));
}

const affirmingInterpretations: ReadonlySet<string> = new Set(['POS', 'DET', 'A', 'AA']);

/** Whether its interpretation says that what was looked for was found (HL7 v3 ObservationInterpretation). */
export function isAffirmed({ interpretation }: Fields): boolean {
  return listOf(interpretation).some(
    (one) =>
      hasCode(one, (code) => affirmingInterpretations.has(code)) || answerOfConcept(one) === 'yes',
  );
}

function qualificationOf({ valueString, valueCodeableConcept }: Fields): Qualification {
  const text = textOf(valueString);
  if (text !== undefined) return qualificationInText(text);
  const codings = codingsOf(valueCodeableConcept);
  if (codings.some(({ system, code }) => isQualifier(system, code))) return 'there';
  const names = [wordsOf(valueCodeableConcept), ...codings.map(({ display }) => display ?? '')];
  return qualificationInText(names.join('. '));
}

const absentReason = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** Whether it says why there is no value, or that it was not done: then nothing was observed. */
export function isUnanswered(observed: Fields): boolean {
  return isValueAbsent(observed) || answerGiven(observed) === 'unknown';
}

function isValueAbsent(observed: Fields): boolean {
  if (observed.dataAbsentReason !== undefined) return true;
  for (const key in observed) {
    if (!key.startsWith('_value') && !key.startsWith('value')) continue;
    const value = fieldsOf(observed[key]);
    if (listOf(value?.extension).some(({ url }) => url === absentReason)) return true;
  }
  return false;
}

/** What the value of an Observation answers; undefined where it says something else. */
export function answerGiven(observed: Fields): Answer | undefined {
  const { valueBoolean, valueInteger, valueQuantity, valueString, valueCodeableConcept } = observed;
  if (typeof valueBoolean === 'boolean') return valueBoolean ? 'yes' : 'no';
  // A flag of 0 or 1. What measures (a strength, a pain score) is never asked whether it is denied.
  if (valueInteger === 0 || fieldsOf(valueQuantity)?.value === 0) return 'no';
  const text = textOf(valueString);
  return text === undefined ? answerOfConcept(valueCodeableConcept) : answerInText(text);
}

/** What a CodeableConcept or a Coding answers, by its codes, else by its words. */
export function answerOfConcept(concept: unknown): Answer | undefined {
  const fields = fieldsOf(concept);
  if (fields === undefined) return undefined;
  const codings = fields.coding === undefined ? [fields] : listOf(fields.coding);
  for (const coding of codings) {
    const answer = answerOfCoding(textOf(coding.system), textOf(coding.code));
    if (answer !== undefined) return answer;
  }
  for (const text of [fields.text, ...codings.map(({ display }) => display)]) {
    const answer = typeof text === 'string' ? answerInText(text) : undefined;
    if (answer !== undefined) return answer;
  }
  return undefined;
}
