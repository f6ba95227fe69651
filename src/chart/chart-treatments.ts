import type { TreatmentKind } from '../terminology/types.ts';
import { therapiesInSessions } from './awaited.ts';
import type { ChartParts } from './chart-parts.ts';
import type { Dropped } from './dropped.ts';
import {
  type Fields,
  fieldsOf,
  listOf,
  localReference,
  referenceOf,
  textOf,
  wordsOf,
} from './fields.ts';
import { goalOutcome } from './goal-facts.ts';
import { prescriptionTreatment, statedTreatment } from './medicine-facts.ts';
import { periodOf } from './period.ts';
import { containedAt, type References, referenceTo } from './references.ts';
import type { StatedReasons } from './stated-reasons.ts';
import {
  carePlanTreatments,
  isNeverTaken,
  orderedTreatment,
  procedureTreatment,
  therapyRequested,
} from './treatment-facts.ts';

/** Whether a statement says that a medicine was never taken, or was given up within days. */
function saysNotTaken(statement: Fields): boolean {
  if (isNeverTaken(statement)) return true;
  if (statement.status !== 'stopped') return false;
  const { start, end } = periodOf(statement.effectivePeriod);
  return start !== undefined && end !== undefined && end.latest - start.earliest <= fewDays;
}

const fewDays = 14;

/** A medicine's code with what its form is called: "Ophthalmic solution". Nothing of one that is a mistake. */
function withForm({ code, form, status }: Fields): unknown {
  if (status === 'entered-in-error') return {};
  if (form === undefined) return code;
  return { ...fieldsOf(code), text: `${wordsOf(code)} ${wordsOf(form)}` };
}

/** What may be treatment: it points at conditions, medications and referrals that may come later. */
export class ChartTreatments {
  readonly #asOf: Date;
  readonly #references: References;
  readonly #given: Fields[] = [];
  readonly #medications = new Map<string, unknown>();
  readonly #notTaken: Fields[] = [];
  readonly #referrals = new Map<string, TreatmentKind>();
  readonly #followed = new Set<string>();
  readonly #untreated: (readonly [fields: Fields, reference: string])[] = [];
  /** Requests for therapy in sessions that say no period, with what they are called. */
  readonly referralNames = new Map<string, string>();

  constructor(asOf: Date, references: References) {
    this.#asOf = asOf;
    this.#references = references;
  }

  /** Keeps a Procedure, a prescription, a plan or a Goal until every resource has come. */
  add(fields: Fields): void {
    this.#given.push(fields);
  }

  /** Keeps a statement that a medicine was not taken. */
  addNotTaken(fields: Fields): void {
    this.#notTaken.push(fields);
  }

  /** Learns the code of a Medication. */
  addMedication(fields: Fields): void {
    this.#medications.set(referenceTo(fields), withForm(fields));
  }

  /** Keeps a request that is active or done, and learns what therapy it refers for. */
  addRequest(fields: Fields, reference: string): void {
    this.#given.push(fields);
    const therapy = therapyRequested(fields);
    if (therapy === undefined) return;
    this.#referrals.set(reference, therapy);
    if (fields.occurrencePeriod === undefined && therapiesInSessions.has(therapy)) {
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
      if (fields.resourceType === 'MedicationStatement' && saysNotTaken(fields))
        this.#notTaken.push(fields);
    }
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
        if (this.#isSaidNotTaken(fields)) return undefined;
        return prescriptionTreatment(fields, reference, asOf, ofMedicine, this.#medicationOf);
      case 'MedicationStatement':
        return statedTreatment(fields, reference, asOf, ofMedicine, this.#medicationOf);
      default:
        return orderedTreatment(fields, reference, asOf, of);
    }
  }

  /** Whether a statement says of a prescription, or of its medicine, that it was not taken, or given up within days. */
  #isSaidNotTaken(request: Fields): boolean {
    return this.#notTaken.some((statement) => {
      const isOfIt = listOf(statement.basedOn).some(
        (one) => localReference(referenceOf(one) ?? '') === referenceTo(request),
      );
      return isOfIt || this.#nameOf(statement) === this.#nameOf(request);
    });
  }

  /** The first word that a medicine is called. */
  #nameOf(fields: Fields): string {
    const given = fieldsOf(fields.medicationReference);
    const reference = textOf(given?.reference);
    const named =
      fields.medicationCodeableConcept ??
      (reference === undefined ? undefined : this.#medicationOf(reference, fields));
    const words = wordsOf(named) || (textOf(given?.display) ?? '');
    return (
      words
        .toLowerCase()
        .split(/\W+/)
        .find((word) => word.length > 3) ??
      fields.id?.toString() ??
      ''
    );
  }

  readonly #medicationOf = (reference: string, resource: Fields): unknown => {
    const fields = containedAt(reference, resource.contained);
    return fields === undefined
      ? this.#medications.get(this.#references.resolve(reference))
      : withForm(fields);
  };
}
