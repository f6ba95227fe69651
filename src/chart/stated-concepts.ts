import { hasEmergency } from '../terminology/emergencies.ts';
import { mayBearOnSafety, mayNameEmergency, mayTellMore } from '../terminology/emergency-words.ts';
import { ofConcept } from './codeable-concept.ts';
import { isCurrentCondition } from './condition-facts.ts';
import { meaningOf } from './condition-meaning.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  listOf,
  referenceOf,
  textOf,
  wordsOf,
} from './fields.ts';
import { isOfFamily } from './of-family.ts';
import { containedAt } from './references.ts';
import { isInstruction } from './told-beside.ts';
import { silenceOf } from './what-it-says.ts';

/** The chart that a resource stands on. */
export interface OnChart {
  /** Whether it holds the resource that a reference names. */
  readonly holds: (reference: string) => boolean;
  /** Whether a subject is its patient. */
  readonly isPatient: (subject: unknown) => boolean;
}

/**
 * The concepts by which a resource says why it is there, or what was found: its reasons, the diagnoses of a visit, what a plan
 * addresses, the conclusion codes of a report. A reference gives the code of the resource that is contained, or what it is
 * called, where that may name what cannot wait and the chart holds no such resource: one that it holds speaks for itself.
 */
export function statedConcepts(fields: Fields, chart: OnChart): readonly Fields[] {
  if (!statesAny(fields)) return none;
  const { reasonCode, conclusionCode, complication, followUp, outcome, event } = fields;
  const { reasonReference, addresses, complicationDetail, problem } = fields;
  const coded = [
    ...[reasonCode, conclusionCode, complication, followUp, event].flatMap(conceptsIn),
    ...conceptsIn(outcome).filter(mayBeEmergency),
  ];
  const pointed = [reasonReference, addresses, complicationDetail, problem].flatMap(conceptsIn);
  for (const { itemCodeableConcept, itemReference, code } of [
    ...listOf(fields.finding),
    ...listOf(fields.evidence),
  ]) {
    coded.push(...conceptsIn(itemCodeableConcept), ...conceptsIn(code));
    pointed.push(...conceptsIn(itemReference));
  }
  for (const { condition } of listOf(fields.diagnosis)) pointed.push(...conceptsIn(condition));
  return [...coded, ...conceptsAt(pointed, fields, chart)].filter((one) => !isOfFamily(one));
}

function statesAny(fields: Fields): boolean {
  return (
    fields.reasonCode !== undefined ||
    fields.reasonReference !== undefined ||
    fields.conclusionCode !== undefined ||
    fields.addresses !== undefined ||
    fields.diagnosis !== undefined ||
    (fields.outcome !== undefined && conceptsIn(fields.outcome).some(mayBeEmergency)) ||
    fields.complication !== undefined ||
    fields.complicationDetail !== undefined ||
    fields.followUp !== undefined ||
    fields.finding !== undefined ||
    fields.evidence !== undefined ||
    fields.problem !== undefined ||
    fields.event !== undefined
  );
}

/** Most outcomes say that something helped or failed. */
const mayBeEmergency = ofConcept((concept) => hasEmergency(meaningOf(concept, undefined).concepts));

/** One or several: R4 repeats some of these members and others not. */
function conceptsIn(value: unknown): readonly Fields[] {
  if (value === undefined) return none;
  const single = fieldsOf(value);
  return single === undefined ? listOf(value) : [single];
}

/** The concepts of the conditions that an order names beside its reasons. */
export function supportingConcepts(fields: Fields, chart: OnChart): readonly Fields[] {
  return conceptsAt(listOf(fields.supportingInfo), fields, chart);
}

/**
 * What the references to an order's reasons are called, where the resource that they name on the chart is called otherwise:
 * whoever orders may have written more there than the problem list says.
 */
export function conceptsDisplayed(
  order: Fields,
  resourceAt: (reference: string) => Fields | undefined,
): readonly Fields[] {
  return listOf(order.reasonReference).flatMap((pointer) => {
    const reference = referenceOf(pointer);
    const text = textOf(pointer.display);
    if (reference === undefined || text === undefined || !mayNameEmergency(text)) return [];
    const target = resourceAt(reference);
    const names = [wordsOf(target?.code), ...codingsOf(target?.code).map((one) => one.display)];
    const isItsName = names.some((name) => name?.toLowerCase() === text.toLowerCase());
    return target === undefined || isItsName ? [] : [{ text }];
  });
}

const namesPregnancy = /pregnan|prenatal|antenatal|antepartum|obstetric|\bob visit/i;

/** What a request is called, where that may name what must not be overlooked: "Consult for cauda equina syndrome". */
export function conceptsNamed(code: unknown): readonly Fields[] {
  const text = wordsOf(code);
  return mayNameEmergency(text) || namesPregnancy.test(text) ? [{ text }] : none;
}

/** The sentences of a letter that may name what must not be overlooked, and are no instruction for the patient. */
export function sentencesTelling(text: string): readonly Fields[] {
  if (text === '' || !mayTellMore(text)) return none;
  return text
    .slice(0, 4000)
    .split(/(?<=[.;!?])\s+|\n/)
    .filter((sentence) => mayTellMore(sentence) && !isInstruction(sentence))
    .map((sentence) => ({ text: sentence }));
}

/** The devices that an order holds and names beside its reasons. */
export function supportingDevices(fields: Fields, { isPatient }: OnChart): readonly Fields[] {
  const devices: Fields[] = [];
  for (const pointer of listOf(fields.supportingInfo)) {
    const device = containedAt(referenceOf(pointer) ?? '', fields.contained);
    if (device?.resourceType !== 'Device' || silenceOf(device) !== undefined) continue;
    if (device.patient === undefined || isPatient(device.patient)) devices.push(device);
  }
  return devices;
}

function conceptsAt(
  pointers: readonly Fields[],
  container: Fields,
  chart: OnChart,
): readonly Fields[] {
  const concepts: Fields[] = [];
  for (const pointer of pointers) {
    const concept = conceptAt(pointer, container, chart);
    if (concept !== undefined) concepts.push(concept);
  }
  return concepts;
}

function conceptAt(pointer: Fields, container: Fields, chart: OnChart): Fields | undefined {
  const reference = referenceOf(pointer);
  const target = reference === undefined ? undefined : containedAt(reference, container.contained);
  if (target !== undefined) {
    const isStated =
      target.resourceType === 'Condition' &&
      silenceOf(target) === undefined &&
      isCurrentCondition(target) &&
      (target.subject === undefined || chart.isPatient(target.subject));
    return isStated ? fieldsOf(target.code) : undefined;
  }
  const text = textOf(pointer.display);
  if (text === undefined || !mayBearOnSafety(text)) return undefined;
  return reference !== undefined && chart.holds(reference) ? undefined : { text };
}

const none: readonly never[] = [];
