import { regionsOfComplaint } from '../terminology/body-sites.ts';
import type { Concept } from '../terminology/types.ts';
import { conditionFact, isCurrentCondition } from './condition-facts.ts';
import { conditionMeaning, type Meaning } from './condition-meaning.ts';
import { coursesOf, isCalledBetter } from './course-facts.ts';
import { chartDate, isNewer } from './dates.ts';
import { deniedFact, deniesInWords } from './denied-facts.ts';
import { byReferenceText } from './fact-order.ts';
import { type Fields, referenceOf } from './fields.ts';
import { isOfFamily } from './of-family.ts';
import { type References, referenceTo } from './references.ts';
import { isCalledSpinal, isUnaskedCondition } from './says-nothing.ts';
import { doubtedFact, factsInNotes } from './told-beside.ts';
import type { ChartDate, ConditionFact, OutcomeFact } from './types.ts';
import { openInWords, toldBeside } from './words-beside.ts';

/** The patient's conditions and findings: read as they come, found by reference, by visit and by concept afterwards. */
export class ChartConditions {
  readonly #asOf: Date;
  readonly #references: References;
  readonly #drop: (reason: string) => void;
  readonly #facts: ConditionFact[] = [];
  readonly #byReference = new Map<string, ConditionFact>();
  /** Conditions whose codes mean nothing here; they become facts only once a reason names one. */
  readonly #unmapped: Fields[] = [];
  /** Those of them whose words name the spine. */
  readonly #spinal: Fields[] = [];
  #unmappedById: ReadonlyMap<unknown, Fields> | undefined;
  readonly #visitDays = new Map<string, ChartDate>();
  /** The newest visit that names a Condition as its diagnosis, by the reference of the Condition. */
  readonly #diagnosedAt = new Map<string, string>();
  /** Conditions that a visit dates, which may come later. */
  readonly #datedByVisit: Fields[] = [];
  /** Conditions whose words say that something is not there. */
  readonly #denying: Fields[] = [];
  /** Conditions whose words tell beside their code, or leave open, what must not be overlooked. */
  readonly #telling: {
    readonly fields: Fields;
    readonly told: Meaning | undefined;
    readonly open: Meaning | undefined;
  }[] = [];
  /** Conditions with notes, or with the signs that they rest on. */
  readonly #noted: Fields[] = [];
  /** Conditions whose words, or notes, may say that a complaint gets better. */
  readonly #improving: Fields[] = [];
  /** Conditions that name the visit at which they were found: its reference as written, and theirs. */
  readonly #saidAtVisits: (readonly [visit: string, condition: string])[] = [];
  #foundAt: Map<string, string[]> | undefined;

  /** @param drop counts a condition that becomes no fact */
  constructor(asOf: Date, references: References, drop: (reason: string) => void) {
    this.#asOf = asOf;
    this.#references = references;
    this.#drop = drop;
  }

  /** Reads a Condition of the patient that says something. */
  add(fields: Fields): void {
    if (isOfFamily(fields.code)) {
      this.#drop('family-history');
      return;
    }
    const meaning = conditionMeaning(fields);
    const isMapped = meaning.concepts.size > 0;
    const { encounter } = fields;
    if (encounter !== undefined && (isMapped || meaning.elsewhere === true)) {
      const visit = referenceOf(encounter);
      if (visit !== undefined) this.#saidAtVisits.push([visit, referenceTo(fields)]);
    }
    if (fields.note !== undefined || fields.evidence !== undefined) this.#noted.push(fields);
    if (fields.note !== undefined || isCalledBetter(fields.code)) this.#improving.push(fields);
    if (isUnaskedCondition(fields)) {
      this.#unmapped.push(fields);
      return;
    }
    if (deniesInWords(fields.code)) this.#denying.push(fields);
    const { code } = fields;
    const [told, open] = [toldBeside(code), openInWords(code)];
    if (told !== undefined || open !== undefined) this.#telling.push({ fields, told, open });
    if (!isMapped) {
      this.#unmapped.push(fields);
      if (isCalledSpinal(fields.code)) this.#spinal.push(fields);
    } else if (fields.recordedDate === undefined && mayBeOfVisit(fields)) {
      this.#datedByVisit.push(fields);
    } else this.#keep(fields, meaning);
  }

  /** Takes a finding of an Observation; the first of several is the one that its reference means. */
  addFinding(reference: string, finding: ConditionFact): void {
    if (!this.#byReference.has(reference)) this.#byReference.set(reference, finding);
    this.#facts.push(finding);
  }

  /** Takes what a visit states of itself. */
  addStated(fact: ConditionFact): void {
    this.#facts.push(fact);
  }

  /**
   * Learns the day of a visit.
   * @param diagnoses references of the conditions that it names as its diagnoses
   */
  addVisit(reference: string, date: ChartDate, diagnoses: readonly string[]): void {
    this.#visitDays.set(reference, date);
    for (const written of diagnoses) {
      const condition = this.#references.resolve(written);
      const known = this.#visitDays.get(this.#diagnosedAt.get(condition) ?? '');
      if (known === undefined || isNewer(date, known)) this.#diagnosedAt.set(condition, reference);
    }
  }

  /** The day of a visit by its reference. */
  readonly visitedOn = (reference: string): ChartDate | undefined => this.#visitDays.get(reference);

  /** Reads what waited for the days of visits: all resources have come. */
  finish(): void {
    for (const fields of this.#datedByVisit) this.#keep(this.#withVisit(fields));
    for (const fields of this.#denying) {
      const denied = deniedFact(fields, referenceTo(fields), this.#asOf, this.visitedOn);
      if (denied !== undefined) this.#facts.push(denied);
    }
    for (const { fields, told, open } of this.#telling) {
      const reference = referenceTo(fields);
      const facts = [
        told && conditionFact(fields, reference, this.#asOf, told, this.visitedOn),
        open && doubtedFact(fields, open, reference, this.#asOf, this.visitedOn),
      ];
      for (const fact of facts) if (fact !== undefined) this.#facts.push(fact);
    }
    for (const fields of this.#noted) {
      if (!isCurrentCondition(fields)) continue;
      const date = chartDate(fields.recordedDate) ?? chartDate(fields.onsetDateTime);
      this.#facts.push(...factsInNotes(fields, referenceTo(fields), date, this.#asOf));
    }
  }

  /** With the newest visit that names it as a diagnosis, where it names none itself. */
  #withVisit(fields: Fields): Fields {
    if (fields.encounter !== undefined) return fields;
    const visit = this.#diagnosedAt.get(referenceTo(fields));
    return visit === undefined ? fields : { ...fields, encounter: { reference: visit } };
  }

  #keep(fields: Fields, meaning = conditionMeaning(fields)): void {
    const reference = referenceTo(fields);
    for (const part of withoutPredisposition(meaning)) {
      const fact = conditionFact(fields, reference, this.#asOf, part, this.visitedOn);
      if (fact === undefined) {
        this.#drop('entered-in-error');
        return;
      }
      if (part !== predisposed) this.#byReference.set(reference, fact);
      this.#facts.push(fact);
    }
  }

  /** The fact of a Condition or a finding that a reference names, as it was written. */
  readonly at = (written: string): ConditionFact | undefined => {
    const reference = this.#references.resolve(written);
    const known = this.#byReference.get(reference);
    if (known !== undefined || !reference.startsWith('Condition/')) return known;
    this.#unmappedById ??= new Map(this.#unmapped.map((fields) => [fields.id, fields]));
    const fields = this.#unmappedById.get(reference.slice('Condition/'.length));
    const fact = fields === undefined ? undefined : conditionFact(fields, reference, this.#asOf);
    if (fact !== undefined) this.#byReference.set(reference, fact);
    return fact;
  };

  /** The diagnoses that name a visit stand for its reasons, where it states none itself (reading A60). */
  foundAt(visit: string): readonly ConditionFact[] {
    if (this.#saidAtVisits.length === 0) return none;
    this.#foundAt ??= this.#conditionsByVisit();
    const conditions = this.#foundAt.get(visit);
    if (conditions === undefined) return none;
    return conditions.flatMap((condition) => {
      const fact = this.at(condition);
      return fact === undefined || fact.certainty === 'refuted' ? [] : [fact];
    });
  }

  #conditionsByVisit(): Map<string, string[]> {
    const byVisit = new Map<string, string[]>();
    for (const [written, condition] of this.#saidAtVisits) {
      addTo(byVisit, this.#references.resolve(written), condition);
    }
    return byVisit;
  }

  /** What the words of Conditions, and the notes on them, say of the course of a complaint. */
  courses(): readonly OutcomeFact[] {
    return this.#improving.flatMap((fields) => {
      if (!isCurrentCondition(fields)) return none;
      const reference = referenceTo(fields);
      const date = chartDate(fields.recordedDate) ?? chartDate(fields.onsetDateTime);
      return coursesOf(fields, this.#byReference.get(reference), reference, date, this.#asOf);
    });
  }

  /** All facts, by reference. */
  sorted(): readonly ConditionFact[] {
    return this.#facts.sort(byReferenceText);
  }

  /**
   * Conditions whose words name the spine and mean nothing that is known here; signs of the cord that nobody dated,
   * or that are unclear.
   */
  notUnderstood(): readonly ConditionFact[] {
    const signs = this.#facts.filter(isOpenSign);
    const spinal = this.#spinal
      .flatMap((fields) => conditionFact(fields, referenceTo(fields), this.#asOf) ?? [])
      .filter((fact) => fact.current && fact.certainty !== 'refuted' && fact.elsewhere !== true)
      .map((fact) => ({ ...fact, regions: regionsOfComplaint(fact.evidence.text) }));
    return [...spinal, ...signs].sort(byReferenceText);
  }
}

/** Whether a Condition without a recorded date is of a visit: by itself, or as far as no status and no onset says more. */
function mayBeOfVisit({ encounter, clinicalStatus, onsetDateTime }: Fields): boolean {
  return encounter !== undefined || (clinicalStatus === undefined && onsetDateTime === undefined);
}

const predisposed: Meaning = {
  concepts: new Set<Concept>(['insufficiency-fracture-predisposition']),
  regions: [],
};

/** A fracture of a weak bone is one of its day, and that the bone is weak stays: two facts of one Condition. */
function withoutPredisposition(meaning: Meaning): readonly Meaning[] {
  const { concepts } = meaning;
  if (concepts.size < 2 || !concepts.has('insufficiency-fracture-predisposition')) return [meaning];
  const others = [...concepts].filter((one) => one !== 'insufficiency-fracture-predisposition');
  return [{ ...meaning, concepts: new Set(others) }, predisposed];
}

/** A sign of the cord that an examination looked for, and of which nobody can tell whether it is there now. */
function isOpenSign({ origin, concepts, certainty, recorded, spokenOn }: ConditionFact): boolean {
  return (
    origin === 'observation' &&
    concepts.has('abnormal-reflex') &&
    certainty !== 'refuted' &&
    (recorded === undefined || spokenOn === 'unknown')
  );
}

const none: readonly never[] = [];

/** Conditions by what they mean, as `Chart.conditionsOf` gives them. */
export function byConcept(
  conditions: readonly ConditionFact[],
): (concept: Concept) => readonly ConditionFact[] {
  const known = new Map<Concept, ConditionFact[]>();
  for (const fact of conditions) for (const concept of fact.concepts) addTo(known, concept, fact);
  return (concept) => known.get(concept) ?? none;
}

function addTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}
