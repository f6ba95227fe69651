import type { Coverage, Resource } from 'fhir/r4.js';
import { requestOn, type Vignette } from '../../src/vignettes/vignette.ts';
import { resourcesOf } from '../support/vignette-call.ts';
import type { LaunchContext } from './order-screen.ts';

/**
 * The chart of a vignette with today's dates, and what its EHR says at a launch. The orders have what CRD's profile asks
 * for, and the patient a coverage.
 */
export function recordOf(vignette: Vignette): {
  readonly context: LaunchContext;
  readonly chart: readonly Resource[];
} {
  const request = requestOn(vignette, new Date());
  const { patientId, draftOrders } = request.context;
  const user = 'Practitioner/pr1';
  const authoredOn = new Date().toISOString().slice(0, 10);
  const orders = (draftOrders.entry ?? []).flatMap(({ resource }) =>
    resource === undefined ? [] : [{ authoredOn, requester: { reference: user }, ...resource }],
  );
  const coverage: Coverage = {
    ...{ resourceType: 'Coverage', id: 'coverage-1', status: 'active' },
    beneficiary: { reference: `Patient/${patientId}` },
    payor: [{ display: 'Example Payer' }],
  };
  return {
    context: { patientId, order: `ServiceRequest/${orders[0]?.id}`, user },
    chart: [
      coverage,
      { resourceType: 'Patient', id: patientId },
      ...resourcesOf(request).filter(({ resourceType }) => resourceType !== 'Patient'),
      ...orders,
    ],
  };
}
