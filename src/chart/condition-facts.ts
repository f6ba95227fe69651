import { asksForNoFinding, leavesOpen } from '../terminology/answers.ts';
import { isSpinalSite, regionsOfComplaint } from '../terminology/body-sites.ts';

import { conceptsOfCoding, isConceptCode } from '../terminology/concepts.ts';
import {
  conditionInWords,
  isOfThePast,
  isRuledOut,
  namesDeficit,
} from '../terminology/condition-words.ts';

import { isElsewhere, isElsewhereInWords } from '../terminology/elsewhere.ts';
import { type ImplantKind, implantInText, implantOfCoding } from '../terminology/implants.ts';
import { isKnownCode } from '../terminology/known-codes.ts';
import { limbInText, limbOfCode, type Side, sideOfFootDrop } from '../terminology/limbs.ts';
import { conditionAtSpine, placelessWord } from '../terminology/placeless.ts';
import { remembering } from '../terminology/remember.ts';
import { isGeneral, mostSpecific } from '../terminology/specificity.ts';
import type { BodyRegion, Concept, ConceptMatch } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { ofConcept } from './codeable-concept.ts';
import { chartDate, isFuture, today } from './dates.ts';
import {
  type CodingFields,
  codeOf,
  codingsOf,
  type Fields,
  fieldsOf,
  firstMeaning,
  hasCode,
  listOf,
  localReference,
  referenceOf,
  regionsOfSites,
  textOf,
  wordsOf,
} from './fields.ts';
import type { ChartDate, ConditionFact } from './types.ts';
import { saidOf } from './what-it-says.ts';

const severe = '24484000';
const ended = new Set(['inactive', 'remission', 'resolved']);
const suspected = new Set(['unconfirmed', 'provisional', 'differential']);

/** What a CodeableConcept means: its concepts, and the regions that its codes, sites and words name. */
interface Meaning {
  readonly concepts: ReadonlySet<Concept>;
  readonly regions: readonly BodyRegion[];
  /** No code said it: a published phrase stands in the words. */
  readonly fromText?: true;
  /** The words doubt it. */
  readonly suspected?: true;
  /** Recognisably a complaint elsewhere in the body. */
  readonly elsewhere?: true;
}

const nothing: Meaning = { concepts: new Set(), regions: [] };
const elsewhere: Meaning = { ...nothing, elsewhere: true };

/** What a Condition's code means. */
export function conditionMeaning(condition: Fields): Meaning {
  return meaningOf(condition.code, condition.bodySite);
}

/** Most concepts stand beside no site, and mean the same wherever they stand. */
const meaningWithoutSite = ofConcept((concept) => readMeaning(concept, undefined));

/** What a CodeableConcept means; see `readMeaning`. */
function meaningOf(concept: unknown, sites: unknown): Meaning {
  return sites === undefined ? meaningWithoutSite(concept) : readMeaning(concept, sites);
}

/** Neither the words nor the sites beside the code can add to what it means. */
function standsAlone(match: ConceptMatch): boolean {
  return (
    match.regions.length > 0 &&
    !match.concepts.includes('bilateral-leg-weakness') &&
    !match.concepts.some(isGeneral)
  );
}

/** Most conditions have one code, and few codes make most conditions. */
const alone = new WeakMap<ConceptMatch, Meaning>();

function meaningAlone(match: ConceptMatch): Meaning {
  const known = alone.get(match);
  if (known !== undefined) return known;
  const meaning = { concepts: new Set(match.concepts), regions: match.regions };
  alone.set(match, meaning);
  return meaning;
}

/** The words of a CodeableConcept that can name a condition: its text and its displays. */
function allWords(concept: unknown): string {
  const fields = fieldsOf(concept);
  const text = textOf(fields?.text);
  const codings = listOf(fields?.coding);
  const [only] = codings;
  if (only !== undefined && codings.length === 1) {
    // Most have one coding, whose display is the text: nothing needs gathering.
    const display = textOf(only.display);
    if (display === undefined || display === text) return text ?? '';
    return text === undefined ? display : `${text}. ${display}`;
  }
  const words = new Set<string>();
  if (text !== undefined) words.add(text);
  for (const { display } of codings) {
    const said = textOf(display);
    if (said !== undefined) words.add(said);
  }
  return [...words].join('. ');
}

/**
 * What a CodeableConcept means: its codes first; its words, by the published list of phrases, where no code is
 * known, or where the codes are general and the words name something more specific.
 */
function readMeaning(concept: unknown, sites: unknown): Meaning {
  if (!hasCode(concept, isKnownCode)) return meaningInWords(concept, sites);
  const codings = codingsOf(concept);
  const words = wordsOf(concept);
  const [first] = codings;
  if (first !== undefined && codings.length === 1) {
    const match = conceptsOfCoding(first.system, first.code, first.display ?? words);
    if (match !== undefined && standsAlone(match)) return meaningAlone(match);
  }
  const concepts = new Set<Concept>();
  const regions = new Set<BodyRegion>();
  for (const { system, code, display } of codings) {
    const match = conceptsOfCoding(system, code, withWords(display, words, sites));
    if (match === undefined) continue;
    for (const one of match.concepts) {
      // A weakness of one leg is no weakness of both.
      const oneSided =
        one === 'bilateral-leg-weakness' && match.bilateral !== true && !isBilateral(sites, words);
      if (!oneSided) concepts.add(one);
    }
    for (const region of match.regions) regions.add(region);
  }
  if (concepts.size === 0) return meaningInWords(concept, sites);
  const said = [...concepts].every(isGeneral) ? conditionInWords(allWords(concept)) : undefined;
  if (said !== undefined && !said.suspected) {
    for (const one of said.concepts) concepts.add(one);
    if (!concepts.has('sacrococcygeal-disorder')) {
      for (const region of said.regions) regions.add(region);
    }
  }
  const counting = mostSpecific(concepts);
  if (concepts.has('sacrococcygeal-disorder') && !counting.has('sacrococcygeal-disorder')) {
    // The general code names both places; the specific one says which.
    regions.delete(counting.has('sacroiliac-joint') ? 'sacrum-coccyx' : 'sacroiliac');
  }
  if (regions.size === 0) {
    for (const region of regionsOfSites(sites)) regions.add(region);
    if (regions.size === 0) for (const region of regionsOfComplaint(words)) regions.add(region);
  }
  return { concepts: counting, regions: [...regions] };
}

/** Display and text of a coding, and what its sites are called: a symptom counts at the level that they name. */
function withWords(display: string | undefined, words: string, sites: unknown): string {
  const said = display === undefined || display === words ? words : `${display}. ${words}`;
  const places = listOf(sites);
  return places.length === 0 ? said : [said, ...places.map(wordsOf)].join('. ');
}

function meaningInWords(concept: unknown, sites: unknown): Meaning {
  if (codingsOf(concept).some(isCodedElsewhere)) return elsewhere;
  const words = allWords(concept);
  if (words === '' && firstMeaning(concept, placelessWord) === undefined) return nothing;
  const said = conditionInWords(words) ?? placedAtSpine(concept, sites, words);
  if (said === undefined) return isElsewhereInWords(words) ? elsewhere : nothing;
  const regions = new Set(said.regions);
  if (regions.size === 0) for (const region of regionsOfSites(sites)) regions.add(region);
  if (regions.size === 0) for (const region of regionsOfComplaint(words)) regions.add(region);
  return {
    concepts: mostSpecific(new Set(said.concepts)),
    regions: [...regions],
    fromText: true,
    ...(said.suspected ? { suspected: true } : {}),
  };
}

/** What names no bone by itself ("fracture of bone") is of the spine where its site is ("L1 vertebra"). */
function placedAtSpine(
  concept: unknown,
  sites: unknown,
  words: string,
): ReturnType<typeof conditionAtSpine> {
  const isOfSpine = listOf(sites).some((site) => {
    const said = wordsOf(site);
    if (isElsewhereInWords(said)) return false;
    const codings = codingsOf(site);
    return (
      codings.some(({ system, code }) => isSpinalSite(system, code, said)) ||
      isSpinalSite(undefined, undefined, said)
    );
  });
  return isOfSpine ? conditionAtSpine(words, firstMeaning(concept, placelessWord)) : undefined;
}

function isCodedElsewhere({ system, code }: CodingFields): boolean {
  return isElsewhere(system, code, '');
}

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
  const verification = codeOf(condition.verificationStatus);
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
  const clinical = codeOf(condition.clinicalStatus);
  if (onset !== undefined && isFuture(onset, asOf)) return undefined;
  const words = wordsOf(condition.code);
  const isOver = abated || (clinical !== undefined && ended.has(clinical));
  const spokenOn = isOver
    ? undefined
    : isCalledPast(condition.code, meaning)
      ? 'unknown'
      : dayOfItsOwn(condition, meaning, onset, recorded, visitedOn);
  const isOpen = spokenOn === 'unknown' || (spokenOn !== undefined && isLongAgo(spokenOn, asOf));
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    certainty:
      meaning.suspected && verification !== 'refuted' ? 'suspected' : certaintyOf(verification),
    current: !isOver && !isOpen,
    onset,
    recorded,
    severe: hasCode(condition.severity, (code) => code === severe),
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
    evidence: cite(reference, onset, spoken(words, meaning)),
  };
}

/** Whether a Condition is neither over, nor refuted, by its statuses. */
export function isCurrentCondition({ clinicalStatus, verificationStatus }: Fields): boolean {
  const clinical = codeOf(clinicalStatus);
  return (
    codeOf(verificationStatus) !== 'refuted' && (clinical === undefined || !ended.has(clinical))
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

/** A code says that an emergency is there, the words beside it that it is over: so it is asked about, and supports nothing. */
function isCalledPast(concept: unknown, { concepts, fromText }: Meaning): boolean {
  if (fromText === true) return false;
  for (const one of concepts)
    if (emergencies.has(one))
      return namesOf(concept).some((name) => isOfThePast(name) || isRuledOut(name));
  return false;
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

/** What a person keeps: an old diagnosis of it is no less true for its age. */
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
): ConditionFact['spokenOn'] {
  if (concepts.size === 0) return undefined;
  for (const concept of concepts) if (lasting.has(concept)) return undefined;
  const isInitial =
    concepts.has('acute-spinal-fracture') && hasCode(condition.code, isInitialEncounter);
  const isEncounterDiagnosis =
    condition.clinicalStatus === undefined &&
    onset === undefined &&
    (condition.encounter !== undefined || isOfEncounter(condition.category));
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

/** Twelve weeks (reading A62); the guideline's own "recent". */
const recentDays = 84;

function isLongAgo(day: ChartDate, asOf: Date): boolean {
  return today(asOf) - day.latest > recentDays;
}

function implantOf(concept: unknown): ImplantKind | undefined {
  return firstMeaning(concept, implantOfCoding) ?? implantInText(wordsOf(concept));
}

function certaintyOf(verification: string | undefined): ConditionFact['certainty'] {
  if (verification === 'refuted') return 'refuted';
  return verification !== undefined && suspected.has(verification) ? 'suspected' : 'known';
}

const saysBilateral = remembering((words: string): boolean => /\bbilateral\b/i.test(words));

function isBilateral(sites: unknown, words: string): boolean {
  if (saysBilateral(words)) return true;
  if (sites === undefined) return false;
  return listOf(sites).some(
    (site) =>
      /\b(bilateral|both)\b/i.test(wordsOf(site)) ||
      codingsOf(site).some(({ code }) => code === '51440002'),
  );
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
  return {
    concepts: new Set<Concept>(isElse ? [] : ['spine-disorder']),
    regions,
    certainty: 'known',
    current: true,
    severe: false,
    bilateral: false,
    origin: 'order-reason',
    ...(isElse ? { elsewhere: isElse } : {}),
    evidence: { reference, text: words },
  };
}

/**
 * What cannot wait, in the words of an Observation whose code is local: with a value that affirms it it was found,
 * without one it is asked about.
 */
function namedEmergency({ code }: Fields, sites: unknown): Meaning {
  if (isConceptCoded(code) || !mayNameDeficit(code)) return nothing;
  const meaning = meaningInWords(code, sites);
  for (const one of meaning.concepts) if (emergencies.has(one)) return meaning;
  return nothing;
}

const isConceptCoded = ofConcept((concept) => hasCode(concept, isConceptCode));
const mayNameDeficit = ofConcept((concept) => namesDeficit(allWords(concept)));

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
  if (!isConceptCoded(code) && !mayNameDeficit(code)) {
    if (value === undefined || !isConceptCoded(value)) return undefined;
  }
  const byCode = codedMeaning(observed.code, bodySite);
  if (byCode.concepts.size === 0 && asksForNoFinding(wordsOf(observed.code))) return undefined;
  const byValue = codedMeaning(observed.valueCodeableConcept, bodySite);
  const coded = byCode.concepts.size > 0 ? byCode : byValue;
  const meaning = coded.concepts.size > 0 ? coded : namedEmergency(observed, bodySite);
  if (meaning.concepts.size === 0) return undefined;
  const said = meaning.fromText && !hasValue(observed) ? 'unclear' : saidOf(observed);
  if (said === 'nothing') return undefined;
  const isOfCode = byCode.concepts.size > 0 || meaning.fromText === true;
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

/** The side that the words or the body site name. */
function sideOf(sites: unknown, words: string): Side | undefined {
  const named = limbInText(words).side;
  if (named !== undefined) return named;
  for (const site of listOf(sites)) {
    for (const { system, code } of codingsOf(site)) {
      const { side } = limbOfCode(system, code);
      if (side !== undefined) return side;
    }
    const { side } = limbInText(wordsOf(site));
    if (side !== undefined) return side;
  }
  return undefined;
}
