import type { TreatmentKind } from '../terminology/types.ts';
import type { ChartParts } from './chart-parts.ts';
import type { Dropped } from './dropped.ts';
import { type Fields, wordsOf } from './fields.ts';
import { goalOutcome } from './goal-facts.ts';
import { prescriptionTreatment, statedTreatment } from './medicine-facts.ts';
import { type References, referenceTo } from './references.ts';
import { containedAt, type StatedReasons } from './stated-reasons.ts';
import {
  carePlanTreatments,
  orderedTreatment,
  procedureTreatment,
  therapyRequested,
} from './treatment-facts.ts';

/** What may be treatment: it points at conditions, medications and referrals that may come later. */
export class ChartTreatments {
  readonly #asOf: Date;
  readonly #references: References;
  readonly #given: Fields[] = [];
  readonly #medications = new Map<string, unknown>();
  readonly #referrals = new Map<string, TreatmentKind>();
  readonly #followed = new Set<string>();
  readonly #untreated: (readonly [fields: Fields, reference: string])[] = [];
  /** Requests for therapy that say no period, with what they are called. */
  readonly referralNames = new Map<string, string>();

  constructor(asOf: Date, references: References) {
    this.#asOf = asOf;
    this.#references = references;
  }

  /** Keeps a Procedure, a prescription, a plan or a Goal until every resource has come. */
  add(fields: Fields): void {
    this.#given.push(fields);
  }

  /** Learns the code of a Medication. */
  addMedication(fields: Fields): void {
    this.#medications.set(referenceTo(fields), fields.code);
  }

  /** Keeps a request that is active or done, and learns what therapy it refers for. */
  addRequest(fields: Fields, reference: string): void {
    this.#given.push(fields);
    const therapy = therapyRequested(fields);
    if (therapy === undefined) return;
    this.#referrals.set(reference, therapy);
    if (fields.occurrencePeriod === undefined) {
      this.referralNames.set(reference, wordsOf(fields.code));
    }
  }

  /** The therapy that a referral, as a visit names it, is for. */
  readonly referredFor = (written: string): TreatmentKind | undefined => {
    const reference = this.#references.resolve(written);
    this.#followed.add(reference);
    return this.#referrals.get(reference);
  };

  /** The referrals that visits or sessions are based on. */
  get followed(): ReadonlySet<string> {
    return this.#followed;
  }

  /** Procedures that no list knows as a treatment, once all have been read. */
  get untreated(): readonly (readonly [fields: Fields, reference: string])[] {
    return this.#untreated;
  }

  /** Reads what resources say of treatment, once every resource that they can refer to has been read. */
  read(
    { treatments, outcomes }: ChartParts,
    reasons: StatedReasons,
    drop: (reason: Dropped) => void,
  ): void {
    const asOf = this.#asOf;
    for (const fields of this.#given) {
      const reference = referenceTo(fields);
      if (fields.resourceType === 'Goal') {
        const outcome = goalOutcome(fields, reference, asOf, reasons.of);
        if (typeof outcome === 'string') drop(outcome);
        else outcomes.push(outcome);
      } else if (fields.resourceType === 'CarePlan') {
        treatments.push(...carePlanTreatments(fields, reference, asOf, reasons.of));
      } else {
        const treatment = this.#treatmentOf(fields, reference, reasons);
        if (treatment !== undefined) treatments.push(treatment);
        else if (fields.resourceType === 'Procedure') this.#untreated.push([fields, reference]);
      }
    }
  }

  #treatmentOf(
    fields: Fields,
    reference: string,
    { of, ofMedicine }: StatedReasons,
  ): ChartParts['treatments'][number] | undefined {
    const asOf = this.#asOf;
    switch (fields.resourceType) {
      case 'Procedure':
        return procedureTreatment(fields, reference, asOf, of);
      case 'MedicationRequest':
        return prescriptionTreatment(fields, reference, asOf, ofMedicine, this.#medicationOf);
      case 'MedicationStatement':
        return statedTreatment(fields, reference, asOf, ofMedicine, this.#medicationOf);
      default:
        return orderedTreatment(fields, reference, asOf, of);
    }
  }

  readonly #medicationOf = (reference: string, resource: Fields): unknown => {
    const fields = containedAt(reference, resource.contained);
    return fields === undefined
      ? this.#medications.get(this.#references.resolve(reference))
      : fields.code;
  };
}
