import type { Evidence } from '../logic/finding.ts';
import { asksForNoFinding, isCounted, leavesOpen } from '../terminology/answers.ts';
import { isConceptCode, isIncompleteInjury } from '../terminology/concepts.ts';
import { deniedInWords, mayNameEmergency, namesDeficit } from '../terminology/condition-words.ts';
import {
  isOfThePast,
  isRuledOut,
  isTreated,
  isUnclearDenial,
} from '../terminology/denial-words.ts';
import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import { type ImplantKind, implantInText, implantOfCoding } from '../terminology/implants.ts';
import { sideOfFootDrop } from '../terminology/limbs.ts';
import type { BodyRegion, Concept } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import {
  allWords,
  conditionMeaning,
  isBilateral,
  type Meaning,
  meaningInWords,
  meaningOf,
  nothing,
  saysBilateral,
} from './condition-meaning.ts';
import { chartDate, isFuture, today } from './dates.ts';
import {
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  hasCode,
  listOf,
  localReference,
  referenceOf,
  regionsOfSites,
  shortened,
  statusOf,
  textOf,
  wordsOf,
} from './fields.ts';
import { diagnosisDays } from './how-long.ts';
import { sideOf } from './side-of.ts';
import { signFact } from './sign-facts.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { saidOf } from './what-it-says.ts';

const severe = '24484000';
const ended = new Set(['inactive', 'remission', 'resolved']);
const suspected = new Set(['unconfirmed', 'provisional', 'differential']);

/**
 * A Condition that says something (`silenceOf`) as a fact (evidence contract, "Hygiene"). Undefined where it lies
 * in the future; refuted and resolved ones stay, as evidence of absence and of the past.
 * @param meaning of its code, where that is known already
 * @param visitedOn the day of the encounter that a reference names, where the chart holds it
 */
export function conditionFact(
  condition: Fields,
  reference: string,
  asOf: Date,
  meaning: Meaning = conditionMeaning(condition),
  visitedOn: (reference: string) => ChartDate | undefined = () => undefined,
): ConditionFact | undefined {
  const verification = statusOf(condition.verificationStatus);
  const onset =
    chartDate(condition.onsetDateTime) ?? chartDate(fieldsOf(condition.onsetPeriod)?.start);
  const recorded = chartDate(condition.recordedDate);
  const abatement =
    chartDate(condition.abatementDateTime) ?? chartDate(fieldsOf(condition.abatementPeriod)?.end);
  const abated =
    (abatement !== undefined && !isFuture(abatement, asOf)) ||
    condition.abatementBoolean === true ||
    condition.abatementAge !== undefined ||
    condition.abatementString !== undefined;
  const clinical = statusOf(condition.clinicalStatus);
  if (onset !== undefined && isFuture(onset, asOf)) return undefined;
  const words = wordsOf(condition.code);
  const isOver = abated || (clinical !== undefined && ended.has(clinical));
  const spokenOn = isOver
    ? undefined
    : isCalledPast(condition.code, meaning)
      ? 'unknown'
      : dayOfItsOwn(condition, meaning, onset, recorded, visitedOn, asOf);
  const isOpen = spokenOn === 'unknown' || (spokenOn !== undefined && isLongAgo(spokenOn, asOf));
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    certainty:
      meaning.suspected && verification !== 'refuted' ? 'suspected' : certaintyOf(verification),
    current: !isOver && !isOpen,
    onset,
    recorded,
    severe: isSevere(condition.severity),
    bilateral: isBilateral(condition.bodySite, words),
    side:
      sideOf(condition.bodySite, words) ??
      (meaning.concepts.has('foot-drop')
        ? firstMeaning(condition.code, sideOfFootDrop)
        : undefined),
    implant: meaning.concepts.has('mri-contraindication') ? implantOf(condition.code) : undefined,
    origin: 'condition',
    elsewhere: meaning.elsewhere,
    fromText: meaning.fromText,
    isCoded: codingsOf(condition.code).length > 0,
    spokenOn,
    ended: abated ? abatement : undefined,
    evidence: cite(reference, onset, spoken(words, meaning)),
  };
}

/**
 * The emergencies that the words of a Condition say are not there ("Discitis ruled out"), as evidence of absence on the day
 * that it speaks of. Undefined where they deny none, or where the record itself is refuted.
 */
export function deniedFact(
  condition: Fields,
  reference: string,
  asOf: Date,
  visitedOn: (reference: string) => ChartDate | undefined,
): ConditionFact | undefined {
  const denied = deniedMeaning(condition.code);
  if (denied === undefined) return undefined;
  const fact = conditionFact(condition, reference, asOf, denied, visitedOn);
  if (fact === undefined || fact.certainty === 'refuted') return undefined;
  const visit = referenceOf(condition.encounter);
  const recorded =
    fact.recorded ?? (visit === undefined ? undefined : visitedOn(localReference(visit)));
  return { ...fact, recorded, certainty: 'refuted' };
}

/** Whether the words of a concept say that something is not there that cannot wait. */
export function deniesInWords(concept: unknown): boolean {
  return deniedMeaning(concept) !== undefined;
}

const deniedMeaning = ofConcept((concept): Meaning | undefined => {
  const denied = deniedInWords(allWords(concept));
  return denied === undefined
    ? undefined
    : { concepts: new Set(denied.concepts), regions: denied.regions, fromText: true };
});

/** As {@link deniedFact}, of the reason of an order or a visit: it speaks of the day of the resource that states it. */
export function deniedReason(
  concept: Fields,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact | undefined {
  const denied = deniedMeaning(concept);
  if (denied === undefined) return undefined;
  return denialOf(denied, undefined, wordsOf(concept), reference, date);
}

function denialOf(
  { concepts, regions }: Meaning,
  bodySite: unknown,
  words: string,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact {
  return {
    concepts,
    regions,
    certainty: 'refuted',
    current: true,
    recorded: date,
    severe: false,
    bilateral: false,
    side: sideOf(bodySite, words),
    fromText: true,
    origin: 'observation',
    evidence: cite(reference, date, shortened(words)),
  };
}

/**
 * What the value of an Observation denies in its own words ("No evidence of discitis"). A film that shows nothing denies
 * nothing: it may have missed it.
 */
export function deniedByValue(
  { valueString, valueCodeableConcept, bodySite }: Fields,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact | undefined {
  const words = textOf(valueString) ?? allWords(valueCodeableConcept);
  if (!mayNameEmergency(words)) return undefined;
  const denied = deniedInWords(words);
  if (denied === undefined) return undefined;
  const meaning = { concepts: new Set(denied.concepts), regions: denied.regions };
  return denialOf(meaning, bodySite, words, reference, date);
}

/** By its code, else by the word alone. */
function isSevere(severity: unknown): boolean {
  if (severity === undefined) return false;
  return (
    hasCode(severity, (code) => code === severe) || /^(?:very )?severe$/i.test(wordsOf(severity))
  );
}

/** Whether a Condition is only considered, by its status. */
export function isSuspected({ verificationStatus }: Fields): boolean {
  const verification = statusOf(verificationStatus);
  return verification !== undefined && suspected.has(verification);
}

/** Whether a Condition is neither over, nor refuted, by its statuses. */
export function isCurrentCondition({ clinicalStatus, verificationStatus }: Fields): boolean {
  const clinical = statusOf(clinicalStatus);
  return (
    statusOf(verificationStatus) !== 'refuted' && (clinical === undefined || !ended.has(clinical))
  );
}

/** Emergencies, of which the words beside a code may say that they are over. */
const emergencies: ReadonlySet<Concept> = new Set<Concept>([
  'cauda-equina-syndrome',
  'spinal-infection',
  'acute-spinal-fracture',
  'spinal-neoplasm',
  'foot-drop',
  'bilateral-leg-weakness',
  'aortic-emergency',
  'sphincter-or-saddle-disturbance',
]);

function isEmergency(concepts: ReadonlySet<Concept>): boolean {
  for (const one of concepts) if (emergencies.has(one)) return true;
  return false;
}

/**
 * A code says that an emergency is there, the words beside it that it is over; or it is said to have been treated: so it
 * is asked about, and supports nothing.
 */
function isCalledPast(concept: unknown, { concepts, fromText }: Meaning): boolean {
  if (!isEmergency(concepts)) return false;
  const names = namesOf(concept);
  if (names.some((name) => isTreated(name) || isUnclearDenial(name))) return true;
  return fromText !== true && names.some((name) => isOfThePast(name) || isRuledOut(name));
}

/** The text of a CodeableConcept and its displays, each by itself. */
function namesOf(concept: unknown): readonly string[] {
  const fields = fieldsOf(concept);
  return [fields?.text, ...listOf(fields?.coding).map(({ display }) => display)].flatMap(
    (name) => textOf(name) ?? [],
  );
}

function spoken(words: string, { fromText }: Meaning): string {
  return fromText ? `${words} (read from text)` : words;
}

/** Conditions that a person keeps for life: an old diagnosis of one is as true as a new one. */
const lasting: ReadonlySet<Concept> = new Set<Concept>([
  'mri-contraindication',
  'ankylosing-spondylitis-or-dish',
  'insufficiency-fracture-predisposition',
  'juvenile-idiopathic-arthritis',
  'malignancy',
  'myelitis',
  'post-operative-status',
  'spinal-deformity',
  'syringomyelia',
  'tethered-cord',
]);

/**
 * The day that a Condition speaks of, where it says nothing of any other (reading A62): an encounter diagnosis
 * carries neither status nor onset, and a code of an initial encounter tells of that encounter. Undefined for
 * a Condition that stands on the problem list, and for what a person keeps.
 */
function dayOfItsOwn(
  condition: Fields,
  { concepts }: Meaning,
  onset: ChartDate | undefined,
  recorded: ChartDate | undefined,
  visitedOn: (reference: string) => ChartDate | undefined,
  asOf: Date,
): ConditionFact['spokenOn'] {
  if (concepts.size === 0) return undefined;
  for (const concept of concepts) if (lasting.has(concept)) return undefined;
  const isFracture = concepts.has('acute-spinal-fracture');
  // Whether it is the initial encounter the code does not say: it is asked about, unless it happened long ago.
  if (isFracture && hasCode(condition.code, isIncompleteInjury)) {
    return onset !== undefined && isLongAgo(onset, asOf) ? onset : 'unknown';
  }
  const isInitial = isFracture && hasCode(condition.code, isInitialEncounter);
  // Without a status it stands on no problem list; an emergency of which no date is known either is asked about.
  const isUndated = recorded === undefined && isEmergency(concepts);
  const isEncounterDiagnosis =
    condition.clinicalStatus === undefined &&
    onset === undefined &&
    (condition.encounter !== undefined || isOfEncounter(condition.category) || isUndated);
  if (!isInitial && !isEncounterDiagnosis) return undefined;
  const encounter = referenceOf(condition.encounter);
  const day =
    onset ??
    recorded ??
    (encounter === undefined ? undefined : visitedOn(localReference(encounter)));
  return day ?? (isEncounterDiagnosis ? 'unknown' : undefined);
}

function isInitialEncounter(code: string): boolean {
  return /^[ST]\d[0-9A-Z.]*[AB]$/i.test(code.trim()) && code.trim().replace('.', '').length === 7;
}

function isOfEncounter(categories: unknown): boolean {
  return listOf(categories).some((one) => hasCode(one, (code) => code === 'encounter-diagnosis'));
}

function isLongAgo(day: ChartDate, asOf: Date): boolean {
  return today(asOf) - day.latest > diagnosisDays;
}

function implantOf(concept: unknown): ImplantKind | undefined {
  return firstMeaning(concept, implantOfCoding) ?? implantInText(wordsOf(concept));
}

function certaintyOf(verification: string | undefined): ConditionFact['certainty'] {
  if (verification === 'refuted') return 'refuted';
  return verification !== undefined && suspected.has(verification) ? 'suspected' : 'known';
}

/**
 * A reason of an order, a treatment or a visit: current, as of the resource that states it. Without concepts
 * where neither its codes nor its words mean anything here; undefined where it is empty.
 */
export function reasonFact(
  concept: Fields,
  sites: unknown,
  reference: string,
): ConditionFact | undefined {
  const meaning = meaningOf(concept, sites);
  const words = wordsOf(concept);
  if (meaning.concepts.size === 0 && words === '') return undefined;
  const isPast = isCalledPast(concept, meaning);
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    certainty: meaning.suspected ? 'suspected' : 'known',
    current: !isPast,
    spokenOn: isPast ? 'unknown' : undefined,
    severe: false,
    bilateral: saysBilateral(words),
    origin: 'order-reason',
    elsewhere: meaning.elsewhere,
    fromText: meaning.fromText,
    isCoded: codingsOf(concept).length > 0,
    evidence: { reference, text: spoken(words, meaning) },
  };
}

/** An emergency that a visit of the last weeks states as its reason: it speaks of the day of the visit (reading A62). */
export function emergencyOfVisit(
  concept: Fields,
  reference: string,
  date: ChartDate | undefined,
  asOf: Date,
): ConditionFact | undefined {
  if (date === undefined || isFuture(date, asOf)) return undefined;
  const fact = reasonFact(concept, undefined, reference);
  if (fact === undefined || ![...fact.concepts].some((one) => emergencies.has(one)))
    return undefined;
  const isOpen = !fact.current || isLongAgo(date, asOf);
  return {
    ...fact,
    current: !isOpen,
    recorded: date,
    spokenOn: fact.current ? date : 'unknown',
    origin: 'condition',
    evidence: { ...fact.evidence, date: date.text },
  };
}

/**
 * The site of a treatment as a fact: a complaint of the spine at the levels that it names, or one elsewhere in
 * the body (reading A59). Undefined for a site that says neither.
 */
export function siteFact(site: Fields, reference: string): ConditionFact | undefined {
  const words = allWords({ ...site });
  const isElse = isElsewhereInWords(words);
  const regions = isElse ? [] : regionsOfSites(site);
  if (!isElse && regions.length === 0) return undefined;
  const place = placeFact(regions, { reference, text: words });
  return isElse ? { ...place, concepts: new Set<Concept>(), elsewhere: true } : place;
}

/** A complaint of the spine of which nothing is known but its levels. */
export function placeFact(regions: readonly BodyRegion[], evidence: Evidence): ConditionFact {
  return {
    concepts: new Set<Concept>(['spine-disorder']),
    regions,
    certainty: 'known',
    current: true,
    severe: false,
    bilateral: false,
    origin: 'order-reason',
    evidence,
  };
}

/**
 * What cannot wait, in the words of an Observation whose code is local: with a value that affirms it it was found,
 * without one, or where only the words of the value name it, it is asked about.
 */
function namedEmergency(concept: unknown, sites: unknown): Meaning {
  if (isConceptCoded(concept) || !mayName(concept)) return nothing;
  const meaning = meaningInWords(concept, sites);
  for (const one of meaning.concepts) if (emergencies.has(one)) return meaning;
  return nothing;
}

const isConceptCoded = ofConcept((concept) => hasCode(concept, isConceptCode));
/** An illness that an Observation is called after; a count or an assessment of it may find none. */
const mayName = ofConcept((concept) => {
  const words = allWords(concept);
  return mayNameEmergency(words) && (namesDeficit(words) || !isCounted(words));
});

function hasValue(observed: Fields): boolean {
  return Object.keys(observed).some((key) => key.startsWith('value'));
}

/** What the codes mean; the words of an examination name what was looked for, not what was found. */
function codedMeaning(concept: unknown, sites: unknown): Meaning {
  if (concept === undefined || !isConceptCoded(concept)) return nothing;
  const meaning = meaningOf(concept, sites);
  return meaning.fromText || meaning.elsewhere ? nothing : meaning;
}

/**
 * A finding that an Observation or a component of one codes, in its code or in its value. A negated one is evidence
 * of absence. Undefined where neither maps to a concept, or where nothing was observed.
 */
export function findingFact(
  observed: Fields,
  bodySite: unknown,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact | undefined {
  const { code, valueCodeableConcept: value } = observed;
  const sign = isConceptCoded(code) ? undefined : signFact(observed, bodySite, reference, date);
  if (sign !== undefined) return sign;
  if (!isConceptCoded(code) && !mayName(code)) {
    if (value === undefined || !(isConceptCoded(value) || mayName(value))) return undefined;
  }
  const byCode = codedMeaning(observed.code, bodySite);
  if (byCode.concepts.size === 0 && asksForNoFinding(wordsOf(observed.code))) return undefined;
  const byValue = codedMeaning(observed.valueCodeableConcept, bodySite);
  const coded = byCode.concepts.size > 0 ? byCode : byValue;
  const byName = coded.concepts.size > 0 ? nothing : namedEmergency(code, bodySite);
  const meaning =
    [coded, byName].find((one) => one.concepts.size > 0) ?? namedEmergency(value, bodySite);
  if (meaning.concepts.size === 0) return undefined;
  const said = meaning.fromText && !hasValue(observed) ? 'unclear' : saidOf(observed);
  if (said === 'nothing') return undefined;
  const isOfCode = byCode.concepts.size > 0 || byName.concepts.size > 0;
  const words = spoken(wordsOf(isOfCode ? observed.code : observed.valueCodeableConcept), meaning);
  // A value that neither affirms nor denies leaves it open: so it is asked about, and supports nothing.
  const isUnclear = said === 'unclear' && byValue.concepts.size === 0;
  const isAsked = byCode.concepts.size === 0 && leavesOpen(wordsOf(observed.code));
  const isOpen = isUnclear || isAsked || isCalledPast(observed.code, meaning);
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    certainty: said === 'denied' ? 'refuted' : 'known',
    current: !isOpen,
    spokenOn: isOpen ? 'unknown' : undefined,
    recorded: date,
    severe: false,
    bilateral: isBilateral(bodySite, words),
    side: sideOf(bodySite, words),
    origin: 'observation',
    evidence: cite(reference, date, words),
  };
}
