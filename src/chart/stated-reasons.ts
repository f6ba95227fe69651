import { isElsewhereInWords } from '../terminology/elsewhere.ts';
import type { Concept } from '../terminology/types.ts';
import { type Fields, fieldsOf, listOf, referenceOf, textOf, wordsOf } from './fields.ts';
import { forItsPurpose, instructedReasons } from './instructed-reasons.ts';
import { reasonsByNotes, unlessNotedOtherwise } from './noted-reasons.ts';
import { reasonFact, siteFact } from './reason-facts.ts';
import { containedAt, referenceTo } from './references.ts';
import type { ConditionFact } from './types.ts';
import { silenceOf } from './what-it-says.ts';

/** Reads why something was done, planned or prescribed. */
export class StatedReasons {
  readonly #conditionAt: (written: string) => ConditionFact | undefined;
  readonly #resourceAt: (written: string) => Fields | undefined;

  /**
   * @param conditionAt the fact that a reference names, where the chart holds it
   * @param resourceAt the resource that a reference names, likewise
   */
  constructor(
    conditionAt: (written: string) => ConditionFact | undefined,
    resourceAt: (written: string) => Fields | undefined,
  ) {
    this.#conditionAt = conditionAt;
    this.#resourceAt = resourceAt;
  }

  /**
   * The facts for the reasons that a treatment or a visit states, and for the site that it names; where it states none,
   * those of the referral or plan that it carries out, or of the visit that it was done or prescribed at (reading A59).
   */
  readonly of = (resource: Fields): readonly ConditionFact[] => {
    const stated = this.#statedBy(resource);
    return stated.length > 0 ? stated : this.#ofGrounds(resource, mostSteps);
  };

  /** @param steps how many references are followed at most: a referral may carry out another one */
  #ofGrounds(resource: Fields, steps: number): readonly ConditionFact[] {
    const { basedOn, partOf, encounter, context, resourceType } = resource;
    const visit = atVisits.has(resourceType) ? (encounter ?? context) : undefined;
    if (steps === 0 || (basedOn === undefined && partOf === undefined && visit === undefined))
      return none;
    // Of several referrals each says what it was for.
    for (const pointers of [listOf(basedOn), listOf(partOf), listOf(visit)]) {
      const found = pointers.flatMap((one) => this.#ofGround(one, steps));
      if (found.length > 0) return found;
    }
    return none;
  }

  #ofGround(one: Fields, steps: number): readonly ConditionFact[] {
    const reference = referenceOf(one);
    const target = reference === undefined ? undefined : this.#resourceAt(reference);
    if (target === undefined || silenceOf(target) === 'entered-in-error') return none;
    const stated = this.#statedBy(target);
    if (stated.length > 0) return stated;
    const further = this.#ofGrounds(target, steps - 1);
    return further.length > 0 ? further : calledElsewhere(target);
  }

  #statedBy(resource: Fields): readonly ConditionFact[] {
    const { reasonCode, reasonReference, addresses, bodySite, diagnosis } = resource;
    if (
      reasonCode === undefined &&
      reasonReference === undefined &&
      addresses === undefined &&
      bodySite === undefined &&
      diagnosis === undefined
    ) {
      return reasonsByNotes(resource);
    }
    return unlessNotedOtherwise(this.#reasonsOf(resource), resource);
  }

  #reasonsOf(resource: Fields): readonly ConditionFact[] {
    const { reasonReference, addresses, bodySite, diagnosis } = resource;
    const reasons: ConditionFact[] = codedReasons(resource);
    for (const one of listOf(reasonReference)) reasons.push(...this.#allAt(one, resource));
    for (const one of listOf(addresses)) reasons.push(...this.#allAt(one, resource));
    // Only a site beside no reason, or one elsewhere in the body, says something of its own.
    for (const site of listOf(bodySite)) {
      const fact = siteFact(site, referenceTo(resource));
      if (fact !== undefined) reasons.push(fact);
    }
    for (const { condition } of listOf(diagnosis)) {
      if (fieldsOf(condition) !== undefined) reasons.push(this.#at(condition, resource));
    }
    return reasons;
  }

  /** The reasons of a medicine, and what its instructions say that it is for. */
  readonly ofMedicine = (resource: Fields): readonly ConditionFact[] => {
    const stated = this.of(resource).map(forItsPurpose);
    const instructed = instructedReasons(resource, referenceTo(resource));
    return instructed.length === 0 ? stated : [...stated, ...instructed];
  };

  #targetOf(reference: string, { contained }: Fields): Fields | undefined {
    const target = containedAt(reference, contained) ?? this.#resourceAt(reference);
    return target === undefined || silenceOf(target) === 'entered-in-error' ? undefined : target;
  }

  /** What a reference to a reason means; one to a request means what that was for. */
  #allAt(one: unknown, resource: Fields): readonly ConditionFact[] {
    const target = this.#targetOf(referenceOf(one) ?? '', resource);
    if (target?.resourceType !== 'ServiceRequest') return [this.#at(one, resource)];
    const reasons = [...codedReasons(target), ...calledElsewhere(target)];
    return reasons.length > 0 ? reasons : [this.#at(one, resource)];
  }

  /** What a reference to a reason means: the fact of its target, else what it is called. */
  #at(one: unknown, resource: Fields): ConditionFact {
    const reference = referenceOf(one);
    const known = reference === undefined ? undefined : this.#conditionAt(reference);
    if (known !== undefined) return known;
    const target = this.#targetOf(reference ?? '', resource);
    const concept = whatItTells(target) ?? {
      text: textOf(fieldsOf(one)?.display) ?? reference ?? '',
    };
    const read = fieldsOf(concept) ?? {};
    return (
      reasonFact(read, target?.bodySite, referenceTo(resource)) ?? {
        concepts: new Set<Concept>(),
        certainty: 'known',
        current: true,
        regions: [],
        severe: false,
        bilateral: false,
        origin: 'order-reason',
        evidence: { reference: referenceTo(resource), text: 'a reason without words' },
      }
    );
  }
}

function codedReasons(resource: Fields): ConditionFact[] {
  const reasons: ConditionFact[] = [];
  for (const concept of listOf(resource.reasonCode)) {
    const fact = reasonFact(concept, undefined, referenceTo(resource));
    if (fact !== undefined) reasons.push(fact);
  }
  return reasons;
}

/** A request for another part of the body, by what it is called: "Physical therapy right knee". */
function calledElsewhere(request: Fields): readonly ConditionFact[] {
  if (!isElsewhereInWords(wordsOf(request.code))) return none;
  const fact = reasonFact(fieldsOf(request.code) ?? {}, undefined, referenceTo(request));
  return fact === undefined ? none : [{ ...fact, elsewhere: true }];
}

/** What a resource that is a reason tells: its value in words, else what it is of. */
function whatItTells(target: Fields | undefined): unknown {
  if (target === undefined) return undefined;
  const { code, valueString, valueCodeableConcept, bodySite } = target;
  const site = listOf(bodySite).map(wordsOf).join(', ');
  const said = textOf(valueString) ?? wordsOf(valueCodeableConcept);
  if (isElsewhereInWords(site)) return { text: `${wordsOf(code)}, ${site}` };
  return /[a-z]{4}/i.test(said) ? { text: `${wordsOf(code)}: ${said}` } : code;
}

const none: readonly never[] = [];

const mostSteps = 3;

/** What is done or prescribed at a visit, for the visit's reason. */
const atVisits: ReadonlySet<unknown> = new Set([
  'Procedure',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationAdministration',
  'MedicationDispense',
]);
