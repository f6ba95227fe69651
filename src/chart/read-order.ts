import type { Bundle, FhirResource, ServiceRequest } from 'fhir/r4.js';
import type { Evidence } from '../logic/finding.ts';
import { spineComplaints } from '../terminology/complaints.ts';
import { emergenciesNotMadePresent, hasEmergency } from '../terminology/emergencies.ts';
import { mriSafetyIn, techniquesIn, techniquesTold } from '../terminology/phrases.ts';
import { saysNoComplaint, saysSurveillance } from '../terminology/purpose-words.ts';
import { remembering } from '../terminology/remember.ts';
import { saysStudyDone } from '../terminology/study-done.ts';
import { plansStimulator } from '../terminology/surgery-words.ts';
import type { Concept, Technique } from '../terminology/types.ts';
import { atOnce, type Work } from '../turns.ts';
import { cite } from './cite.ts';
import { conditionFact } from './condition-facts.ts';
import { betterFact } from './course-facts.ts';
import { chartDate, dateOfDay, today } from './dates.ts';
import { deniedReason } from './denied-facts.ts';
import { effectiveOf } from './effective-date.ts';
import {
  type Fields,
  fieldsOf,
  listOf,
  localReference,
  referenceOf,
  regionsOfSites,
  shortened,
  textOf,
  wordsOf,
} from './fields.ts';
import { findingFact } from './finding-facts.ts';
import { containedEvidence } from './held-evidence.ts';
import type { NamedStudy } from './named-study.ts';
import { isOfFamily } from './of-family.ts';
import { asItIs, namedStudyOf, type Translate } from './ordered-study.ts';
import { reasonFact } from './reason-facts.ts';
import { referenceTo } from './references.ts';
import type { Chart, ConditionFact, DraftOrder } from './types.ts';
import { silenceOf } from './what-it-says.ts';
import { toldBeside } from './words-beside.ts';

/** The imaging orders among the draft orders, each read once, in the Bundle's order. */
export function readOrders(
  draftOrders: Bundle<FhirResource>,
  chart: Chart,
  input: ReadOrdersInput,
): readonly DraftOrder[] {
  return atOnce(readingOrders(draftOrders, chart, input));
}

interface ReadOrdersInput {
  readonly patientId: string;
  readonly asOf: Date;
  readonly translate?: Translate;
}

/** The same as {@link readOrders}, as work that can be left after each order. */
export function* readingOrders(
  draftOrders: Bundle<FhirResource>,
  chart: Chart,
  input: ReadOrdersInput,
): Work<readonly DraftOrder[]> {
  const { translate = asItIs } = input;
  const inBundle = new Map<string, Fields>();
  const entries = Array.isArray(draftOrders.entry) ? draftOrders.entry : [];
  for (const entry of entries) {
    const resource = fieldsOf(entry?.resource);
    if (resource === undefined) continue;
    inBundle.set(`${textOf(resource.resourceType) ?? ''}/${textOf(resource.id) ?? ''}`, resource);
    const fullUrl = textOf(entry.fullUrl);
    if (fullUrl !== undefined) inBundle.set(fullUrl, resource);
  }
  const orders: DraftOrder[] = [];
  for (const entry of entries) {
    const resource = entry?.resource;
    if (resource?.resourceType !== 'ServiceRequest') continue;
    const named = namedStudyOf(resource, translate);
    if (named === undefined || named.study.scope === 'never') continue;
    orders.push(readOrder(resource, named, chart, inBundle, input.asOf));
    yield;
  }
  return orders;
}

function readOrder(
  resource: ServiceRequest,
  { study, fromText }: NamedStudy,
  chart: Chart,
  inBundle: ReadonlyMap<string, Fields>,
  asOf: Date,
): DraftOrder {
  const reference = `ServiceRequest/${resource.id ?? ''}`;
  const reasons: ConditionFact[] = [];
  const add = (fact: ConditionFact | undefined): void => {
    if (fact === undefined || fact.certainty === 'refuted') return;
    const reason = asReason(fact);
    if (reason !== undefined && !reasons.includes(reason)) reasons.push(reason);
  };
  for (const concept of listOf(resource.reasonCode)) {
    if (plansStimulator(wordsOf(concept)) || isOfFamily(concept)) continue;
    add(reasonFact(concept, resource.bodySite, reference));
    const told = toldBeside(concept);
    if (told !== undefined) add(reasonFact(concept, resource.bodySite, reference, told));
  }
  for (const one of listOf(resource.reasonReference)) {
    const target = referenceOf(one);
    const known =
      target === undefined
        ? undefined
        : (chart.conditionByReference(referenceOnChart(target, resource, inBundle)) ??
          elsewhere(target, resource, inBundle, asOf));
    add(known ?? displayed(one, resource, inBundle, reference));
    const held = target === undefined ? undefined : heldAt(target, resource, inBundle);
    const told = held?.resourceType === 'Condition' ? toldBeside(held.code) : undefined;
    if (held !== undefined && told !== undefined && silenceOf(held) === undefined)
      add(reasonFact(fieldsOf(held.code) ?? {}, held.bodySite, reference, told));
  }
  if (reasons.length === 0 && !isReasonGiven(resource)) {
    for (const { text } of listOf(resource.note)) {
      const said = reasonFact({ text }, resource.bodySite, reference);
      if (said !== undefined && said.concepts.size > 0) add(said);
    }
  }
  // What is planned is no complaint: the pain that it is for stands on the chart, at whatever level.
  if (reasons.length === 0 && listOf(resource.reasonCode).map(wordsOf).some(plansStimulator))
    for (const concept of treatedByStimulator)
      for (const fact of chart.conditionsOf(concept)) if (fact.current) add(fact);
  const written = chartDate(resource.authoredOn) ?? dateOfDay(today(asOf));
  const denied = listOf(resource.reasonCode).flatMap(
    (concept) => deniedReason(concept, reference, written) ?? [],
  );
  const words = technicalWords(resource);
  const told =
    study.modality === 'ultrasound'
      ? [tellingWords(resource), ...reasonWords(resource, chart)].join('. ')
      : tellingWords(resource);
  return {
    reference,
    resource,
    study,
    techniques: techniquesOf(words, told),
    reasons,
    denied,
    improving: improvingIn(resource, reasons, reference),
    withoutComplaint: saidIn(resource, reference, saysNoComplaint),
    surveillance: saidIn(resource, reference, saysSurveillance),
    studyDone: saidIn(resource, reference, saysStudyDone),
    bodyRegions: regionsOfSites(resource.bodySite),
    ...(fromText ? { fromText } : {}),
    ...saidOfMri(resource, reference),
  };
}

const treatedByStimulator: readonly Concept[] = [...spineComplaints, 'post-operative-status'];

/** What the reasons of an order, and its notes, say to get better. The words of an order are as new as itself. */
function improvingIn(
  { reasonCode, note }: ServiceRequest,
  reasons: readonly ConditionFact[],
  reference: string,
): DraftOrder['improving'] {
  const written = listOf(reasonCode).map(wordsOf);
  return [
    ...written.flatMap((text) => betterFact(text, reference, true)),
    ...reasons.flatMap(({ evidence }) =>
      written.some((text) => evidence.text.startsWith(text) && text !== '')
        ? []
        : betterFact(evidence.text, evidence.reference, true),
    ),
    ...listOf(note).flatMap(({ text }) => betterFact(textOf(text) ?? '', reference, false)),
  ];
}

/** Those of an order's own words, of its reasons and its notes, that say something. */
function saidIn(
  { code, reasonCode, note }: ServiceRequest,
  reference: string,
  says: (text: string) => boolean,
): readonly Evidence[] {
  return [
    ...[code, ...listOf(reasonCode)].map(wordsOf),
    ...listOf(note).map(({ text }) => textOf(text) ?? ''),
  ].flatMap((text) => (says(text) ? [cite(reference, undefined, shortened(text))] : []));
}

/** Whether an order has a reason of its own: then its note is none. */
function isReasonGiven({ reasonCode, reasonReference }: ServiceRequest): boolean {
  return listOf(reasonCode).length + listOf(reasonReference).length > 0;
}

/**
 * A diagnosis of an earlier encounter that the order names as its reason is a present complaint. An emergency is
 * not made one by it: whether it is present is asked (reading A62).
 */
function asReason(fact: ConditionFact): ConditionFact | undefined {
  if (fact.current) return fact;
  if (fact.spokenOn === undefined) return undefined;
  return hasEmergency(fact.concepts, emergenciesNotMadePresent)
    ? { ...fact, spokenOn: 'unknown' }
    : { ...fact, current: true };
}

const noTechniques: ReadonlySet<Technique> = new Set();

/** The names of studies are few, and come again with every order; notes are read and forgotten. */
const techniquesInName = remembering(techniquesIn);

/** From the name and the details of the study, and from what is told about the patient. */
function techniquesOf(words: string, told: string): ReadonlySet<Technique> {
  const named = words === '' ? noTechniques : techniquesInName(words);
  if (told === '') return named;
  const more = techniquesTold(told);
  return more.size === 0 ? named : new Set([...named, ...more]);
}

/** What the reasons are called; "superficial mass" has no code of its own (ultrasound-2). */
function reasonWords(order: ServiceRequest, chart: Chart): readonly string[] {
  const words = listOf(order.reasonCode).map(wordsOf);
  for (const one of listOf(order.reasonReference)) {
    const target = referenceOf(one);
    const fact =
      target === undefined ? undefined : chart.conditionByReference(localReference(target));
    if (fact !== undefined) words.push(fact.evidence.text);
  }
  return words;
}

/** The display of a reference to a reason whose record was not sent: it counts as the order's own words. */
function displayed(
  reason: Fields,
  order: ServiceRequest,
  inBundle: ReadonlyMap<string, Fields>,
  reference: string,
): ConditionFact | undefined {
  const target = referenceOf(reason);
  const isThere =
    target !== undefined &&
    (target.startsWith('#') || inBundle.has(target) || inBundle.has(localReference(target)));
  const text = textOf(reason.display);
  return isThere || text === undefined
    ? undefined
    : reasonFact({ text }, order.bodySite, reference);
}

/** What a reference to a reason is on the chart, where evidence that an order holds, or that stands beside it, stands too. */
function referenceOnChart(
  target: string,
  order: ServiceRequest,
  inBundle: ReadonlyMap<string, Fields>,
): string {
  const held = containedEvidence({ ...order }, target) ?? inBundle.get(target);
  return held === undefined ? localReference(target) : referenceTo(held);
}

/** The patient's own record that the order contains, or that stands in the same Bundle. */
function heldAt(
  target: string,
  order: ServiceRequest,
  inBundle: ReadonlyMap<string, Fields>,
): Fields | undefined {
  const resource = target.startsWith('#')
    ? fieldsOf(listOf(order.contained).find((one) => one.id === target.slice(1)))
    : (inBundle.get(target) ?? inBundle.get(localReference(target)));
  return resource === undefined || isAnothers(resource, order, inBundle) ? undefined : resource;
}

/** A reason that is contained in the order or stands in the same Bundle. */
function elsewhere(
  target: string,
  order: ServiceRequest,
  inBundle: ReadonlyMap<string, Fields>,
  asOf: Date,
): ConditionFact | undefined {
  const resource = heldAt(target, order, inBundle);
  if (resource === undefined) return undefined;
  const reference = target.startsWith('#')
    ? `ServiceRequest/${order.id ?? ''}`
    : localReference(target);
  if (resource.resourceType === 'Condition') {
    return silenceOf(resource) === undefined ? conditionFact(resource, reference, asOf) : undefined;
  }
  if (resource.resourceType === 'Observation') {
    return findingFact(resource, resource.bodySite, reference, effectiveOf(resource));
  }
  return undefined;
}

/** Words of the order that rule MRI out, or leave open whether they do: "MRI contraindicated due to pacemaker". */
function saidOfMri(
  order: ServiceRequest,
  reference: string,
): Pick<DraftOrder, 'mriUnsafe' | 'mriDoubted'> {
  const texts = [
    ...listOf(order.note).map(({ text }) => textOf(text) ?? ''),
    ...[...listOf(order.orderDetail), ...listOf(order.reasonCode)].map(wordsOf),
  ];
  const unsafe = texts.find((text) => mriSafetyIn(text) === 'unsafe');
  if (unsafe !== undefined) return { mriUnsafe: { reference, text: shortened(unsafe) } };
  const open = texts.find((text) => mriSafetyIn(text) === 'unknown');
  return open === undefined ? {} : { mriDoubted: { reference, text: shortened(open) } };
}

/** Whether a resource that stands with the order names another subject than the order does. */
function isAnothers(
  resource: Fields,
  order: ServiceRequest,
  inBundle: ReadonlyMap<string, Fields>,
): boolean {
  const [whose, ordered] = [resource.subject, order.subject].map((subject) => {
    const reference = referenceOf(subject);
    if (reference === undefined) return undefined;
    const known = inBundle.get(reference);
    return known === undefined
      ? localReference(reference).replace(/^urn:uuid:/, 'Patient/')
      : referenceTo(known);
  });
  return whose !== undefined && ordered !== undefined && whose !== ordered;
}

/** What the study is called, and its details. */
function technicalWords(order: ServiceRequest): string {
  const words: string[] = [];
  for (const detail of listOf(order.orderDetail)) words.push(wordsOf(detail));
  const code = fieldsOf(order.code);
  words.push(textOf(code?.text) ?? '');
  for (const coding of listOf(code?.coding)) words.push(textOf(coding.display) ?? '');
  return words.filter((one) => one !== '').join('. ');
}

/** Notes and reasons: they tell of the patient, and may ask for a technique. */
function tellingWords(order: ServiceRequest): string {
  const words: string[] = [];
  for (const note of listOf(order.note)) words.push(textOf(note.text) ?? '');
  for (const reason of listOf(order.reasonCode)) words.push(textOf(reason.text) ?? '');
  return words.filter((one) => one !== '').join('. ');
}
