import type { ChartConditions } from './chart-conditions.ts';
import type { ChartParts } from './chart-parts.ts';
import type { ChartStated } from './chart-stated.ts';
import type { ChartTreatments } from './chart-treatments.ts';
import { callFact } from './communication-facts.ts';
import type { Dropped } from './dropped.ts';
import { encounterFact, type Visit, visitOf } from './encounter-facts.ts';
import { byDate } from './fact-order.ts';
import { type Fields, listOf, referenceOf } from './fields.ts';
import type { References } from './references.ts';
import type { StatedReasons } from './stated-reasons.ts';
import { therapySession } from './treatment-facts.ts';
import type { EncounterFact } from './types.ts';

/** The parts of a chart that visits and calls are read with. */
interface ReadWith {
  readonly conditions: ChartConditions;
  readonly stated: ChartStated;
  readonly treatments: ChartTreatments;
  readonly references: References;
}

/** Visits and calls: they point at their reasons, which may come later. */
export class ChartVisits {
  readonly #asOf: Date;
  readonly #with: ReadWith;
  readonly #visits: Visit[] = [];
  readonly #calls: Fields[] = [];

  constructor(asOf: Date, readWith: ReadWith) {
    this.#asOf = asOf;
    this.#with = readWith;
  }

  /** Keeps an Encounter until every resource has come; its day dates the conditions that were found at it. */
  add(encounter: Fields): void {
    const visit = visitOf(encounter);
    const { start } = visit.period;
    const diagnoses = listOf(encounter.diagnosis).flatMap(
      ({ condition }) => referenceOf(condition) ?? [],
    );
    if (start !== undefined) this.#with.conditions.addVisit(visit.reference, start, diagnoses);
    this.#visits.push(visit);
  }

  /** Keeps a Communication until every resource has come. */
  addCall(communication: Fields): void {
    this.#calls.push(communication);
  }

  /**
   * Reads the contacts, and what they are besides: sessions of therapy, and statements of what they were for.
   * @returns the contacts by date
   */
  read(
    { treatments }: ChartParts,
    reasons: StatedReasons,
    drop: (reason: Dropped) => void,
  ): readonly EncounterFact[] {
    const encounters: EncounterFact[] = [];
    for (const visit of this.#visits) {
      const { conditions, stated } = this.#with;
      const ofRecord = reasons.of(visit.encounter);
      const found = ofRecord.length > 0 ? ofRecord : conditions.foundAt(visit.reference);
      const fact = encounterFact(visit, this.#asOf, found);
      if (typeof fact === 'string') drop(fact);
      else if (fact !== undefined) encounters.push(fact);
      stated.addVisit(visit.encounter, conditions.visitedOn(visit.reference));
      const { referredFor } = this.#with.treatments;
      const session = therapySession(visit, this.#asOf, () => found, referredFor);
      if (session !== undefined) treatments.push(session);
    }
    for (const call of this.#calls) {
      const fact = callFact(call, this.#asOf, reasons.of(call), (one) =>
        this.#with.references.isPatient(one),
      );
      if (fact !== undefined) encounters.push(fact);
    }
    return encounters.sort(byDate);
  }
}
