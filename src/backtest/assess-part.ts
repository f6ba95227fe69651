import { readFileSync } from 'node:fs';
import { assessPatient, type Judge } from './assess-patient.ts';
import { type Json, localReference, objectOf, text } from './fields.ts';
import type { MedicationCodes } from './medication-codes.ts';
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
export function assessPart(path: string, judge: Judge, medications: MedicationCodes): PartResult {
  const result: PartResult = {
    orders: [],
    criteria: [],
    decisions: [],
    patients: 0,
    resources: 0,
    problems: new Map(),
  };
  const counts = { patients: 0, resources: 0 };
  for (const [patientId, lines] of linesByPatient(path)) {
    counts.patients += 1;
    // Without an order there is nothing to judge; most patients of a payer have none.
    if (!lines.some(({ json }) => json.includes('"ServiceRequest"'))) continue;
    const places = new Map<Json, string>();
    const resources = parsed(lines, result.problems, places);
    counts.resources += resources.length;
    if (!resources.some((one) => one.resourceType === 'Patient')) {
      note(result.problems, 'no Patient resource for a patient with orders');
    }
    const found = assessPatient(patientId, withMedications(resources, medications), judge);
    result.orders.push(...found.orders);
    result.criteria.push(...found.criteria);
    result.decisions.push(...found.decisions);
    for (const { kind, resource } of found.leftAside) {
      note(result.problems, kind, places.get(resource));
    }
  }
  return { ...result, ...counts };
}

interface Line {
  readonly place: string;
  readonly json: string;
}

function linesByPatient(path: string): readonly (readonly [string, readonly Line[]])[] {
  const byPatient = new Map<string, Line[]>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const first = line.indexOf('\t');
    const second = line.indexOf('\t', first + 1);
    const patientId = line.slice(first + 1, second);
    const one = { place: line.slice(0, first), json: line.slice(second + 1) };
    const known = byPatient.get(patientId);
    if (known === undefined) byPatient.set(patientId, [one]);
    else known.push(one);
  }
  return [...byPatient].sort(([one], [other]) => (one < other ? -1 : 1));
}

/**
 * The resources of a patient by type and id; of one that was written several times every version is kept.
 * @param places gets the place of each order
 */
function parsed(
  lines: readonly Line[],
  problems: Problems,
  places: Map<Json, string>,
): readonly Json[] {
  const byId = new Map<string, Json[]>();
  let unnamed = 0;
  for (const { json, place } of lines) {
    const resource = read(json);
    if (resource === undefined) {
      note(problems, 'no JSON resource', place);
      continue;
    }
    if (resource.resourceType === 'ServiceRequest') places.set(resource, place);
    const id = text(resource.id);
    if (id === undefined) unnamed += 1;
    const key = `${text(resource.resourceType)}/${id ?? `#${unnamed}`}`;
    const versions = byId.get(key);
    if (versions === undefined) byId.set(key, [resource]);
    else {
      note(problems, 'several versions of a resource', place);
      versions.push(resource);
    }
  }
  return [...byId.keys()].sort().flatMap((key) => byId.get(key) ?? []);
}

function read(json: string): Json | undefined {
  try {
    return objectOf(JSON.parse(json));
  } catch {
    return undefined;
  }
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
