import type { Coverage, Resource } from 'fhir/r4.js';
import { RequestProblem } from '../cds/request-problem.ts';
import { chartDate, today } from '../chart/dates.ts';
import { fieldsOf, listOf, localReference, referenceOf, textOf } from '../chart/fields.ts';
import type { CrdRequest } from './crd-request.ts';

/** The coverage that an answer is about. */
export interface SelectedCoverage {
  readonly reference: string;
  /** Its status is active, and the day of the call lies in its period. */
  readonly isInForce: boolean;
  /** The payer's Organization, where the coverage refers to one that others can find. */
  readonly payor?: string;
}

interface Question {
  readonly patientId: string;
  /** Identifiers of this payer; empty accepts any payer. */
  readonly payers: readonly string[];
  readonly crd: CrdRequest;
  readonly asOf: Date;
}

/**
 * Chooses the patient's coverage with this payer. One that is in force is it. A caller that declares CRD
 * must bring exactly one coverage of ours, else the request is refused (Da Vinci CRD, "Errors"); one that
 * is not in force is chosen too, so that the answer can say so. For other callers the cards do without.
 *
 * @param resources everything that was sent or read, the payers' Organizations among it
 * @throws RequestProblem 400 for a CRD caller without, with several, or with another payer's coverage
 */
export function selectCoverage(
  resources: readonly Resource[],
  { patientId, payers, crd, asOf }: Question,
): SelectedCoverage | undefined {
  const mine = coveragesOf(patientId, resources);
  const ours = mine.filter(
    (coverage) => payers.length === 0 || isOurs(coverage, payers, resources),
  );
  const active = ours.filter((coverage) => isInForce(coverage, asOf));
  const [only] = active;
  if (only !== undefined && active.length === 1) return selected(only, true);
  if (!crd.isDeclared) return undefined;
  if (mine.length === 0) throw refused('no Coverage of the patient was sent or could be read');
  const [other] = ours;
  if (other === undefined) throw refused('none of the coverages is with this payer');
  if (ours.length > 1) {
    throw refused('several coverages with this payer were sent; send the one that applies');
  }
  return selected(other, false);
}

function selected(coverage: Coverage, isInForce: boolean): SelectedCoverage {
  const payor = listOf(coverage.payor)
    .map(referenceOf)
    .find((reference) => reference !== undefined && /(^|\/)Organization\//.test(reference));
  return {
    reference: `Coverage/${coverage.id ?? ''}`,
    isInForce,
    ...(payor === undefined ? {} : { payor }),
  };
}

function refused(message: string): RequestProblem {
  return new RequestProblem(400, 'prefetch.coverage', message);
}

/** Each once, by its id; one without an id cannot be referred to. */
function coveragesOf(patientId: string, resources: readonly Resource[]): readonly Coverage[] {
  const byId = new Map<string, Coverage>();
  for (const resource of resources) {
    if (!isCoverage(resource)) continue;
    const beneficiary = referenceOf(resource.beneficiary);
    const id = textOf(resource.id);
    if (id === undefined || beneficiary === undefined) continue;
    if (localReference(beneficiary) === `Patient/${patientId}`) byId.set(id, resource);
  }
  return [...byId.values()];
}

function isCoverage(resource: Resource): resource is Coverage {
  return resource.resourceType === 'Coverage';
}

/** A period that is open or unreadable at an end sets no limit there. */
function isInForce(coverage: Coverage, asOf: Date): boolean {
  if (coverage.status !== 'active') return false;
  const day = today(asOf);
  const period = fieldsOf(coverage.period);
  const start = chartDate(period?.start);
  const end = chartDate(period?.end);
  return !(start !== undefined && start.earliest > day) && !(end !== undefined && end.latest < day);
}

/** By the payor's identifier, its reference, or the identifiers of the Organization that it refers to. */
export function isOurs(
  coverage: Coverage,
  payers: readonly string[],
  resources: readonly Resource[],
): boolean {
  return listOf(coverage.payor).some((payor) => {
    const reference = referenceOf(payor);
    const names = [fieldsOf(payor.identifier)?.value, reference, reference?.split('/').at(-1)];
    const organization = organizationOf(reference, coverage, resources);
    for (const identifier of listOf(organization?.identifier)) names.push(identifier.value);
    return names.some((name) => typeof name === 'string' && payers.includes(name));
  });
}

function organizationOf(
  reference: string | undefined,
  coverage: Coverage,
  resources: readonly Resource[],
): ReturnType<typeof fieldsOf> {
  if (reference === undefined) return undefined;
  if (reference.startsWith('#')) {
    return listOf(coverage.contained).find((one) => one.id === reference.slice(1));
  }
  const local = localReference(reference);
  return fieldsOf(resources.find((one) => `${one.resourceType}/${one.id}` === local));
}
