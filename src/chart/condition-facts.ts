import { regionsInText } from '../terminology/body-sites.ts';
import { conceptsOfCoding } from '../terminology/concepts.ts';
import { isKnownCode } from '../terminology/known-codes.ts';
import { isNegated } from '../terminology/observations.ts';
import type { BodyRegion, Concept, ConceptMatch } from '../terminology/types.ts';
import { cite } from './cite.ts';
import { chartDate, isFuture } from './dates.ts';
import {
  codeOf,
  codingsOf,
  type Fields,
  fieldsOf,
  hasCode,
  listOf,
  regionsOfSites,
  textOf,
  wordsOf,
} from './fields.ts';
import type { ChartDate, ConditionFact } from './types.ts';

const severe = '24484000';
const ended = new Set(['inactive', 'remission', 'resolved']);
const suspected = new Set(['unconfirmed', 'provisional', 'differential']);

/** What a CodeableConcept means: its concepts, and the regions that its codes, sites and words name. */
interface Meaning {
  readonly concepts: ReadonlySet<Concept>;
  readonly regions: readonly BodyRegion[];
}

const nothing: Meaning = { concepts: new Set(), regions: [] };

/** What a Condition's code means. */
export function conditionMeaning(condition: Fields): Meaning {
  return meaningOf(condition.code, condition.bodySite);
}

/** Neither the words nor the sites beside the code can add to what it means. */
function standsAlone(match: ConceptMatch): boolean {
  return match.regions.length > 0 && !match.concepts.includes('bilateral-leg-weakness');
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

function meaningOf(concept: unknown, sites: unknown): Meaning {
  if (!hasCode(concept, isKnownCode)) return nothing;
  const codings = codingsOf(concept);
  const words = wordsOf(concept);
  const [first] = codings;
  if (first !== undefined && codings.length === 1) {
    const match = conceptsOfCoding(first.system, first.code, first.display ?? words);
    if (match === undefined) return nothing;
    if (standsAlone(match)) return meaningAlone(match);
  }
  const concepts = new Set<Concept>();
  const regions = new Set<BodyRegion>();
  for (const { system, code, display } of codings) {
    const match = conceptsOfCoding(system, code, display ?? words);
    if (match === undefined) continue;
    for (const one of match.concepts) {
      // A weakness of one leg is no weakness of both.
      const oneSided =
        one === 'bilateral-leg-weakness' && match.bilateral !== true && !isBilateral(sites, words);
      if (!oneSided) concepts.add(one);
    }
    for (const region of match.regions) regions.add(region);
  }
  if (concepts.size > 0 && regions.size === 0) {
    for (const region of regionsOfSites(sites)) regions.add(region);
    if (regions.size === 0) for (const region of regionsInText(words)) regions.add(region);
  }
  return { concepts, regions: [...regions] };
}

/**
 * A Condition as a fact (evidence contract, "Hygiene"). Undefined where it is `entered-in-error` or lies
 * in the future; refuted and resolved ones stay, as evidence of absence and of the past.
 * @param meaning of its code, where that is known already
 */
export function conditionFact(
  condition: Fields,
  reference: string,
  asOf: Date,
  meaning: Meaning = conditionMeaning(condition),
): ConditionFact | undefined {
  const verification = codeOf(condition.verificationStatus);
  if (verification === 'entered-in-error') return undefined;
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
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    certainty: certaintyOf(verification),
    current: !abated && !(clinical !== undefined && ended.has(clinical)),
    onset,
    recorded,
    severe: hasCode(condition.severity, (code) => code === severe),
    bilateral: isBilateral(condition.bodySite, words),
    origin: 'condition',
    evidence: cite(reference, onset, words),
  };
}

function certaintyOf(verification: string | undefined): ConditionFact['certainty'] {
  if (verification === 'refuted') return 'refuted';
  return verification !== undefined && suspected.has(verification) ? 'suspected' : 'known';
}

function isBilateral(sites: unknown, words: string): boolean {
  if (/\bbilateral\b/i.test(words)) return true;
  return listOf(sites).some(
    (site) =>
      /\b(bilateral|both)\b/i.test(wordsOf(site)) ||
      codingsOf(site).some(({ code }) => code === '51440002'),
  );
}

/** A coded reason of an order: known and current, as of the order itself. Undefined where no code maps to a concept. */
export function reasonFact(
  concept: Fields,
  sites: unknown,
  reference: string,
): ConditionFact | undefined {
  const meaning = meaningOf(concept, sites);
  if (meaning.concepts.size === 0) return undefined;
  const words = wordsOf(concept);
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    certainty: 'known',
    current: true,
    severe: false,
    bilateral: /\bbilateral\b/i.test(words),
    origin: 'order-reason',
    evidence: { reference, text: words },
  };
}

/**
 * A finding that an Observation codes, in its code or in its value. A negated one is evidence of absence.
 * Undefined where neither maps to a concept.
 */
export function findingFact(
  observation: Fields,
  reference: string,
  date: ChartDate | undefined,
): ConditionFact | undefined {
  const byCode = meaningOf(observation.code, observation.bodySite);
  const byValue = meaningOf(observation.valueCodeableConcept, observation.bodySite);
  const meaning = byCode.concepts.size > 0 ? byCode : byValue;
  if (meaning.concepts.size === 0) return undefined;
  const words = wordsOf(
    byCode.concepts.size > 0 ? observation.code : observation.valueCodeableConcept,
  );
  return {
    concepts: meaning.concepts,
    regions: meaning.regions,
    certainty: isAbsent(observation) ? 'refuted' : 'known',
    current: true,
    recorded: date,
    severe: false,
    bilateral: isBilateral(observation.bodySite, words),
    origin: 'observation',
    evidence: cite(reference, date, words),
  };
}

/** `valueBoolean: false`, a value coded as absent or negative, or the interpretation NEG. */
export function isAbsent(observation: Fields): boolean {
  if (observation.valueBoolean === false) return true;
  if (
    codingsOf(observation.valueCodeableConcept).some(({ system, code }) => isNegated(system, code))
  )
    return true;
  if (textOf(observation.valueString)?.trim().toLowerCase() === 'absent') return true;
  return listOf(observation.interpretation).some((one) =>
    codingsOf(one).some(({ code }) => code === 'NEG'),
  );
}
