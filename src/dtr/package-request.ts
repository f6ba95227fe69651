import type { Coverage, ServiceRequest } from 'fhir/r4.js';
import { requireOrderBounds } from '../cds/order-bounds.ts';
import { RequestProblem } from '../cds/request-problem.ts';
import { fieldsOf, localReference, textOf } from '../chart/fields.ts';
import { OperationInput } from './parameters.ts';
import type { DtrVersion } from './profiles.ts';

/** The input of `$questionnaire-package` (DTR 2.2.0 and 2.0.1, dtr-qpackage-input-parameters). */
export interface PackageRequest {
  readonly version: DtrVersion;
  readonly coverages: readonly Coverage[];
  /** Imaging is ordered by ServiceRequest; other orders have no form here. */
  readonly orders: readonly ServiceRequest[];
  /** How many orders of other types came along. */
  readonly otherOrders: number;
  /** Canonical URLs, with or without `|version`. */
  readonly questionnaires: readonly string[];
  /** The id of a coverage assertion. */
  readonly context?: string;
  readonly changedSince?: Date;
}

/**
 * @param body the parsed JSON
 * @param fallback the version that is spoken with callers who name none in `meta.profile`
 * @throws RequestProblem 400 that names the parameter
 */
export function readPackageRequest(body: unknown, fallback: DtrVersion): PackageRequest {
  const input = new OperationInput(body);
  const version = versionOf(input.profiles) ?? fallback;
  const coverages = input.resources('coverage').map((one): Coverage => {
    if (one.resourceType !== 'Coverage') {
      throw new RequestProblem(400, 'coverage', 'expected a Coverage');
    }
    return one;
  });
  if (coverages.length === 0) {
    throw new RequestProblem(400, 'coverage', 'required: the Coverage that the form is for');
  }
  if (version === '2.2' && coverages.length > 1) {
    throw new RequestProblem(400, 'coverage', 'expected once; call again for another coverage');
  }
  const all = input.resources('order');
  requireOrderBounds(all, 'order');
  const orders = all.filter((one): one is ServiceRequest => one.resourceType === 'ServiceRequest');
  const questionnaires = input.texts('questionnaire');
  const context = input.text('context');
  if (all.length === 0 && questionnaires.length === 0 && context === undefined) {
    throw new RequestProblem(400, 'order', 'required: an order, a questionnaire or a context');
  }
  requireOnePatient(coverages, orders);
  const since = input.text('changedsince');
  const changedSince = since === undefined ? undefined : new Date(since);
  if (changedSince !== undefined && Number.isNaN(changedSince.getTime())) {
    throw new RequestProblem(400, 'changedsince', 'expected an instant');
  }
  return {
    version,
    coverages,
    orders,
    otherOrders: all.length - orders.length,
    questionnaires,
    ...(context === undefined ? {} : { context }),
    ...(changedSince === undefined ? {} : { changedSince }),
  };
}

function versionOf(claimed: readonly string[]): DtrVersion | undefined {
  for (const profile of claimed) {
    const [, version = ''] = profile.split('|');
    if (!profile.includes('/davinci-dtr/')) continue;
    if (version.startsWith('2.0')) return '2.0';
    if (version.startsWith('2.')) return '2.2';
  }
  return undefined;
}

/** A form about one patient's order under another's coverage would be filled in for the wrong person. */
function requireOnePatient(
  coverages: readonly Coverage[],
  orders: readonly ServiceRequest[],
): void {
  const patients = new Set(
    [
      ...coverages.map((coverage) => patientOf(coverage.beneficiary)),
      ...orders.map((order) => patientOf(order.subject)),
    ].filter((one) => one !== undefined),
  );
  if (patients.size > 1) {
    throw new RequestProblem(400, 'order', 'the coverage and the orders are of different patients');
  }
}

function patientOf(reference: unknown): string | undefined {
  const text = textOf(fieldsOf(reference)?.reference);
  return text === undefined ? undefined : localReference(text);
}
