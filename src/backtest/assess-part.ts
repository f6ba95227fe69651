import { assessPatient, type Judge } from './assess-patient.ts';
import { type Json, localReference } from './fields.ts';
import type { MedicationCodes } from './medication-codes.ts';
import { runsByPatient, type SliceFolder } from './part-file.ts';
import { placeOf, recordsOf } from './patient-records.ts';
import { note, type Problems } from './problem.ts';
import type { CriterionRow, DecisionRow, OrderRow } from './rows.ts';

/** What one part of the export gave. */
export interface PartResult {
  readonly orders: OrderRow[];
  readonly criteria: CriterionRow[];
  readonly decisions: DecisionRow[];
  readonly patients: number;
  readonly resources: number;
  readonly problems: Problems;
}

/**
 * The second pass over one part: its lines are gathered by patient, and each patient's orders judged. Only one patient's
 * resources are parsed at a time. Patients come in the order of their ids, whatever the order of the lines.
 */
export function assessPart(
  slices: readonly SliceFolder[],
  part: number,
  judge: Judge,
  medications: MedicationCodes,
): PartResult {
  const result: PartResult = {
    orders: [],
    criteria: [],
    decisions: [],
    patients: 0,
    resources: 0,
    problems: new Map(),
  };
  const counts = { patients: 0, resources: 0 };
  const byPatient = runsByPatient(slices, part);
  for (const patientId of [...byPatient.keys()].sort()) {
    counts.patients += 1;
    const runs = byPatient.get(patientId) ?? [];
    // Without an order there is nothing to judge; most patients of a payer have none.
    if (!runs.some(({ type }) => type === 'ServiceRequest')) continue;
    const { placed, silent } = recordsOf(patientId, runs, result.problems);
    const resources = placed.map(({ resource }) => resource);
    counts.resources += resources.length + silent.count;
    if (!resources.some((one) => one.resourceType === 'Patient')) {
      note(result.problems, 'no Patient resource for a patient with orders');
    }
    const found = assessPatient(patientId, withMedications(resources, medications), judge, silent);
    result.orders.push(...found.orders);
    result.criteria.push(...found.criteria);
    result.decisions.push(...found.decisions);
    for (const { kind, resource } of found.leftAside) {
      const one = placed.find((other) => other.resource === resource);
      note(result.problems, kind, one === undefined ? undefined : placeOf(one));
    }
  }
  return { ...result, ...counts };
}

/** Adds the Medications that the patient's prescriptions point at. */
function withMedications(
  resources: readonly Json[],
  medications: MedicationCodes,
): readonly Json[] {
  const found = new Map<string, Json>();
  for (const resource of resources) {
    const reference = localReference(resource.medicationReference);
    if (reference === undefined || found.has(reference)) continue;
    const medication = medications.find(reference.slice('Medication/'.length));
    if (medication !== undefined) found.set(reference, medication);
  }
  return found.size === 0 ? resources : [...resources, ...found.values()];
}
