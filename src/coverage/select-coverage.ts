import type { Coverage, Resource } from 'fhir/r4.js';
import { RequestProblem } from '../cds/request-problem.ts';
import type { CrdRequest } from './crd-request.ts';

/** The coverage that an answer is about. */
export interface SelectedCoverage {
  readonly reference: string;
  readonly isActive: boolean;
}

/**
 * Chooses the patient's coverage with this payer. One active one is it. A caller that declares CRD must
 * bring exactly one, else the request is refused (CRD, "Errors"); for others the cards do without.
 *
 * @param payers identifiers of this payer; empty accepts any payer
 * @throws RequestProblem 400 for a CRD caller without, with several, or with another payer's coverage
 */
export function selectCoverage(
  resources: readonly Resource[],
  patientId: string,
  payers: readonly string[],
  crd: CrdRequest,
): SelectedCoverage | undefined {
  const mine = resources.filter((resource): resource is Coverage =>
    isCoverageOf(resource, patientId),
  );
  const ours = mine.filter((coverage) => payers.length === 0 || isOurs(coverage, payers));
  const active = ours.filter((coverage) => coverage.status === 'active');
  const [only] = active;
  if (only !== undefined && active.length === 1)
    return { reference: `Coverage/${only.id ?? ''}`, isActive: true };
  if (!crd.isDeclared) return undefined;
  if (active.length > 1) {
    throw refused(
      'several active coverages with this payer were sent; send the one that the order is under',
    );
  }
  if (mine.length === 0) throw refused('no Coverage of the patient was sent or could be read');
  if (ours.length === 0) throw refused('none of the coverages is with this payer');
  const [inactive] = ours;
  if (crd.version === '2.2' && inactive !== undefined && ours.length === 1) {
    return { reference: `Coverage/${inactive.id ?? ''}`, isActive: false };
  }
  throw refused('no active coverage with this payer was sent');
}

function refused(message: string): RequestProblem {
  return new RequestProblem(400, 'prefetch.coverage', message);
}

function isCoverageOf(resource: Resource, patientId: string): boolean {
  if (resource.resourceType !== 'Coverage' || !('beneficiary' in resource)) return false;
  const { beneficiary } = resource;
  if (typeof beneficiary !== 'object' || beneficiary === null || !('reference' in beneficiary))
    return false;
  const { reference } = beneficiary;
  return (
    typeof reference === 'string' &&
    (reference === `Patient/${patientId}` || reference.endsWith(`/Patient/${patientId}`))
  );
}

/** By the payor's identifier, its reference, or the identifier of the organisation contained. */
function isOurs(coverage: Coverage, payers: readonly string[]): boolean {
  const payors = Array.isArray(coverage.payor) ? coverage.payor : [];
  return payors.some((payor) => {
    const names = [payor?.identifier?.value, payor?.reference, payor?.reference?.split('/').at(-1)];
    for (const contained of coverage.contained ?? []) {
      if (
        contained.resourceType !== 'Organization' ||
        payor?.reference !== `#${contained.id ?? ''}`
      )
        continue;
      names.push(...identifierValues(contained));
    }
    return names.some((name) => name !== undefined && payers.includes(name));
  });
}

/** Contained resources are typed no further than that they are resources. */
function identifierValues(resource: Resource): readonly string[] {
  if (!('identifier' in resource) || !Array.isArray(resource.identifier)) return [];
  return resource.identifier.flatMap((identifier: { value?: unknown }) =>
    typeof identifier?.value === 'string' ? [identifier.value] : [],
  );
}
